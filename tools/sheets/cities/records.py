"""Records: people in rows under heads that are themselves several rows deep, that no upright line divides, or that are
in two languages."""

from __future__ import annotations

from tools.sheets.cities.page import Page

ENGLISH = {
    "name": "Name",
    "kana": "Reading",
    "birth_date": "Date of birth",
    "sex": "Sex",
    "relationship": "Relationship",
    "individual_number": "Individual number",
    "resident_code": "Resident record code",
    "former_address": "Former address",
    "new_address": "New address",
    "householder.former": "Householder",
    "planned_on": "Date of moving out",
    "registered_domicile": "Registered domicile",
    "register_head": "Head of register",
}


def _signed_above(page: Page) -> None:
    """The office and the day at the head of the sheet."""
    paper = page.paper
    paper.value(140, 28, "issued_on", page.of("issued_on"), 9)
    issuer = page.of("issuer")
    paper.text(128, 36, issuer + "　見本　太郎", 11)
    paper.place("issuer", issuer, (128, 33, 128 + paper.width(issuer, 11), 39))


def two_line_records(page: Page) -> None:
    """The head is two rows deep, and so is every person; each value has a cell."""
    paper, left, top = page.paper, 12.0, 46.0
    page.title(60, 24, 17)
    _signed_above(page)
    for path in ("former_address", "new_address", "registered_domicile"):
        paper.named(left, top, 34, 8, paper.label(path), 8)
        paper.valued(left + 34, top, 152, 8, path, page.of(path), 10)
        top += 8
    for x, path in ((left, "householder.former"), (left + 93, "planned_on")):
        paper.named(x, top, 34, 8, paper.label(path), 8)
        paper.valued(x + 34, top, 59, 8, path, page.of(path), 10)
    top += 12
    rows = (
        (("kana", 62), ("birth_date", 50), ("individual_number", 66)),
        (("name", 62), ("sex", 16), ("relationship", 34), ("resident_code", 66)),
    )
    paper.named(left, top, 8, 14, "", 7)
    for line, row in enumerate(rows):
        x = left + 8
        for field, width in row:
            paper.named(x, top + 7 * line, width, 7, "性別" if field == "sex" else paper.label(field), 7, True)
            x += width
    top += 14
    for index, person in page.people:
        paper.named(left, top, 8, 18, str(index + 1), 9, True)
        for line, row in enumerate(rows):
            x = left + 8
            for (field, path, value), (_, width) in zip(
                page.fields(index, person, *(c[0] for c in row)), row, strict=True
            ):
                page.filled(x, top + 9 * line, width, 9, field, path, value, person, 9)
                x += width
        top += 18


def framed_rows(page: Page) -> None:
    """A frame with level rules only: a row of labels, and a row for each person; no upright line between columns."""
    paper, left, top = page.paper, 14.0, 40.0
    page.title(105, 25, 18)
    for path in ("former_address", "new_address", "householder.former", "planned_on", "registered_domicile"):
        paper.box(left, top, 182, 9)
        paper.text(left + 3, top + 4.5, paper.label(path), 8)
        paper.value(left + 48, top + 4.5, path, page.of(path), 10)
        top += 9
    top += 6
    columns = (("name", 3, 44), ("kana", 48, 48), ("birth_date", 98, 40), ("sex", 142, 10), ("relationship", 158, 24))
    paper.box(left, top, 182, 8)
    for field, x, _ in columns:
        paper.text(left + x, top + 4, {"sex": "性別", "relationship": "続柄"}.get(field) or paper.label(field), 7.5)
    top += 8
    for index, person in page.people:
        paper.box(left, top, 182, 11)
        if person:
            for (_, x, room), (field, path, value) in zip(
                columns, page.fields(index, person, *(c[0] for c in columns)), strict=True
            ):
                paper.value(left + x, top + 5.5, path, value, 8 if field == "kana" else 9.5, room)
        top += 11
    top += 5
    paper.box(left, top, 182, 8)
    for x, kind in ((3, "individual_number"), (98, "resident_code")):
        paper.text(left + x, top + 4, paper.label(kind), 7.5)
    top += 8
    for _, person in page.people:
        paper.box(left, top, 182, 9)
        if person:
            for x, kind in ((3, "individual_number"), (98, "resident_code")):
                paper.secret(left + x, top + 4.5, person, kind, 9.5)
        top += 9
    page.sign(110, 280)


def bilingual(page: Page) -> None:
    """Labels in Japanese, and small beneath them in English; addresses behind their postal codes."""
    paper, left, top = page.paper, 14.0, 40.0
    page.title(105, 24, 18)
    paper.text(105, 32, "Certificate of moving out", 9, "mm")

    def named(x, y, w, h, field):
        paper.box(x, y, w, h)
        paper.text(x + 1.2, y + h * 0.34, paper.label(field), 7)
        paper.text(x + 1.2, y + h * 0.74, ENGLISH[field], 5)

    for path in ("former_address", "new_address"):
        named(left, top, 36, 10, path)
        paper.box(left + 36, top, 146, 10)
        code = f"〒{page.rng.randrange(1000):03}-{page.rng.randrange(10000):04}"
        paper.text(left + 38, top + 5, code, 10)
        paper.value(left + 42 + paper.width(code, 10), top + 5, path, page.of(path), 10)
        top += 10
    for first, second in (("householder.former", "planned_on"), ("register_head", "registered_domicile")):
        named(left, top, 36, 10, first)
        paper.valued(left + 36, top, 40, 10, first, page.of(first), 10)
        named(left + 76, top, 36, 10, second)
        paper.valued(left + 112, top, 70, 10, second, page.of(second), 8.5)
        top += 10
    top += 5
    for index, person in page.people:
        for names in (("kana", "birth_date"), ("name", "individual_number"), ("relationship", "resident_code")):
            x = left
            for field, path, value in page.fields(index, person, *names):
                narrow = field == "relationship"
                named(x, top, 30, 9, field)
                page.filled(x + 30, top, 24 if narrow else 61, 9, field, path, value, person)
                if narrow:
                    [(_, path, value)] = page.fields(index, person, "sex")
                    named(x + 54, top, 19, 9, "sex")
                    paper.valued(x + 73, top, 18, 9, path, value, 9.5)
                x += 91
            top += 9
        top += 4
    page.sign(110, 284)
