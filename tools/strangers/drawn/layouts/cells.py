"""Captioned cells, persons as columns, the sheet in two halves, the small slip."""

from __future__ import annotations

from tools.strangers.drawn.form import Form
from tools.strangers.drawn.layouts.base import (
    BLACK,
    BLUE,
    BROWN,
    CERTIFIED,
    NOTICES,
    RUST,
    Drawing,
    building,
    scope,
    serial,
)
from tools.strangers.drawn.stamps import Stamp


def captions(form: Form) -> None:
    """Every cell bears its label small at its upper left; a thick frame around each person."""
    case, word = form.case, form.case.label
    form.middle(13, word("title"), 17)
    serial(form, 15, 14)
    y, high = 27.0, 12.0

    def cells(y: float, *row: tuple[float, str, str]) -> float:
        x = 15.0
        for width, words, value in row:
            form.captioned((x, y, width, high), words, value)
            x += width
        return y + high

    for which in ("former", "new"):
        y = cells(
            y,
            (112, word(f"{which}_address"), case.show(f"{which}_address")),
            (68, word("building"), building(form, which)),
        )
    y = cells(
        y,
        (60, word("former"), case.show("householder.former")),
        (60, word("new"), case.show("householder.new")),
        (60, word("planned_on"), case.show("planned_on")),
    )
    y = cells(
        y,
        (90, word("registered_domicile"), case.show("registered_domicile")),
        (50, word("register_head"), case.show("register_head")),
        (40, word("notified_on"), case.show("notified_on")),
    )
    for index in range(len(case.persons)):
        v = case.person(index, "kana name birth_date sex relationship health_insurance pension child_allowance")
        y, top = y + 3, y + 3
        y = cells(
            y,
            (64, word("name"), v["name"]),
            (52, word("kana"), v["kana"]),
            (44, word("birth_date"), v["birth_date"]),
            (20, word("sex"), v["sex"]),
        )
        y = cells(
            y,
            (44, word("relationship"), v["relationship"]),
            (40, word("code"), case.code(index)),
            (32, word("health_insurance"), v["health_insurance"]),
            (32, word("pension"), v["pension"]),
            (32, word("child_allowance"), v["child_allowance"]),
        )
        form.page.frame(15, top, 180, high * 2, 0.5)
    form.note(16, y + 2.5, form.rng.choice(NOTICES), 176)
    form.sign(20, 258, sentence=form.rng.choice(CERTIFIED), points=12)


def columns(form: Form) -> None:
    """Landscape: a column for each of five persons, the labels at the left."""
    case, word = form.case, form.case.label
    form.middle(11, word("title"), 17, wide=1.1)
    form.label(236, 13, f"異動区分　{scope(form)}", 9)
    y = 24.0
    for which in ("former", "new"):
        y = form.row(12, y, 8, (34, "l", word(f"{which}_address")), (128, "v", case.show(f"{which}_address")),
                     (26, "l", word("building")), (85, "v", building(form, which)))  # fmt: skip
    y = form.row(12, y, 8, (34, "l", word("former")), (56, "v", case.show("householder.former")),
                 (38, "l", word("planned_on")), (54, "v", case.show("planned_on")),
                 (36, "l", word("notified_on")), (55, "v", case.show("notified_on")))  # fmt: skip
    y = form.row(12, y, 8, (34, "l", word("registered_domicile")), (148, "v", case.show("registered_domicile")),
                 (36, "l", word("register_head")), (55, "v", case.show("register_head")))  # fmt: skip
    y += 4
    names = ["kana", "name", "relationship", "birth_date", "sex", "former_surname"]
    if case.foreign:
        names += ["nationality", "status_of_residence", "period_of_stay", "stay_until", "card_number"]
    form.row(12, y, 6.5, (34, "l", "区　分"), *((47.8, "l", f"異動者（{place + 1}）") for place in range(5)))
    y += 6.5
    for name in [*names, "code", "number"]:
        high = 10.0 if name in ("name", "status_of_residence") else 8.0
        form.labelled((12, y, 34, high), word(name))
        for place in range(5):
            words = ""
            if place < len(case.persons):
                numbers = {"code": case.code, "number": case.number}
                words = numbers[name](place) if name in numbers else case.member(place, name)
            form.filled((46 + place * 47.8, y, 47.8, high), words, "middle")
        y += high
    form.label(14, 176, form.rng.choice(CERTIFIED))
    form.sign(30, 177, points=13)


def halves(form: Form) -> None:
    """Landscape in two halves: the household at the left, those who move at the right."""
    case, word = form.case, form.case.label
    form.page.line(140, 14, 140, 196, 0.3, 1.2)
    form.label(40, 15, word("title"), 18)
    serial(form, 16, 26)
    y = 34.0
    for which in ("former", "new"):
        form.label(16, y, f"■{word(f'{which}_address')}", 9)
        form.page.frame(16, y + 5, 116, 18, 0.35)
        form.value_in((17, y + 5, 114, 9.5), case.show(f"{which}_address"))
        form.value_in((17, y + 14, 114, 8), building(form, which))
        y += 27
    rows = (
        ("former", "householder.former"), ("new", "householder.new"), ("planned_on", "planned_on"),
        ("notified_on", "notified_on"), ("registered_domicile", "registered_domicile"),
        ("register_head", "register_head"),
    )  # fmt: skip
    for name, path in rows:
        form.label(16, y + 1.6, word(name), 9)
        form.value_in((56, y, 78, 7.5), case.show(path))
        form.page.line(16, y + 7.5, 132, y + 7.5, 0.15)
        y += 8.2
    form.sign(16, 163, sentence=form.rng.choice(CERTIFIED), points=12, right=108)
    form.label(146, 15, f"異動する方　　　{len(case.persons)}名", 10)
    y = 22.0
    for index in range(len(case.persons)):
        v = case.person(index, "kana name birth_date sex relationship")
        form.labelled((146, y, 8, 38), str(index + 1))
        form.row(154, y, 7, (26, "l", word("kana")), (104, "v", v["kana"]))
        form.row(
            154, y + 7, 9, (26, "l", word("name")), (66, "v", v["name"]), (14, "l", word("sex")), (24, "c", v["sex"])
        )
        form.row(154, y + 16, 8, (26, "l", word("birth_date")), (46, "v", v["birth_date"]),
                 (26, "l", word("relationship")), (32, "v", v["relationship"]))  # fmt: skip
        form.row(154, y + 24, 7, (26, "l", word("code")), (104, "v", case.code(index)))
        form.row(154, y + 31, 7, (26, "l", word("number")), (104, "v", case.number(index, "　")))
        y += 42
    if len(case.persons) < 4:
        form.value(190, y + 4, "－－　以下余白　－－")


def slip(form: Form) -> None:
    """Half a page for one or two, as a small town prints it."""
    case, word = form.case, form.case.label
    form.label(14, 10, word("title"), 15)
    form.label(120, 12, word("issued_on"), 8.5)
    form.value(142, 11.6, case.show("issued_on"))
    y = 21.0
    for which in ("former", "new"):
        form.labelled((12, y, 30, 12), f"{word(f'{which}_address')}")
        x, below = 42.0, building(form, which)
        form.page.frame(x, y, 156, 12, form.rule)
        form.value_in((x, y, 156, 6.5 if below else 12), case.show(f"{which}_address"))
        if below:
            form.value_in((x + 8, y + 6, 148, 6), below)
        y += 12
    y = form.row(12, y, 8, (30, "l", word("former")), (58, "v", case.show("householder.former")),
                 (34, "l", word("planned_on")), (64, "v", case.show("planned_on")))  # fmt: skip
    y += 2
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        y = form.row(
            12, y, 8, (30, "l", word("name")), (62, "v", v["name"]), (20, "l", word("kana")), (74, "v", v["kana"])
        )
        y = form.row(12, y, 7.5, (30, "l", word("birth_date")), (44, "v", v["birth_date"]), (18, "l", word("sex")),
                     (14, "c", v["sex"]), (36, "l", word("relationship")), (44, "v", v["relationship"]))  # fmt: skip
    y = form.row(12, y, 8, (30, "l", word("registered_domicile")), (86, "v", case.show("registered_domicile")),
                 (26, "l", word("register_head")), (44, "v", case.show("register_head")))  # fmt: skip
    home = case.household
    form.label(14, y + 4, form.rng.choice(CERTIFIED), 9)
    text = form.value(108, y + 12, f"{case.show('issuer')}　　{home.mayor}", 12)
    form.stamp(Stamp(min(text.square[2] - 3, 180), y + 7, 16, home.issuer + "之印", turn=form.rng.uniform(-6, 6)))


LAYOUTS = (
    Drawing("captions-thick", captions, persons=(1, 5), inks=(RUST, BROWN), points=(8.0, 10.0), drift=0.6,
            printers=("laser", "thermal"), dates=("full", "half", "short", "gannen")),
    Drawing("columns-five", columns, size="landscape", persons=(2, 5), foreign=0.5, inks=(BLUE, BLACK), shade=0.12,
            points=(8.5, 9.5), drift=0.5, blanks=("", "－"), dates=("half", "letter", "padded", "era-slashed")),
    Drawing("halves", halves, size="landscape", persons=(1, 4), points=(9.0, 10.5), inks=(BLACK, BLUE), shade=0.08,
            kana=("katakana", "hiragana"), drift=0.2),
    Drawing("slip-half", slip, size="a5", persons=(1, 2), points=(9.0, 10.5), inks=(BLACK, RUST), drift=0.8,
            printers=("laser", "dots", "carbon"), grounds=("plain", "plain", "specks")),
)  # fmt: skip
