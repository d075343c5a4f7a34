"""Sheets with few rules or none: lists, letters, line printers."""

from __future__ import annotations

from html import unescape
from re import sub
from unicodedata import east_asian_width

from tools.strangers.case import Case
from tools.strangers.layouts.base import LINE_PRINTER, NOTES, REMARKS, Layout, Pages, foot, foreign_rows, number, title
from tools.strangers.paper import Paper


def _line(label: str, value: str, mark: str) -> str:
    return f'<div class="i"><span class="l k">{label}</span>{mark}{value}</div>'


def plain_list(case: Case, paper: Paper) -> Pages:
    """Label, colon, value; a person after the other; not one rule."""
    mark = case.rng.choice(("：", "　", "：　"))
    names = ("former_address", "new_address", "planned_on", "notified_on")
    lines = []
    for name in names:
        lines.append(_line(case.label(name), case.show(name), mark))
        if name.endswith("address"):
            building = name.replace("address", "building")
            if getattr(case.household, building):
                lines.append(_line("方書", case.show(building), mark))
    lines.append(_line(case.label("former"), case.show("householder.former"), mark))
    if not all(person.foreign for person in case.persons):
        lines.append(_line(case.label("registered_domicile"), case.show("registered_domicile"), mark))
        lines.append(_line(case.label("register_head"), case.show("register_head"), mark))
    lines.append('<div style="height:4mm"></div>')
    for index, person in enumerate(case.persons):
        v = case.person(index, "name kana birth_date sex relationship")
        lines += [_line(case.label(name), value, mark) for name, value in v.items()]
        lines.append(_line(case.label("code"), case.code(index), mark))
        if person.foreign:
            lines += [_line(label, value, mark) for label, value in foreign_rows(case, index)]
        lines.append('<div style="height:3.4mm"></div>')
    return [paper.pattern(case.copy) + title(case) + number(case) + "".join(lines) + foot(case, paper, 14)]


def underlined(case: Case, paper: Paper) -> Pages:
    """Values above fine or dotted lines, two beside each other, persons numbered by circles."""
    style = case.rng.choice(("dotted", "solid"))

    def item(name: str, value: str, grow: float = 1) -> str:
        return (
            f'<div class="i" style="flex:{grow}"><span class="l k">{case.label(name)}</span><span>{value}</span></div>'
        )

    rows = [
        item("former", case.show("householder.former")) + item("planned_on", case.show("planned_on")),
        item("former_address", case.show("former_address")),
        item("new_address", case.show("new_address")),
        item("registered_domicile", case.show("registered_domicile"), 1.6)
        + item("register_head", case.show("register_head")),
    ]
    body = (
        "".join(f'<div class="r">{row}</div>' for row in rows) + '<div class="l" style="margin:5mm 0 1mm">異動者</div>'
    )
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        body += f'<div class="r"><span class="o">{"①②③④⑤"[index]}</span>'
        body += f"{item('name', v['name'])}{item('kana', v['kana'])}</div>"
        body += f'<div class="r"><span class="o"></span>{item("birth_date", v["birth_date"], 1.5)}'
        body += f"{item('sex', v['sex'], 0.6)}{item('relationship', v['relationship'])}</div>"
    body = f'<div style="--line: {style}">{body}</div>'
    return [paper.pattern(case.copy) + title(case) + body + foot(case, paper)]


def letter(case: Case, paper: Paper) -> Pages:
    """A letter: a sentence, 記, numbered items, and the persons in a small table."""
    rows = [
        ("former_address", case.show("former_address")),
        ("new_address", case.show("new_address")),
        ("former", case.show("householder.former")),
        ("planned_on", case.show("planned_on")),
        ("registered_domicile", case.show("registered_domicile")),
        ("register_head", case.show("register_head")),
    ]
    items = "".join(
        f'<div class="i"><span>{place + 1}</span><span class="k l">{case.label(name)}</span><span>{value}</span></div>'
        for place, (name, value) in enumerate(rows)
    )
    names = ("name", "birth_date", "sex", "relationship")
    table = "<tr>" + "".join(f"<th>{case.label(name)}</th>" for name in names) + "</tr>"
    for index in range(len(case.persons)):
        reading = f'<div class="f">{case.member(index, "kana")}</div>' if case.persons[index].kana else ""
        cells = [reading + case.member(index, "name"), *(case.member(index, name) for name in names[1:])]
        table += "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    number_ = f'<div class="right">{case.rng.choice(("市民", "戸住", "町住"))}第{case.rng.randrange(9999)}号</div>'
    signed = f'<div class="right">{case.show("issued_on")}</div>'
    signed += f'<div class="right who">{case.show("issuer")}　{case.household.mayor}</div>'
    sentence = "<p>　次の者について、転出の届出があったことを証明します。</p><p class='center'>記</p>"
    body = number_ + signed + title(case) + sentence + items
    body += '<div class="i" style="margin-top:2mm"><span>7</span><span class="l">異動する者</span></div>'
    body += f'<table class="t">{table}</table>'
    body += '<p class="right">以上</p>' + "".join(
        f'<div class="note">{note}</div>' for note in case.rng.sample(NOTES, 2)
    )
    return [paper.pattern(case.copy) + body + paper.seal(case.household.issuer, "right:16mm;top:30mm")]


def dot_leaders(case: Case, paper: Paper) -> Pages:
    """Label, a row of dots, value; persons in two columns of cards without rules."""

    def item(label: str, value: str) -> str:
        return f'<div class="i"><span class="l">{label}</span><span class="d"></span><span>{value}</span></div>'

    head = [(name, case.show(name)) for name in ("former_address", "new_address", "planned_on")]
    head.insert(2, ("former", case.show("householder.former")))
    head.append(("registered_domicile", case.show("registered_domicile")))
    head.append(("register_head", case.show("register_head")))
    body = "".join(item(case.label(name), value) for name, value in head)
    cards = ""
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        lines = "".join(item(case.label(name), value) for name, value in v.items())
        lines += item(case.label("number"), case.number(index))
        cards += f'<div class="c"><div class="l">―　異動者　{index + 1}　―</div>{lines}</div>'
    body += f'<div class="cs">{cards}</div>'
    return [paper.pattern(case.copy) + title(case) + number(case) + body + foot(case, paper)]


def columns(text: str) -> int:
    """How many columns of a line printer a text takes, two for a full-width character."""
    plain = unescape(sub(r"<[^>]*>", "", text))
    return sum(2 if east_asian_width(char) in "FWA" else 1 for char in plain)


def pad(text: str, width: int) -> str:
    """A text with blanks behind it as far as that column, one at least."""
    return text + " " * max(1, width - columns(text))


def line_printer(case: Case, paper: Paper) -> Pages:
    """80 columns of one pitch, half-width kana and digits, lines of minus signs."""
    rule = "-" * 80
    home = case.household
    lines = [
        pad("ﾃﾝｼｭﾂ ｼｮｳﾒｲｼｮ", 30) + case.label("title"),
        pad("", 58) + f"PAGE 1  NO.{case.rng.randrange(10**6):06d}",
        rule,
        pad(case.label("former_address"), 20) + case.show("former_address"),
    ]
    if home.former_building:
        lines.append(pad("", 20) + case.show("former_building"))
    lines.append(pad(case.label("new_address"), 20) + case.show("new_address"))
    if home.new_building:
        lines.append(pad("", 20) + case.show("new_building"))
    lines += [
        pad(pad(case.label("former"), 20) + case.show("householder.former"), 48)
        + pad(case.label("planned_on"), 16)
        + case.show("planned_on"),
        pad(case.label("registered_domicile"), 20) + case.show("registered_domicile"),
        pad(case.label("register_head"), 20) + case.show("register_head"),
        rule,
        pad(case.label("name"), 34)
        + pad(case.label("birth_date"), 18)
        + pad(case.label("sex"), 10)
        + case.label("relationship"),
        rule,
    ]
    for index in range(len(case.persons)):
        v = case.person(index, "kana name birth_date sex relationship")
        lines.append(f"{index + 1:02d} {v['kana']}")
        lines.append("   " + pad(v["name"], 31) + pad(v["birth_date"], 18) + pad(v["sex"], 10) + v["relationship"])
        lines.append(pad("   ｺｼﾞﾝﾊﾞﾝｺﾞｳ " + case.number(index), 34) + "ｼﾞｭｳﾐﾝﾋｮｳ ｺｰﾄﾞ " + case.code(index))
        lines.append("")
    lines += [rule, "   ** ｲｶ ﾖﾊｸ **", ""]
    return [paper.pattern(case.copy) + f"<pre>{chr(10).join(lines)}</pre>" + foot(case, paper)]


def sentences(case: Case, paper: Paper) -> Pages:
    """Headings in brackets, values running on behind them, the reading in parentheses."""

    def item(name: str, value: str) -> str:
        return f'<span class="n"><span class="l">【{case.label(name)}】</span>{value}</span>　'

    body = f'<div class="b">{item("former_address", case.show("former_address"))}</div>'
    body += f'<div class="b">{item("new_address", case.show("new_address"))}</div>'
    body += f'<div class="b">{item("former", case.show("householder.former"))}'
    body += f"{item('planned_on', case.show('planned_on'))}</div>"
    body += f'<div class="b">{item("registered_domicile", case.show("registered_domicile"))}'
    body += f"{item('register_head', case.show('register_head'))}</div><hr>"
    for index, person in enumerate(case.persons):
        v = case.person(index, "name birth_date sex relationship")
        reading = f"（{case.member(index, 'kana')}）" if person.kana else ""
        body += f'<div class="b">{index + 1}　{item("name", v["name"] + reading)}<br>'
        body += "　　".join(item(name, v[name]) for name in ("birth_date", "sex", "relationship"))
        body += f"<br>{item('code', case.code(index))}</div>"
    body += f'<hr><div class="note">【備考】{"　".join(case.rng.sample(REMARKS, 2))}</div>'
    return [paper.pattern(case.copy) + title(case) + body + foot(case, paper)]


LAYOUTS = (
    Layout("plain-list", plain_list, persons=(1, 3), foreign=0.3),
    Layout("underlined", underlined, persons=(1, 4)),
    Layout("letter", letter, persons=(1, 4)),
    Layout("dot-leaders", dot_leaders, persons=(1, 4)),
    Layout("line-printer", line_printer, persons=(1, 4), dates=("spaced", "letter", "half"), **LINE_PRINTER),
    Layout("sentences", sentences, persons=(1, 4)),
)
