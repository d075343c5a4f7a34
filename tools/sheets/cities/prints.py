"""Printed pages that only training has: columns, justified labels and prose, with few rules or none."""

from __future__ import annotations

from tools.sheets.cities.page import SECRETS, Page

NOTES = (
    "（注）転出先の住所や転出予定日が変わったときは、転出先の市区町村でその旨を申し出てください。",
    "この証明書は、新しい住所に住み始めた日から14日以内に、転入届とともに提出してください。",
    "個人番号カードをお持ちの方は、世帯主との続柄、氏名、生年月日が分かるものと併せてお持ちください。",
    "国民健康保険、国民年金、介護保険及び児童手当については、転出先の市区町村にお問い合わせください。",
)


def unruled_columns(page: Page) -> None:
    """No rules; a row of labels over the people, who stand in rows below it, column by column."""
    paper, y = page.paper, 40.0
    page.title(105, 24, 17)
    for path in ("former_address", "new_address", "householder.former", "registered_domicile", "register_head"):
        paper.text(16, y, paper.label(path), 9)
        paper.value(60, y, path, page.of(path), 10)
        y += 8
    paper.text(16, y, paper.label("planned_on"), 9)
    paper.value(60, y, "planned_on", page.of("planned_on"), 10)
    y += 14
    columns = (("name", 16, 46), ("kana", 62, 48), ("birth_date", 112, 42), ("sex", 156, 12), ("relationship", 172, 28))
    numbers = (("individual_number", 16, 0), ("resident_code", 112, 0))
    for field, x, _ in columns:
        paper.text(x, y, "性別" if field == "sex" else "続柄" if field == "relationship" else paper.label(field), 8)
    y += 8
    for index, person in page.people:
        if person is None:
            continue
        for (field, x, room), (_, path, value) in zip(
            columns, page.fields(index, person, *(c[0] for c in columns)), strict=True
        ):
            paper.value(x, y, path, value, 9 if field != "kana" else 8, room)
        y += 9
    y += 6
    for field, x, _ in numbers:
        paper.text(x, y, paper.label(field), 8)
    y += 8
    for _, person in page.people:
        if person is None:
            continue
        for field, x, _ in numbers:
            paper.secret(x, y, person, field, 9.5)
        y += 9
    page.sign(110, 280)


def justified(page: Page) -> None:
    """Labels spread to one width (均等割付), sections with titles, dotted rules."""
    paper, y = page.paper, 42.0
    page.title(105, 25, 18)

    def line(field, path, value, x=22, at=62, width=32):
        paper.spread(x, y, width, paper.label(field).replace("　", ""), 9)
        paper.value(at, y, path, value, 10.5)

    paper.text(16, y, "１　転出届の内容", 10)
    y += 9
    for path in ("planned_on", "former_address", "new_address", "householder.former"):
        line(path, path, page.of(path))
        paper.dotted(20, y + 4, 174)
        y += 9
    y += 3
    paper.text(16, y, "２　転出する人", 10)
    y += 9
    for index, person in page.people:
        if person is None:
            continue
        b, p = f"members[{index}].", person.values
        paper.text(14, y, "①②③④⑤⑥⑦⑧⑨"[index], 10)
        for field in ("kana", "name", "birth_date"):
            line(field, b + field, p.get(field, ""))
            y += 7.5
        y -= 22.5
        line("sex", b + "sex", p["sex"], 126, 162, 30)
        y += 7.5
        line("relationship", b + "relationship", p["relationship"], 126, 162, 30)
        y += 15
        for x, at, kind in ((22, 62, "individual_number"), (112, 150, "resident_code")):
            paper.text(x, y, paper.label(kind), 8)
            paper.secret(at, y, person, kind, 10)
        paper.dotted(20, y + 4, 174)
        y += 9
    if page.of("registered_domicile"):
        paper.text(16, y + 3, "３　戸籍", 10)
        y += 11
        for path in ("registered_domicile", "register_head"):
            line(path, path, page.of(path))
            y += 8
    page.sign(110, 286)


def inline(page: Page) -> None:
    """Labels and values run on in one line, parted by blanks; notes full of label words."""
    paper, y = page.paper, 44.0
    page.title(105, 24, 18)
    colon = paper.manner.colon.strip("　") or "："
    paper.text(14, 34, NOTES[0], 7)

    def run(x, *cells):
        for field, path, value in cells:
            text = paper.label(field).replace("　", "") + colon
            paper.text(x, y, text, 9.5)
            x += paper.width(text, 9.5) + 1
            if path is None:
                paper.secret(x, y, value, field, 9.5)
                x += paper.width("0" * 12, 9.5)
            else:
                paper.value(x, y, path, value, 9.5)
                x += paper.width(paper.written(path, value), 9.5)
            x += 7

    v = page.of
    for path in ("former_address", "new_address", "registered_domicile"):
        run(16, (path, path, v(path)))
        y += 8
    run(16, *((path, path, v(path)) for path in ("householder.former", "planned_on")))
    y += 8
    run(16, ("register_head", "register_head", v("register_head")))
    y += 12
    for index, person in page.people:
        if person is None:
            continue
        paper.text(16, y, f"【{index + 1}】", 9.5)
        run(26, *page.fields(index, person, "name", "kana"))
        y += 7.5
        run(26, *page.fields(index, person, "birth_date", "sex", "relationship"))
        y += 7.5
        run(26, *((kind, None, person) for kind in SECRETS))
        y += 11
    for note in NOTES[1:]:
        paper.text(16, y, note, 7)
        y += 5
    page.sign(110, 284)


def undecided(page: Page) -> None:
    """Small captions over dotted lines; where to is not settled yet; a note in brackets behind some labels."""
    paper, y = page.paper, 42.0
    page.title(105, 25, 18)

    def captioned(x, field, path, value, note=""):
        paper.text(x, y, paper.label(field).replace("　", "") + note, 7)
        if path is None:
            paper.secret(x + 3, y + 6, value, field, 10)
        else:
            paper.value(x + 3, y + 6, path, value, 10.5)

    captioned(16, "former_address", "former_address", page.of("former_address"))
    paper.dotted(16, y + 10, 178)
    y += 14
    if page.rng.random() < 0.5:
        captioned(16, "new_address", "new_address", page.of("new_address"), "（予定）")
    else:
        paper.text(16, y, paper.label("new_address"), 7)
        paper.text(19, y + 6, "未定", 10.5)
    paper.dotted(16, y + 10, 178)
    y += 14
    captioned(16, "householder.former", "householder.former", page.of("householder.former"))
    captioned(110, "planned_on", "planned_on", page.of("planned_on"))
    paper.dotted(16, y + 10, 178)
    y += 14
    captioned(16, "registered_domicile", "registered_domicile", page.of("registered_domicile"))
    captioned(130, "register_head", "register_head", page.of("register_head"))
    paper.rule(16, y + 10, 178)
    y += 16
    for index, person in page.people:
        if person is None:
            continue
        b, p = f"members[{index}].", person.values
        captioned(16, "kana", b + "kana", p.get("kana", ""))
        captioned(90, "birth_date", b + "birth_date", p["birth_date"])
        captioned(150, "sex", b + "sex", p["sex"])
        y += 12
        captioned(16, "name", b + "name", p["name"])
        captioned(90, "individual_number", None, person)
        captioned(150, "relationship", b + "relationship", p["relationship"])
        y += 12
        captioned(90, "resident_code", None, person)
        paper.rule(16, y + 10, 178)
        y += 15
    page.sign(110, 286)
