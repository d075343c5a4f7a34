"""As hosts of the nineties print: two rows of labels and codes, entries parted by strokes, cells with numbers."""

from __future__ import annotations

from tools.strangers.drawn import codes
from tools.strangers.drawn.form import Form
from tools.strangers.drawn.layouts.base import BLACK, BLUE, GREEN, VIOLET, Drawing, building, scope, serial
from tools.strangers.drawn.layouts.systems_parts import HINTS, REASONS, SENTENCES, signed, strip

HOST = ((9, "no"), (62, "kana"), (40, "birth_date"), (16, "sex"), (36, "relationship"), (46, "code"),
        (30, "health_insurance"), (34, "pension"))  # fmt: skip
"""Widths of the host's columns, and what stands in their upper row."""
BELOW = {"kana": "name", "birth_date": "former_surname", "code": "number", "health_insurance": "care_insurance",
         "pension": "child_allowance"}  # fmt: skip
"""What stands in the lower row."""


def host(form: Form) -> None:
    """Landscape: two rows a person below two rows of labels; eras, sexes and relationships as codes with a legend."""
    case, word = form.case, form.case.label
    form.label(12, 12, word("title"), 16)
    form.label(92, 14, f"異動事由：{form.rng.choice(REASONS)}　　範囲：{scope(form)}", 8.5)
    form.label(208, 14, f"ＪＫ－{form.rng.randrange(10**4):04d}　端末{form.rng.randrange(90) + 10}　頁 1", 8.5)
    y = 24.0
    for which in ("former", "new"):
        y = form.row(12, y, 8, (40, "l", word(f"{which}_address")), (132, "v", case.show(f"{which}_address")),
                     (24, "l", word("building")), (77, "v", building(form, which)))  # fmt: skip
    y = form.row(12, y, 8, (40, "l", word("former")), (52, "v", case.show("householder.former")),
                 (40, "l", word("planned_on")), (50, "v", case.show("planned_on")),
                 (40, "l", word("notified_on")), (51, "v", case.show("notified_on")))  # fmt: skip
    y = form.row(12, y, 8, (40, "l", word("registered_domicile")), (142, "v", case.show("registered_domicile")),
                 (40, "l", word("register_head")), (51, "v", case.show("register_head")))  # fmt: skip
    y += 3
    x = 12.0
    for width, name in HOST:
        words = "No" if name == "no" else word(name)
        if name in BELOW:
            form.labelled((x, y, width, 5.6), words, spread=False)
            form.labelled((x, y + 5.6, width, 5.6), word(BELOW[name]), spread=False)
        else:
            form.labelled((x, y, width, 11.2), words, spread=False)
        x += width
    y += 11.2
    for index in range(len(case.persons)):
        _host_person(form, y, index)
        y += 14.4
    form.label(12, y + 1.5, f"元号　{codes.era_legend()}　0:西暦　／　性別　1:男　2:女", 8)
    form.sign(30, 168, sentence=form.rng.choice(SENTENCES), points=12)


def _host_person(form: Form, y: float, index: int) -> None:
    case, person = form.case, form.case.persons[index]
    stand_ins = {
        "birth_date": codes.seven(person.birth_date, foreign=person.foreign),
        "sex": codes.SEXES[person.sex],
        "relationship": codes.relationship(person.relationship),
    }
    numbers = {"no": lambda place: f"{place + 1:02d}", "code": case.code, "number": case.number}

    def words(name: str) -> str:
        if name in numbers:
            return numbers[name](index)
        return case.stand_in(index, name, stand_ins[name]) if name in stand_ins else case.member(index, name)

    x = 12.0
    for width, name in HOST:
        if name in BELOW:
            form.filled((x, y, width, 6.4), words(name))
            form.filled((x, y + 6.4, width, 8), words(BELOW[name]))
        else:
            form.filled((x, y, width, 14.4), words(name), "middle")
        x += width


STROKE = "／"


def strokes(form: Form) -> None:
    """A line of labels parted by strokes, and below it the values parted alike; no cells."""
    case, word = form.case, form.case.label
    form.label(16, 14, word("title"), 17)
    form.label(118, 16, f"作成番号　{form.rng.randrange(10**7):07d}－{form.rng.randrange(10)}", 8.5)
    form.page.line(14, 24, 196, 24, 0.5)
    y = 29.0
    for which in ("former", "new"):
        labels = (word(f"{which}_address"), word("building"), word(which))
        values = (case.show(f"{which}_address"), building(form, which), case.show(f"householder.{which}"))
        form.label(16, y, STROKE.join(labels), 8)
        form.value_in((18, y + 3.6, 176, 11), STROKE.join(values))
        y += 17
    form.label(16, y, STROKE.join((word("registered_domicile"), word("register_head"))), 8)
    form.value_in((18, y + 3.6, 176, 7), STROKE.join((case.show("registered_domicile"), case.show("register_head"))))
    y += 13
    form.label(16, y, STROKE.join((word("planned_on"), word("notified_on"))), 8)
    form.value_in((18, y + 3.6, 176, 7), STROKE.join((case.show("planned_on"), case.show("notified_on"))))
    y += 14
    form.page.line(14, y, 196, y, 0.25)
    names = ("name", "kana", "birth_date", "sex", "relationship")
    form.label(16, y + 2, "番号　" + STROKE.join(word(name) for name in names), 8)
    form.label(27, y + 6, STROKE.join((word("code"), word("number"))), 8)
    form.page.line(14, y + 10.5, 196, y + 10.5, 0.25)
    y += 13
    for index in range(len(case.persons)):
        values = case.person(index, " ".join(names))
        form.value(17, y, f"{index + 1:2d}")
        form.value_in((25, y - 1.4, 170, 6.4), STROKE.join(values[name] for name in names))
        form.value(26.2, y + 5.4, STROKE.join((case.code(index), case.number(index))))
        y += 12.5
    form.page.line(14, y, 196, y, 0.25)
    form.label(16, y + 2, f"以上　{len(case.persons)}名　（{scope(form)}）", 8.5)
    form.note(16, y + 9, form.rng.choice(HINTS), 176)
    form.label(18, 232, form.rng.choice(SENTENCES))
    form.label(18, 241, word("issued_on"), 8.5)
    form.value(52, 240.5, case.show("issued_on"))
    signed(form, 80, 250, 13, last=184, over=6)
    strip(form, 276)


CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def legend(form: Form) -> None:
    """Cells have a number only; what each number means stands in two columns at the foot."""
    case, word = form.case, form.case.label
    form.middle(13, word("title"), 18)
    serial(form, 16, 14)
    meanings: list[str] = []

    def cell(box: tuple[float, float, float, float], words: str, value: str, align: str = "left") -> None:
        if words not in meanings:
            meanings.append(words)
        x, y, width, height = box
        form.page.frame(*box, form.rule)
        form.label(x + 0.6, y + 0.6, CIRCLES[meanings.index(words)], 8)
        form.value_in((x + 3.6, y, width - 3.6, height), value, align)

    y = 27.0
    for which in ("former", "new"):
        cell((15, y, 116, 10), word(f"{which}_address"), case.show(f"{which}_address"))
        cell((131, y, 64, 10), f"{word(f'{which}_address')}の{word('building')}", building(form, which))
        y += 10
    for row in (
        (("former", "householder.former"), ("new", "householder.new"), ("planned_on", "planned_on")),
        (("notified_on", "notified_on"), ("register_head", "register_head")),
    ):
        for place, (name, path) in enumerate(row):
            cell((15 + place * 60, y, 60, 9), word(name), case.show(path))
        if len(row) < 3:
            form.page.frame(135, y, 60, 9, form.rule)
            form.page.line(135, y + 9, 195, y, 0.2)
        y += 9
    cell((15, y, 180, 9), word("registered_domicile"), case.show("registered_domicile"))
    y += 14
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        form.labelled((15, y, 8, 18), str(index + 1))
        cell((23, y, 58, 9), word("kana"), v["kana"])
        cell((81, y, 46, 9), word("birth_date"), v["birth_date"])
        cell((127, y, 18, 9), word("sex"), v["sex"])
        cell((145, y, 50, 9), word("code"), case.code(index))
        cell((23, y + 9, 58, 9), word("name"), v["name"])
        cell((81, y + 9, 64, 9), word("relationship"), v["relationship"])
        cell((145, y + 9, 50, 9), word("number"), case.number(index))
        y += 18
    y += 4
    half = -(-len(meanings) // 3)
    form.page.frame(15, y, 180, 6.5 + half * 4.6, 0.15)
    form.label(17, y + 1.2, "欄の番号の説明", 8)
    for place, words in enumerate(meanings):
        form.label(20 + place // half * 58, y + 5.4 + place % half * 4.6, f"{CIRCLES[place]}　{words}", 8)
    form.sign(20, 252, sentence=form.rng.choice(SENTENCES), points=12)


LAYOUTS = (
    Drawing("host", host, size="landscape", persons=(1, 5), points=(8.5, 9.5), inks=(BLUE, BLACK, GREEN), drift=0.5,
            printers=("laser", "dots"), values=("DotGothic16", "IPAGothic", "IPAMincho", "VL Gothic"), shade=0.1,
            dates=("letter", "padded", "half"), blanks=("", "－"), full_width=False),
    Drawing("strokes", strokes, persons=(1, 5), points=(9.0, 10.0), drift=0.2, printers=("laser", "dots", "thermal"),
            dates=("short", "letter", "half"), full_width=None),
    Drawing("legend", legend, persons=(1, 4), points=(8.5, 10.0), inks=(VIOLET, BLACK, BLUE), drift=0.5,
            printers=("laser", "carbon"), dates=("half", "full", "padded")),
)  # fmt: skip
