"""Sheets of cards and columns: as a portal prints, with heads of two tiers, a booklet, frames with their labels."""

from __future__ import annotations

from tools.strangers.case import Case
from tools.strangers.layouts.base import Layout, Pages, title
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
)
from tools.strangers.layouts.today_parts import ABROAD, INSURED
from tools.strangers.paper import Paper


def portal(case: Case, paper: Paper) -> Pages:
    """As a city's web service prints: pale small labels above values, hairlines, sections with a coloured edge."""
    parts = [f'<div class="h l">転出届の内容</div><div class="grid">{_portal_facts(case)}</div>']
    for index, each in enumerate(case.persons):
        names = "name.two kana birth_date sex relationship"
        names += " alias" * bool(each.alias) + " former_surname" * bool(each.former_surname)
        names += f" {ABROAD}" if each.foreign else ""
        count = f"転出する方　{index + 1}／{len(case.persons)}"
        parts.append(f'<div class="h l">{count}</div><div class="grid">{person(case, index, names)}</div>')
    ends = box([facts(case, "issued_on"), paper.code("position:static")], "ends")
    town = f'<span class="note">{case.household.town}</span>'
    heading = f'<div class="bar l"><span>{case.label("title")}</span>{town}</div>'
    return [paper.pattern(case.copy, GROUNDS) + heading + box(parts, "body") + certified(case)
            + signed(case, paper, day=ends) + notes(case, 2, "")]  # fmt: skip


def _portal_facts(case: Case) -> str:
    names = "former_address.two former new_address.two new planned_on notified_on"
    if not all(each.foreign for each in case.persons):
        names += " registered_domicile.two register_head"
    return facts(case, names)


def two_tier(case: Case, paper: Paper) -> Pages:
    """Landscape: a line a person below heads of two tiers, which group the fields; rules run across only."""
    w = case.label
    groups = {
        w("name"): "name kana", "出生等": "birth_date sex", "世帯": "relationship former_surname",
        "戸籍の表示": "registered_domicile register_head",
    }  # fmt: skip
    heads = "".join(f'<div class="g g{place} l">{word}</div>' for place, word in enumerate(groups))
    names = " ".join(groups.values()).split()
    below = {"name": "漢字等", "kana": "振り仮名"}
    fields = "".join(f'<div class="f l">{below.get(name) or w(name)}</div>' for name in names)
    rows = []
    for index in range(len(case.persons)):
        values = [case.member(index, name) for name in names[:6]] + [case.show(name) for name in names[6:]]
        cells = "".join(f'<div class="c c-{name}">{value}</div>' for name, value in zip(names, values, strict=True))
        rows.append(f'<div class="c l">{index + 1}</div>{cells}')
    rows.append('<div class="c end l">以下余白</div>')
    grid = f'<div class="grid"><div class="g no l">番号</div>{heads}{fields}{"".join(rows)}</div>'
    top = box([facts(case, "former_address former"), facts(case, "new_address new")], "top")
    days = box([facts(case, "planned_on notified_on issued_on")], "days")
    return [paper.pattern(case.copy, GROUNDS) + office(case, "right:12mm;top:9mm") + title(case, 16) + top + days
            + grid + signed(case, paper, day=certified(case))]  # fmt: skip


def three_columns(case: Case, paper: Paper) -> Pages:
    """Label, colon, value in three columns without a rule; long values run on over all three."""
    head = facts(case, "former_address.all new_address.all former new planned_on notified_on")
    families = facts(case, "register_head registered_domicile.all")
    people = []
    for index, each in enumerate(case.persons):
        names = "name kana birth_date sex relationship"
        names += f" {ABROAD}" if each.foreign else f" code {INSURED}"
        people.append(f'<div class="h l">■ 転出者 {index + 1}</div>{box([person(case, index, names)], "three")}')
    day = f'<div class="l">{case.label("issued_on")}：</div>{case.show("issued_on")}'
    return [paper.pattern(case.copy, GROUNDS) + title(case, 15) + box([head], "three")
            + "".join(people) + '<div class="h l">■ 戸籍</div>' + box([families], "three") + certified(case)
            + signed(case, paper, "near", box([day], "issue")) + notes(case, 2, "・")]  # fmt: skip


def booklet(case: Case, paper: Paper) -> Pages:
    """Two pages: the household's move and the mayor's words on the first, cards of the people on the second."""
    top = facts(case, "former_address new_address planned_on notified_on former new registered_domicile register_head")
    ground = paper.pattern(case.copy, GROUNDS)
    first = ground + office(case, "right:18mm;top:12mm") + f'<div class="cover l">{case.label("title")}</div>'
    first += (
        f'<div class="facts">{top}</div>'
        + notes(case, 3, "・")
        + certified(case)
        + signed(case, paper, day=issued(case))
    )
    cards = []
    for index, each in enumerate(case.persons):
        names = "kana name.large birth_date sex relationship" + " alias" * bool(each.alias)
        names += f" {ABROAD}" if each.foreign else ""
        blank = f'<div class="blank l">{"一二三四五"[index]}</div>'
        cards.append(f'<div class="card">{blank}<div>{person(case, index, names)}</div></div>')
    second = ground + '<div class="h l">転出者の表示</div>' + box(cards, "cards") + remarks(case, 2)
    pages = (first, second)
    return [f'{page}<div class="page-no l">{place}／{len(pages)}ページ</div>' for place, page in enumerate(pages, 1)]


def legends(case: Case, paper: Paper) -> Pages:
    """Each value in a frame of its own, whose upper line is broken by the label."""
    count = pair("転出者数", f'<span class="l">{len(case.persons)}人</span>', "w4")
    head = facts(case, "former_address.w8 former.w4 new_address.w8 new.w4 planned_on.w4 notified_on.w4") + count
    head += facts(case, "registered_domicile.w8 register_head.w4")
    people = []
    for index in range(len(case.persons)):
        frames = person(case, index, "name.w5 kana.w7 birth_date.w5 sex.w3 relationship.w4")
        people.append(box([f'<div class="no l">{index + 1}</div>', box([frames], "frames")], "one"))
    return [paper.pattern(case.copy, GROUNDS) + office(case, "left:16mm;top:9mm") + title(case)
            + box([head], "frames") + "".join(people) + certified(case) + signed(case, paper, day=issued(case))
            + notes(case, 2, "◇")]  # fmt: skip


LAYOUTS = (
    Layout(
        "portal", portal, points=10.5, margin="12mm 16mm", persons=(1, 3), old=False, foreign=0.5, shared=("flow",),
        faces=("Noto Sans CJK JP", "BIZ UDGothic", "VL PGothic", "UmePlus P Gothic"), blanks=("", "－"),
        dates=("half", "gannen", "padded"), kana=("katakana",),
    ),
    Layout(
        "two-tier", two_tier, "landscape", 9.5, "10mm 12mm", (2, 5), old=False, shared=("flow",), full_width=False,
        blanks=("", "―"), dates=("letter", "short", "half", "ge.m.d"),
    ),
    Layout(
        "three-columns", three_columns, points=9.5, margin="13mm 13mm", persons=(1, 3), foreign=0.4, shared=("flow",),
        dates=("half", "padded", "spaced", "slashed"), blanks=("－", "なし", "＊＊＊"),
    ),
    Layout(
        "booklet", booklet, points=11, margin="16mm 18mm", persons=(2, 5), foreign=0.4, shared=("flow",),
        blanks=("", "***"),
    ),
    Layout("legends", legends, points=11, margin="17mm 16mm 12mm", persons=(1, 4), shared=("flow",)),
)  # fmt: skip
