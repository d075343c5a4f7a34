"""Boxes: small labels in the cell of their value, or above it."""

from __future__ import annotations

from tools.sheets.cities.page import HEAD, Page


def stacked(page: Page) -> None:
    """Small labels in the upper left corner of the cell that holds the value."""
    paper, left, top = page.paper, 15.0, 38.0
    page.title(105, 25, 18)

    def cell(x, y, w, h, label, path, value):
        paper.box(x, y, w, h)
        paper.text(x + 1, y + 2.6, label, 6)
        paper.value(x + 2.5, y + h * 0.66, path, value, 10.5, w - 4)

    for row in (
        (("former_address", 180),),
        (("new_address", 110), ("new_building", 70)),
        (("householder.former", 70), ("planned_on", 55), ("notified_on", 55)),
        (("registered_domicile", 110), ("register_head", 70)),
    ):
        x = left
        for path, width in row:
            cell(x, top, width, 13, paper.label(path), path, page.of(path))
            x += width
        top += 13
    top += 3
    for index, person in page.people:
        base = f"members[{index}]."
        values = person.values if person else {}
        cell(left, top, 80, 13, paper.label("name"), base + "name", values.get("name", ""))
        cell(left + 80, top, 60, 13, paper.label("kana"), base + "kana", values.get("kana", ""))
        cell(
            left + 140, top, 40, 13, paper.label("relationship"), base + "relationship", values.get("relationship", "")
        )
        cell(left, top + 13, 55, 13, paper.label("birth_date"), base + "birth_date", values.get("birth_date", ""))
        cell(left + 55, top + 13, 25, 13, paper.label("sex"), base + "sex", values.get("sex", ""))
        for at, kind in ((80, "individual_number"), (135, "resident_code")):
            width = 55 if at == 80 else 45
            paper.box(left + at, top + 13, width, 13)
            paper.text(left + at + 1, top + 15.6, paper.label(kind), 6)
            if person:
                paper.secret(left + at + 2.5, top + 13 + 8.6, person, kind, 10.5)
        top += 28
    page.sign(110, 280)


def two_columns(page: Page) -> None:
    """The household at the left, the people at the right, in boxes."""
    paper, left = page.paper, 12.0
    page.title(105, 22, 18)
    top = 34.0
    for path in HEAD:
        if path == "former_building" and not page.of(path):
            continue
        paper.named(left, top, 84, 6, paper.label(path), 7)
        paper.valued(left, top + 6, 84, 15, path, page.of(path), 10)
        top += 21
    top = 34.0
    for index, person in page.people:
        base = f"members[{index}]."
        for field in ("name", "kana", "birth_date", "sex", "relationship", "individual_number", "resident_code"):
            paper.named(100, top, 28, 6.4, paper.label(field), 7)
            if field in ("individual_number", "resident_code"):
                paper.box(128, top, 70, 6.4)
                if person:
                    paper.secret(130, top + 3.2, person, field, 9)
            elif person:
                paper.valued(128, top, 70, 6.4, base + field, person.values.get(field, ""), 9)
            else:
                paper.named(128, top, 70, 6.4, paper.manner.blank, 9)
            top += 6.4
        top += 3
    page.sign(110, 284)


def captions(page: Page) -> None:
    """A form of boxes: in each one a small caption, and under it the value; several to a row that only rules part."""
    paper, top, count = page.paper, 38.0, 0
    page.title(105, 26, 17)
    number = page.rng.choice(("", "", "({})", "{}.", "{}　"))

    def row(*cells):
        nonlocal top, count
        for x, field, path, value, room in cells:
            count += 1
            paper.text(x, top + 2.4, number.format(count) + paper.label(field), 6.5)
            if path is None:
                paper.secret(x + 2, top + 8.4, value, field, 10)
            else:
                paper.value(x + 2, top + 8.4, path, value, 10, room)
        top += 13
        paper.rule(12, top - 0.5, 186)

    paper.box(12, 37.5, 186, 13 * (4 + 2 * sum(person is not None for _, person in page.people)), 0.4)
    v = page.of
    row(
        (14, "householder.former", "householder.former", v("householder.former"), 60),
        (92, "planned_on", "planned_on", v("planned_on"), 50),
    )
    row((14, "former_address", "former_address", v("former_address"), 178))
    row((14, "new_address", "new_address", v("new_address"), 178))
    row(
        (14, "register_head", "register_head", v("register_head"), 60),
        (84, "registered_domicile", "registered_domicile", v("registered_domicile"), 110),
    )
    for index, person in page.people:
        if person is None:
            continue
        b, p = f"members[{index}].", person.values
        row(
            (14, "kana", b + "kana", p.get("kana", ""), 60),
            (80, "name", b + "name", p["name"], 56),
            (140, "birth_date", b + "birth_date", p["birth_date"], 50),
        )
        row(
            (14, "relationship", b + "relationship", p["relationship"], 30),
            (50, "sex", b + "sex", p["sex"], 18),
            (72, "individual_number", None, person, 0),
            (136, "resident_code", None, person, 0),
        )
    page.sign(110, 282)
