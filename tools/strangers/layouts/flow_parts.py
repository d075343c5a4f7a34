"""What the layouts without tables share: pairs of label and value, people, ends of sheets."""

from __future__ import annotations

from collections.abc import Iterable

from tools.strangers.case import Case
from tools.strangers.layouts.base import address
from tools.strangers.paper import Paper
from tools.strangers.people import data

GROUNDS = ("crosses", "scales", "waves", "none", "none")
"""Kinds of hidden pattern; the systems of these sheets print on plain paper more often than others do."""


TEXTS = "flow/texts"
"""The table of what stands beside values; the layouts that are kept back have one of their own."""


def texts(name: str, table: str = TEXTS) -> list[str]:
    """One of the lists of a table of texts."""
    return data(table)[name]


def pair(label: str, value: str, kind: str = "") -> str:
    """Label and value in whatever way the style sheet sets them."""
    return f'<div class="i {kind}"><span class="k l">{label}</span><span class="x">{value}</span></div>'


def box(parts: Iterable[str], kind: str) -> str:
    return f'<div class="{kind}">{"".join(parts)}</div>'


def fact(case: Case, name: str) -> str:
    """A value of the household by its name among the words; an address brings its building with it."""
    if name.endswith("_address"):
        return address(case, name.removesuffix("_address"))
    return case.show(f"householder.{name}" if name in ("former", "new") else name)


def facts(case: Case, names: str) -> str:
    """Pairs of the household's values.

    `names` are names of words with blanks between; behind a point comes the pair's class, as in ``new_address.wide``.
    """
    parts = (each.partition(".") for each in names.split())
    return "".join(pair(case.label(name), fact(case, name), kind) for name, _, kind in parts)


def person(case: Case, index: int, names: str) -> str:
    """Pairs of a person's values; classes as with :func:`facts`, and ``code`` is the resident record code."""
    pairs = []
    for each in names.split():
        name, _, kind = each.partition(".")
        value = case.code(index) if name == "code" else case.member(index, name)
        pairs.append(pair(case.label(name), value, kind))
    return "".join(pairs)


def notes(case: Case, count: int, mark: str, table: str = TEXTS) -> str:
    """So many sentences of advice in fine print."""
    lines = case.rng.sample(texts("notes", table), count)
    return box((f"<div>{mark}{line}</div>" for line in lines), "note l")


def remarks(case: Case, count: int, table: str = TEXTS) -> str:
    """A frame of remarks with days and places that are no values of the sheet."""
    some = case.rng.sample(texts("remarks", table), count)
    lines = (f'<div class="v">{case.manner.text(line)}</div>' for line in some)
    return f'<div class="remarks"><div class="l">備考</div>{box(lines, "note")}</div>'


def office(case: Case, place: str, table: str = TEXTS) -> str:
    """Section and number of the sheet at that place, which is CSS."""
    rng = case.rng
    number = f"{rng.choice(('交付番号', '証第', '文書番号'))} {rng.randrange(10**7):07d}"
    words = f"{rng.choice(texts('offices', table))}<br>{number}"
    return f'<div class="note l" style="position:absolute;{place}">{words}</div>'


def issued(case: Case) -> str:
    """The date of issue behind its label."""
    return f'<div><span class="l">{case.label("issued_on")}</span>　{case.show("issued_on")}</div>'


def signed(case: Case, paper: Paper, kind: str = "", day: str = "") -> str:
    """Who signs, with the seal over the end of the mayor's name; `day` stands before, where it belongs there."""
    home, turn = case.household, case.rng.uniform(-5, 5)
    seal = paper.seal(home.issuer, f"right:-9mm;top:50%;transform:translateY(-50%) rotate({turn:.1f}deg)")
    gap = case.rng.choice(("　", "　　"))
    return f'<div class="signed {kind}">{day}<div class="who">{case.show("issuer")}{gap}{home.mayor}{seal}</div></div>'


def certified(case: Case, table: str = TEXTS) -> str:
    return f'<div class="l certified">{case.rng.choice(texts("certified", table))}</div>'
