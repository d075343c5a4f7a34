"""Sheets of full rules: the head as a table, then a block, a row or a column for each person."""

from __future__ import annotations

from tools.strangers.case import Case
from tools.strangers.layouts.base import (
    NOTES,
    REMARKS,
    Layout,
    Pages,
    address,
    foot,
    number,
    title,
    whole,
)
from tools.strangers.paper import Paper


def _row(case: Case, name: str, value: str, span: int = 1) -> str:
    return f'<th style="width:27mm">{case.label(name)}</th><td colspan="{span}">{value}</td>'


def full_grid(case: Case, paper: Paper) -> Pages:
    """Head of label and value; three rows a person with a number at the left; unused persons stay empty."""
    head = (
        f"<tr>{_row(case, 'former_address', address(case, 'former'), 3)}</tr>"
        f"<tr>{_row(case, 'new_address', address(case, 'new'), 3)}</tr>"
        f"<tr>{_row(case, 'former', case.show('householder.former'))}"
        f"{_row(case, 'planned_on', case.show('planned_on'))}</tr>"
        f"<tr>{_row(case, 'registered_domicile', case.show('registered_domicile'))}"
        f"{_row(case, 'register_head', case.show('register_head'))}</tr>"
    )
    blocks = []
    for index in range(4):
        there = index < len(case.persons)
        v = case.person(index, "kana name birth_date sex relationship") if there else dict.fromkeys(_PERSON, "")
        numbers = (case.number(index), case.code(index)) if there else ("", "")
        blocks.append(
            f'<tr><th rowspan="3" style="width:7mm">{index + 1}</th>{_row(case, "kana", v["kana"])}'
            f"{_row(case, 'number', numbers[0])}</tr><tr>{_row(case, 'name', v['name'])}"
            f"{_row(case, 'code', numbers[1])}</tr><tr>{_row(case, 'birth_date', v['birth_date'])}"
            f"<th>{case.label('sex')}・{case.label('relationship')}</th><td>{v['sex']}　　{v['relationship']}</td></tr>"
        )
    gap = '<div style="height:5mm"></div>'
    body = f'<table class="g">{head}</table>{gap}<table class="g">{"".join(blocks)}</table>'
    return [paper.pattern(case.copy) + title(case) + number(case) + body + foot(case, paper)]


_PERSON = ("kana", "name", "birth_date", "sex", "relationship")


def national(case: Case, paper: Paper) -> Pages:
    """The national 40-column family: thin rules, four persons, all cells there, with insurance and pension rows."""
    head = (
        f"<tr>{_wide(case, 'former_address', case.show('former_address'), 34)}</tr>"
        f"<tr>{_wide(case, 'former_address', case.show('former_building'), 34, '方書')}</tr>"
        f"<tr>{_wide(case, 'new_address', case.show('new_address'), 34)}</tr>"
        f"<tr>{_wide(case, 'new_address', case.show('new_building'), 34, '方書')}</tr>"
        f"<tr>{_wide(case, 'former', case.show('householder.former'), 14)}"
        f"{_wide(case, 'planned_on', case.show('planned_on'), 14)}</tr>"
    )
    blocks = "".join(_national_person(case, index) for index in range(len(case.persons)))
    columns = "<colgroup>" + "<col>" * 40 + "</colgroup>"
    body = f'<table class="g n">{columns}{head}{blocks}</table>'
    return [paper.pattern(case.copy) + title(case, 15) + number(case) + body + foot(case, paper, 14)]


def _wide(case: Case, name: str, value: str, span: int, word: str = "") -> str:
    return f'<th colspan="6">{word or case.label(name)}</th><td colspan="{span}">{value}</td>'


def _national_person(case: Case, index: int) -> str:
    v = case.person(index, "kana name birth_date sex relationship former_surname alias")
    person = case.persons[index]
    register = (case.blank, case.blank)
    if not person.foreign:
        register = (case.show("registered_domicile"), case.show("register_head"))
    rows = [
        f'<th rowspan="{{rows}}" colspan="2">{index + 1}</th>'
        f'<th colspan="4">{case.label("kana")}</th><td colspan="14">{v["kana"]}</td>'
        f"{_wide(case, 'number', case.number(index), 14)}",
        f'<th colspan="4">{case.label("name")}</th><td colspan="14">{v["name"]}</td>'
        f"{_wide(case, 'code', case.code(index), 14)}",
        f'<th colspan="4">{case.label("birth_date")}</th><td colspan="12">{v["birth_date"]}</td>'
        f'<th colspan="4">{case.label("sex")}</th><td colspan="4">{v["sex"]}</td>'
        f'<th colspan="6">{case.label("relationship")}</th><td colspan="8">{v["relationship"]}</td>',
        f'<th colspan="4">{case.label("former_surname")}</th><td colspan="14">{v["former_surname"]}</td>'
        f"{_wide(case, 'alias', v['alias'], 14)}",
        f'<th colspan="4">{case.label("registered_domicile")}</th><td colspan="18">{register[0]}</td>'
        f'<th colspan="6">{case.label("register_head")}</th><td colspan="10">{register[1]}</td>',
    ]
    if case.foreign:
        v = case.person(index, "nationality status_of_residence period_of_stay stay_until card_number")
        rows += [
            f'<th colspan="4">{case.label("nationality")}</th><td colspan="8">{v["nationality"]}</td>'
            f'<th colspan="5">{case.label("status_of_residence")}</th><td colspan="11">{v["status_of_residence"]}</td>'
            f'<th colspan="5">{case.label("period_of_stay")}</th><td colspan="5">{v["period_of_stay"]}</td>',
            f'<th colspan="8">{case.label("stay_until")}</th><td colspan="10">{v["stay_until"]}</td>'
            f"{_wide(case, 'card_number', v['card_number'], 14)}",
        ]
    v = case.person(index, "health_insurance pension care_insurance child_allowance")
    rows.append(
        "".join(
            f'<th colspan="5">{case.label(name)}</th><td colspan="{4 + (place == 1) * 2}">{value}</td>'
            for place, (name, value) in enumerate(v.items())
        )
    )
    return "".join(f"<tr>{row}</tr>" for row in rows).replace("{rows}", str(len(rows)))


def stacked(case: Case, paper: Paper) -> Pages:
    """Each cell has its label small at its upper left and the value below."""

    def cell(name: str, value: str, span: int, word: str = "") -> str:
        return f'<td colspan="{span}"><div class="l cap">{word or case.label(name)}</div>{value}</td>'

    rows = [
        cell("former_address", address(case, "former"), 12),
        cell("new_address", address(case, "new"), 12),
        cell("former", case.show("householder.former"), 4)
        + cell("new", case.show("householder.new"), 4)
        + cell("planned_on", case.show("planned_on"), 4),
        cell("registered_domicile", case.show("registered_domicile"), 8)
        + cell("register_head", case.show("register_head"), 4),
    ]
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        rows.append(
            cell("name", f"{v['name']}", 5, case.label("kana") + f"　{v['kana']}")
            + cell("birth_date", v["birth_date"], 4)
            + cell("sex", v["sex"], 1)
            + cell("relationship", v["relationship"], 2)
        )
        rows.append(cell("number", case.number(index, " "), 5) + cell("code", case.code(index), 7))
    body = '<table class="g">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    return [paper.pattern(case.copy) + title(case) + body + foot(case, paper, 16)]


def person_columns(case: Case, paper: Paper) -> Pages:
    """Persons as columns beside one column of labels; landscape."""
    size = 4
    there = range(len(case.persons))
    names = ["name", "kana", "birth_date", "sex", "relationship"]
    if case.foreign:
        names += ["nationality", "status_of_residence", "period_of_stay", "stay_until", "card_number"]
    names += ["health_insurance", "pension", "child_allowance"]
    rows = ["<th></th>" + "".join(f'<th class="center">{place + 1}人目</th>' for place in range(size))]
    for name in names:
        values = [case.member(index, name) for index in there] + [""] * (size - len(case.persons))
        rows.append(f"<th>{case.label(name)}</th>" + "".join(f"<td>{value}</td>" for value in values))
    for name, ask in (("number", case.number), ("code", case.code)):
        values = [ask(index) for index in there] + [""] * (size - len(case.persons))
        rows.append(f"<th>{case.label(name)}</th>" + "".join(f"<td>{value}</td>" for value in values))
    head = (
        f"<tr>{_row(case, 'former_address', address(case, 'former'))}"
        f"{_row(case, 'former', case.show('householder.former'))}</tr>"
        f"<tr>{_row(case, 'new_address', address(case, 'new'))}"
        f"{_row(case, 'planned_on', case.show('planned_on'))}</tr>"
        f"<tr>{_row(case, 'registered_domicile', case.show('registered_domicile'))}"
        f"{_row(case, 'register_head', case.show('register_head'))}</tr>"
    )
    body = f'<table class="g">{head}</table><div style="height:4mm"></div><table class="g p">'
    body += "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    return [paper.pattern(case.copy) + title(case, 15) + body + foot(case, paper, 9, sentence=False)]


def person_rows(case: Case, paper: Paper) -> Pages:
    """A4 landscape, one row a person under a row of labels, five rows with the unused ones struck out."""
    names = ["name", "kana", "birth_date", "sex", "relationship"]
    rows = [
        "<th>№</th>" + "".join(f"<th>{case.label(name)}</th>" for name in [*names, "number", "code"]) + "<th>備考</th>"
    ]
    for index in range(5):
        if index >= len(case.persons):
            rows.append(
                f"<td>{index + 1}</td>"
                + f'<td class="center">{case.rng.choice(("―", "以下余白"))}</td>'
                + "<td></td>" * 7
            )
            continue
        values = [case.member(index, name) for name in names] + [case.number(index), case.code(index)]
        remark = case.rng.choice(("", "", "マイナンバーカード有"))
        rows.append(
            f"<td>{index + 1}</td>"
            + "".join(f"<td>{value}</td>" for value in values)
            + f"<td class='note'>{remark}</td>"
        )
    head = (
        f"<tr>{_row(case, 'former_address', address(case, 'former'))}"
        f"{_row(case, 'new_address', address(case, 'new'))}</tr>"
        f"<tr>{_row(case, 'former', case.show('householder.former'))}"
        f"{_row(case, 'new', case.show('householder.new'))}</tr>"
        f"<tr>{_row(case, 'notified_on', case.show('notified_on'))}"
        f"{_row(case, 'planned_on', case.show('planned_on'))}</tr>"
        f"<tr>{_row(case, 'registered_domicile', case.show('registered_domicile'))}"
        f"{_row(case, 'register_head', case.show('register_head'))}</tr>"
    )
    body = f'<table class="g">{head}</table><div style="height:5mm"></div><table class="g r">'
    body += "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    note = f'<div class="note l">{case.rng.choice(NOTES)}</div>'
    return [paper.pattern(case.copy) + title(case, 16) + number(case) + body + note + foot(case, paper, 12)]


def grouped(case: Case, paper: Paper) -> Pages:
    """Groups with upright titles at the left: 転出, 異動者, 戸籍, 備考."""
    rng = case.rng

    def group(word: str, rows: list[str]) -> str:
        first = f'<th class="u" rowspan="{len(rows)}">{word}</th>'
        return "".join(f"<tr>{first if not place else ''}{row}</tr>" for place, row in enumerate(rows))

    moving = [
        _row(case, "former_address", address(case, "former"), 3),
        _row(case, "new_address", address(case, "new"), 3),
        _row(case, "planned_on", case.show("planned_on")) + f"<th>異動の範囲</th><td>{whole(case)}</td>",
        _row(case, "former", case.show("householder.former"), 3),
    ]
    people = []
    for index in range(len(case.persons)):
        v = case.person(index, "kana name birth_date sex relationship")
        people += [
            _row(case, "kana", v["kana"]) + _row(case, "sex", v["sex"]),
            _row(case, "name", v["name"]) + _row(case, "relationship", v["relationship"]),
            _row(case, "birth_date", v["birth_date"]) + _row(case, "code", case.code(index)),
        ]
    register = [
        _row(case, "registered_domicile", case.show("registered_domicile"), 3),
        _row(case, "register_head", case.show("register_head"), 3),
    ]
    remarks = [f'<td colspan="4" class="note">{"　／　".join(rng.sample(REMARKS, 2))}</td>']
    body = '<table class="g">' + group("転出", moving) + group("異動する人", people) + group("戸籍", register)
    body += group("備考", remarks) + "</table>"
    return [paper.pattern(case.copy) + title(case) + number(case) + body + foot(case, paper, 14)]


def abroad(case: Case, paper: Paper) -> Pages:
    """For foreign residents, labels in Japanese with English below."""
    english = {
        "name": "Name", "kana": "Kana", "alias": "Alias", "birth_date": "Date of birth", "sex": "Sex",
        "relationship": "Relationship", "former_address": "Former address", "new_address": "New address",
        "planned_on": "Date of moving out", "former": "Head of household", "nationality": "Nationality / Region",
        "status_of_residence": "Status of residence", "period_of_stay": "Period of stay",
        "stay_until": "Date of expiration", "card_number": "Residence card No.",
    }  # fmt: skip

    def both(name: str, value: str, span: int = 1) -> str:
        return f'<th>{case.label(name)}<div class="e">{english[name]}</div></th><td colspan="{span}">{value}</td>'

    rows = [
        both("former_address", address(case, "former"), 3),
        both("new_address", address(case, "new"), 3),
        both("former", case.show("householder.former"), 3),
        both("planned_on", case.show("planned_on"), 3),
    ]
    for index in range(len(case.persons)):
        v = case.person(index, "name kana alias birth_date sex relationship")
        rows += [both("name", v["name"], 3), both("kana", v["kana"]) + both("alias", v["alias"])]
        rows += [both("birth_date", v["birth_date"]) + both("sex", v["sex"])]
        f = case.person(index, "nationality status_of_residence period_of_stay stay_until card_number")
        rows += [both("relationship", v["relationship"]) + both("nationality", f["nationality"])]
        rows += [both("status_of_residence", f["status_of_residence"]) + both("period_of_stay", f["period_of_stay"])]
        rows += [both("stay_until", f["stay_until"]) + both("card_number", f["card_number"])]
    body = '<table class="g">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    heading = title(case) + '<div class="center l" style="margin-top:-4mm">Certificate of Moving Out</div><br>'
    return [paper.pattern(case.copy) + heading + body + foot(case, paper, 14)]


LAYOUTS = (
    Layout("full-grid", full_grid, persons=(1, 4)),
    Layout(
        "national", national, points=9, persons=(1, 4), old=False, foreign=0.4, blanks=("＊＊＊", "＊＊＊＊", "***")
    ),
    Layout("stacked", stacked, persons=(1, 4)),
    Layout(
        "person-columns", person_columns, "landscape", 10, "9mm 12mm", (2, 4), foreign=0.4, blanks=("", "―", "なし")
    ),
    Layout("person-rows", person_rows, "landscape", 10, "10mm 12mm", (1, 4)),
    Layout("grouped", grouped, persons=(1, 4)),
    Layout("abroad", abroad, persons=(1, 2), foreign=1.0, blanks=("", "－", "なし")),
)
