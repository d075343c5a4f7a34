"""Sheets kept back: a postcard, a certificate with annexes, parts to be torn off, a sheet with its own duplicate."""

from __future__ import annotations

from dataclasses import replace

from tools.strangers.case import Case
from tools.strangers.layouts.base import Layout, Pages, title
from tools.strangers.layouts.flow_kept_texts import KEPT
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
from tools.strangers.people import Person

YES, NO = "有", "無"
"""Words of :file:`flow/kept_names.toml` for who is insured and who is not."""


def postcard(case: Case, paper: Paper) -> Pages:
    """A postcard unfolded: upright writing to the receiver at the left, the certificate in small print beside it."""
    home, rng = case.household, case.rng
    code = "".join(f"<span>{rng.randrange(10)}</span>" for _ in range(7))
    lines = f"<div>{home.new_address}</div><div>{home.new_building}</div><div class='to'>{home.new}　様</div>"
    receiver = f'<div class="postal">{code}</div><div class="upright">{lines}</div>'
    words = facts(case, "former_address former new_address new planned_on notified_on")
    words += facts(case, "registered_domicile register_head")
    for index in range(len(case.persons)):
        names = "name kana birth_date sex relationship"
        words += f'<div class="turn l">転出者{"①②"[index]}</div>{person(case, index, names)}'
    right = title(case, 13) + box([words], "pairs") + certified(case, KEPT)
    right += signed(case, paper, day=case.show("issued_on"))
    return [paper.pattern(case.copy, GROUNDS) + box([receiver], "part") + box([right], "part")]


def annexes(case: Case, paper: Paper) -> Pages:
    """Two pages: the people by number on the first; their insurance with rings and their permits on annexes behind."""
    case.household.persons = [_with_rings(each) for each in case.persons]
    top = box([facts(case, "former_address former new_address new planned_on notified_on")], "top")
    signs = [f'<div class="l">（{sign}）</div>' for sign in "１２３４"[: len(case.persons)]]
    names = "kana name birth_date sex relationship"
    people = [box([sign, person(case, index, names)], "one") for index, sign in enumerate(signs)]
    families = box([facts(case, "registered_domicile register_head")], "families")
    first = office(case, "right:16mm;top:10mm", KEPT) + title(case) + top
    first += '<div class="h l">転出者</div>' + "".join(people) + '<div class="h l">戸籍の表示</div>' + families
    first += certified(case, KEPT) + signed(case, paper, day=issued(case))
    cells = "<div></div>" + "".join(signs)
    for name in INSURED.split():
        cells += f'<div class="l">{case.label(name)}</div>'
        cells += "".join(f"<div>{case.member(index, name)}</div>" for index in range(len(signs)))
    matrix = f'<div class="matrix" style="--people:{len(signs)}">{cells}</div>'
    second = f'<div class="annex l">別紙１　資格等の状況（○は該当）</div>{matrix}'
    permits = [
        box([sign, person(case, index, ABROAD)], "permit")
        for index, sign in enumerate(signs)
        if case.persons[index].foreign
    ]
    if permits:
        second += '<div class="annex l">別紙２　外国人住民に関する事項</div>' + "".join(permits)
    ground = paper.pattern(case.copy, GROUNDS)
    return [ground + first, ground + second + notes(case, 3, "※", KEPT)]


def _with_rings(person: Person) -> Person:
    """The person with rings for what they are insured by, and nothing where they are not."""
    marks = {YES: "○", NO: ""}
    return replace(person, **{name: marks.get(word := getattr(person, name), word) for name in INSURED.split()})


def coupons(case: Case, paper: Paper) -> Pages:
    """The household's part above, below it a part for each person to be torn off along broken lines."""
    top = facts(case, "former_address.all new_address.all former new planned_on notified_on")
    top += facts(case, "registered_domicile.all register_head")
    parts = []
    for index, each in enumerate(case.persons):
        names = "kana name.large birth_date sex relationship" + " alias" * bool(each.alias)
        names += f" {ABROAD}" if each.foreign else " code"
        heading = f'<div class="cut l">✂ 個人票　{index + 1}／{len(case.persons)}</div>'
        parts.append(box([heading, person(case, index, names)], "coupon"))
    heading = paper.barcode("right:15mm;top:8mm") + title(case, 16)
    return [paper.pattern(case.copy, GROUNDS) + heading + box([top], "top") + certified(case, KEPT)
            + signed(case, paper, "near", issued(case)) + box(parts, "coupons")]  # fmt: skip


def duplicate(case: Case, paper: Paper) -> Pages:
    """Landscape: the certificate at the right, at the left its duplicate for the person, with most things again."""
    names = "former_address former new_address new planned_on"
    some = range(len(case.persons))
    short = facts(case, names) + "".join(
        pair(f"{case.label('name')}　{index + 1}", case.member(index, "name")) for index in some
    )
    left = f'<div class="kind l">本人控</div>{title(case, 12)}{box([short], "short")}'
    left += '<div class="l note">この控では転入の届出はできません。</div>' + notes(case, 2, "・", KEPT)
    full = facts(case, f"{names} notified_on registered_domicile register_head")
    for index in some:
        who = person(case, index, "name kana birth_date.half sex.half relationship.half code.half")
        full += f'<div class="turn l">{"ABCD"[index]}</div><div class="one">{who}</div>'
    right = f'<div class="kind l">転入先提出用</div>{title(case, 16)}{box([full], "full")}{remarks(case, 1, KEPT)}'
    right += certified(case, KEPT) + signed(case, paper, day=issued(case))
    return [paper.pattern(case.copy, GROUNDS) + box([left], "part") + box([right], "part")]


LAYOUTS = (
    Layout(
        "postcard", postcard, "card", 8.5, "0", (1, 2), shared=("flow",), dates=("half", "gannen", "short", "letter"),
    ),
    Layout(
        "annexes", annexes, points=10.5, margin="18mm 16mm 14mm", persons=(2, 4), foreign=0.5, shared=("flow",),
        blanks=("－",), old=False,
    ),
    Layout("coupons", coupons, points=10, margin="12mm 15mm", persons=(2, 4), foreign=0.3, shared=("flow",)),
    Layout("duplicate", duplicate, "landscape", 9, "0", (2, 3), shared=("flow",), old=False),
)  # fmt: skip
