"""Forms of full rules: the national family, ledgers, dates in parts."""

from __future__ import annotations

from tools.strangers.drawn.form import Form
from tools.strangers.drawn.layouts.base import (
    BLACK,
    BROWN,
    CERTIFIED,
    GREEN,
    NOTICES,
    STARS,
    VIOLET,
    Drawing,
    address_in,
    building,
    scope,
    serial,
)
from tools.strangers.writing import FULL, era_of

UNIT = 4.5
"""Millimetres of one of 40 columns."""
LEFT = 15.0


def _units(form: Form, y: float, height: float, start: int, *cells: tuple[int, str, str]) -> float:
    """A row of the 40 columns from `start` on."""
    return form.row(LEFT + start * UNIT, y, height, *((span * UNIT, kind, words) for span, kind, words in cells))


def forty(form: Form) -> None:
    """The national 40 columns: all cells are there, three or four persons a page, and then a second page."""
    case, word = form.case, form.case.label
    a_page = 3 if case.foreign else 4
    starts = range(0, len(case.persons), a_page)
    for page, start in enumerate(starts):
        if page:
            form.turn_page()
        form.middle(11, word("title"), 15)
        form.label(176, 12, f"{page + 1} / {len(starts)} 枚", 8.5)
        serial(form, LEFT, 12)
        y = 21.0
        for which in ("former", "new"):
            y = _units(form, y, 6.6, 0, (8, "l", word(f"{which}_address")), (32, "v", case.show(f"{which}_address")))
            y = _units(form, y, 6.6, 0, (8, "l", word("building")), (32, "v", case.show(f"{which}_building")))
        y = _units(
            form, y, 6.6, 0,
            (8, "l", word("former")), (12, "v", case.show("householder.former")),
            (8, "l", word("planned_on")), (12, "v", case.show("planned_on")),
        )  # fmt: skip
        for index in range(start, min(start + a_page, len(case.persons))):
            y = _forty_person(form, y + 1.6, index)
        if page + 1 < len(starts):
            form.middle(280, "（次頁へ続く）", 8.5)
    form.sign(20, 262, sentence=form.rng.choice(CERTIFIED), points=12)


def _forty_person(form: Form, y: float, index: int) -> float:
    case, word = form.case, form.case.label
    v = case.person(
        index,
        "kana name birth_date sex relationship former_surname alias health_insurance pension care_insurance "
        "child_allowance",
    )
    home = ("", "") if case.persons[index].foreign else ("registered_domicile", "register_head")
    domicile, head = (case.show(path) if path else case.blank for path in (home[0], home[1]))
    height, top = 6.3, y
    rows = [
        ((6, "l", word("kana")), (14, "v", v["kana"]), (6, "l", word("number")), (12, "v", case.number(index, " "))),
        ((6, "l", word("name")), (14, "v", v["name"]), (6, "l", word("code")), (12, "v", case.code(index))),
        (
            (6, "l", word("birth_date")), (11, "v", v["birth_date"]), (4, "l", word("sex")), (3, "c", v["sex"]),
            (6, "l", word("relationship")), (8, "v", v["relationship"]),
        ),
        (
            (6, "l", word("former_surname")), (11, "v", v["former_surname"]),
            (6, "l", word("alias")), (15, "v", v["alias"]),
        ),
        ((6, "l", word("registered_domicile")), (18, "v", domicile), (6, "l", word("register_head")), (8, "v", head)),
    ]  # fmt: skip
    if case.foreign:
        f = case.person(index, "nationality status_of_residence period_of_stay stay_until card_number")
        rows += [
            (
                (6, "l", word("nationality")), (8, "v", f["nationality"]), (5, "l", word("status_of_residence")),
                (10, "v", f["status_of_residence"]), (4, "l", word("period_of_stay")), (5, "v", f["period_of_stay"]),
            ),
            (
                (8, "l", word("stay_until")), (11, "v", f["stay_until"]),
                (8, "l", word("card_number")), (11, "v", f["card_number"]),
            ),
        ]  # fmt: skip
    rows.append(
        (
            (6, "l", word("health_insurance")), (4, "c", v["health_insurance"]), (5, "l", word("pension")),
            (5, "c", v["pension"]), (5, "l", word("care_insurance")), (4, "c", v["care_insurance"]),
            (5, "l", word("child_allowance")), (4, "c", v["child_allowance"]),
        )
    )  # fmt: skip
    for cells in rows:
        y = _units(form, y, height, 2, *cells)
    form.labelled((LEFT, top, 2 * UNIT, y - top), str(index + 1))
    return y


def ledger(form: Form) -> None:
    """A green form with a row of two storeys for each of five persons, and the office's words at its side."""
    case, word = form.case, form.case.label
    form.middle(14, word("title"), 18, wide=1.2)
    serial(form, 160, 12)
    y = 27.0
    for which in ("former", "new"):
        form.labelled((15, y, 32, 13), word(f"{which}_address"))
        address_in(form, (47, y, 148, 13), which)
        y += 13
    y = form.row(15, y, 8.5, (32, "l", word("former")), (58, "v", case.show("householder.former")),
                 (34, "l", word("planned_on")), (56, "v", case.show("planned_on")))  # fmt: skip
    y = form.row(15, y, 8.5, (32, "l", word("registered_domicile")), (82, "v", case.show("registered_domicile")),
                 (26, "l", word("register_head")), (40, "v", case.show("register_head")))  # fmt: skip
    y = form.row(15, y, 8.5, (32, "l", word("notified_on")), (58, "v", case.show("notified_on")),
                 (34, "l", "異動の範囲"), (56, "v", scope(form)))  # fmt: skip
    y += 4
    top, widths = y, (10, 56, 36, 12, 20, 46)
    heads = ("", f"{word('kana')}\n{word('name')}", word("birth_date"), word("sex"), word("relationship"),
             f"{word('number')}\n{word('code')}")  # fmt: skip
    x = 15.0
    for width, head in zip(widths, heads, strict=True):
        form.labelled((x, y, width, 10), head, points=8)
        x += width
    y += 10
    for place in range(5):
        _ledger_person(form, y, widths, place)
        y += 15
    form.label_in((15, top, 10, 10), "番\n号", 7.5)
    form.note(16, y + 3, form.rng.choice(NOTICES), 176)
    form.sign(20, 250, sentence=form.rng.choice(CERTIFIED))


def _ledger_person(form: Form, y: float, widths: tuple[int, ...], place: int) -> None:
    case, there = form.case, place < len(form.case.persons)
    form.labelled((15, y, widths[0], 15), str(place + 1))
    x = 15.0 + widths[0]
    for width in widths[1:]:
        form.page.frame(x, y, width, 15, form.rule)
        x += width
    form.page.line(25, y + 6, 81, y + 6, form.rule, 0.7)
    form.page.line(149, y + 7.5, 195, y + 7.5, form.rule, 0.7)
    if not there:
        if place == len(case.persons):
            form.value_in((25, y + 6, 56, 9), "以下余白", "middle")
        return
    v = case.person(place, "kana name birth_date sex relationship")
    form.value_in((25, y, 56, 6), v["kana"], points=9)
    form.value_in((25, y + 6, 56, 9), v["name"], points=12)
    form.value_in((81, y, 36, 15), v["birth_date"])
    form.value_in((117, y, 12, 15), v["sex"], "middle")
    form.value_in((129, y, 20, 15), v["relationship"], "middle")
    form.value_in((149, y, 46, 7.5), case.number(place))
    form.value_in((149, y + 7.5, 46, 7.5), case.code(place))


def _parted_date(form: Form, x: float, y: float, height: float, path: str) -> None:
    """A date whose 年, 月 and 日 stand on the form, while the printer adds its era and its figures."""
    case = form.case
    if path.startswith("members"):
        index = int(path[8])
        day = case.persons[index].birth_date
        case.member(index, "birth_date")
    else:
        day = getattr(case.household, path)
        case.show(path)
    name, _, _, year = era_of(day)
    form.value_in((x, y, 13, height), case.marked(path, name))
    for place, (number, mark) in enumerate(zip((year, day.month, day.day), "年月日", strict=True)):
        left = x + 13 + place * 13
        figures = str(number).translate(FULL) if case.manner.full_width else str(number)
        figures = case.marked(path, figures)
        text = form.printed(0, 0, figures, form.value_points)
        form.value(left + 8 - text.length, y + (height - text.em) / 2, figures)
        form.label(left + 9.3, y + (height - text.em) / 2 + 0.3, mark, 8.5)


def parted(form: Form) -> None:
    """A brown form on which the words of dates are printed already."""
    case, word = form.case, form.case.label
    form.middle(15, word("title"), 19)
    y = 30.0
    form.labelled((18, y, 36, 9), word("planned_on"))
    form.page.frame(54, y, 55, 9, form.rule)
    _parted_date(form, 55, y, 9, "planned_on")
    form.labelled((109, y, 28, 9), word("notified_on"))
    form.page.frame(137, y, 55, 9, form.rule)
    _parted_date(form, 138, y, 9, "notified_on")
    y += 9
    for which in ("former", "new"):
        form.labelled((18, y, 12, 22), "\n".join({"former": "転出前", "new": "転出後"}[which]))
        y = form.row(30, y, 8, (30, "l", word(f"{which}_address")), (132, "v", case.show(f"{which}_address")))
        y = form.row(30, y, 7, (30, "l", word("building")), (132, "v", building(form, which)))
        y = form.row(30, y, 7, (30, "l", word(which)), (132, "v", case.show(f"householder.{which}")))
    y = form.row(18, y, 9, (28, "l", word("registered_domicile")), (76, "v", case.show("registered_domicile")),
                 (26, "l", word("register_head")), (44, "v", case.show("register_head")))  # fmt: skip
    y += 5
    for index in range(len(case.persons)):
        v = case.person(index, "kana name sex relationship")
        form.labelled((18, y, 10, 22), str(index + 1))
        form.row(28, y, 6, (24, "l", word("kana")), (62, "v", v["kana"]), (28, "l", word("number")),
                 (50, "v", case.number(index, "-")))  # fmt: skip
        form.row(28, y + 6, 8.5, (24, "l", word("name")), (62, "v", v["name"]), (28, "l", word("relationship")),
                 (50, "v", v["relationship"]))  # fmt: skip
        form.row(28, y + 14.5, 7.5, (24, "l", word("birth_date")), (62, "v", ""), (28, "l", word("sex")),
                 (50, "v", v["sex"]))  # fmt: skip
        _parted_date(form, 54, y + 14.5, 7.5, f"members[{index}].birth_date")
        y += 24
    form.note(19, y + 1, form.rng.choice(NOTICES), 170)
    form.sign(22, 246, sentence=form.rng.choice(CERTIFIED))


def storeys(form: Form) -> None:
    """A table whose head has two storeys, as each person's row has; unused rows are struck out."""
    case, word = form.case, form.case.label
    form.label(15, 13, word("title"), 20, gap=4)
    form.label(16, 22, f"（{case.household.town}）", 9)
    y = form.row(15, 30, 8, (30, "l", word("new_address")), (150, "v", case.show("new_address")))
    y = form.row(15, y, 7, (30, "l", word("building")), (62, "v", building(form, "new")),
                 (30, "l", word("new")), (58, "v", case.show("householder.new")))  # fmt: skip
    y = form.row(15, y, 8, (30, "l", word("former_address")), (150, "v", case.show("former_address")))
    y = form.row(15, y, 7, (30, "l", word("building")), (62, "v", building(form, "former")),
                 (30, "l", word("former")), (58, "v", case.show("householder.former")))  # fmt: skip
    y = form.row(15, y, 8, (30, "l", word("planned_on")), (62, "v", case.show("planned_on")),
                 (30, "l", word("notified_on")), (58, "v", case.show("notified_on")))  # fmt: skip
    y += 5
    upper = ((60, "name"), (50, "birth_date"), (20, "sex"), (50, "code"))
    lower = ((60, "registered_domicile"), (50, "register_head"), (20, "relationship"), (50, "number"))
    for row, (names, height) in enumerate(((upper, 6.5), (lower, 6.5))):
        form.row(15, y + row * 6.5, height, *((width, "l", word(name)) for width, name in names))
    y += 13
    for place in range(4):
        if place >= len(case.persons):
            for row in (0, 10):
                form.row(15, y + row, 10, *((width, "v", "") for width, _ in upper))
            form.page.line(15, y + 20, 195, y, 0.25)
            y += 20
            continue
        foreign = case.persons[place].foreign
        values = [[case.member(place, name) for name in ("name", "birth_date", "sex")] + [case.code(place)]]
        register = ["", ""] if foreign else [case.show("registered_domicile"), case.show("register_head")]
        values.append([*register, case.member(place, "relationship"), case.number(place)])
        for row, cells in enumerate(values):
            form.row(
                15, y + row * 10, 10, *((width, "v", words) for (width, _), words in zip(upper, cells, strict=True))
            )
        y += 20
    form.note(16, y + 3, form.rng.choice(NOTICES), 176)
    form.sign(18, 245, sentence=form.rng.choice(CERTIFIED))


LAYOUTS = (
    Drawing("forty", forty, persons=(1, 5), foreign=0.6, points=(8.0, 9.0), blanks=STARS, drift=0.0),
    Drawing("ledger", ledger, persons=(1, 5), inks=(GREEN, (70, 110, 60)), points=(9.0, 10.5), drift=0.9,
            printers=("laser", "dots", "thermal"), shade=0.0, dates=("full", "half", "spaced", "western")),
    Drawing("parted", parted, inks=(BROWN,), persons=(1, 4), drift=0.7, printers=("laser", "dots"), shade=0.14),
    Drawing("storeys", storeys, inks=(VIOLET, BLACK), persons=(1, 3), shade=0.1, drift=0.3, points=(8.5, 10.0)),
)  # fmt: skip
