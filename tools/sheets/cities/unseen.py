"""The layouts that only the validation part has: no rule is tuned on them."""

from __future__ import annotations

from tools.sheets.cities.page import HEAD, Page


def labels_above(page: Page) -> None:
    """A row of labels, beneath it a row of values, for the household and for each person."""
    paper, left, top = page.paper, 12.0, 34.0
    page.title(105, 22, 18)

    def rows(cells):
        nonlocal top
        x = left
        for field, width, _, _ in cells:
            paper.named(x, top, width, 6, paper.label(field), 6.5, True)
            x += width
        x, top = left, top + 6
        for field, width, path, value in cells:
            if path is None:
                paper.box(x, top, width, 10)
                if value:
                    paper.secret(x + 1.5, top + 5, value, field, 9.5)
            else:
                paper.valued(x, top, width, 10, path, value, 9.5)
            x += width
        top += 10

    v = page.of
    rows(
        (
            ("former_address", 110, "former_address", v("former_address")),
            ("householder.former", 76, "householder.former", v("householder.former")),
        )
    )
    rows((("new_address", 110, "new_address", v("new_address")), ("planned_on", 76, "planned_on", v("planned_on"))))
    rows(
        (
            ("registered_domicile", 110, "registered_domicile", v("registered_domicile")),
            ("register_head", 76, "register_head", v("register_head")),
        )
    )
    for index, person in page.people:
        top += 3
        b, p = f"members[{index}].", person.values if person else {}
        rows(
            (
                ("name", 56, b + "name", p.get("name", "")),
                ("kana", 66, b + "kana", p.get("kana", "")),
                ("birth_date", 64, b + "birth_date", p.get("birth_date", "")),
            )
        )
        rows(
            (
                ("sex", 20, b + "sex", p.get("sex", "")),
                ("relationship", 46, b + "relationship", p.get("relationship", "")),
                ("individual_number", 64, None, person),
                ("resident_code", 56, None, person),
            )
        )
    page.sign(110, 284)


def side_by_side(page: Page) -> None:
    """No rules; two people beside each other, their labels left of the values."""
    paper = page.paper
    page.title(105, 26, 17)
    y = 40.0
    for path in HEAD:
        if path == "former_building":
            continue
        paper.text(16, y, "■" + paper.label(path), 8.5)
        paper.value(62, y, path, page.of(path), 10)
        y += 8
    y += 6
    for at, (index, person) in enumerate(page.people):
        if person is None:
            continue
        x, base = 16 + 94 * (at % 2), f"members[{index}]."
        for line, field in enumerate(
            ("name", "kana", "birth_date", "sex", "relationship", "individual_number", "resident_code")
        ):
            paper.text(x, y + line * 7, paper.label(field), 8)
            if field in ("individual_number", "resident_code"):
                paper.secret(x + 32, y + line * 7, person, field, 9.5)
            else:
                paper.value(x + 32, y + line * 7, base + field, person.values.get(field, ""), 9.5)
        if at % 2:
            y += 55
    page.sign(110, 282)


def numbered_rows(page: Page) -> None:
    """Numbered labels in a frame with thin rules between rows; two values a row."""
    paper, top, number = page.paper, 36.0, 0
    page.title(105, 24, 18)
    paper.box(14, 32, 182, 218, 0.5)

    def row(*cells):
        nonlocal top, number
        for x, field, path, value, room in cells:
            number += 1
            paper.text(x, top + 2, f"{number}. {paper.label(field)}", 7)
            paper.value(x + 4, top + 7.2, path, value, 10.5, room)
        top += 11.5
        paper.rule(14, top - 0.6, 182)

    v = page.of
    row((16, "former_address", "former_address", v("former_address"), 170))
    row(
        (16, "new_address", "new_address", v("new_address"), 100),
        (130, "new_building", "new_building", v("new_building"), 60),
    )
    row(
        (16, "householder.former", "householder.former", v("householder.former"), 80),
        (110, "planned_on", "planned_on", v("planned_on"), 80),
    )
    row(
        (16, "registered_domicile", "registered_domicile", v("registered_domicile"), 90),
        (130, "register_head", "register_head", v("register_head"), 60),
    )
    for index, person in page.people:
        if person is None:
            continue
        b, p = f"members[{index}].", person.values
        row(
            (16, "name", b + "name", p["name"], 60),
            (84, "kana", b + "kana", p.get("kana", ""), 60),
            (150, "sex", b + "sex", p["sex"], 20),
            (170, "relationship", b + "relationship", p["relationship"], 25),
        )
        row((16, "birth_date", b + "birth_date", p["birth_date"], 60))
        for x, kind in ((84, "individual_number"), (140, "resident_code")):
            number += 1
            paper.text(x, top - 11.5 + 2, f"{number}. {paper.label(kind)}", 7)
            paper.secret(x + 4, top - 11.5 + 7.2, person, kind, 10)
    page.sign(110, 280)


def narrow_blocks(page: Page) -> None:
    """Person blocks with a label column of two characters' width, so that labels are broken into lines."""
    paper, left, top = page.paper, 12.0, 32.0
    page.title(105, 20, 16)
    for path in ("former_address", "new_address", "registered_domicile"):
        paper.named(left, top, 17, 12, paper.label(path), 7)
        paper.valued(left + 17, top, 169, 12, path, page.of(path), 10.5)
        top += 12
    for path, x in (("householder.former", left), ("planned_on", left + 70), ("register_head", left + 130)):
        paper.named(x, top, 17, 12, paper.label(path), 6.5)
        paper.valued(x + 17, top, 53 if x == left else 43 if x == left + 70 else 39, 12, path, page.of(path), 9)
    top += 15
    for index, person in page.people:
        b, p = f"members[{index}].", person.values if person else {}
        for cells in (
            (("name", 17, 76), ("kana", 17, 76)),
            (("birth_date", 17, 56), ("sex", 10, 14), ("relationship", 17, 72)),
            (("individual_number", 17, 76), ("resident_code", 17, 76)),
        ):
            x = left
            for field, w1, w2 in cells:
                paper.named(x, top, w1, 10, paper.label(field), 7)
                if field in ("individual_number", "resident_code"):
                    paper.box(x + w1, top, w2, 10)
                    if person:
                        paper.secret(x + w1 + 1.5, top + 5, person, field, 10)
                else:
                    paper.valued(x + w1, top, w2, 10, b + field, p.get(field, ""), 10)
                x += w1 + w2
            top += 10
        top += 3
    page.sign(110, 285)
