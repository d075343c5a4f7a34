"""Tables that only training has: merged cells, captions at the side, several values to a cell."""

from __future__ import annotations

from datetime import date

from forms.dates import era_text
from tools.sheets.cities.page import Page


def before_and_after(page: Page) -> None:
    """異動前 and 異動後 from top to bottom at the side; both have a 住所 and a 世帯主 to themselves."""
    paper, left, top = page.paper, 15.0, 40.0
    page.title(105, 25, 18)
    rows = (
        (page.rng.choice(("転出前", "異動前", "旧")), "former_address", "former_building"),
        (page.rng.choice(("転出後", "異動後", "新")), "new_address", "new_building"),
    )
    paper.named(left, top, 34, 9, paper.label("planned_on"), 8)
    paper.valued(left + 34, top, 60, 9, "planned_on", page.of("planned_on"), 10)
    paper.named(left + 94, top, 30, 9, paper.label("notified_on"), 8)
    paper.valued(left + 124, top, 56, 9, "notified_on", page.of("notified_on"), 10)
    top += 11
    for side, address, building in rows:
        paper.box(left, top, 8, 27)
        paper.upright(left + 4, top, 27, side, 8)
        for at, (word, path) in enumerate((("住所", address), ("方書", building))):
            paper.named(left + 8, top + 9 * at, 26, 9, word, 8)
            paper.valued(left + 34, top + 9 * at, 146, 9, path, page.of(path), 10)
        paper.named(left + 8, top + 18, 26, 9, "世帯主", 8)
        if address == "former_address":
            paper.valued(left + 34, top + 18, 146, 9, "householder.former", page.of("householder.former"), 10)
        else:
            paper.named(left + 34, top + 18, 146, 9, page.rng.choice(("未定", paper.manner.blank)), 10)
        top += 27
    for path in ("registered_domicile", "register_head"):
        paper.named(left, top, 34, 8, paper.label(path), 8)
        paper.valued(left + 34, top, 146, 8, path, page.of(path), 10)
        top += 8
    top += 3
    height = 24 * len(page.people)
    paper.box(left, top, 8, height)
    paper.upright(left + 4, top, height, "異動者", 8)
    for index, person in page.people:
        lines = (("kana", 64, "birth_date", 54), ("name", 64, "", 0), ("individual_number", 64, "resident_code", 54))
        for line, (first, w1, second, w2) in enumerate(lines):
            x, y = left + 8, top + 8 * line
            cells = [(first, w1), (second, w2)] if second else [(first, w1), ("sex", 12), ("relationship", 20)]
            for (field, path, value), (_, w) in zip(
                page.fields(index, person, *(c[0] for c in cells)), cells, strict=True
            ):
                head = 26 if w > 20 or field == "name" else 14 if field == "sex" else 16
                head = 28 if field == "birth_date" or field == "resident_code" else head
                w = w if second or field != "relationship" else 20
                paper.named(x, y, head, 8, paper.label(field), 6.5)
                page.filled(x + head, y, w, 8, field, path, value, person)
                x += head + w
        top += 24
    page.sign(110, 283)


def two_to_a_cell(page: Page) -> None:
    """A row for each person; the head's cells hold two labels above each other, and so do the cells their values."""
    paper, left, top = page.paper, 12.0, 36.0
    page.title(105, 22, 17)
    for first, second in (
        ("former_address", "householder.former"),
        ("new_address", "planned_on"),
        ("registered_domicile", "register_head"),
    ):
        paper.named(left, top, 26, 11, paper.label(first), 7.5, True)
        paper.valued(left + 26, top, 84, 11, first, page.of(first), 9.5)
        paper.named(left + 110, top, 26, 11, paper.label(second), 7.5, True)
        paper.valued(left + 136, top, 50, 11, second, page.of(second), 9.5)
        top += 11
    top += 4
    columns = (
        (("kana", "name"), 58),
        (("birth_date", "relationship"), 44),
        (("sex",), 14),
        (("individual_number", "resident_code"), 62),
    )
    x = left + 8
    paper.named(left, top, 8, 11, "", 7)
    for fields, width in columns:
        paper.box(x, top, width, 11)
        for line, field in enumerate(fields):
            y = top + 11 * (line + 0.5) / len(fields)
            paper.text(x + width / 2, y, paper.label(field) if width > 20 else "性別", 7, "mm")
        x += width
    top += 11
    for index, person in page.people:
        paper.named(left, top, 8, 15, "①②③④⑤⑥⑦⑧⑨"[index], 9, True)
        x = left + 8
        for fields, width in columns:
            paper.box(x, top, width, 15)
            for line, (field, path, value) in enumerate(page.fields(index, person, *fields)):
                y = top + 15 * (line + 0.5) / len(fields)
                if field in ("individual_number", "resident_code"):
                    if person:
                        paper.secret(x + 3, y, person, field, 9.5)
                elif person:
                    paper.value(x + 3, y, path, value, 7.5 if field == "kana" else 10)
                else:
                    paper.text(x + 3, y, paper.manner.blank, 9)
            x += width
        top += 15
    page.sign(110, 270)


def reading_above(page: Page) -> None:
    """The reading stands small above the name and has no label; addresses take two lines; grey labels, double frame."""
    paper, left, top = page.paper, 16.0, 40.0
    page.title(105, 26, 18)

    def named(x, y, w, h, text):
        paper.shade(x, y, w, h)
        paper.named(x, y, w, h, text, 8, True)

    paper.box(left - 1, top - 1, 180, 66, 0.3)
    for path in ("former_address", "new_address"):
        named(left, top, 30, 14, paper.label(path))
        paper.box(left + 30, top, 148, 14)
        building = path.replace("address", "building")
        paper.value(left + 33, top + 4.4, path, page.of(path), 10)
        if page.of(building):
            paper.value(left + 33, top + 10, building, page.of(building), 10)
        top += 14
    for first, second in (("householder.former", "planned_on"), ("register_head", "notified_on")):
        named(left, top, 30, 12, paper.label(first))
        paper.valued(left + 30, top, 66, 12, first, page.of(first), 10)
        named(left + 96, top, 30, 12, paper.label(second))
        paper.valued(left + 126, top, 52, 12, second, page.of(second), 10)
        top += 12
    named(left, top, 30, 12, paper.label("registered_domicile"))
    paper.valued(left + 30, top, 148, 12, "registered_domicile", page.of("registered_domicile"), 10)
    top += 21
    for index, person in page.people:
        if person is None:
            continue
        b, p = f"members[{index}].", person.values
        named(left, top, 24, 16, paper.label("name"))
        paper.box(left + 24, top, 72, 16)
        paper.value(left + 28, top + 3.6, b + "kana", p.get("kana", ""), 6.5)
        paper.value(left + 28, top + 10.4, b + "name", p["name"], 12)
        named(left + 96, top, 26, 8, paper.label("birth_date"))
        paper.valued(left + 122, top, 56, 8, b + "birth_date", p["birth_date"], 9.5)
        named(left + 96, top + 8, 14, 8, "性別")
        paper.valued(left + 110, top + 8, 12, 8, b + "sex", p["sex"], 9.5)
        named(left + 122, top + 8, 20, 8, "続柄")
        paper.valued(left + 142, top + 8, 36, 8, b + "relationship", p["relationship"], 9.5)
        for x, w1, w2, kind in ((0, 24, 72, "individual_number"), (96, 26, 56, "resident_code")):
            named(left + x, top + 16, w1, 8, paper.label(kind))
            page.filled(left + x + w1, top + 16, w2, 8, kind, "", "", person)
        top += 27
    page.sign(110, 284)


def boxed_dates(page: Page) -> None:
    """A digit a box in dates and numbers; a ring around 男 or 女."""
    paper, left, top = page.paper, 14.0, 40.0
    page.title(105, 25, 18)

    def boxes(x, y, path, value):
        start = x
        era, rest = "", ""
        if value:
            text = era_text(date.fromisoformat(value), padded=True)
            era, rest = text[:2], text[2:]
        paper.text(x, y, era, 9)
        x += 8.5
        for char in rest:
            if char.isdigit():
                paper.box(x, y - 3, 5, 6)
                paper.text(x + 2.5, y, char, 10, "mm")
                x += 5
            else:
                paper.text(x + 2.6, y, char, 8, "mm")
                x += 5.2
        paper.place(path, value, (start, y - 3, x, y + 3))

    for path in ("former_address", "new_address", "registered_domicile"):
        paper.named(left, top, 32, 11, paper.label(path), 8)
        paper.valued(left + 32, top, 150, 11, path, page.of(path), 10)
        top += 11
    paper.named(left, top, 32, 11, paper.label("householder.former"), 8)
    paper.valued(left + 32, top, 60, 11, "householder.former", page.of("householder.former"), 10)
    paper.named(left + 92, top, 32, 11, paper.label("planned_on"), 8)
    paper.box(left + 124, top, 58, 11)
    boxes(left + 126, top + 5.5, "planned_on", page.of("planned_on"))
    top += 16
    for index, person in page.people:
        if person is None:
            continue
        b, p = f"members[{index}].", person.values
        paper.named(left, top, 8, 33, str(index + 1), 10, True)
        for line, field in enumerate(("kana", "name")):
            paper.named(left + 8, top + 11 * line, 24, 11, paper.label(field), 8)
            paper.valued(left + 32, top + 11 * line, 60, 11, b + field, p.get(field, ""), 10.5)
        paper.named(left + 92, top, 26, 11, paper.label("birth_date"), 8)
        paper.box(left + 118, top, 64, 11)
        boxes(left + 120, top + 5.5, b + "birth_date", p["birth_date"])
        paper.named(left + 92, top + 11, 18, 11, "性別", 8)
        paper.box(left + 110, top + 11, 22, 11)
        paper.text(left + 114, top + 16.5, "男", 10, "mm")
        paper.text(left + 121, top + 16.5, "・", 10, "mm")
        paper.text(left + 128, top + 16.5, "女", 10, "mm")
        at = left + (114 if p["sex"] == "male" else 128)
        paper.ring(at, top + 16.5, 3.2)
        paper.place(b + "sex", p["sex"], (at - 3, top + 13.5, at + 3, top + 19.5))
        paper.named(left + 132, top + 11, 18, 11, "続柄", 8)
        paper.valued(left + 150, top + 11, 32, 11, b + "relationship", p["relationship"], 10)
        for x, w1, w2, kind in ((8, 24, 60, "individual_number"), (92, 26, 64, "resident_code")):
            paper.named(left + x, top + 22, w1, 11, paper.label(kind), 8)
            if kind == "individual_number":
                for place, digit in enumerate(person.individual_number):
                    paper.named(left + x + w1 + 5 * place, top + 22, 5, 11, digit, 10, True)
                paper.hidden.append(person.individual_number)
            else:
                page.filled(left + x + w1, top + 22, w2, 11, kind, "", "", person, 10.5)
        top += 36
    page.sign(110, 284)


def cards(page: Page) -> None:
    """Two people beside each other in ruled cards; labels at the left of each card."""
    paper, left, top = page.paper, 14.0, 36.0
    page.title(105, 22, 17)
    for path in ("former_address", "new_address", "registered_domicile"):
        paper.named(left, top, 32, 9, paper.label(path), 8)
        paper.valued(left + 32, top, 150, 9, path, page.of(path), 10)
        top += 9
    for x, path, w in ((left, "householder.former", 59), (left + 91, "planned_on", 59)):
        paper.named(x, top, 32, 9, paper.label(path), 8)
        paper.valued(x + 32, top, w, 9, path, page.of(path), 10)
    top += 14
    names = ("kana", "name", "birth_date", "sex", "relationship", "individual_number", "resident_code")
    for at, (index, person) in enumerate(page.people):
        x = left + 92 * (at % 2)
        for line, (field, path, value) in enumerate(page.fields(index, person, *names)):
            paper.named(x, top + line * 8, 30, 8, paper.label(field), 7)
            page.filled(x + 30, top + line * 8, 60, 8, field, path, value, person)
        if at % 2:
            top += 60
    page.sign(110, 284)


def stamped(page: Page) -> None:
    """Landscape; people as columns under numbers; the head beneath them; a stamp of the day over the table."""
    paper, left, top = page.paper, 14.0, 32.0
    page.title(148, 20, 17)
    count = max(3, len(page.people))
    width = 236 / count
    people = [*page.people, *[(page.people[-1][0] + 1 + n, None) for n in range(count - len(page.people))]]
    paper.named(left, top, 34, 7, "", 7)
    for at, (index, _) in enumerate(people):
        paper.named(left + 34 + at * width, top, width, 7, f"({index + 1})", 8, True)
    top += 7
    names = ("name", "kana", "birth_date", "sex", "relationship", "individual_number", "resident_code")
    for field in names:
        paper.named(left, top, 34, 10, paper.label(field), 8)
        for at, (index, person) in enumerate(people):
            [(_, path, value)] = page.fields(index, person, field)
            page.filled(left + 34 + at * width, top, width, 10, field, path, value, person, 8.5)
        top += 10
    top += 3
    for first, second in (
        ("former_address", "householder.former"),
        ("new_address", "planned_on"),
        ("registered_domicile", "register_head"),
    ):
        paper.named(left, top, 34, 10, paper.label(first), 8)
        paper.valued(left + 34, top, 126, 10, first, page.of(first), 10)
        paper.named(left + 160, top, 34, 10, paper.label(second), 8)
        paper.valued(left + 194, top, 76, 10, second, page.of(second), 10)
        top += 10
    colour = page.rng.choice(((205, 50, 60), (70, 80, 190), (120, 60, 160)))
    paper.stamp(page.rng.uniform(120, 250), page.rng.uniform(60, 130), 11, ("転出", "8.11.21", "市民課"), colour)
    page.sign(180, 194)
