"""Labels and values with few rules or none."""

from __future__ import annotations

from tools.sheets.cities.page import HEAD, Page


def plain_list(page: Page) -> None:
    """Label, colon, value; no rules at all."""
    paper, y = page.paper, 44.0
    page.title(105, 24, 18)
    colon = paper.manner.colon

    def line(x, y, field, path, value, at):
        paper.text(x, y, paper.label(field) + colon, 9)
        paper.value(at, y, path, value, 10.5)

    paper.text(140, 34, paper.label("issued_on") + colon, 8)
    paper.value(170, 34, "issued_on", page.of("issued_on"), 8)
    for path in HEAD:
        if path == "former_building":
            continue
        line(20, y, path, path, page.of(path), 66)
        y += 8.5
    for index, person in page.people:
        if person is None:
            continue
        y += 5
        base = f"members[{index}]."
        paper.text(20, y, f"（{index + 1}）", 9)
        line(30, y, "name", base + "name", person.values["name"], 66)
        paper.text(120, y, paper.label("individual_number") + colon, 9)
        paper.secret(155, y, person, "individual_number", 10)
        line(30, y + 8, "kana", base + "kana", person.values.get("kana", ""), 66)
        paper.text(120, y + 8, paper.label("resident_code") + colon, 9)
        paper.secret(155, y + 8, person, "resident_code", 10)
        line(30, y + 16, "birth_date", base + "birth_date", person.values["birth_date"], 66)
        line(120, y + 16, "sex", base + "sex", person.values["sex"], 138)
        line(148, y + 16, "relationship", base + "relationship", person.values["relationship"], 178)
        y += 24
    page.sign(110, 275, dated=False)


def line_printer(page: Page) -> None:
    """A host's line printer: one size of type, half-width kana, rules made of characters."""
    paper, y, step, points = page.paper, 20.0, 6.2, 10.0
    kana, object_ = paper.manner.kana, paper.manner
    paper.manner = type(object_)(object_.words, False, object_.date, "half", object_.blank, object_.colon)
    del kana
    pitch = paper.width("あ", points)

    def put(column, text):
        paper.text(14 + column * pitch / 2, y, text, points)

    paper.text(105, y, "＊＊　転　出　証　明　書　＊＊", points, "mm")
    y += step * 2
    for path in ("former_address", "new_address", "new_building", "householder.former", "registered_domicile"):
        put(0, paper.label(path))
        paper.value(14 + 22 * pitch / 2, y, path, page.of(path), points)
        y += step
    put(0, paper.label("register_head"))
    paper.value(14 + 22 * pitch / 2, y, "register_head", page.of("register_head"), points)
    y += step
    put(0, paper.label("planned_on"))
    paper.value(14 + 22 * pitch / 2, y, "planned_on", page.of("planned_on"), points)
    y += step
    for index, person in page.people:
        if person is None:
            continue
        put(0, "-" * 96)
        y += step
        base = f"members[{index}]."
        put(0, paper.label("kana"))
        paper.value(14 + 22 * pitch / 2, y, base + "kana", person.values.get("kana", ""), points)
        put(54, "個人番号")
        paper.secret(14 + 68 * pitch / 2, y, person, "individual_number", points)
        y += step
        put(0, paper.label("name"))
        paper.value(14 + 22 * pitch / 2, y, base + "name", person.values["name"], points)
        put(54, "住民票コード")
        paper.secret(14 + 68 * pitch / 2, y, person, "resident_code", points)
        y += step
        put(0, paper.label("birth_date"))
        paper.value(14 + 22 * pitch / 2, y, base + "birth_date", person.values["birth_date"], points)
        put(54, "性別")
        paper.value(14 + 60 * pitch / 2, y, base + "sex", person.values["sex"], points)
        put(66, "続柄")
        paper.value(14 + 72 * pitch / 2, y, base + "relationship", person.values["relationship"], points)
        y += step
    put(0, "-" * 96)
    page.sign(110, max(y + 30, 250))


def ruled_rows(page: Page) -> None:
    """Horizontal rules only; label left, value right."""
    paper, y = page.paper, 42.0
    page.title(105, 26, 18)

    def row(*cells):
        nonlocal y
        paper.rule(16, y - 5, 178)
        for x, field, path, value, at in cells:
            paper.text(x, y, paper.label(field), 8)
            paper.value(at, y, path, value, 10.5)
        y += 10

    row((18, "former_address", "former_address", page.of("former_address"), 58))
    row((18, "new_address", "new_address", page.of("new_address"), 58))
    row((18, "new_building", "new_building", page.of("new_building"), 58))
    row(
        (18, "householder.former", "householder.former", page.of("householder.former"), 58),
        (116, "planned_on", "planned_on", page.of("planned_on"), 152),
    )
    row((18, "registered_domicile", "registered_domicile", page.of("registered_domicile"), 58))
    row((18, "register_head", "register_head", page.of("register_head"), 58))
    y += 4
    for index, person in page.people:
        if person is None:
            continue
        base, values = f"members[{index}].", person.values
        row((18, "kana", base + "kana", values.get("kana", ""), 58))
        paper.text(116, y - 10, paper.label("individual_number"), 8)
        paper.secret(152, y - 10, person, "individual_number", 10)
        row((18, "name", base + "name", values["name"], 58))
        paper.text(116, y - 10, paper.label("resident_code"), 8)
        paper.secret(152, y - 10, person, "resident_code", 10)
        row(
            (18, "birth_date", base + "birth_date", values["birth_date"], 58),
            (116, "sex", base + "sex", values["sex"], 130),
            (142, "relationship", base + "relationship", values["relationship"], 176),
        )
        y += 2
    paper.rule(16, y - 6, 178)
    page.sign(110, 282)
