"""Kept back: labels below values, one letter before a value, two values in a cell, columns from right to left."""

from __future__ import annotations

from tools.strangers.drawn.form import Form
from tools.strangers.drawn.layouts.base import BLACK, BLUE, BROWN, GREEN, RUST, STARS, Drawing, building, scope, serial
from tools.strangers.drawn.layouts.systems_parts import HINTS, REASONS, SENTENCES, signed, strip

Field = tuple[float, float, str, str]
"""Left, width, label, value."""


def _lines_over(form: Form, y: float, *fields: Field) -> float:
    """Values on lines, each with its label small below the line's middle; gives where the next values begin."""
    for x, width, words, value in fields:
        form.value_in((x, y, width, 7), value, "middle")
        form.page.line(x, y + 7.2, x + width, y + 7.2, 0.2)
        form.label_in((x, y + 7.4, width, 4), words, 7.5)
    return y + 13


def under(form: Form) -> None:
    """Values stand on lines, their labels small below these."""
    case, word = form.case, form.case.label
    form.middle(14, word("title"), 19)
    form.label(150, 25, f"事由　{form.rng.choice(REASONS)}", 8.5)
    y = 32.0
    for which in ("former", "new"):
        y = _lines_over(form, y, (18, 108, word(f"{which}_address"), case.show(f"{which}_address")),
                        (130, 62, word("building"), building(form, which)))  # fmt: skip
    y = _lines_over(form, y, (18, 54, word("former"), case.show("householder.former")),
                    (78, 54, word("new"), case.show("householder.new")),
                    (138, 54, word("planned_on"), case.show("planned_on")))  # fmt: skip
    y = _lines_over(form, y, (18, 84, word("registered_domicile"), case.show("registered_domicile")),
                    (106, 42, word("register_head"), case.show("register_head")),
                    (152, 40, word("notified_on"), case.show("notified_on")))  # fmt: skip
    y += 3
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        form.page.tint(14, y - 1.4, 182, 0.5, 0.6)
        y += 1
        form.label(15, y + 2, f"{index + 1}.", 10)
        y = _lines_over(form, y, (22, 60, word("name"), v["name"]), (86, 60, word("kana"), v["kana"]),
                        (150, 42, word("relationship"), v["relationship"]))  # fmt: skip
        y = _lines_over(form, y, (22, 46, word("birth_date"), v["birth_date"]), (72, 20, word("sex"), v["sex"]),
                        (96, 44, word("code"), case.code(index)),
                        (144, 48, word("number"), case.number(index, " ")))  # fmt: skip
    form.sign(20, 256, sentence=form.rng.choice(SENTENCES), points=12)


SHORT = {"former_address": "旧住", "new_address": "新住", "householder.former": "旧主", "householder.new": "新主",
         "planned_on": "転出", "notified_on": "届出", "registered_domicile": "本籍",
         "register_head": "筆頭"}  # fmt: skip


def abbreviated(form: Form) -> None:
    """Half a page: a label of one or two letters stands before each value in its cell."""
    case = form.case
    form.label(10, 8, form.case.label("title"), 14)
    form.label(96, 10, f"（{scope(form)}）", 8.5)
    serial(form, 160, 9)

    def row(y: float, height: float, *cells: tuple[float, str, str], left: float = 8.0) -> float:
        x = left
        for width, words, value in cells:
            form.page.frame(x, y, width, height, form.rule)
            begins = form.label(x + 1, y + (height - 2.6) / 2, words, 7.5).square[2] - 0.2
            form.value_in((begins, y, x + width - begins, height), value)
            x += width
        return y + height

    y = 17.0
    for which in ("former", "new"):
        path = f"{which}_address"
        y = row(y, 7, (132, SHORT[path], case.show(path)), (62, "方", building(form, which)))
    y = row(y, 7, *((48.5, SHORT[path], case.show(path)) for path in ("householder.former", "householder.new",
                                                                      "planned_on", "notified_on")))  # fmt: skip
    y = row(y, 7, *((width, SHORT[path], case.show(path)) for width, path in ((132, "registered_domicile"),
                                                                              (62, "register_head"))))  # fmt: skip
    y += 2.5
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        row(y, 13, (8, f"{index + 1}", ""))
        row(y, 6.5, (62, "氏", v["name"]), (50, "生", v["birth_date"]), (18, "性", v["sex"]),
            (56, "票", case.code(index)), left=16)  # fmt: skip
        row(
            y + 6.5,
            6.5,
            (62, "カナ", v["kana"]),
            (68, "続", v["relationship"]),
            (56, "個", case.number(index)),
            left=16,
        )
        y += 14
    form.value(14, y + 2.5, case.show("issued_on"))
    signed(form, 100, y + 5, 12, last=182)


def combined(form: Form) -> None:
    """Two values in a cell, told apart by a blank, brackets or a line: as small systems save room."""
    case, word = form.case, form.case.label
    form.middle(13, word("title"), 18)
    serial(form, 16, 24)
    y = 31.0
    for which in ("former", "new"):
        form.labelled((15, y, 44, 18), f"{word(f'{which}_address')}\n（世帯主）")
        form.page.frame(59, y, 136, 18, form.rule)
        below = building(form, which)
        address = case.show(f"{which}_address")
        form.value_in((59, y + 0.6, 136, 6 if below else 11), address)
        if below:
            form.value_in((65, y + 6.4, 130, 5.4), below)
        form.value_in((59, y + 12, 136, 5.6), f"（{case.show(f'householder.{which}')}）")
        y += 18
    y = form.row(15, y, 9, (44, "l", f"{word('planned_on')}"), (46, "v", case.show("planned_on")),
                 (44, "l", word("notified_on")), (46, "v", case.show("notified_on")))  # fmt: skip
    form.labelled((15, y, 44, 13), f"{word('registered_domicile')}\n{word('register_head')}")
    form.page.frame(59, y, 136, 13, form.rule)
    form.value_in((59, y + 0.4, 136, 6.2), case.show("registered_domicile"))
    form.value_in((59, y + 6.6, 136, 6), case.show("register_head"))
    y += 18
    heads = ((10, "番号"), (74, f"{word('name')}（{word('kana')}）"), (60, f"{word('birth_date')}　{word('sex')}"),
             (36, word("relationship")))  # fmt: skip
    y = form.row(15, y, 8, *((width, "l", words) for width, words in heads))
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        reading = f"（{v['kana']}）" if v["kana"] else ""
        form.filled((15, y, 10, 16), str(index + 1), "middle")
        form.page.frame(25, y, 74, 16, form.rule)
        form.value_in((25, y + 0.8, 74, 8), v["name"], points=12)
        form.value_in((25, y + 9, 74, 6), reading, points=9)
        form.filled((99, y, 60, 16), f"{v['birth_date']}　{v['sex']}")
        form.filled((159, y, 36, 16), v["relationship"], "middle")
        y += 16
    form.note(16, y + 3, form.rng.choice(HINTS), 176)
    form.sign(20, 250, sentence=form.rng.choice(SENTENCES), points=12)
    strip(form, 281)


def right_to_left(form: Form) -> None:
    """Landscape: persons as columns from right to left, the labels in the column at the right edge."""
    case, word = form.case, form.case.label
    form.middle(10, word("title"), 17, wide=1.15)
    serial(form, 14, 12)
    y = 23.0
    for which in ("former", "new"):
        y = form.row(12, y, 8.5, (38, "l", word(f"{which}_address")), (100, "v", case.show(f"{which}_address")),
                     (26, "l", word("building")), (55, "v", building(form, which)), (14, "l", "世帯主"),
                     (40, "v", case.show(f"householder.{which}")))  # fmt: skip
    y = form.row(12, y, 8.5, (38, "l", word("planned_on")), (60, "v", case.show("planned_on")),
                 (38, "l", word("notified_on")), (137, "v", case.show("notified_on")))  # fmt: skip
    y = form.row(12, y, 8.5, (38, "l", word("registered_domicile")), (126, "v", case.show("registered_domicile")),
                 (38, "l", word("register_head")), (71, "v", case.show("register_head")))  # fmt: skip
    y += 3
    names = ["kana", "name", "birth_date", "sex", "relationship", "health_insurance", "pension"]
    heads = "一二三四五"
    right, wide = 247.0, 47.0
    form.labelled((right, y, 38, 6.5), "異動者")
    for place in range(5):
        form.labelled((right - wide * (place + 1), y, wide, 6.5), heads[place])
    y += 6.5
    for name in [*names, "code", "number"]:
        high = 10.0 if name == "name" else 7.6
        form.labelled((right, y, 38, high), word(name))
        for place in range(5):
            words = ""
            if place < len(case.persons):
                numbers = {"code": case.code, "number": case.number}
                words = numbers[name](place) if name in numbers else case.member(place, name)
            form.filled((right - wide * (place + 1), y, wide, high), words, "middle")
        y += high
    form.label(20, y + 4, form.rng.choice(SENTENCES))
    form.sign(30, y + 5, points=12)


LAYOUTS = (
    Drawing("under", under, persons=(1, 4), points=(8.5, 10.5), inks=(BLACK, BLUE), drift=0.3,
            printers=("laser", "thermal"), dates=("full", "half", "gannen"), kana=("katakana", "hiragana")),
    Drawing("abbreviated", abbreviated, size="a5", persons=(1, 3), points=(8.0, 9.5), inks=(BLACK, GREEN), drift=0.3,
            printers=("laser", "dots"), dates=("short", "letter", "half"), kana=("katakana", "half"),
            blanks=("", "－")),
    Drawing("combined", combined, persons=(1, 4), points=(8.5, 10.5), inks=(BROWN, BLUE, BLACK), shade=0.1, drift=0.3,
            dates=("half", "full", "padded", "western")),
    Drawing("right-to-left", right_to_left, size="landscape", persons=(2, 5), points=(8.5, 10.0), inks=(RUST, BLACK),
            shade=0.1, drift=0.4, printers=("laser", "dots"), dates=("half", "letter", "spaced"), blanks=(*STARS, "")),
)  # fmt: skip
