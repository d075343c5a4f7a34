"""Sheets of boxes, cards and slips: two columns, ruby, tick boxes, several pages."""

from __future__ import annotations

from datetime import date

from tools.strangers.case import Case
from tools.strangers.layouts.base import NOTES, REMARKS, Layout, Pages, address, foot, number, title, whole
from tools.strangers.paper import Paper
from tools.strangers.writing import era_of


def two_columns(case: Case, paper: Paper) -> Pages:
    """What is of the household at the left, a card a person at the right; landscape."""

    def item(name: str, value: str) -> str:
        return f'<div class="l cap">{case.label(name)}</div><div class="val">{value}</div>'

    left = item("former", case.show("householder.former")) + item("former_address", address(case, "former"))
    left += item("new_address", address(case, "new")) + item("planned_on", case.show("planned_on"))
    left += item("notified_on", case.show("notified_on"))
    left += item("registered_domicile", case.show("registered_domicile"))
    left += item("register_head", case.show("register_head"))
    cards = ""
    for index in range(len(case.persons)):
        v = case.person(index, "kana name birth_date sex relationship")
        cards += (
            f'<div class="c"><div class="f">{v["kana"]}</div><div class="big">{v["name"]}</div>'
            f'<div class="q"><span class="l s">{case.label("birth_date")}</span>{v["birth_date"]}'
            f'<span class="l s">{case.label("sex")}</span>{v["sex"]}</div>'
            f'<div class="q"><span class="l s">{case.label("relationship")}</span>{v["relationship"]}'
            f'<span class="l s">{case.label("number")}</span>{case.number(index)}</div></div>'
        )
    body = f'<div class="w"><div>{left}</div><div>{cards}</div></div>'
    return [paper.pattern(case.copy) + title(case, 16) + body + foot(case, paper, 9, sentence=False)]


def ruby_cards(case: Case, paper: Paper) -> Pages:
    """Readings as ruby over the names, ages behind the dates of birth."""
    blocks = ""
    for index, person in enumerate(case.persons):
        v = case.person(index, "name birth_date sex relationship")
        name = v["name"]
        if person.kana:
            name = f"<ruby>{v['name']}<rt>{case.member(index, 'kana')}</rt></ruby>"
        age = (case.household.issued_on - person.birth_date).days * 4 // 1461
        blocks += (
            f'<tr><th rowspan="2">{index + 1}</th><th>{case.label("name")}</th><td class="big" colspan="3">{name}</td>'
            f"<th>{case.label('relationship')}</th><td>{v['relationship']}</td></tr>"
            f'<tr><th>{case.label("birth_date")}</th><td>{v["birth_date"]}<span class="note">　（{age}歳）</span></td>'
            f"<th>{case.label('sex')}</th><td>{v['sex']}</td><th>{case.label('code')}</th><td>{case.code(index)}</td></tr>"
        )
    head = (
        f"<tr><th>{case.label('former')}</th><td>{case.show('householder.former')}</td>"
        f"<th>{case.label('planned_on')}</th><td>{case.show('planned_on')}</td></tr>"
        f"<tr><th>{case.label('former_address')}</th><td colspan='3'>{address(case, 'former')}</td></tr>"
        f"<tr><th>{case.label('new_address')}</th><td colspan='3'>{address(case, 'new')}</td></tr>"
        f"<tr><th>{case.label('registered_domicile')}</th><td>{case.show('registered_domicile')}</td>"
        f"<th>{case.label('register_head')}</th><td>{case.show('register_head')}</td></tr>"
    )
    body = f'<table class="h">{head}</table><div style="height:6mm"></div><table class="h">{blocks}</table>'
    top = paper.code("right:14mm;top:10mm")
    return [paper.pattern(case.copy) + top + title(case) + body + foot(case, paper)]


def slip(case: Case, paper: Paper) -> Pages:
    """Half a page, landscape: small print, everything close together."""
    rows = [
        ("former_address", case.show("former_address")),
        ("new_address", case.show("new_address")),
        ("former", case.show("householder.former")),
        ("planned_on", case.show("planned_on")),
    ]
    head = "".join(f"<tr><th>{case.label(name)}</th><td>{value}</td></tr>" for name, value in rows)
    names = ("name", "kana", "birth_date", "sex", "relationship")
    table = "<tr>" + "".join(f"<th>{case.label(name)}</th>" for name in names) + "</tr>"
    for index in range(len(case.persons)):
        table += "<tr>" + "".join(f"<td>{case.member(index, name)}</td>" for name in names) + "</tr>"
    body = f'<table>{head}</table><div style="height:3mm"></div><table>{table}</table>'
    barcode = paper.barcode("right:12mm;top:8mm")
    return [paper.pattern(case.copy) + barcode + title(case, 13) + body + foot(case, paper, 10, sentence=False)]


def ticked(case: Case, paper: Paper) -> Pages:
    """The carbon of the notification: printed 年 月 日 between the figures, sexes and kinds to be ticked."""

    def ticks(index: int) -> str:
        case.member(index, "sex")
        male = case.persons[index].sex == "male"
        ticks = f'<span class="v">{"☑" if male else "□"}男　{"□" if male else "☑"}女</span>'
        return case.marked(f"members[{index}].sex", ticks)

    def apart(day: date) -> str:
        """A date with wide blanks around 年 月 日, as beside words that were on the form before."""
        name, _, _, year = era_of(day)
        parts = ((year, "年"), (day.month, "月"), (day.day, "日"))
        figures = "".join(f"　{figure}　<small>{word}</small>" for figure, word in parts)
        return f'<span class="v one">{name}{figures}</span>'

    home = case.household
    case.show("planned_on"), case.show("notified_on")
    rows = [
        f"<th>届出の種類</th><td>☑転出　□国外転出</td><th>範囲</th><td>{whole(case)}</td>",
        f"<th>{case.label('planned_on')}</th><td>{case.marked('planned_on', apart(home.planned_on))}</td>"
        f"<th>{case.label('notified_on')}</th><td>{case.marked('notified_on', apart(home.notified_on))}</td>",
        f"<th>{case.label('former_address')}</th><td colspan='3'>{address(case, 'former')}</td>",
        f"<th>{case.label('former')}</th><td colspan='3'>{case.show('householder.former')}</td>",
        f"<th>{case.label('new_address')}</th><td colspan='3'>{address(case, 'new')}</td>",
        f"<th>{case.label('new')}</th><td colspan='3'>{case.show('householder.new')}</td>",
        f"<th>{case.label('registered_domicile')}</th><td>{case.show('registered_domicile')}</td>"
        f"<th>{case.label('register_head')}</th><td>{case.show('register_head')}</td>",
    ]
    table = f"<tr><th></th><th>{case.label('kana')}<hr>{case.label('name')}</th><th>{case.label('birth_date')}</th>"
    table += f"<th>{case.label('sex')}</th><th>{case.label('relationship')}</th></tr>"
    for index, person in enumerate(case.persons):
        case.member(index, "birth_date")
        born = case.marked(f"members[{index}].birth_date", apart(person.birth_date))
        kana, name = case.member(index, "kana"), case.member(index, "name")
        table += f"<tr><td>{index + 1}</td><td><div class='f'>{kana}</div>{name}</td><td>{born}</td>"
        table += f"<td>{ticks(index)}</td><td>{case.member(index, 'relationship')}</td></tr>"
    body = '<table class="g">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    body += f'<div style="height:4mm"></div><table class="g">{table}</table>'
    staff = "受付　□本人　□世帯主　□代理人　　確認　□免許証　□個人番号カード　□その他（　　　　）"
    staff = f'<div class="note l" style="margin-top:4mm">{staff}</div>'
    stamp = paper.stamp(
        f"受　付<br>{home.notified_on.year - 2018}.{home.notified_on.month}.{home.notified_on.day}<br>市民課",
        "right:20mm;top:7mm",
    )
    return [paper.pattern(case.copy) + stamp + title(case) + body + staff + foot(case, paper)]


def continued(case: Case, paper: Paper) -> Pages:
    """Two sheets, 1/2 枚 and 2/2 枚: the head on both, persons three and two, the seal on the last."""
    first = 3

    def head(place: int) -> str:
        page = f'<div class="l note right">（{place}／2枚）</div>'
        rows = (
            f"<tr><th>{case.label('former')}</th><td>{case.show('householder.former')}</td>"
            f"<th>{case.label('planned_on')}</th><td>{case.show('planned_on')}</td></tr>"
            f"<tr><th>{case.label('former_address')}</th><td colspan='3'>{address(case, 'former')}</td></tr>"
            f"<tr><th>{case.label('new_address')}</th><td colspan='3'>{address(case, 'new')}</td></tr>"
        )
        if place == 1:
            rows += (
                f"<tr><th>{case.label('registered_domicile')}</th><td>{case.show('registered_domicile')}</td>"
                f"<th>{case.label('register_head')}</th><td>{case.show('register_head')}</td></tr>"
            )
        return page + title(case) + f'<table class="g">{rows}</table><div style="height:5mm"></div>'

    def person(index: int) -> str:
        v = case.person(index, "kana name birth_date sex relationship")
        return (
            f'<table class="g"><tr><th rowspan="3" class="w">{index + 1}</th><th>{case.label("kana")}</th>'
            f"<td colspan='3'>{v['kana']}</td></tr><tr><th>{case.label('name')}</th><td>{v['name']}</td>"
            f"<th>{case.label('relationship')}</th><td>{v['relationship']}</td></tr><tr><th>{case.label('birth_date')}</th>"
            f"<td>{v['birth_date']}</td><th>{case.label('sex')}</th><td>{v['sex']}</td></tr></table>"
            '<div style="height:3mm"></div>'
        )

    pages = [head(1) + "".join(person(index) for index in range(first)) + '<div class="right l">次葉へ続く</div>']
    pages.append(
        head(2)
        + "".join(person(index) for index in range(first, len(case.persons)))
        + '<div class="l">（以下余白）</div>'
    )
    pattern = paper.pattern(case.copy)
    return [pattern + pages[0], pattern + pages[1] + foot(case, paper)]


def labelled_bands(case: Case, paper: Paper) -> Pages:
    """Dark bands as headings, values in wide lines, insurance in words of its own, a remark that looks like values."""
    rng = case.rng

    def band(word: str) -> str:
        return f'<div class="b l">{word}</div>'

    def line(*names_and_values: tuple[str, str]) -> str:
        cells = "".join(
            f'<span class="l k">{word}</span><span class="x">{value}</span>' for word, value in names_and_values
        )
        return f'<div class="r">{cells}</div>'

    w = case.label
    body = band("異動に関する事項")
    body += line((w("planned_on"), case.show("planned_on")), (w("notified_on"), case.show("notified_on")))
    body += line((w("former_address"), case.show("former_address")))
    body += line((w("new_address"), case.show("new_address")))
    body += line((w("former"), case.show("householder.former")), (w("new"), case.show("householder.new")))
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        body += band(f"異動者　{'１２３４'[index]}")
        body += line((w("name"), v["name"]), (w("kana"), v["kana"]))
        body += line((w("birth_date"), v["birth_date"]), (w("sex"), v["sex"]), (w("relationship"), v["relationship"]))
        insured = case.person(index, "health_insurance pension child_allowance")
        body += line(*((w(name), value) for name, value in insured.items()))
    body += band("戸籍の表示")
    body += line((w("registered_domicile"), case.show("registered_domicile")))
    body += line((w("register_head"), case.show("register_head")))
    body += band("備考") + f'<div class="note">{"　".join(rng.sample(REMARKS, 2))}</div>'
    note = f'<div class="note l" style="margin-top:2mm">{rng.choice(NOTES)}</div>'
    return [
        paper.pattern(case.copy) + title(case, 15) + number(case) + body + note + foot(case, paper, 10, sentence=False)
    ]


LAYOUTS = (
    Layout("two-columns", two_columns, "landscape", 11, "9mm 13mm", (1, 4), blanks=("", "―")),
    Layout("ruby-cards", ruby_cards, kana=("hiragana", "katakana")),
    Layout("slip", slip, "a5", 9.5, "7mm 10mm", (1, 3)),
    Layout("ticked", ticked, dates=("half",)),
    Layout("continued", continued, persons=(4, 5)),
    Layout(
        "labelled-bands", labelled_bands, points=10, margin="11mm 15mm", persons=(1, 3), blanks=("", "＊＊", "該当なし")
    ),
)
