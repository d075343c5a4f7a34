"""Layouts that are kept back, second part: lists, letters, cards and slips."""

from __future__ import annotations

from html import escape

from tools.strangers.case import Case
from tools.strangers.layouts.base import NOTES, REMARKS, Layout, Pages, address, foot, number, title, whole
from tools.strangers.paper import Paper


def captions(case: Case, paper: Paper) -> Pages:
    """Each value stands over a line, its label small below that line."""

    def item(name: str, value: str, grow: float = 1) -> str:
        under = f'<div class="l c">{case.label(name)}</div>'
        return f'<div class="i" style="flex:{grow}"><div class="u">{value}</div>{under}</div>'

    rows = [
        item("former_address", address(case, "former")),
        item("new_address", address(case, "new")),
        item("former", case.show("householder.former")) + item("planned_on", case.show("planned_on")),
        item("registered_domicile", case.show("registered_domicile"), 1.7)
        + item("register_head", case.show("register_head")),
    ]
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        rows.append(
            f'<span class="o">{index + 1}</span>'
            + item("name", f'<div class="l k">{v["kana"]}</div>{v["name"]}', 1.4)
            + item("birth_date", v["birth_date"], 1.4)
            + item("sex", v["sex"], 0.5)
            + item("relationship", v["relationship"], 0.9)
        )
    body = "".join(f'<div class="r">{row}</div>' for row in rows)
    return [paper.pattern(case.copy) + title(case) + body + foot(case, paper)]


def window(case: Case, paper: Paper) -> Pages:
    """Sent by post: the receiver's address for the envelope's window at the top, the certificate below."""
    home = case.household
    to = f'<div class="to">〒{case.rng.randrange(100, 999)}－{case.rng.randrange(9999):04d}<br>'
    to += f"{escape(case.manner.text(home.former_address))}<br><br>{escape(home.persons[0].name)}　様</div>"
    office = f"{escape(home.town)}役所　市民課　住民記録係<br>電話　０００（０００）００００（内線２１４）"
    office = f'<div class="from l">{office}</div>'
    rows = [
        ("former_address", case.show("former_address")),
        ("new_address", address(case, "new")),
        ("former", case.show("householder.former")),
        ("planned_on", case.show("planned_on")),
        ("registered_domicile", case.show("registered_domicile")),
        ("register_head", case.show("register_head")),
    ]
    table = "".join(f'<tr><th>{case.label(name)}</th><td colspan="4">{value}</td></tr>' for name, value in rows)
    names = ("name", "kana", "birth_date", "sex", "relationship")
    table += "<tr>" + "".join(f"<th>{case.label(name)}</th>" for name in names) + "</tr>"
    for index in range(len(case.persons)):
        table += "<tr>" + "".join(f"<td>{case.member(index, name)}</td>" for name in names) + "</tr>"
    cut = '<div class="cut l">……………………… きりとり線（証明書は切り離さずにお持ちください） ………………………</div>'
    body = f'{to}{office}<div class="low">{cut}{title(case, 15)}<table class="g">{table}</table></div>'
    return [paper.pattern(case.copy) + body + foot(case, paper, 10)]


def one_a_page(case: Case, paper: Paper) -> Pages:
    """A sheet for each person, numbered items from 1 to 12, and the household's on every one."""
    count = len(case.persons)
    same = paper.pattern(case.copy), foot(case, paper)
    pages = []
    for index in range(count):
        v = case.person(index, "kana name birth_date sex relationship")
        items = [
            (case.label("name"), v["name"]),
            (case.label("kana"), v["kana"]),
            (case.label("birth_date"), v["birth_date"]),
            (case.label("sex"), v["sex"]),
            (case.label("relationship"), v["relationship"]),
            (case.label("former"), case.show("householder.former")),
            (case.label("former_address"), case.show("former_address")),
            (case.label("new_address"), case.show("new_address")),
            (case.label("planned_on"), case.show("planned_on")),
            (case.label("registered_domicile"), case.show("registered_domicile")),
            (case.label("register_head"), case.show("register_head")),
            (case.label("code"), case.code(index)),
        ]
        table = "".join(
            f'<tr><td class="n">（{place + 1}）</td><td class="l k">{word}</td><td class="x">{value}</td></tr>'
            for place, (word, value) in enumerate(items)
        )
        page = f'<div class="l note right">{count}枚中　{index + 1}枚目</div>{title(case)}<table>{table}</table>'
        pages.append(same[0] + page + same[1])
    return pages


def quarters(case: Case, paper: Paper) -> Pages:
    """Persons first, in four quarters; what is of the household comes below them."""
    boxes = ""
    for index in range(4):
        if index >= len(case.persons):
            boxes += '<div class="c e l">余　白</div>'
            continue
        v = case.person(index, "kana name birth_date sex relationship")
        boxes += f'<div class="c"><div class="l h">異動者（{index + 1}）　'
        boxes += f"{case.label('relationship')}：{v['relationship']}</div>"
        boxes += f'<div class="f">{v["kana"]}</div><div class="big">{v["name"]}</div>'
        boxes += f"<div>{v['birth_date']}生　　{v['sex']}</div>"
        boxes += f'<div class="note">{case.label("number")}　{case.number(index)}</div></div>'
    rows = [
        ("former_address", address(case, "former")),
        ("new_address", address(case, "new")),
        ("former", case.show("householder.former")),
        ("registered_domicile", case.show("registered_domicile")),
        ("register_head", case.show("register_head")),
        ("planned_on", case.show("planned_on") + f"　（{whole(case)}）"),
    ]
    table = "".join(f"<tr><th>{case.label(name)}</th><td>{value}</td></tr>" for name, value in rows)
    body = f'<div class="q">{boxes}</div><table class="g">{table}</table>'
    remark = f'<div class="note" style="margin-top:2mm">備考　{"　".join(case.rng.sample(REMARKS, 2))}</div>'
    return [paper.pattern(case.copy) + number(case) + title(case) + body + remark + foot(case, paper, 14)]


def arrow(case: Case, paper: Paper) -> Pages:
    """B5: from … to … side by side with an arrow, then a line a person, everything small."""
    halves = "".join(
        f'<div class="h"><div class="l t">{case.label(name)}</div><div>{address(case, which)}</div>'
        f'<div class="l t">{case.label(head)}</div><div>{case.show(path)}</div></div>'
        for name, which, head, path in (
            ("former_address", "former", "former", "householder.former"),
            ("new_address", "new", "new", "householder.new"),
        )
    ).replace('</div><div class="h">', '</div><div class="a">➡</div><div class="h">')
    strip = f'<div class="s"><span class="l t">{case.label("planned_on")}</span>{case.show("planned_on")}</div>'
    strip += f'<div class="s"><span class="l t">{case.label("registered_domicile")}</span>'
    strip += f"{case.show('registered_domicile')}</div>"
    strip += f'<div class="s"><span class="l t">{case.label("register_head")}</span>{case.show("register_head")}</div>'
    lines = ""
    for index, person in enumerate(case.persons):
        v = case.person(index, "name birth_date sex relationship")
        reading = f"（{case.member(index, 'kana')}）" if person.kana else ""
        lines += f'<div class="p">{index + 1}．{v["relationship"]}　<span class="big">{v["name"]}</span>{reading}'
        lines += f"<br>　　{v['birth_date']}生　{v['sex']}　　{case.label('code')} {case.code(index)}</div>"
    heading = f'<div class="l t">{case.label("relationship")}・{case.label("name")}・{case.label("kana")}／'
    heading += f"{case.label('birth_date')}・{case.label('sex')}</div>"
    body = f'<div class="w">{halves}</div>{strip}{heading}{lines}'
    note = f'<div class="note l">{case.rng.choice(NOTES)}</div>'
    return [paper.pattern(case.copy) + title(case, 14) + body + note + foot(case, paper, 14, sentence=False)]


LAYOUTS = (
    Layout("captions", captions, persons=(1, 4)),
    Layout("window", window, points=10, persons=(1, 4)),
    Layout("one-a-page", one_a_page, points=12, persons=(2, 3), old=False),
    Layout("quarters", quarters, persons=(1, 4)),
    Layout("arrow", arrow, "b5", 9.5, "10mm 12mm", (1, 3)),
)
