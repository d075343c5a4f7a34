"""Sheets kept back: easy Japanese, a letter by post, items with their numbers, a slip of a kiosk machine."""

from __future__ import annotations

from tools.strangers.case import Case
from tools.strangers.layouts.base import Layout, Pages, address
from tools.strangers.layouts.today_parts import PERSON, beside, register, serial, signature, table, td, th
from tools.strangers.paper import Paper


def easy(case: Case, paper: Paper) -> Pages:
    """Easy Japanese: every kanji of the labels has its reading above it, short words, large rows."""

    def ruby(*pairs: str) -> str:
        """Kanji and reading in turn, parted by ``|``; words without a bar are kana."""
        parts = (pair.split("|") for pair in pairs)
        return "".join(f"<ruby>{p[0]}<rt>{p[1]}</rt></ruby>" if len(p) > 1 else p[0] for p in parts)

    show = case.show
    rows = [
        th(ruby("前|まえ", "の", "住所|じゅうしょ")) + td(address(case, "former"), 3),
        th(ruby("新|あたら", "しい", "住所|じゅうしょ")) + td(address(case, "new"), 3),
        th(ruby("世帯主|せたいぬし")) + td(show("householder.former"), 3),
        th(ruby("引越|ひっこ", "しの", "日|ひ")) + td(show("planned_on"), 3),
    ]
    tables = [table(rows)]
    for index, person in enumerate(case.persons):
        v = case.person(index, PERSON)
        lines = [
            th(ruby("名前|なまえ")) + td(v["name"], 3, kind="big"),
            th("フリガナ") + td(v["kana"]) + th(ruby("性別|せいべつ")) + td(v["sex"]),
            th(ruby("生年月日|せいねんがっぴ")) + td(v["birth_date"]) + th(ruby("続柄|つづきがら"))
            + td(v["relationship"]),
        ]  # fmt: skip
        if person.foreign:
            f = case.person(index, "nationality period_of_stay status_of_residence stay_until")
            lines += [
                th(ruby("国籍|こくせき", "・", "地域|ちいき")) + td(f["nationality"])
                + th(ruby("在留期間|ざいりゅうきかん")) + td(f["period_of_stay"]),
                th(ruby("在留資格|ざいりゅうしかく")) + td(f["status_of_residence"])
                + th(ruby("満了|まんりょう", "の", "日|ひ")) + td(f["stay_until"]),
            ]  # fmt: skip
        tables.append(table(lines))
    words = "<p class='l'>この紙を新しい住所の市役所・区役所・町役場に出してください（１４日以内）。</p>"
    heading = f"<h1>{case.label('title')}</h1>{words}"
    return [paper.pattern(case.copy) + heading + '<div class="gap"></div>'.join(tables) + signature(case, paper, 13)]


def by_post(case: Case, paper: Paper) -> Pages:
    """Sent in an envelope with a window: the receiver at the top, a greeting, then the certificate in a frame."""
    w, show, home = case.label, case.show, case.household
    building = f"<br>{show('former_building')}" if home.former_building else ""
    window = (
        f'<div class="window">〒{case.rng.randrange(1, 999):03d}－{case.rng.randrange(9999):04d}<br>'
        f"{show('former_address')}{building}<div class='to'>{show('householder.new')}　様</div></div>"
    )
    greeting = "<p class='l'>　郵送による転出の届出を受理しましたので、下記のとおり転出証明書を送付します。</p>"
    items = [(w("former_address"), beside(case, "former")), (w("new_address"), beside(case, "new"))]
    items += [(w("planned_on"), show("planned_on")), (w("notified_on"), show("notified_on"))]
    items += [(w("former"), show("householder.former")), (w("new"), show("householder.new"))]
    items += [(w(name), show(name)) for name in ("registered_domicile", "register_head")]
    lines = "".join(f'<div class="i"><span class="l">{word}</span><span>{value}</span></div>' for word, value in items)
    for index in range(len(case.persons)):
        v = case.person(index, PERSON)
        reading = f"　（{v['kana']}）" if case.persons[index].kana else ""
        lines += f'<div class="i p"><span class="l">{w("name")}　{index + 1}</span>'
        lines += f"<span>{v['name']}{reading}</span></div>"
        lines += (
            f'<div class="i"><span></span><span>{v["birth_date"]}　生　　{v["sex"]}　　'
            f'<span class="l">{w("relationship")}</span>　{v["relationship"]}</span></div>'
        )
    frame = f'<div class="frame"><h1>{case.label("title")}</h1>{lines}</div>'
    sender = serial(case, "right:18mm;top:14mm")
    return [paper.pattern(case.copy) + window + sender + greeting + frame + signature(case, paper, 14)]


def numbered(case: Case, paper: Paper) -> Pages:
    """The items of the law with their numbers, values stepped in below each item, persons as (ア), (イ) …"""
    w, show = case.label, case.show

    def named(name: str, value: str) -> str:
        return f'<span class="k l">{w(name)}</span>{value}'

    people = []
    for index, person in enumerate(case.persons):
        v = case.person(index, PERSON)
        words = f"<b>（{'アイウエオ'[index]}）</b>　{v['name']}{named('kana', v['kana'])}<br>"
        words += "".join(named(name, v[name]) for name in ("birth_date", "sex", "relationship"))
        words += "<br>" + named("code", case.code(index))
        if person.former_surname:
            words += named("former_surname", case.member(index, "former_surname"))
        people.append(f'<div class="who">{words}</div>')
    items = {
        "氏名、生年月日等": "".join(people),
        w("former"): show("householder.former"),
        w("registered_domicile") + "及び" + w("register_head"): "　　".join(register(case, 0)),
        w("former_address"): address(case, "former"),
        w("new_address"): address(case, "new"),
        w("planned_on"): show("planned_on"),
    }
    body = "".join(
        f'<div class="h l">第{place + 1}号　{word}</div><div class="x">{value}</div>'
        for place, (word, value) in enumerate(items.items())
    )
    rule = "<p class='l'>住民基本台帳法施行令第２４条第１項各号に掲げる事項は、次のとおりである。</p>"
    return [paper.pattern(case.copy) + f"<h1>{case.label('title')}</h1>{rule}{body}" + signature(case, paper, 15)]


def machine_slip(case: Case, paper: Paper) -> Pages:
    """Half a page from a counter's printer: bold labels between double lines, values right after them, no table."""
    w, show = case.label, case.show

    def line(*names: str) -> str:
        cells = (f"<span><b class='l'>{w(name.split('.')[-1])}:</b> {show(name)}</span>" for name in names)
        return f'<div class="i">{"".join(cells)}</div>'

    body = line("former_address")
    if case.household.former_building:
        body += f'<div class="i in">{show("former_building")}</div>'
    body += line("new_address")
    if case.household.new_building:
        body += f'<div class="i in">{show("new_building")}</div>'
    body += line("householder.former", "planned_on")
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        parts = [f"<span><b class='l'>{w(name)}:</b> {value}</span>" for name, value in v.items()]
        body += (
            f'<div class="d"></div><div class="i">{"".join(parts[:2])}</div><div class="i">{"".join(parts[2:])}</div>'
        )
    top = f"<h1>{case.label('title')}</h1>" + paper.code("right:11mm;top:5mm")
    return [paper.pattern(case.copy) + top + body + '<div class="d"></div>' + signature(case, paper, 8)]


LAYOUTS = (
    Layout(
        "easy", easy, points=11, margin="11mm 15mm", persons=(1, 3), foreign=0.5, dates=("half", "gannen", "full"),
        kana=("katakana",), blanks=("", "なし"),
    ),
    Layout("by-post", by_post, points=10, margin="14mm 20mm", persons=(1, 3)),
    Layout("numbered", numbered, points=10.5, margin="16mm 20mm", persons=(1, 3), old=False),
    Layout("machine-slip", machine_slip, "a5", 9.5, "7mm 10mm", (1, 2)),
)  # fmt: skip
