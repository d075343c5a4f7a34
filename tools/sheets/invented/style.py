"""How a city that never was draws its sheet: everything that is decided once for a layout."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tools.sheets.canvas import A4

RULES = ("full", "full", "full", "full", "level", "dotted", "none", "frame", "double")
PAIR_FORMS = ("beside", "beside", "beside", "above", "inside", "list", "inline")
PEOPLE_FORMS = ("table", "table", "cards", "cards", "transposed", "stacked")
SIDES = ("none", "none", "none", "column", "row", "matrix")
HELD_OUT_PAIRS = ("bracketed", "stepped")
"""【氏名】髙橋 …, and the value a line beneath its label and further in."""


@dataclass(frozen=True)
class Style:
    """A manner of drawing.

    Attributes:
        size: the sheet in mm.
        points, small: type of values and of labels.
        pairs: how a label and its value stand to each other in the head, and in people's cards.
        cards: the same in people's cards.
        people: how people stand to each other.
        head_rules, people_rules: ruled lines of the head's and the people's part.
        sides: whether 転出前 and 転出後 are captions, and where.
        align: where labels stand in their cells: left, centre or spread.
        values: where values do: left, centre or right.
        bullet, colon: what stands before and behind a label.
        columns: labels a row at most.
        beside: cards beside each other.
        numbers: hidden numbers as text, in groups, or in boxes.
        kana: whether the reading stands above the name without a label.
        together: the same with both labels in one cell.
        building: whether the building stands below the address without a label.
        issuer: where the mayor stands.
        insurance, number_column, notes: whether there are such.
        sex: plain or both (男・女 with a ring).
    """

    size: tuple[float, float]
    points: float
    small: float
    pairs: str
    cards: str
    people: str
    head_rules: str
    people_rules: str
    sides: str
    align: str
    values: str
    bullet: str
    colon: str
    columns: int
    beside: int
    numbers: str
    kana: bool
    together: bool
    building: bool
    issuer: str
    insurance: bool
    number_column: bool
    notes: bool
    household_first: bool
    hidden: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called in figures."""
        return f"{self.pairs}-{self.head_rules}/{self.people}-{self.people_rules}"


def choose(rng: random.Random, held_out: bool) -> Style:
    """A style at random."""

    def pick(*options, held=()):
        return rng.choice((*options, *held)) if not held_out or not held or rng.random() < 0.5 else rng.choice(held)

    points = rng.choice((8, 9, 9.5, 10, 10.5, 11, 12))
    small = min(points, rng.choice((6, 6.5, 7, 7.5, 8, 9, 10)))
    head_rules = pick(*RULES)
    return Style(
        size=rng.choice((A4, A4, A4, (A4[1], A4[0]))),
        points=points,
        small=small,
        pairs=pick(*PAIR_FORMS, held=HELD_OUT_PAIRS) if held_out else pick(*PAIR_FORMS),
        cards=pick("beside", "beside", "above", "inside", "list", held=HELD_OUT_PAIRS)
        if held_out
        else pick("beside", "beside", "above", "inside", "list"),
        people=pick(*PEOPLE_FORMS),
        head_rules=head_rules,
        people_rules=pick(head_rules, head_rules, *RULES),
        sides=pick(*SIDES),
        align=pick("left", "left", "centre", "centre", "spread"),
        values=pick("left", "left", "left", "centre", *(("right",) if held_out else ())),
        bullet=pick("", "", "", "", "■", "・", "n.", "(n)", "○", *(("①", "◆") if held_out else ())),
        colon=pick("", "", "：", ":", "　："),
        columns=pick(1, 1, 2, 2, 3),
        beside=pick(1, 1, 2),
        numbers=pick("plain", "plain", "plain", "groups", "boxes", "comb"),
        kana=pick(True, False, False),
        together=pick(True, False, False),
        building=pick(True, False, False),
        issuer=pick("right", "right", "left", "top"),
        insurance=pick(True, False, False),
        number_column=pick(True, False),
        notes=pick(True, False),
        household_first=pick(True, True, True, False),
        hidden=pick(
            ("individual_number", "resident_code"),
            ("individual_number", "resident_code"),
            ("individual_number",),
            ("resident_code",),
            (),
        ),
    )
