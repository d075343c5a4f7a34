"""Sheets kept back: before and after beside each other, a page for each person, two persons a row, a ledger."""

from __future__ import annotations

from tools.strangers.case import Case
from tools.strangers.layouts.base import Layout, Pages
from tools.strangers.layouts.today_parts import (
    ABROAD,
    INSURED,
    PERSON,
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


def before_after(case: Case, paper: Paper) -> Pages:
    """The household as a table of two columns, before and after the move; what a value is its row says."""
    show, w = case.show, case.label
    head = [
        th("区　分") + th("転　出　前", kind="center") + th("転　出　後（予定）", kind="center"),
        th("住　所") + td(show("former_address")) + td(show("new_address")),
        th("方　書") + td(show("former_building")) + td(show("new_building")),
        th("世帯主") + td(show("householder.former")) + td(show("householder.new")),
    ]
    days = [th(w("planned_on")) + td(show("planned_on")) + th(w("notified_on")) + td(show("notified_on"))]
    names = ("name", "kana", "birth_date", "sex", "relationship")
    people = ["".join(th(w(name), kind="center") for name in names)]
    for index in range(len(case.persons)):
        people.append("".join(td(value) for value in case.person(index, " ".join(names)).values()))
    people += ["<td>&nbsp;</td>" + "<td></td>" * 4] * (5 - len(case.persons))
    domicile = [
        th(w("registered_domicile")) + td(show("registered_domicile")) + th(w("register_head"))
        + td(show("register_head"))
    ]  # fmt: skip
    gap = '<div class="gap"></div>'
    body = gap.join((table(head, "g a"), table(days), table(people, "g p"), table(domicile)))
    top = f"<h1>{case.label('title')}</h1>" + serial(case, "right:17mm;top:10mm")
    return [paper.pattern(case.copy) + top + body + fine(case, 3, "・") + signature(case, paper, 17)]


def single(case: Case, paper: Paper) -> Pages:
    """The standard's form for one person: a page each, everything about them in wide rows, the head on each page."""
    w, show = case.label, case.show
    pages = []
    for index in range(len(case.persons)):
        v = case.person(index, PERSON + " former_surname alias")
        f, s = case.person(index, ABROAD), case.person(index, INSURED)
        domicile = register(case, index)
        rows = [
            th(w("kana"), 3) + td(v["kana"], 8) + th(w("code"), 3) + td(case.code(index), 6),
            th(w("name"), 3) + td(v["name"], 8, kind="big") + th(w("number"), 3) + td(case.number(index, " "), 6),
            th(w("former_surname"), 3) + td(v["former_surname"], 8) + th(w("alias"), 3) + td(v["alias"], 6),
            th(w("birth_date"), 3) + td(v["birth_date"], 8) + th(w("sex"), 3) + td(v["sex"], 6),
            th("世帯主", 3) + td(show("householder.former"), 8) + th(w("relationship"), 3)
            + td(v["relationship"], 6),
            th(w("registered_domicile"), 3) + td(domicile[0], 17),
            th(w("register_head"), 3) + td(domicile[1], 8) + th("住民となった日", 3) + td(other_day(case), 6),
            th("転入前住所", 3) + td(other_place(case), 17),
            th(w("former_address"), 3) + td(show("former_address"), 17),
            th("方書", 3) + td(show("former_building"), 17),
            th(w("new_address"), 3) + td(show("new_address"), 17),
            th("方書", 3) + td(show("new_building"), 17),
            th(w("planned_on"), 3) + td(show("planned_on"), 8) + th(w("notified_on"), 3) + td(show("notified_on"), 6),
            th(w("nationality"), 3) + td(f["nationality"], 8) + th(w("status_of_residence"), 3)
            + td(f["status_of_residence"], 6),
            th(w("period_of_stay"), 3) + td(f["period_of_stay"], 2) + th(w("stay_until"), 3)
            + td(f["stay_until"], 5) + th(w("card_number"), 3) + td(f["card_number"], 4),
            th(w("health_insurance"), 3) + td(s["health_insurance"], 2) + th(w("care_insurance"), 3)
            + td(s["care_insurance"], 3) + th(w("pension"), 2) + td(s["pension"], 2) + th(w("child_allowance"), 3)
            + td(s["child_allowance"], 2),
            th("備　考", 3) + td(case.rng.choice(texts("remarks")), 17, kind="note tall"),
        ]  # fmt: skip
        mark = f'<div class="l folio">（個人票）　{index + 1} / {len(case.persons)}</div>'
        heading = f"<h1>{case.label('title')}</h1>{mark}"
        pages.append(paper.pattern(case.copy) + heading + table(rows, "g n", 20) + signature(case, paper, 16, True))
    return pages


def side_by_side(case: Case, paper: Paper) -> Pages:
    """Landscape: two persons beside each other in each row of blocks, narrow labels, the household's lines below."""
    w, show = case.label, case.show

    def block(index: int) -> list[str]:
        there = index < len(case.persons)
        v = case.person(index, PERSON) if there else dict.fromkeys(PERSON.split(), "")
        numbers = (case.number(index, "-"), case.code(index)) if there else ("", "")
        return [
            th(f"（{index + 1}）", 1, 4, "no") + th(w("kana")) + td(v["kana"], 3),
            th(w("name")) + td(v["name"], 3, kind="big"),
            th(w("birth_date")) + td(v["birth_date"]) + th(w("sex") + "・" + w("relationship"))
            + td(f"{v['sex']}　{v['relationship']}"),
            th(w("number")) + td(numbers[0]) + th(w("code")) + td(numbers[1]),
        ]  # fmt: skip

    pairs = range(0, len(case.persons) + len(case.persons) % 2, 2)
    rows = [left + right for index in pairs for left, right in zip(block(index), block(index + 1), strict=True)]
    foot = [
        th(w("former_address")) + td(show("former_address")) + th("方書") + td(show("former_building")),
        th(w("new_address")) + td(show("new_address")) + th("方書") + td(show("new_building")),
        th(w("former")) + td(show("householder.former")) + th(w("planned_on")) + td(show("planned_on")),
        th(w("registered_domicile")) + td(show("registered_domicile")) + th(w("register_head"))
        + td(show("register_head")),
    ]  # fmt: skip
    body = table(rows, "g s") + '<div class="gap"></div>' + table(foot, "g f")
    top = f"<h1>{case.label('title')}</h1>" + paper.code("left:12mm;top:5mm")
    return [paper.pattern(case.copy) + top + body + signature(case, paper, 9)]


def ledger(case: Case, paper: Paper) -> Pages:
    """B5, from an old register: rows of full rules without cells, each person in two lines without labels."""
    w, show = case.label, case.show
    rows = [
        f'<span class="l k">{w("former_address")}</span>{show("former_address")}',
        f'<span class="l k">（方書）</span>{show("former_building")}',
        f'<span class="l k">{w("former")}</span>{show("householder.former")}',
        f'<span class="l k">{w("new_address")}</span>{show("new_address")}',
        f'<span class="l k">（方書）</span>{show("new_building")}',
        f'<span class="l k">{w("planned_on")}</span>{show("planned_on")}',
        f'<span class="l k">{w("registered_domicile")}</span>{show("registered_domicile")}',
        f'<span class="l k">{w("register_head")}</span>{show("register_head")}',
        '<span class="l">異動者（続柄・氏名・生年月日・性別・振り仮名の順に記載）</span>',
    ]
    for index in range(len(case.persons)):
        v = case.person(index, PERSON)
        rows.append(
            f'<span class="n">{index + 1}</span><span class="r">{v["relationship"]}</span>'
            f'<span class="m">{v["name"]}</span><span class="b">{v["birth_date"]}生</span><span>{v["sex"]}</span>'
        )
        rows.append(f'<span class="n"></span><span class="r"></span>{v["kana"]}')
    rows.append('<span class="l">以　下　余　白</span>')
    body = "".join(f'<div class="line">{row}</div>' for row in rows)
    return [paper.pattern(case.copy) + f"<h1>{case.label('title')}</h1>{body}" + signature(case, paper, 16)]


LAYOUTS = (
    Layout("before-after", before_after, points=10, margin="13mm 15mm", persons=(1, 4), blanks=("", "－")),
    Layout(
        "single", single, points=10, margin="12mm 14mm", persons=(1, 3), old=False, foreign=0.4,
        blanks=("＊＊＊", "＊", "―――"),
    ),
    Layout("side-by-side", side_by_side, "landscape", 9.5, "9mm 12mm", (2, 4)),
    Layout("ledger", ledger, "b5", 10, "12mm 13mm", (1, 4), dates=("full", "half", "gannen")),
)  # fmt: skip
