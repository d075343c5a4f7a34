"""Sheets that offices make themselves: typed, in a spreadsheet, for many languages, with much fine print."""

from __future__ import annotations

from tools.strangers.case import Case
from tools.strangers.layouts.base import Layout, Pages, address, foreign_rows
from tools.strangers.layouts.today_parts import (
    ABROAD,
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
from tools.strangers.writing import SPREADSHEET

WORD_FACES = ("IPAMincho", "BIZ UDMincho", "Noto Serif CJK JP", "IPAmjMincho")


def word_table(case: Case, paper: Paper) -> Pages:
    """A small town's, typed: tables of a word processor, labels spread over their cells."""
    w, show = case.label, case.show

    def row(name: str, value: str) -> str:
        return th(w(name)) + td(value, 3)

    rows = [
        row("former_address", address(case, "former")),
        row("former", show("householder.former")),
        row("new_address", address(case, "new")),
        row("new", show("householder.new")),
        row("planned_on", show("planned_on")),
        row("registered_domicile", show("registered_domicile")),
        row("register_head", show("register_head")),
    ]
    people = ["".join(th(w(name)) for name in ("name", "relationship", "birth_date", "sex"))]
    for index in range(len(case.persons)):
        v = case.person(index, PERSON)
        reading = f'<div class="f">{v["kana"]}</div>' if case.persons[index].kana else ""
        people.append(
            td(reading + v["name"]) + td(v["relationship"], kind="center") + td(v["birth_date"], kind="center")
            + td(v["sex"], kind="center")
        )  # fmt: skip
    place = f'<div class="right">{case.rng.choice(("町民", "住", "総"))}発第{case.rng.randrange(1, 900)}号</div>'
    words = "<p>　下記のとおり転出の届出がありましたので、証明します。</p>"
    body = f"{place}<h1>{case.label('title')}</h1>{words}{table(rows, 'w')}<p>異動する者</p>{table(people, 'w p')}"
    home = case.household
    end = (
        f'<div class="day">{show("issued_on")}</div><div class="who">{show("issuer")}　　{home.mayor}　　</div>'
        + paper.seal(home.issuer, "right:21mm;bottom:26mm")
    )
    return [paper.pattern(case.copy) + body + end]


def spreadsheet(case: Case, paper: Paper) -> Pages:
    """Printed from a spreadsheet: grey lines everywhere, letters of columns, numbers of rows, its dates."""
    letters, empty = "ABCDEFG", [""] * 7
    w, show = case.label, case.show
    seal = f'<div class="at">{paper.seal(case.household.issuer, "left:1mm;top:-7mm")}</div>'
    lines = [
        [w("title"), "", "", "", "", f"No.{case.rng.randrange(10**4)}", ""],
        empty,
        [w("former_address"), show("former_address"), "", "", w("former"), show("householder.former"), ""],
        ["方書", show("former_building"), "", "", w("planned_on"), show("planned_on"), ""],
        [w("new_address"), show("new_address"), "", "", w("notified_on"), show("notified_on"), ""],
        ["方書", show("new_building"), "", "", w("new"), show("householder.new"), ""],
        [w("registered_domicile"), show("registered_domicile"), "", "", w("register_head"), show("register_head"), ""],
        empty,
        [w(name) for name in ("name", "kana", "birth_date", "sex", "relationship", "code")] + ["備考"],
    ]
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        remark = case.rng.choice(("", "", "カード有", "国保加入"))
        lines.append([*v.values(), case.code(index), remark])
    lines += [empty, empty, [case.rng.choice(texts("certified")), "", "", "", "", "", ""]]
    lines.append([w("issued_on"), show("issued_on"), "", "", show("issuer"), case.household.mayor, seal])
    lines += [empty] * 3
    rows = ["<td class='k'></td>" + "".join(f"<td class='k'>{letter}</td>" for letter in letters)]
    for place, line in enumerate(lines):
        cells, skip = "", 0
        for column, cell in enumerate(line):
            if skip:
                skip -= 1
                continue
            # text runs over the empty cells behind it, as in a spreadsheet
            run = next((step for step, other in enumerate(line[column + 1 :]) if other), len(line) - column - 1)
            skip = run if cell and column < 4 else 0
            cells += td(cell, skip + 1)
        rows.append(f"<td class='k'>{place + 1}</td>" + cells)
    foot = '<div class="note center" style="position:absolute;left:0;right:0;bottom:7mm">1 / 1 ページ</div>'
    return [paper.pattern(case.copy) + table(rows, "x", 8) + foot]


def languages(case: Case, paper: Paper) -> Pages:
    """Labels in Japanese, English, Chinese and Korean, for foreign residents."""
    others = {
        "former_address": ("Previous address", "原住址", "전 주소"),
        "new_address": ("New address", "新住址", "새 주소"),
        "former": ("Head of household", "户主", "세대주"),
        "planned_on": ("Date of moving out", "迁出日期", "전출 예정일"),
        "name": ("Name", "姓名", "성명"),
        "kana": ("Reading", "读音", "읽는 법"),
        "alias": ("Alias", "通称名", "통칭"),
        "birth_date": ("Date of birth", "出生日期", "생년월일"),
        "sex": ("Sex", "性别", "성별"),
        "relationship": ("Relationship", "与户主关系", "세대주와의 관계"),
        "nationality": ("Nationality/Region", "国籍・地区", "국적・지역"),
        "status_of_residence": ("Status of residence", "在留资格", "체류자격"),
        "period_of_stay": ("Period of stay", "在留期间", "체류기간"),
        "stay_until": ("Expiration date", "期满日", "만료일"),
        "card_number": ("Card number", "在留卡号码", "카드번호"),
    }

    def both(name: str, value: str, span: int = 1) -> str:
        return th(f'{case.label(name)}<div class="e">{"<br>".join(others[name])}</div>') + td(value, span)

    rows = [both(f"{which}_address", address(case, which), 3) for which in ("former", "new")]
    rows.append(both("former", case.show("householder.former")) + both("planned_on", case.show("planned_on")))
    body = table(rows)
    for index in range(len(case.persons)):
        v = case.person(index, f"name kana alias birth_date sex relationship {ABROAD}")
        first, *names = v
        pairs = zip(names[::2], names[1::2], strict=True)
        cells = [both(left, v[left]) + both(right, v[right]) for left, right in pairs]
        body += '<div class="s"></div>' + table([both(first, v[first], 3), *cells])
    titles = '<div class="center l e2">Moving-out Certificate　迁出证明书　전출증명서</div>'
    heading = f"<h1>{case.label('title')}</h1>{titles}"
    return [paper.pattern(case.copy) + heading + body + signature(case, paper, 9)]


def fine_print(case: Case, paper: Paper) -> Pages:
    """A table at the left, beside it many rules in small letters, with dates and numbers of theirs."""
    w, show = case.label, case.show
    rows = [
        th(w("former"), 2) + td(show("householder.former"), 4),
        th(w("former_address"), 2) + td(address(case, "former"), 4),
        th(w("new_address"), 2) + td(address(case, "new"), 4),
        th(w("planned_on"), 2) + td(show("planned_on"), 4),
        th(w("registered_domicile"), 2) + td(show("registered_domicile"), 4),
        th(w("register_head"), 2) + td(show("register_head"), 4),
    ]
    for index in range(len(case.persons)):
        v = case.person(index, PERSON)
        rows += [
            th(str(index + 1), 1, 4) + th(w("kana")) + td(v["kana"], 4),
            th(w("name")) + td(v["name"], 4, kind="big"),
            th(w("birth_date")) + td(v["birth_date"], 2) + th(w("sex")) + td(v["sex"]),
            th(w("relationship")) + td(v["relationship"], 2) + th("カード") + td(case.rng.choice(("有", "無"))),
        ]
    day = case.manner.date(case.household.issued_on.replace(month=8, day=1))
    side = [
        f"この証明書は{day}現在の様式です。",
        "問合せ　市民課　住民記録担当　電話　０００－０００－００００（代表）　平日　８時３０分から１７時１５分まで",
        "郵送先　〒０００－００００　市役所本庁舎１階　３番窓口",
        *texts("notes"),
        "記入例　氏名　住基　太郎　　生年月日　昭和５５年１月１日　　続柄　世帯主",
    ]
    aside = "".join(f"<p>{place + 1}　{line}</p>" for place, line in enumerate(side))
    body = f'<div class="c"><div>{table(rows)}</div><div class="a l"><b>注意事項</b>{aside}</div></div>'
    top = f"<h1>{case.label('title')}</h1>" + serial(case, "left:15mm;top:8mm")
    return [paper.pattern(case.copy) + top + body + signature(case, paper, 18) + _edge(case)]


def _edge(case: Case) -> str:
    words = f"様式第{case.rng.randint(2, 9)}号（第{case.rng.randint(3, 20)}条関係）　再生紙を使用しています"
    return f'<div class="note l" style="position:absolute;left:18mm;bottom:7mm">{words}</div>'


def receiver_part(case: Case, paper: Paper) -> Pages:
    """Below the certificate, behind a line of scissors, an empty part for the office that receives it."""
    w, show = case.label, case.show
    rows = [
        th(w("former_address")) + td(beside(case, "former"), 5),
        th(w("new_address")) + td(beside(case, "new"), 5),
        th(w("former")) + td(show("householder.former")) + th(w("planned_on")) + td(show("planned_on"))
        + th(w("notified_on")) + td(show("notified_on")),
    ]  # fmt: skip
    people = ["".join(th(w(name)) for name in ("name", "birth_date", "sex", "relationship")) + th("従前の記録")]
    for index, person in enumerate(case.persons):
        v, domicile = case.person(index, PERSON), register(case, index)
        note = f'<span class="l">{w("register_head")}</span>　{domicile[1]}<br>' if index == 0 else ""
        note += f'<span class="l">転入前住所</span>　{other_place(case)}' if index == 0 else other_day(case) + "　転入"
        people.append(
            td(f'<div class="f">{v["kana"]}</div>{v["name"]}')
            + "".join(td(v[name]) for name in ("birth_date", "sex", "relationship"))
            + td(note, kind="note")
        )
        if person.foreign:
            pairs = "　".join(f'<span class="l">{word}</span> {value}' for word, value in foreign_rows(case, index))
            people.append(td(pairs, 5, kind="note"))
    receiver = [
        th("転入年月日") + td("　　　年　　月　　日") + th("届出年月日") + td("　　　年　　月　　日"),
        th("新住所") + td("", 3),
        th("世帯主") + td("") + th("受付者印") + td(""),
    ]
    domicile = th(w("registered_domicile")) + td(show("registered_domicile"), 5)
    if not case.household.registered_domicile:
        domicile = th(w("registered_domicile")) + td(case.blank, 5)
    body = table([*rows, domicile]) + "<br>" + table(people, "g p") + fine(case, 2)
    cut = '<div class="cut l">✂ ………………………… 受入市区町村使用欄（この線から下には記入しないでください） …………………………</div>'
    below = f'<div class="below">{cut}{table(receiver)}</div>'
    top = f"<h1>{case.label('title')}</h1>" + paper.code("right:15mm;top:6mm")
    return [paper.pattern(case.copy) + top + body + signature(case, paper, 68) + below]


LAYOUTS = (
    Layout(
        "word-table", word_table, points=10.5, margin="20mm 25mm", faces=WORD_FACES, dates=("full", "half", "gannen")
    ),
    Layout(
        "spreadsheet", spreadsheet, "landscape", 10, "10mm 10mm", faces=("VL Gothic", "Noto Sans CJK JP", "IPAGothic"),
        dates=(SPREADSHEET, "gannen", "half"), full_width=False,
    ),
    Layout(
        "languages", languages, points=10, margin="9mm 14mm", persons=(1, 2), foreign=1.0, blanks=("", "－", "＊＊")
    ),
    Layout("fine-print", fine_print, points=10, margin="12mm 14mm", persons=(1, 4)),
    Layout("receiver-part", receiver_part, points=9.5, margin="10mm 13mm", persons=(1, 3), old=False, foreign=0.3),
)  # fmt: skip
