"""The strangers' layouts with households, and for the most part with words, of the web pages: laid out, never drawn.

The sheets of `tools/strangers` ask how well the reader does; these are to be learned from, so that they have neither
those people nor those places, and no layout of a group that is still to be measured with.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from random import Random

from tools.arranger import drawn
from tools.arranger.drawn import MarkedCase
from tools.sheets.paper import WIDE, Paper, make_manner
from tools.sheets.people import Family, Someone
from tools.sheets.typefaces import SPARE
from tools.sheets.web import laid_out
from tools.sheets.web.browser import SCRIPT
from tools.sheets.web.household import HOMES, Sheet
from tools.sheets.web.household import Household as Home
from tools.strangers.case import Case, choose_words
from tools.strangers.drawn.canvas import Crowded
from tools.strangers.drawn.layouts import GROUPS as DRAWN
from tools.strangers.drawn.layouts.base import Drawing
from tools.strangers.layouts import GROUPS
from tools.strangers.layouts.base import Layout
from tools.strangers.paper import Paper as Stock
from tools.strangers.people import Household, Person
from tools.strangers.plan import choose_manner
from tools.strangers.press import Press

MEASURED_FROM = 1600
"""The first group of which nothing is learned."""
LAYOUTS: list[tuple[Layout | Drawing, str]] = [
    *((layout, group.words) for group in GROUPS if group.first < MEASURED_FROM for layout in group.layouts),
    *((layout, group.words) for group in DRAWN if group.numbers.start < MEASURED_FROM for layout in group.layouts),
]
"""Each with its table of words."""
OTHER_WORDS = 0.75
"""How many sheets have the web pages' words for their labels."""
WORDS = {
    "former": "householder.former",
    "new": "householder.new",
    "number": "individual_number",
    "code": "resident_code",
}
"""What the strangers call by another name than we do."""
DATES = ("birth_date", "stay_until")


def papers(numbers: Iterable[int]) -> list[Paper]:
    """The pages of the sheets of these numbers as plans; what runs over its page or its cell is left out."""
    found = []
    with Press() as press:
        for number in numbers:
            with suppress(Crowded):
                case, pages = _sheet(number, press)
                found += [_paper(case, told) for told in pages if _fits(told)]
    return found


def _sheet(number: int, press: Press) -> tuple[Case, list[dict]]:
    """What a sheet says, and what stands where on its pages.

    Raises:
        Crowded: a value does not go into its place.
    """
    rng = Random(f"arranger stranger {number}")
    layout, table = LAYOUTS[number % len(LAYOUTS)]
    home = _home(number, layout)
    words = choose_words(rng, table)
    if rng.random() < OTHER_WORDS:
        words |= {name: home.words[WORDS.get(name, name)] for name in words if WORDS.get(name, name) in home.words}
    household = _household(rng, home.family, layout.persons[1])
    if isinstance(layout, Drawing):
        marked = MarkedCase(household, choose_manner(rng, layout), words, rng)
        return marked, drawn.told(layout, marked, rng)
    case = Case(household, choose_manner(rng, layout), words, rng)
    stock = Stock(rng, layout.size, layout.points, layout.margin)
    if layout.faces:
        stock.values = stock.labels = rng.choice(layout.faces)
    html = stock.document(layout.draw(case, stock), layout.css)
    return case, json.loads(press.told(html, SCRIPT.read_text(encoding="utf-8")))


def _home(number: int, layout: Layout | Drawing) -> Home:
    """The first of a hundred households with as many people as a layout must have, and foreign ones where it has boxes
    for them."""
    for at in range(100):
        home = Home(HOMES + number * 100 + at)
        foreign = any(person.foreign for person in home.family.people)
        enough = len(home.family.people) >= layout.persons[0]
        if enough and (foreign or layout.foreign < 1) and (layout.foreign or not foreign):
            return home
    raise ValueError(f"no household for {layout.name}")


def _household(rng: Random, family: Family, most: int) -> Household:
    """A web page's household as the strangers' layouts have it."""
    values = {path: family.values.get(path, "").translate(WIDE) for path in (field.name for field in fields(Household))}
    issuer = family.values["issuer"]
    days = {path: date.fromisoformat(family.values[path]) for path in ("planned_on", "notified_on", "issued_on")}
    own = {
        "town": issuer.removesuffix("長"),
        "issuer": issuer,
        "mayor": rng.choice(("山川　一", "大西　広子", "見本　太郎")),
        "former": family.values["householder.former"],
        "new": family.people[0].values["name"],
        "whole": rng.random() < 0.75,
        "persons": [_person(person) for person in family.people[:most]],
    }
    return Household(**values | days | own)


def _person(someone: Someone) -> Person:
    values = {"kana": ""} | someone.values
    days = {name: date.fromisoformat(values[name]) for name in DATES if values.get(name)}
    known = {field.name for field in fields(Person)}
    values = {name: value for name, value in values.items() if name in known and name not in DATES}
    return Person(**values, **days, number=someone.individual_number, resident_code=someone.resident_code)


def _fits(told: dict) -> bool:
    """Whether all text of a page stands on it."""
    wide, high = told["size"]
    edges = [text[1:5] for text in told["texts"]]
    return all(left >= 0 and top >= 0 and right <= wide and bottom <= high for left, top, right, bottom in edges)


def _paper(case: Case, told: dict) -> Paper:
    """A page with what stands where."""
    manner = replace(make_manner(case.rng), kana=case.manner.kana)
    sheet = Sheet("strangers", Paper(SPARE[0], manner, dry=True, quick=True), values=case.truth)
    sheet.paper.hidden += case.hidden
    return laid_out(sheet, told)
