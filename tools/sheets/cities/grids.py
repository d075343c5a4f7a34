"""Every value in a ruled cell beside or beneath that of its label."""

from __future__ import annotations

from tools.sheets.cities.page import Page


def full_grid(page: Page) -> None:
    """Every value in a cell beside its label's cell, a block for each person."""
    paper, left, top = page.paper, 14.0, 36.0
    page.title(105, 24, 19)
    rows = ((("former_address", 152),), (("new_address", 152),), (("new_building", 152),))
    rows += ((("householder.former", 66), ("planned_on", 56)), (("registered_domicile", 66), ("register_head", 56)))
    for row in rows:
        x = left
        for path, width in row:
            paper.named(x, top, 30, 11, paper.label(path), 7)
            paper.valued(x + 30, top, width, 11, path, page.of(path), 10)
            x += 30 + width
        top += 11
    top += 4
    for index, person in page.people:
        paper.named(left, top, 8, 30, str(index + 1), 9)
        for line, (name, other) in enumerate(
            (("kana", "individual_number"), ("name", "resident_code"), ("birth_date", ""))
        ):
            y = top + line * 10
            paper.named(left + 8, y, 22, 10, paper.label(name), 7)
            if person:
                paper.valued(left + 30, y, 70, 10, f"members[{index}].{name}", person.values.get(name, ""), 10.5)
            else:
                paper.named(left + 30, y, 70, 10, paper.manner.blank, 10)
            if other:
                paper.named(left + 100, y, 28, 10, paper.label(other), 7)
                paper.box(left + 128, y, 54, 10)
                if person:
                    paper.secret(left + 130, y + 5, person, other, 10.5)
                else:
                    paper.text(left + 130, y + 5, paper.manner.blank, 10)
            else:
                x = left + 100
                for field, w1, w2 in (("sex", 14, 12), ("relationship", 24, 32)):
                    paper.named(x, y, w1, 10, paper.label(field), 7)
                    if person:
                        paper.valued(x + w1, y, w2, 10, f"members[{index}].{field}", person.values[field], 10)
                    else:
                        paper.named(x + w1, y, w2, 10, paper.manner.blank, 9)
                    x += w1 + w2
        top += 32
    page.sign(110, 283)


def national(page: Page) -> None:
    """The national family: forty columns, twelve rows a person, crossed-out cells, insurance rows."""
    paper, unit, left, top = page.paper, 182 / 40, 14.0, 26.0
    page.title(105, 16, 15)
    row = 4.6
    for path, path2 in (("former_address", ""), ("new_address", ""), ("householder.former", "planned_on")):
        paper.named(left, top, unit * 7, row * 1.5, paper.label(path), 6.5)
        wide = unit * (33 if not path2 else 14)
        paper.valued(left + unit * 7, top, wide, row * 1.5, path, page.of(path), 8.5)
        if path2:
            paper.named(left + unit * 21, top, unit * 8, row * 1.5, paper.label(path2), 6.5)
            paper.valued(left + unit * 29, top, unit * 11, row * 1.5, path2, page.of(path2), 8.5)
        top += row * 1.5
    top += 2
    for index, person in page.people:
        base, blank = f"members[{index}].", "＊＊＊"

        def put(x, y, w, h, field, person=person, base=base, blank=blank):
            value = person.values.get(field, "") if person else ""
            if value:
                paper.valued(x, y, w, h, base + field, value, 8.5)
            else:
                paper.named(x, y, w, h, blank, 8.5)

        def secret(x, y, w, h, kind, person=person, blank=blank):
            paper.box(x, y, w, h)
            if person:
                paper.secret(x + 1.5, y + h / 2, person, kind, 8.5)
            else:
                paper.text(x + 1.5, y + h / 2, blank, 8.5)

        u = unit
        paper.named(left, top, u * 2, row * 10, str(index + 1), 8, True)
        x = left + u * 2
        paper.named(x, top, u * 6, row, "氏名の振り仮名", 6)
        put(x + u * 6, top, u * 14, row, "kana")
        paper.named(x + u * 20, top, u * 6, row, "個人番号", 6)
        secret(x + u * 26, top, u * 12, row, "individual_number")
        paper.named(x, top + row, u * 6, row * 2, "氏名", 6)
        put(x + u * 6, top + row, u * 14, row * 2, "name")
        paper.named(x + u * 20, top + row, u * 6, row, "住民票コード", 6)
        secret(x + u * 26, top + row, u * 12, row, "resident_code")
        paper.named(x + u * 20, top + row * 2, u * 6, row, "住民となった日", 6)
        paper.named(x + u * 26, top + row * 2, u * 12, row, "平成20年4月1日" if person else blank, 8.5)
        paper.named(x, top + row * 3, u * 6, row, "旧氏", 6)
        put(x + u * 6, top + row * 3, u * 32, row, "former_surname")
        y = top + row * 4
        for field, w1, w2 in (("birth_date", 6, 10), ("sex", 3, 3), ("relationship", 4, 12)):
            paper.named(x, y, u * w1, row, {"birth_date": "生年月日", "sex": "性別", "relationship": "続柄"}[field], 6)
            put(x + u * w1, y, u * w2, row, field)
            x += u * (w1 + w2)
        x, y = left + u * 2, y + row
        paper.named(x, y, u * 6, row, "本籍", 6)
        if person and index == page.people[0][0] and page.of("registered_domicile"):
            paper.valued(x + u * 6, y, u * 32, row, "registered_domicile", page.of("registered_domicile"), 8)
            paper.named(x, y + row, u * 6, row, "筆頭者", 6)
            paper.valued(x + u * 6, y + row, u * 32, row, "register_head", page.of("register_head"), 8.5)
        else:
            same = blank if not person or not page.of("registered_domicile") else page.of("registered_domicile")
            paper.named(x + u * 6, y, u * 32, row, paper.written("registered_domicile", same), 8)
            paper.named(x, y + row, u * 6, row, "筆頭者", 6)
            head = page.of("register_head") if person and page.of("register_head") else blank
            paper.named(x + u * 6, y + row, u * 32, row, head, 8.5)
        y += row * 2
        for fields in (
            (("国籍・地域", "nationality", 6, 10), ("在留資格", "status_of_residence", 6, 16)),
            (
                ("在留期間", "period_of_stay", 6, 6),
                ("満了日", "stay_until", 5, 9),
                ("在留カード等の番号", "card_number", 6, 6),
            ),
            (
                ("国民健康保険", "health_insurance", 5, 5),
                ("国民年金", "pension", 5, 5),
                ("介護保険", "care_insurance", 4, 5),
                ("児童手当", "child_allowance", 4, 5),
            ),
        ):
            at = x
            for word, field, w1, w2 in fields:
                paper.named(at, y, u * w1, row, word, 5.5)
                put(at + u * w1, y, u * w2, row, field)
                at += u * (w1 + w2)
            y += row
        top += row * 10 + 1.5
    page.sign(110, 286)


def persons_as_columns(page: Page) -> None:
    """A column for each person; the labels stand at the left."""
    paper, left, top = page.paper, 14.0, 40.0
    page.title(105, 26, 18)
    for path in ("former_address", "new_address", "new_building", "householder.former", "planned_on"):
        paper.named(left, top, 34, 10, paper.label(path), 8)
        paper.valued(left + 34, top, 148, 10, path, page.of(path), 10.5)
        top += 10
    top += 4
    people = page.people
    width = 152 / len(people)
    points = 9.5 if len(people) < 4 else 7.5
    fields = ("name", "kana", "birth_date", "sex", "relationship", "individual_number", "resident_code")
    for field in fields:
        paper.named(left, top, 30, 12, paper.label(field), 8)
        for at, (index, person) in enumerate(people):
            x = left + 30 + at * width
            if field in ("individual_number", "resident_code"):
                paper.box(x, top, width, 12)
                if person:
                    paper.secret(x + 1.5, top + 6, person, field, points)
            elif person:
                paper.valued(x, top, width, 12, f"members[{index}].{field}", person.values.get(field, ""), points)
            else:
                paper.named(x, top, width, 12, paper.manner.blank, points)
        top += 12
    for path in ("registered_domicile", "register_head"):
        paper.named(left, top, 30, 11, paper.label(path), 8)
        paper.valued(left + 30, top, 152, 11, path, page.of(path), 10)
        top += 11
    page.sign(110, 270)


def landscape_rows(page: Page) -> None:
    """Landscape; one row for each person under a row of labels."""
    paper, left, top = page.paper, 14.0, 34.0
    page.title(148, 20, 18)
    for first, second in (
        ("former_address", "householder.former"),
        ("new_address", "planned_on"),
        ("registered_domicile", "register_head"),
    ):
        paper.named(left, top, 32, 10, paper.label(first), 8)
        paper.valued(left + 32, top, 130, 10, first, page.of(first), 10)
        paper.named(left + 162, top, 32, 10, paper.label(second), 8)
        paper.valued(left + 194, top, 75, 10, second, page.of(second), 10)
        top += 10
    top += 5
    fields = (
        ("name", 50),
        ("kana", 55),
        ("birth_date", 42),
        ("sex", 14),
        ("relationship", 28),
        ("individual_number", 42),
        ("resident_code", 38),
    )
    x = left
    for field, width in fields:
        paper.named(x, top, width, 9, paper.label(field), 7.5, True)
        x += width
    top += 9
    for index, person in page.people:
        x = left
        for field, width in fields:
            if field in ("individual_number", "resident_code"):
                paper.box(x, top, width, 12)
                if person:
                    paper.secret(x + 1.5, top + 6, person, field, 9.5)
            elif person:
                paper.valued(x, top, width, 12, f"members[{index}].{field}", person.values.get(field, ""), 9.5)
            else:
                paper.named(x, top, width, 12, paper.manner.blank, 9)
            x += width
        top += 12
    page.sign(180, 192)


def wide_table(page: Page) -> None:
    """A vendor's table: pairs of label and value across the width, two rows a person, foreign residents' cells."""
    paper, left, top = page.paper, 10.0, 32.0
    page.title(105, 20, 16)

    def row(height, *cells):
        nonlocal top
        x = left
        for field, w1, w2, path, value in cells:
            paper.named(x, top, w1, height, paper.label(field), 6.5, True)
            paper.valued(x + w1, top, w2, height, path, value, 9.5)
            x += w1 + w2
        top += height

    v = page.of
    row(
        9,
        ("former_address", 26, 104, "former_address", v("former_address")),
        ("notified_on", 20, 40, "notified_on", v("notified_on")),
    )
    row(
        9,
        ("new_address", 26, 104, "new_address", v("new_address")),
        ("planned_on", 20, 40, "planned_on", v("planned_on")),
    )
    row(
        9,
        ("householder.former", 26, 64, "householder.former", v("householder.former")),
        ("register_head", 20, 80, "register_head", v("register_head")),
    )
    row(9, ("registered_domicile", 26, 164, "registered_domicile", v("registered_domicile")))
    top += 3
    for index, person in page.people:
        base = f"members[{index}]."
        p = person.values if person else {}
        row(
            8,
            ("kana", 24, 76, base + "kana", p.get("kana", "")),
            ("birth_date", 22, 68, base + "birth_date", p.get("birth_date", "")),
        )
        row(
            10,
            ("name", 24, 76, base + "name", p.get("name", "")),
            ("sex", 12, 18, base + "sex", p.get("sex", "")),
            ("relationship", 22, 38, base + "relationship", p.get("relationship", "")),
        )
        if person and person.foreign:
            row(
                8,
                ("nationality", 24, 36, base + "nationality", p.get("nationality", "")),
                ("status_of_residence", 22, 60, base + "status_of_residence", p.get("status_of_residence", "")),
                ("period_of_stay", 20, 28, base + "period_of_stay", p.get("period_of_stay", "")),
            )
            row(
                8,
                ("card_number", 32, 58, base + "card_number", p.get("card_number", "")),
                ("stay_until", 32, 68, base + "stay_until", p.get("stay_until", "")),
            )
        for kind, x, w1, w2 in (("individual_number", left, 24, 76), ("resident_code", left + 100, 22, 68)):
            paper.named(x, top, w1, 8, paper.label(kind), 6.5, True)
            paper.box(x + w1, top, w2, 8)
            if person:
                paper.secret(x + w1 + 1.5, top + 4, person, kind, 9.5)
        top += 10
    page.sign(110, 286)
