"""Labels behind values, labels between two values, and a sheet with a stub whose dates and sexes are ringed."""

from __future__ import annotations

from tools.strangers.drawn.form import Form
from tools.strangers.drawn.layouts.base import BLACK, BROWN, GREEN, RUST, VIOLET, Drawing, building, serial
from tools.strangers.drawn.layouts.systems_parts import (
    HINTS,
    SENTENCES,
    boxed,
    choose,
    ringed_date,
    ringed_sex,
    signed,
)
from tools.strangers.drawn.stamps import Stamp


def behind(form: Form) -> None:
    """Values on lines, each with its label in brackets behind it."""
    case, word = form.case, form.case.label
    form.middle(15, word("title"), 19)
    serial(form, 18, 26)
    y = 34.0

    def line(*fields: tuple[float, float, str, str]) -> None:
        """Left, where the line ends, label, value."""
        nonlocal y
        for x, right, words, value in fields:
            form.value_in((x, y, right - x, 7.4), value)
            form.page.line(x, y + 7.6, right, y + 7.6, 0.15)
            form.label(right + 1.5, y + 2.6, f"（{words}）", 8)
        y += 9.4

    for which in ("former", "new"):
        line((18, 144, word(f"{which}_address"), case.show(f"{which}_address")))
        if below := building(form, which):
            line((40, 144, word("building"), below))
    line((18, 66, word("former"), case.show("householder.former")), (106, 154, word("planned_on"),
                                                                     case.show("planned_on")))  # fmt: skip
    line((18, 144, word("registered_domicile"), case.show("registered_domicile")))
    line((18, 66, word("register_head"), case.show("register_head")), (106, 154, word("notified_on"),
                                                                       case.show("notified_on")))  # fmt: skip
    y += 5
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        form.label(18, y + 2, f"{index + 1}", 10)
        line((26, 82, word("name"), v["name"]), (112, 168, word("kana"), v["kana"]))
        line((26, 66, word("birth_date"), v["birth_date"]), (90, 104, word("sex"), v["sex"]),
             (120, 150, word("relationship"), v["relationship"]))  # fmt: skip
        line((26, 66, word("code"), case.code(index)), (98, 140, word("number"), case.number(index)))
        y += 3.4
    form.note(20, y + 1, form.rng.choice(HINTS), 168)
    form.sign(20, 251, sentence=form.rng.choice(SENTENCES), points=12)


SIDES = (("従　　前", "今　　後"), ("転　出　前", "転　出　後"), ("旧", "新"))


def between(form: Form) -> None:
    """The label stands in the middle, with a value at its left and one at its right: before and after, two persons."""
    case, word, rng = form.case, form.case.label, form.rng
    form.middle(14, word("title"), 18)
    left, right = rng.choice(SIDES)
    y = form.row(12, 30, 7, (79, "l", left), (28, "l", "項　目"), (79, "l", right))
    y = form.row(12, y, 13, (79, "v", case.show("former_address")), (28, "l", "住　所"),
                 (79, "v", case.show("new_address")))  # fmt: skip
    y = form.row(12, y, 9, (79, "v", building(form, "former")), (28, "l", word("building")),
                 (79, "v", building(form, "new")))  # fmt: skip
    y = form.row(12, y, 9, (79, "v", case.show("householder.former")), (28, "l", "世帯主"),
                 (79, "v", case.show("householder.new")))  # fmt: skip
    y += 3
    y = form.row(12, y, 8.5, (42, "l", word("planned_on")), (51, "v", case.show("planned_on")),
                 (42, "l", word("notified_on")), (51, "v", case.show("notified_on")))  # fmt: skip
    y = form.row(12, y, 9, (24, "l", word("registered_domicile")), (86, "v", case.show("registered_domicile")),
                 (28, "l", word("register_head")), (48, "v", case.show("register_head")))  # fmt: skip
    names = "kana name birth_date sex relationship pension child_allowance"
    for start in range(0, len(case.persons), 2):
        y += 5
        people = [place for place in (start, start + 1) if place < len(case.persons)]
        values = [case.person(place, names) | {"code": case.code(place), "number": case.number(place, " ")}
                  for place in people]  # fmt: skip
        values += [{}] * (2 - len(values))
        y = form.row(12, y, 6.5, (79, "l", f"異動者 {start + 1}"), (28, "l", ""), (79, "l", f"異動者 {start + 2}"))
        for name in [*names.split(), "code", "number"]:
            high = 9.5 if name == "name" else 7.2
            y = form.row(12, y, high, (79, "c", values[0][name]), (28, "l", word(name)),
                         (79, "c", values[1].get(name, "")))  # fmt: skip
        if len(people) == 1:
            form.page.line(119, y, 198, y - 60, 0.2)
    form.sign(20, 253, sentence=rng.choice(SENTENCES), points=12)


def stub(form: Form) -> None:
    """Landscape: at the left a stub that the office keeps; eras, sexes and the scope are chosen by rings."""
    case, word, home = form.case, form.case.label, form.case.household
    number = f"{form.rng.randrange(9000) + 1000:04d}"
    form.label(10, 14, "転出証明書（控）", 11)
    y = 26.0
    for words, value in (("番号", number), (word("issued_on"), case.show("issued_on")),
                         (word("former"), case.show("householder.former")),
                         ("異動人員", f"{len(case.persons)}人"), ("取扱者", "")):  # fmt: skip
        form.label(10, y, words, 8)
        form.value_in((10, y + 3.4, 64, 8), value)
        form.page.line(10, y + 11.6, 74, y + 11.6, 0.15)
        y += 15
    form.label(10, y + 2, "交付手数料", 8)
    boxed(form, 30, y + 2, ("無料", "公用"), "無料")
    form.page.line(80, 6, 80, 204, 0.25, 1.6)
    form.stamp(Stamp(72, 96, 16, f"{home.issuer[-4:]}契印", turn=form.rng.uniform(-5, 5)))
    form.label(88, 13, word("title"), 18)
    form.label(176, 16, f"第 {number} 号", 9)
    form.label(222, 16, "異動の区分", 8.5)
    choose(form, 242, 15.8, ("全部", "一部"), "全部" if home.whole else "一部", 4, 9.5)
    y = 26.0
    for which in ("former", "new"):
        y = form.row(88, y, 9, (36, "l", word(f"{which}_address")), (165, "v", case.show(f"{which}_address")))
        y = form.row(88, y, 8, (36, "l", word("building")), (70, "v", building(form, which)),
                     (36, "l", word(which)), (59, "v", case.show(f"householder.{which}")))  # fmt: skip
    y = form.row(88, y, 8, (36, "l", word("planned_on")), (70, "v", case.show("planned_on")),
                 (36, "l", word("notified_on")), (59, "v", case.show("notified_on")))  # fmt: skip
    y = form.row(88, y, 8, (24, "l", word("registered_domicile")), (97, "v", case.show("registered_domicile")),
                 (28, "l", word("register_head")), (52, "v", case.show("register_head")))  # fmt: skip
    y += 4
    heads = ((8, "No"), (58, f"{word('kana')}\n{word('name')}"), (62, word("birth_date")), (20, word("sex")),
             (22, word("relationship")), (31, f"{word('code')}\n{word('number')}"))  # fmt: skip
    form.row(88, y, 9, *((width, "l", words) for width, words in heads))
    y += 9
    for index in range(4):
        x = 88.0
        for width, _ in heads:
            form.page.frame(x, y, width, 15, form.rule)
            x += width
        form.label(90.6, y + 5.6, str(index + 1))
        if index < len(case.persons):
            _stub_person(form, y, index)
        y += 15
    form.label(94, y + 3, form.rng.choice(SENTENCES), 8.5)
    form.value(100, y + 9, case.show("issued_on"))
    signed(form, 160, y + 15, 12, last=268)


def _stub_person(form: Form, y: float, index: int) -> None:
    case = form.case
    v = case.person(index, "kana name relationship")
    form.value_in((96, y + 0.4, 58, 5.6), v["kana"], points=8.5)
    form.value_in((96, y + 6, 58, 8.6), v["name"], points=11.5)
    ringed_date(form, (154, y, 62, 15), index)
    ringed_sex(form, (216, y, 20, 15), index)
    form.value_in((236, y, 22, 15), v["relationship"], "middle")
    form.value_in((258, y, 31, 7.5), case.code(index))
    form.value_in((258, y + 7.5, 31, 7.5), case.number(index))


LAYOUTS = (
    Drawing("behind", behind, persons=(1, 4), points=(9.0, 10.5), inks=(BLACK, GREEN), drift=0.3,
            printers=("laser", "thermal", "dots"), dates=("full", "half", "spaced"), kana=("katakana", "hiragana")),
    Drawing("between", between, persons=(1, 4), points=(8.5, 10.0), inks=(RUST, BLACK, BROWN), shade=0.1, drift=0.3,
            dates=("half", "padded", "western"), blanks=("", "－", "＊＊＊")),
    Drawing("stub", stub, size="landscape", persons=(1, 4), points=(8.5, 10.0), inks=(GREEN, VIOLET, BROWN), drift=0.5,
            printers=("laser", "dots", "carbon"), dates=("half", "letter", "short"), full_width=False),
)  # fmt: skip
