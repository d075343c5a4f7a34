"""The form of the national standard for resident record systems, and what cities make of it."""

from __future__ import annotations

from tools.strangers.case import Case
from tools.strangers.layouts.base import Layout, Pages, address
from tools.strangers.layouts.today_parts import (
    ABROAD,
    INSURED,
    PERSON,
    beside,
    fine,
    other_day,
    other_place,
    register,
    serial,
    signature,
    table,
    td,
    texts,
    th,
)
from tools.strangers.paper import Paper

STARS = ("＊＊＊", "＊＊＊＊＊", "***")


def _head(case: Case) -> list[str]:
    """The rows of the household, 40 columns wide."""
    w, show = case.label, case.show
    return [
        th(w("former_address"), 6, 2) + td(show("former_address"), 34),
        td(show("former_building"), 34),
        th(w("new_address"), 6, 2) + td(show("new_address"), 34),
        td(show("new_building"), 34),
        th(w("former"), 6) + td(show("householder.former"), 15) + th(w("planned_on"), 6) + td(show("planned_on"), 13),
        th(w("new"), 6) + td(show("householder.new"), 15) + th(w("notified_on"), 6) + td(show("notified_on"), 13),
    ]


def _person(case: Case, index: int) -> list[str]:
    """A person's eleven rows of 40 columns; an unused block has its labels and blanks."""
    there = index < len(case.persons)

    def values(names: str) -> dict[str, str]:
        return case.person(index, names) if there else dict.fromkeys(names.split(), case.blank)

    w = case.label
    v = values(PERSON + " former_surname alias")
    f, s = values(ABROAD), values(INSURED)
    number, code, since, before = case.blank, case.blank, case.blank, case.blank
    domicile = case.blank, case.blank
    if there:
        number, code, domicile = case.number(index), case.code(index), register(case, index)
        since, before = other_day(case), other_place(case)
    return [
        th(str(index + 1), 2, 11) + th(w("kana"), 6) + td(v["kana"], 14) + th(w("number"), 6) + td(number, 12),
        th(w("name"), 6, 2) + td(v["name"], 14, 2, "big") + th(w("code"), 6) + td(code, 12),
        th("住民となった年月日", 6, kind="s") + td(since, 12),
        th(w("former_surname"), 6) + td(v["former_surname"], 14) + th(w("alias"), 6) + td(v["alias"], 12),
        th(w("birth_date"), 6) + td(v["birth_date"], 12) + th(w("sex"), 3) + td(v["sex"], 3)
        + th(w("relationship"), 6, kind="s") + td(v["relationship"], 8),
        th(w("registered_domicile"), 6) + td(domicile[0], 18) + th(w("register_head"), 6, kind="s")
        + td(domicile[1], 8),
        th("転入前住所", 6) + td(before, 32),
        th(w("nationality"), 6) + td(f["nationality"], 8) + th(w("status_of_residence"), 4)
        + td(f["status_of_residence"], 11) + th(w("period_of_stay"), 5) + td(f["period_of_stay"], 4),
        th(w("stay_until"), 8, kind="s") + td(f["stay_until"], 11) + th(w("card_number"), 8, kind="s")
        + td(f["card_number"], 11),
        th(w("health_insurance"), 7, kind="s") + td(s["health_insurance"], 5) + th("後期高齢者医療", 6, kind="s")
        + td(case.blank, 5) + th(w("care_insurance"), 6, kind="s") + td(s["care_insurance"], 9),
        th(w("pension"), 7, kind="s") + td(s["pension"], 11) + th(w("child_allowance"), 7, kind="s")
        + td(s["child_allowance"], 13),
    ]  # fmt: skip


def standard(case: Case, paper: Paper) -> Pages:
    """The standard's own form: a page of 40 columns, four blocks of persons whether there are so many or not."""
    rows = _head(case)
    for index in range(4):
        rows += _person(case, index)
    heading = f'<h1>{case.label("title")}</h1><div class="folio l">1／1頁</div>'
    return [paper.pattern(case.copy) + heading + table(rows, "g n", 40) + signature(case, paper, 10, True)]


def standard_pages(case: Case, paper: Paper) -> Pages:
    """A city's: two persons a page, the head on each, remarks below each person, the seal on every page."""
    size = -(-len(case.persons) // 2)
    pages = []
    for page in range(size):
        rows = _head(case)
        for index in range(page * 2, min(page * 2 + 2, len(case.persons))):
            rows += _person(case, index)
            rows.append(th("備考", 6) + td(case.rng.choice(texts("remarks")), 34, kind="note"))
        last = "（以下余白）" if page == size - 1 else "（次頁へ続く）"
        words = f'<h1>{case.label("title")}</h1><div class="folio l">頁　{page + 1}／{size}</div>'
        body = words + table(rows, "g n", 40) + f'<div class="note l">{last}</div>'
        pages.append(paper.pattern(case.copy) + body + signature(case, paper, 16))
    return pages


def joint_rows(case: Case, paper: Paper) -> Pages:
    """A city's: landscape, the labels once in three rows at the top, below them three rows of values a person."""
    w, show = case.label, case.show
    head = [
        th(w("former_address")) + td(beside(case, "former"), 3),
        th(w("new_address")) + td(beside(case, "new"), 3),
        th(w("former")) + td(show("householder.former")) + th(w("planned_on")) + td(show("planned_on")),
    ]
    rows = [
        th("番号", 1, 3) + th(w("kana"), 9) + th(w("birth_date"), 6) + th(w("sex"), 2) + th(w("number"), 7)
        + th("保　険　・　年　金　等", 9),
        th(w("name"), 9) + th(w("relationship"), 4) + th(w("former_surname"), 4) + th(w("code"), 7)
        + th(w("health_insurance"), 4) + th(w("care_insurance"), 5),
        th(w("registered_domicile"), 16) + th(w("register_head"), 8) + th(w("pension"), 5)
        + th(w("child_allowance"), 4),
    ]  # fmt: skip
    for index in range(len(case.persons)):
        v, s = case.person(index, PERSON + " former_surname"), case.person(index, INSURED)
        domicile = register(case, index)
        rows += [
            td(str(index + 1), 1, 3, "center") + td(v["kana"], 9) + td(v["birth_date"], 6) + td(v["sex"], 2)
            + td(case.number(index), 7) + td("", 9),
            td(v["name"], 9) + td(v["relationship"], 4) + td(v["former_surname"], 4) + td(case.code(index), 7)
            + td(s["health_insurance"], 4) + td(s["care_insurance"], 5),
            td(domicile[0], 16) + td(domicile[1], 8) + td(s["pension"], 5) + td(s["child_allowance"], 4),
        ]  # fmt: skip
    heading = f"<h1>{case.label('title')}</h1>" + serial(case, "right:12mm;top:8mm")
    body = heading + table(head, "g h") + "<br>" + table(rows, "g n", 34) + fine(case, 1)
    return [paper.pattern(case.copy) + body + signature(case, paper, 9)]


def open_sides(case: Case, paper: Paper) -> Pages:
    """A city's: no upright rules, labels on grey, headings of the standard's groups, what is empty left out."""
    w, show = case.label, case.show

    def row(*names: str) -> str:
        return "".join(th(w(name.replace("householder.", ""))) + td(show(name)) for name in names)

    head = [th(w(f"{name}_address")) + td(address(case, name), 3) for name in ("former", "new")]
    head += [row("planned_on", "notified_on"), row("householder.former", "householder.new")]
    body = '<div class="t l">■　異動の内容</div>' + table(head, "o")
    for index, person in enumerate(case.persons):
        v = case.person(index, PERSON)
        rows = [
            th(w("kana")) + td(v["kana"]) + th(w("code")) + td(case.code(index)),
            th(w("name")) + td(v["name"], kind="big") + th(w("number")) + td(case.number(index)),
            th(w("birth_date")) + td(v["birth_date"]) + th(w("sex")) + td(v["sex"]),
            th(w("relationship")) + td(v["relationship"]) + th("住民となった年月日") + td(other_day(case)),
        ]
        if person.former_surname:
            rows.append(th(w("former_surname")) + td(case.member(index, "former_surname"), 3))
        if person.foreign:
            f = [th(w(name)) + td(case.member(index, name)) for name in ABROAD.split()]
            rows += [f[0] + f[1], f[2] + f[3], f[4] + td("", 2)]
        else:
            domicile = register(case, index)
            rows.append(th(w("registered_domicile")) + td(domicile[0]) + th(w("register_head")) + td(domicile[1]))
        body += f'<div class="t l">■　異動者（{index + 1}）</div>' + table(rows, "o")
    heading = f"<h1>{case.label('title')}</h1>" + serial(case, "left:15mm;top:9mm")
    return [paper.pattern(case.copy) + heading + body + signature(case, paper, 14, True)]


LAYOUTS = (
    Layout(
        "standard", standard, points=8, margin="8mm 11mm", persons=(1, 4), old=False, foreign=0.4, blanks=STARS,
        dates=("full", "half", "spaced"),
    ),
    Layout(
        "standard-pages", standard_pages, points=9, margin="11mm 12mm", persons=(3, 4), old=False, foreign=0.3,
        blanks=("＊＊＊", "―", "－－－"),
    ),
    Layout(
        "joint-rows", joint_rows, "landscape", 9.5, "9mm 12mm", (1, 4), old=False, blanks=("", "－"),
        dates=("half", "padded", "short", "letter"),
    ),
    Layout("open-sides", open_sides, points=10, margin="13mm 15mm", persons=(1, 3), old=False, foreign=0.4),
)  # fmt: skip
