"""Sheets of words more than of boxes: prose, a line of events, a list to be ticked, values explained in footnotes."""

from __future__ import annotations

from tools.strangers.case import Case
from tools.strangers.layouts.base import Layout, Pages, address, title, whole
from tools.strangers.layouts.flow_parts import (
    GROUNDS,
    box,
    certified,
    facts,
    issued,
    notes,
    office,
    pair,
    person,
    remarks,
    signed,
    texts,
)
from tools.strangers.layouts.today_parts import beside
from tools.strangers.paper import Paper
from tools.strangers.writing import SEXES


def deed(case: Case, paper: Paper) -> Pages:
    """Prose from beginning to end, values in bold within the sentences; a paragraph for each person."""
    show, choose = case.show, case.rng.choice
    move = choose(texts("move")).format(
        former=beside(case, "former"),
        new=beside(case, "new"),
        householder=show("householder.former"),
        planned=show("planned_on"),
        notified=show("notified_on"),
    )
    words, people = choose(texts("person")), []
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        v["kana"] = f"（{v['kana']}）" if case.persons[index].kana else ""
        people.append(f"<p>（{index + 1}）　{words.format(**v)}</p>")
    register = choose(texts("register")).format(domicile=show("registered_domicile"), head=show("register_head"))
    body = f"<p>{move}</p><p class='center'>記</p>{''.join(people)}<p>　なお、{register}</p><p class='right'>以上</p>"
    return [paper.pattern(case.copy, GROUNDS) + office(case, "right:20mm;top:12mm") + title(case, 18)
            + f'<div class="prose">{body}</div>' + box([show("issued_on")], "day") + signed(case, paper)]  # fmt: skip


def timeline(case: Case, paper: Paper) -> Pages:
    """The move as events down a line: the day at the left, beside a dot what happens on it."""
    w, show = case.label, case.show

    def event(day: str, body: str, kind: str = "") -> str:
        return f'<div class="event {kind}"><div class="day">{day}</div><div class="what">{body}</div></div>'

    def dated(name: str) -> str:
        return f'<span class="k l">{w(name)}</span><br>{show(name)}'

    events = [
        event("", facts(case, "former_address former")),
        event(dated("notified_on"), '<span class="l">転出の届出</span>', "small"),
        event(dated("planned_on"), facts(case, "new_address new"), "last"),
    ]
    people = []
    for index, each in enumerate(case.persons):
        names = "birth_date sex relationship" + (" former_surname" if each.former_surname else "")
        kana = f'<div class="kana">{case.member(index, "kana")}</div>' if each.kana else ""
        heading = f'{kana}<div class="name">{case.member(index, "name")}</div>'
        people.append(box([f'<div class="no l">{index + 1}</div>', heading, person(case, index, names)], "one"))
    families = facts(case, "registered_domicile register_head")
    return [paper.pattern(case.copy, GROUNDS) + office(case, "left:17mm;top:10mm") + title(case)
            + box(events, "line") + '<div class="h l">異動する方</div>' + box(people, "people")
            + box([families], "families") + certified(case) + signed(case, paper, day=issued(case))
            + notes(case, 1, "※")]  # fmt: skip


def checklist(case: Case, paper: Paper) -> Pages:
    """A list of what the office has gone through, each line ticked; sexes and kinds are ticked, too."""

    def sexes(index: int) -> str:
        case.member(index, "sex")
        words = (("☑" if case.persons[index].sex == sex else "□") + word for sex, word in SEXES.items())
        return case.marked(f"members[{index}].sex", case.dress("　".join(words)))

    kind = pair("転出の区分", f'<span class="v">{whole(case)}</span>')
    parts = [
        '<div class="h l">１　届出の内容</div>',
        kind + facts(case, "notified_on planned_on former_address former new_address new"),
        '<div class="h l">２　戸籍の表示</div>' + facts(case, "registered_domicile register_head"),
        '<div class="h l">３　転出する方</div>',
    ]
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date relationship")
        name = f'{v["name"]}<span class="by">{v["kana"]}</span>'
        pairs = pair(case.label("name"), name) + pair(case.label("birth_date"), v["birth_date"], "half")
        pairs += pair(case.label("sex"), sexes(index), "half") + pair(case.label("relationship"), v["relationship"])
        parts.append(box([f'<span class="no l">{"①②③④⑤"[index]}</span>', pairs], "one"))
    return [paper.pattern(case.copy, GROUNDS) + title(case) + box(parts, "list") + remarks(case, 2)
            + signed(case, paper, day=issued(case))]  # fmt: skip


def footnotes(case: Case, paper: Paper) -> Pages:
    """Values short and large in the text; what else belongs to them stands in footnotes, as in a book."""
    w, show, home = case.label, case.show, case.household
    note_words: list[str] = []

    def noted(words: str) -> str:
        note_words.append(words)
        return f'<sup class="l">注{len(note_words)}</sup>'

    def told(name: str, value: str) -> str:
        return f"{w(name)}は、{value}です。"

    head = [
        pair(w(name), address(case, name.removesuffix("_address")) + noted(told(who, show(f"householder.{who}"))))
        for name, who in (("former_address", "former"), ("new_address", "new"))
    ]
    head.append(pair(w("planned_on"), show("planned_on") + noted(told("notified_on", show("notified_on")))))
    names = ("registered_domicile", "register_head")
    register = noted("　".join(told(name, show(name)) for name in names))
    people = []
    for index, each in enumerate(case.persons):
        v = case.person(index, "name birth_date sex relationship")
        kana = f"（{case.member(index, 'kana')}）" if each.kana else ""
        mark = ""
        if each.former_surname:
            mark = noted(f"{w('former_surname')}　{case.member(index, 'former_surname')}")
        first = f'<span class="name">{v["name"]}</span>{kana}{register}{mark}'
        second = f'{v["birth_date"]}生　{v["sex"]}　<span class="l">{w("relationship")}</span>：{v["relationship"]}'
        people.append(f'<div class="one"><span class="no l">{index + 1}.</span>{first}<br>{second}</div>')
    lines = (f'<div><span class="l">注{place}</span>　{words}</div>' for place, words in enumerate(note_words, 1))
    return [paper.pattern(case.copy, GROUNDS) + title(case, 16) + box(head, "head")
            + f'<div class="h l">転出する方（{len(home.persons)}名）</div>' + box(people, "people")
            + box(lines, "notes") + certified(case)
            + signed(case, paper, day=show("issued_on"))]  # fmt: skip


LAYOUTS = (
    Layout(
        "deed", deed, points=11.5, margin="24mm 24mm 16mm", persons=(1, 3), old=False, shared=("flow",),
        dates=("full", "half", "gannen"),
    ),
    Layout("timeline", timeline, points=10.5, margin="20mm 17mm 12mm", persons=(1, 4), shared=("flow",)),
    Layout(
        "checklist", checklist, points=10.5, margin="13mm 18mm", persons=(1, 3), shared=("flow",),
        faces=("IPAMincho", "IPAGothic", "Noto Sans CJK JP", "Noto Serif CJK JP", "UmePlus P Gothic", "BIZ UDMincho"),
    ),
    Layout("footnotes", footnotes, points=11, margin="18mm 20mm 14mm", persons=(1, 4), old=False, shared=("flow",)),
)  # fmt: skip
