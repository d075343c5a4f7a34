"""What a form is dressed in, apart from its layout: the pen of its rules, what its labels are put into, its dates …

The same layout and household undressed is the sheet of ``invented`` with the same number: what is read of one and not
of the other is the dress's.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tools.sheets.canvas import Pen
from tools.sheets.invented.style import Style
from tools.sheets.paper import Manner

PARTS = (2, 2, 3, 3, 4)
"""How many parts of a form its dress changes, one of these at random."""
LONGEST_SPACED = 4
"""Longer words have no wide blanks between their characters."""

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Dress:
    """What a form is dressed in.

    Attributes:
        names: part → which of its forms, both as in ``dresses.toml``.
        pen: of its rules, or None for the layout's own.
        ground, ink: of the cells of labels, and of their print; None for the layout's own.
    """

    names: dict[str, str]
    pen: Pen | None = None
    ground: Colour | None = None
    ink: Colour | None = None

    @property
    def name(self) -> str:
        """What it is called in figures: ``dates.points+rules.dotted``."""
        return "+".join(f"{part}.{form}" for part, form in sorted(self.names.items()))

    def manner(self, own: Manner) -> Manner:
        """A city's manner in this dress."""
        said = {part: _table()[part][form] for part, form in self.names.items()}
        changed = {"date": "dates", "sex": "sexes", "name": "names", "blank": "blanks"}
        told = replace(own, **{each: said[part] for each, part in changed.items() if part in said})
        if form := said.get("labels"):
            told = replace(told, words={field: _put(word, form) for field, word in own.words.items()})
        return told

    def style(self, own: Style) -> Style:
        """A layout's style in this dress."""
        told = replace(own, values=_table()["values"][self.names["values"]]) if "values" in self.names else own
        return replace(told, bullet="") if "labels" in self.names else told


PLAIN = Dress({})
"""As the layout has it."""


def choose(number: int) -> Dress:
    """The dress of the `number`-th dressed form."""
    rng = random.Random(f"dress {number}")
    parts = sorted(rng.sample(sorted(_table()), rng.choice(PARTS)))
    return dress({part: rng.choice(sorted(_table()[part])) for part in parts})


def dress(names: dict[str, str]) -> Dress:
    """The dress of these names: part → form."""
    rules, head = (_table()[part].get(names.get(part), {}) for part in ("rules", "heads"))
    pen = Pen(**{key: _colour(value) if key == "colour" else value for key, value in rules.items()})
    return Dress(names, pen if rules else None, _colour(head.get("ground")), _colour(head.get("print")))


def _colour(channels: list[int] | None) -> Colour | None:
    return tuple(channels) if channels else None


def _put(word: str, form: str) -> str:
    if form == "spaced":
        return "　".join(word) if len(word) <= LONGEST_SPACED else word
    return form.format(word)


@cache
def _table() -> dict[str, dict]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
