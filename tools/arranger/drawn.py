"""The drawn layouts of the strangers, as a browser would tell of pages: what stands where, and whose value it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from random import Random

from tools.strangers.drawn.canvas import Canvas, Text
from tools.strangers.drawn.faces import MARKS
from tools.strangers.drawn.form import Form, PlainCase
from tools.strangers.drawn.layouts.base import Drawing

PX_A_MM = 96 / 25.4
"""CSS pixels, in which a browser tells."""


@dataclass
class MarkedCase(PlainCase):
    """A case behind each of whose values' characters a mark stands: a layout may join and cut values as it likes.

    Attributes:
        paths: of the values shown; a mark is the number of one.
    """

    paths: list[str] = field(default_factory=list)

    def marked(self, path: str, html: str) -> str:
        if path not in self.paths:
            self.paths.append(path)
        mark = chr(ord(MARKS) + self.paths.index(path))
        return "".join(char + mark for char in html)

    def stand_in(self, index: int, name: str, written: str) -> str:
        shown = super().stand_in(index, name, written)
        return self.marked(f"members[{index}].{name}", written) if shown == written else shown


def told(layout: Drawing, case: MarkedCase, rng: Random) -> list[dict]:
    """The pages of a layout, as ``measure.js`` tells them.

    Raises:
        Crowded: a value does not go into its place.
    """
    form = Form(case, layout.size, rng.choice(layout.labels), rng.choice(layout.values), *layout.points)
    layout.draw(form)
    return [_told(page, case.paths) for page in form.pages]


def _told(page: Canvas, paths: list[str]) -> dict:
    texts = [part for text in page.texts for part in _parts(text, paths)]
    rules = [
        [*(edge * PX_A_MM for edge in (rule.x, rule.y, rule.right, rule.bottom)), rule.dash > 0] for rule in page.rules
    ]
    return {"size": [page.width * PX_A_MM, page.height * PX_A_MM], "texts": texts, "rules": rules}


def _parts(text: Text, paths: list[str]) -> list[list]:
    """The parts of a text that are values or none, and each character of one that runs down."""
    found, far = [], 0.0
    characters: list[tuple[str, str, float, float]] = []
    for char, step in zip(text.words, text.steps(), strict=True):
        if char < MARKS:
            characters.append((char, "", far, far + step - text.gap))
            far += step
        elif characters:
            characters[-1] = (characters[-1][0], paths[ord(char) - ord(MARKS)], *characters[-1][2:])
    for (path, _), group in groupby(enumerate(characters), lambda each: (each[1][1], text.down and each[0])):
        part = [each for _, each in group]
        start, end = part[0][2], part[-1][3]
        if text.down:
            box = (text.x, text.y + start, text.x + text.em, text.y + end)
        else:
            box = (text.x + start, text.y, text.x + end, text.y + text.em)
        words = "".join(char for char, *_ in part)
        found.append([words, *(edge * PX_A_MM for edge in box), text.em * PX_A_MM, path])
    return found
