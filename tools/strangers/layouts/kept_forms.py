"""Layouts that are kept back, first part: forms of boxes. Whoever works on the reader looks at none of their sheets."""

from __future__ import annotations

from datetime import date

from tools.strangers.case import Case
from tools.strangers.layouts.base import NOTES, REMARKS, Layout, Pages, address, foot, number, title, whole
from tools.strangers.paper import Paper
from tools.strangers.people import FIRST_ISSUE
from tools.strangers.writing import era_of


def _boxes(text: str) -> str:
    return '<span class="bs">' + "".join(f"<b>{char}</b>" for char in text) + "</span>"


def _combed(day: date) -> str:
    """A date with each figure in a box of its own between printed 年 月 日."""
    name, _, _, year = era_of(day)
    parts = ((year, "年"), (day.month, "月"), (day.day, "日"))
    return f"{name} " + "".join(f"{_boxes(f'{figure:02d}')}<small>{word}</small>" for figure, word in parts)


def combs(case: Case, paper: Paper) -> Pages:
    """A form made for machines: figures one to a box, the rest on lines."""
    home = case.household
    case.show("planned_on")
    rows = [
        ("former_address", address(case, "former")),
        ("new_address", address(case, "new")),
        ("former", case.show("householder.former")),
        ("planned_on", case.marked("planned_on", _combed(home.planned_on))),
        ("registered_domicile", case.show("registered_domicile")),
        ("register_head", case.show("register_head")),
    ]
    body = "".join(
        f'<div class="r"><span class="l k">{case.label(name)}</span><div>{value}</div></div>' for name, value in rows
    )
    for index, person in enumerate(case.persons):
        case.member(index, "birth_date"), case.code(index)
        born = case.marked(f"members[{index}].birth_date", _combed(person.birth_date))
        v = case.person(index, "name kana sex relationship")
        body += f'<div class="p"><span class="n">{index + 1}</span><div>'
        body += f'<div class="q"><span class="l s">{case.label("kana")}</span>{v["kana"]}</div>'
        body += (
            f'<div class="q"><span class="l s">{case.label("name")}</span><span class="big">{v["name"]}</span></div>'
        )
        body += f'<div class="q"><span class="l s">{case.label("birth_date")}</span>{born}'
        body += f'<span class="l s t">{case.label("sex")}</span>{v["sex"]}</div>'
        body += f'<div class="q"><span class="l s">{case.label("code")}</span>{_boxes(person.resident_code)}'
        body += f'<span class="l s t">{case.label("relationship")}</span>{v["relationship"]}</div></div></div>'
    return [paper.pattern(case.copy) + paper.barcode("left:15mm;top:8mm") + title(case) + body + foot(case, paper, 12)]


def overprint(case: Case, paper: Paper) -> Pages:
    """A form printed in green beforehand; the values come from another printer and sit a little off their cells."""
    rng = case.rng

    def cell(name: str, value: str, span: int = 1) -> str:
        return f'<th>{case.label(name)}</th><td colspan="{span}"><div class="x">{value}</div></td>'

    rows = [
        cell("former_address", address(case, "former"), 3),
        cell("former", case.show("householder.former"), 3),
        cell("new_address", address(case, "new"), 3),
        cell("planned_on", case.show("planned_on")) + cell("notified_on", case.show("notified_on")),
        cell("registered_domicile", case.show("registered_domicile"))
        + cell("register_head", case.show("register_head")),
    ]
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        rows += [
            cell("name", v["name"]) + cell("kana", v["kana"]),
            cell("birth_date", v["birth_date"]) + cell("sex", v["sex"]),
            cell("relationship", v["relationship"]) + cell("number", case.number(index)),
        ]
    columns = '<colgroup><col class="k"><col><col class="k"><col></colgroup>'
    table = f'<table class="g">{columns}' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    shift = f"--dx: {rng.uniform(-0.6, 1.8):.2f}mm; --dy: {rng.uniform(-0.7, 0.7):.2f}mm"
    top = f'<h1 class="pre">{case.label("title")}</h1>'
    form = f'<div style="{shift}">{top}{table}</div>'
    return [paper.pattern(case.copy) + form + foot(case, paper, 14)]


def double_rows(case: Case, paper: Paper) -> Pages:
    """Two lines of labels over two lines of values for each person, the head below in the same manner."""
    labels = (
        ("kana", "birth_date", "relationship", "number"),
        ("name", "sex", "register_head", "code"),
    )
    table = "".join("<tr>" + "".join(f"<th>{case.label(name)}</th>" for name in line) + "</tr>" for line in labels)
    for index in range(len(case.persons)):
        v = case.person(index, "kana name birth_date sex relationship")
        lines = (
            (v["kana"], v["birth_date"], v["relationship"], case.number(index)),
            (v["name"], v["sex"], case.show("register_head"), case.code(index)),
        )
        cells = ("".join(f"<td>{value}</td>" for value in line) for line in lines)
        table += "".join(f'<tr class="d{place}">{line}</tr>' for place, line in enumerate(cells))
    strip = ("former", "planned_on", "registered_domicile")
    head = "<tr>" + "".join(f"<th>{case.label(name)}</th>" for name in strip) + "</tr><tr>"
    head += f"<td>{case.show('householder.former')}</td><td>{case.show('planned_on')}</td>"
    head += f"<td>{case.show('registered_domicile')}</td></tr>"
    places = f"<tr><th>{case.label('former_address')}</th><th>{case.label('new_address')}</th></tr>"
    places += f"<tr><td>{address(case, 'former')}</td><td>{address(case, 'new')}</td></tr>"
    gap = '<div style="height:4mm"></div>'
    body = f'<table class="g">{places}</table>{gap}<table class="g">{head}</table>{gap}<table class="g">{table}</table>'
    return [paper.pattern(case.copy) + number(case) + title(case) + body + foot(case, paper, 16)]


def extract(case: Case, paper: Paper) -> Pages:
    """Like an extract of the register: where they lived before they came here stands there too, and is no value."""
    rng = case.rng
    earlier = rng.choice(
        ("岩手県盛岡市内丸１２番２号", "香川県高松市番町１丁目８番１５号", "大分県大分市荷揚町２番３１号")
    )
    since = date(FIRST_ISSUE.year - rng.randint(2, 9), rng.randint(1, 12), rng.randint(1, 28))

    def row(word: str, value: str) -> str:
        return f'<tr><th colspan="2">{word}</th><td colspan="4">{value}</td></tr>'

    table = row(case.label("former_address"), address(case, "former"))
    table += row("住所を定めた年月日", case.manner.date(since)) + row("転入前住所", earlier)
    table += row(case.label("former"), case.show("householder.former"))
    table += row(case.label("new_address"), address(case, "new"))
    table += row(case.label("planned_on"), case.show("planned_on") + f"　　異動の別　{whole(case)}")
    for index, person in enumerate(case.persons):
        came = case.manner.date(max(since, person.birth_date))
        v = case.person(index, "name kana birth_date sex relationship")
        own = (case.show("registered_domicile"), case.show("register_head"))
        table += f'<tr class="top"><th rowspan="4" class="n">{index + 1}</th><th>{case.label("name")}</th>'
        table += f'<td colspan="2"><div class="f">{v["kana"]}</div>{v["name"]}</td>'
        table += f"<th>{case.label('birth_date')}</th><td>{v['birth_date']}</td></tr>"
        table += f"<tr><th>{case.label('sex')}</th><td colspan='2'>{v['sex']}</td>"
        table += f"<th>{case.label('relationship')}</th><td>{v['relationship']}</td></tr>"
        table += f"<tr><th>{case.label('registered_domicile')}</th><td colspan='2'>{own[0]}</td>"
        table += f"<th>{case.label('register_head')}</th><td>{own[1]}</td></tr>"
        table += f"<tr><th>住民となった年月日</th><td colspan='2'>{came}</td>"
        table += f"<th>{case.label('code')}</th><td>{case.code(index)}</td></tr>"
    return [paper.pattern(case.copy) + title(case) + f'<table class="g">{table}</table>' + foot(case, paper, 10)]


def dark_labels(case: Case, paper: Paper) -> Pages:
    """White words on dark cells, every second line tinted, three pairs side by side."""

    def pair(name: str, value: str, span: int = 1) -> str:
        return f'<th>{case.label(name)}</th><td colspan="{span}">{value}</td>'

    rows = [
        pair("former_address", address(case, "former"), 5),
        pair("new_address", address(case, "new"), 5),
        pair("former", case.show("householder.former"))
        + pair("new", case.show("householder.new"))
        + pair("planned_on", case.show("planned_on")),
        pair("registered_domicile", case.show("registered_domicile"), 3)
        + pair("register_head", case.show("register_head")),
    ]
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        rows.append(pair("name", v["name"], 3) + pair("relationship", v["relationship"]))
        rows.append(pair("kana", v["kana"], 3) + pair("sex", v["sex"]))
        rows.append(pair("birth_date", v["birth_date"], 3) + pair("number", case.number(index)))
        if case.foreign:
            f = case.person(index, "nationality status_of_residence period_of_stay stay_until card_number")
            rows.append(pair("nationality", f["nationality"], 3) + pair("period_of_stay", f["period_of_stay"]))
            rows.append(pair("status_of_residence", f["status_of_residence"], 3) + pair("stay_until", f["stay_until"]))
            rows.append(pair("card_number", f["card_number"], 5))
    rows.append(f'<th>備考</th><td colspan="5" class="note">{case.rng.choice(REMARKS)}</td>')
    body = '<table class="g">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    note = f'<div class="note l" style="margin-top:2mm">{case.rng.choice(NOTES)}</div>'
    return [paper.pattern(case.copy) + title(case) + body + note + foot(case, paper, 10)]


LAYOUTS = (
    Layout("combs", combs, persons=(1, 3), dates=("half", "full")),
    Layout("overprint", overprint, persons=(1, 4)),
    Layout("double-rows", double_rows, persons=(1, 4), old=False),
    Layout("extract", extract, persons=(1, 3), old=False),
    Layout("dark-labels", dark_labels, points=10, persons=(1, 3), foreign=0.5, blanks=("", "－", "＊＊＊")),
)
