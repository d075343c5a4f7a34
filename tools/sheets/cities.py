"""How cities arrange a moving-out certificate. Ten layouts for both parts, one for training alone, and four that only
the validation part has.

Each is a function of a :class:`Page`, drawing in millimetres. A page has the head of the household on it, unless it is
continued from another, and some of the people, numbered through.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tools.sheets.canvas import A4
from tools.sheets.paper import Paper
from tools.sheets.people import Family, Someone

LANDSCAPE = (A4[1], A4[0])


@dataclass
class Page:
    """What one sheet has to show.

    Attributes:
        paper: where to draw.
        family: the household.
        people: those on this sheet with their numbers from 0; None for an unused row.
        number, count: which sheet of how many.
        rng: for the small choices.
    """

    paper: Paper
    family: Family
    people: list[tuple[int, Someone | None]]
    number: int
    count: int
    rng: random.Random

    def of(self, path: str) -> str:
        return self.family.values.get(path, "")

    def title(self, x: float, y: float, points: float) -> None:
        gap = self.rng.choice(("", "　", " "))
        self.paper.text(x, y, gap.join("転出証明書"), points, "mm")
        if self.count > 1:
            self.paper.text(x + 72, y, f"{self.number}/{self.count} 枚", 9, "rm")

    def sign(self, x: float, y: float, dated: bool = True) -> None:
        """The sentence, the date and the mayor with the seal."""
        paper = self.paper
        paper.text(x - 85, y - 20, "上記のとおり転出届があったことを証明します。", 9)
        if dated:
            paper.value(x - 85, y - 8, "issued_on", self.of("issued_on"), 10)
        issuer = self.of("issuer")
        text = issuer + "　見本　太郎"
        paper.text(x - 5, y, text, 13)
        width = paper.width(issuer, 13)
        paper.note("issuer", issuer, tuple(round(v * 300 / 25.4) for v in (x - 5, y - 3, x - 5 + width, y + 3)))
        if self.rng.random() < 0.8:
            shift = self.rng.choice((-2, -8, 2))
            paper.seal(x - 5 + paper.width(text, 13) + shift, y - 8, 16, (issuer[:2], "長之印"))


HEAD = (
    "former_address",
    "former_building",
    "new_address",
    "new_building",
    "householder.former",
    "planned_on",
    "registered_domicile",
    "register_head",
)


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


# The validation part's own.


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


@dataclass(frozen=True)
class City:
    """A layout with how many people its sheet has room for."""

    draw: Callable[[Page], None]
    rows: int
    size: tuple[float, float] = A4


TRAINING = {
    "full_grid": City(full_grid, 4),
    "national": City(national, 4),
    "stacked": City(stacked, 4),
    "persons_as_columns": City(persons_as_columns, 4),
    "plain_list": City(plain_list, 4),
    "line_printer": City(line_printer, 5),
    "landscape_rows": City(landscape_rows, 5, LANDSCAPE),
    "two_columns": City(two_columns, 4),
    "ruled_rows": City(ruled_rows, 4),
    "wide_table": City(wide_table, 4),
}
TRAINING_ONLY = {
    "captions": City(captions, 4),
}
"""Added later: the validation part's sheets stay what they were."""
VALIDATION_ONLY = {
    "labels_above": City(labels_above, 4),
    "side_by_side": City(side_by_side, 4),
    "numbered_rows": City(numbered_rows, 5),
    "narrow_blocks": City(narrow_blocks, 4),
}
