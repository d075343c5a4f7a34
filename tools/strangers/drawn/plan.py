"""Which drawn sheet a number is: layout, household, inks and damage. The same number, the same sheet."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from tools.strangers.case import choose_words
from tools.strangers.conditions import Condition
from tools.strangers.drawn import ground, ink, mishaps, stamps
from tools.strangers.drawn.form import SIZES, Form, PlainCase
from tools.strangers.drawn.layouts import GROUPS, DrawnGroup
from tools.strangers.drawn.layouts.base import Drawing
from tools.strangers.people import data, household
from tools.strangers.writing import Manner

FIRST_SHEET = ("fax", "screened")
"""Conditions that leave nothing of a carbon copy's pale print: there the set's first sheet is taken."""
NUMBERS = tuple(number for group in GROUPS for number in group.numbers)


@dataclass
class DrawnSheet:
    """One sheet, as far as its list of rules and words."""

    number: int
    layout: Drawing
    condition: Condition
    form: Form
    inks: tuple[ink.Ink, ink.Ink]

    @property
    def case(self) -> PlainCase:
        return self.form.case

    @property
    def face(self) -> str:
        return f"{self.form.value_face} ({self.inks[1].kind}) / {self.form.label_face}"

    def take(self) -> list[np.ndarray]:
        """The pages as the condition's device gives them."""
        rng = np.random.default_rng(self.number)
        kind = self.layout.grounds[rng.integers(len(self.layout.grounds))]
        dpi, copied = self.condition.dpi, self.condition.copy
        pictures, paper = [], None
        for canvas, marks in zip(self.form.pages, self.form.stamps, strict=True):
            if paper is None:
                paper = ground.make(rng, SIZES[self.layout.size], dpi, kind=kind, copied=copied)
                if self.layout.holes:
                    ground.holes(paper, dpi)
            page = ink.draw(rng, canvas, dpi, *self.inks, paper)
            for mark in marks:
                stamps.press(rng, page, mark, dpi)
            pictures.append(self.condition.take(rng, page, dpi))
        return pictures


def _case(rng: Random, layout: Drawing, condition: Condition, group: DrawnGroup) -> PlainCase:
    kind = "family"
    if rng.random() < layout.foreign:
        kind = rng.choice(("foreign", "mixed"))
    people = household(rng, data(group.towns), data(group.names), rng.randint(*layout.persons), kind)
    manner = Manner(
        dates=rng.choice(layout.dates),
        kana=rng.choice(layout.kana),
        full_width=rng.random() < 0.5 if layout.full_width is None else layout.full_width,
        blank=rng.choice(layout.blanks),
        western=rng.random() < 0.6,
    )
    return PlainCase(people, manner, choose_words(rng, group.words), rng, condition.copy)


def _inks(rng: Random, layout: Drawing, condition: Condition) -> tuple[ink.Ink, ink.Ink]:
    """The form's, and the printer's, which is out of register by as much as the layout lets it be."""
    kind = rng.choice(layout.printers)
    if kind == "carbon" and condition.name in FIRST_SHEET:
        kind = "laser"
    colour = {"carbon": (120, 50, 45), "thermal": (50, 38, 34), "dots": (48, 34, 30)}.get(kind, (15, 15, 15))
    shift = (rng.uniform(-1, 1) * layout.drift, rng.uniform(-1, 1) * layout.drift * 0.6)
    return ink.Ink(rng.choice(layout.inks)), ink.Ink(colour, kind, shift, rng.uniform(0.85, 1.0))


def group_of(number: int) -> DrawnGroup:
    """The group that the number belongs to."""
    return next(group for group in GROUPS if number in group.numbers)


def plan(number: int) -> DrawnSheet:
    """The sheet of that number, not yet printed."""
    group = group_of(number)
    layout = group.layouts[number % len(group.layouts)]
    condition = mishaps.ALL[group.order[number % len(group.order)]]
    rng = Random(f"drawn {number}")
    case = _case(rng, layout, condition, group)
    form = Form(
        case, layout.size, rng.choice(layout.labels), rng.choice(layout.values), *layout.points,
        fixed=layout.fixed, rule=layout.rule, shade=layout.shade,
    )  # fmt: skip
    inks = _inks(rng, layout, condition)
    layout.draw(form)
    for page in form.pages:
        page.check()
    return DrawnSheet(number, layout, condition, form, inks)
