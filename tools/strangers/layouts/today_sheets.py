"""Sheets with upright writing, with a matrix of insurance, and in a universal design."""

from __future__ import annotations

from tools.strangers.case import Case
from tools.strangers.layouts.base import CERTIFIED, Layout, Pages, address
from tools.strangers.layouts.today_parts import (
    ABROAD,
    INSURED,
    PERSON,
    beside,
    fine,
    other_day,
    register,
    serial,
    signature,
    table,
    td,
    texts,
    th,
)
from tools.strangers.paper import Paper


def upright(case: Case, paper: Paper) -> Pages:
    """Landscape; groups named in upright letters, the words of certifying in upright lines at the left."""
    w, show = case.label, case.show

    def group(word: str, rows: list[str]) -> list[str]:
        first, *others = rows
        return [th(f'<span class="u">{word}</span>', 1, len(rows), "side") + first, *others]

    rows = group("住所", [
        th(w("former_address")) + td(beside(case, "former"), 5),
        th(w("new_address")) + td(beside(case, "new"), 5),
    ])  # fmt: skip
    rows += group("異動", [
        th(w("former")) + td(show("householder.former")) + th(w("planned_on")) + td(show("planned_on"), 3),
        th(w("new")) + td(show("householder.new")) + th(w("notified_on")) + td(show("notified_on"), 3),
    ])  # fmt: skip
    rows += group("戸籍", [
        th(w("registered_domicile")) + td(show("registered_domicile")) + th(w("register_head"))
        + td(show("register_head"), 3),
    ])  # fmt: skip
    for index in range(len(case.persons)):
        v = case.person(index, PERSON)
        rows += group(f"{'一二三四五'[index]}人目", [
            th(w("kana")) + td(v["kana"]) + th(w("birth_date")) + td(v["birth_date"], 3),
            th(w("name")) + td(v["name"], kind="big") + th(w("sex")) + td(v["sex"]) + th(w("relationship"))
            + td(v["relationship"]),
        ])  # fmt: skip
    words = case.rng.choice(CERTIFIED)
    left = f'<div class="left"><div class="u l">{words}</div></div>'
    seal = paper.seal(case.household.issuer, "right:16mm;bottom:9mm")
    signed = f'<div class="sign">{show("issued_on")}　　{show("issuer")}　{case.household.mayor}</div>{seal}'
    heading = f'<h1 class="u">{case.label("title")}</h1>'
    return [paper.pattern(case.copy) + f'<div class="w">{left}<div>{table(rows)}</div>{heading}</div>' + signed]


def qualifications(case: Case, paper: Paper) -> Pages:
    """The persons in one table, their insurance in a second with the same numbers, their register in a third."""
    w, show = case.label, case.show
    some = range(len(case.persons))
    head = [
        th(w("former_address")) + td(address(case, "former"), 3),
        th(w("new_address")) + td(address(case, "new"), 3),
        th(w("former")) + td(show("householder.former")) + th(w("new")) + td(show("householder.new")),
        th(w("planned_on")) + td(show("planned_on")) + th(w("notified_on")) + td(show("notified_on")),
    ]
    people = [th("") + "".join(th(w(name)) for name in PERSON.split())]
    insured = [th("") + "".join(th(w(name)) for name in INSURED.split()) + th(w("number")) + th(w("code"))]
    registers = [th("") + th(w("registered_domicile")) + th(w("register_head")) + th(w("former_surname"))]
    for index in some:
        mark = td("①②③④⑤"[index], kind="center")
        people.append(mark + "".join(td(value) for value in case.person(index, PERSON).values()))
        values = case.person(index, INSURED).values()
        insured.append(mark + "".join(td(value) for value in values) + td(case.number(index)) + td(case.code(index)))
        domicile = register(case, index)
        registers.append(mark + td(domicile[0]) + td(domicile[1]) + td(case.member(index, "former_surname")))
    parts = {"転出の届出": head, "転出する者": people, "資格等": insured, "戸籍の表示": registers}
    body = "".join(
        f'<div class="t l">{"１２３４"[place]}　{words}</div>' + table(rows)
        for place, (words, rows) in enumerate(parts.items())
    )
    words = f"{case.rng.choice(texts('remarks'))}　{other_day(case)}"
    remark = f'<div class="t l">５　備考</div><div class="r note">{words}</div>'
    top = f"<h1>{case.label('title')}</h1>" + paper.barcode("left:15mm;top:9mm")
    return [paper.pattern(case.copy) + top + body + remark + signature(case, paper, 15, True)]


def universal(case: Case, paper: Paper) -> Pages:
    """Universal design: a band of colour, labels in rounded chips, large values, a card of its own for each person."""
    w, show = case.label, case.show

    def chip(name: str, value: str, kind: str = "") -> str:
        return f'<div class="i {kind}"><span class="chip l">{w(name)}</span><span>{value}</span></div>'

    body = chip("former_address", address(case, "former"), "wide") + chip("new_address", address(case, "new"), "wide")
    body += chip("former", show("householder.former")) + chip("planned_on", show("planned_on"))
    cards = f'<div class="card">{body}</div>'
    for index, person in enumerate(case.persons):
        v = case.person(index, PERSON)
        items = chip("name", v["name"], "large") + chip("kana", v["kana"]) + chip("birth_date", v["birth_date"])
        items += chip("sex", v["sex"]) + chip("relationship", v["relationship"]) + chip("code", case.code(index))
        if person.foreign:
            items += "".join(chip(name, case.member(index, name)) for name in ABROAD.split())
        else:
            domicile = register(case, index)
            items += chip("registered_domicile", domicile[0], "wide") + chip("register_head", domicile[1])
        cards += f'<div class="card"><div class="n l">{index + 1}人目</div>{items}</div>'
    band = f'<div class="band l">{case.label("title")}</div>' + serial(case, "right:15mm;top:24mm")
    return [paper.pattern(case.copy) + band + cards + fine(case, 1, "▶ ") + signature(case, paper, 10, True)]


LAYOUTS = (
    Layout("upright", upright, "landscape", 10.5, "10mm 12mm", (1, 4)),
    Layout(
        "qualifications", qualifications, points=9.5, margin="11mm 13mm", persons=(2, 4), old=False,
        blanks=("", "―", "***"),
    ),
    Layout(
        "universal", universal, points=10.5, margin="9mm 13mm", persons=(1, 3), old=False, foreign=0.3,
        faces=("Noto Sans CJK JP", "VL Gothic", "MotoyaLCedar", "Sawarabi Gothic"), dates=("half", "gannen", "spaced"),
    ),
)  # fmt: skip
