"""How faces set digits, and which of them a page's digits are like, in half width or in full.

A proportional face may give ６ hardly more room than another one gives 6; but which digit gets how much, how wide and
high its ink is, and how deep among the kanji it stands, differs from face to face and from width to width.
``digit_faces.json`` holds that for 37 faces; ``tools/digit_faces.py`` writes it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean, median

from forms.certificate.shapes.extents import Run

DIGITS = "0123456789-"
"""In the order of the rows."""
PLACE_EM, WIDTH_EM = 0.02, 0.03
"""How far places and widths of ink are off on a page: medians of 48 sheets in 12 conditions were 0.01 and 0.015."""
LEVEL_EM, HEIGHT_EM = 0.015, 0.02
"""How far the middle of digits above that of the kanji, and their height, are off: 90 of 100 lines of 190 sheets were
within 0.024 and 0.032."""
KANJI = "市町区郡村丁目番地号"
"""Kanji beside digits, of which the table has the heights."""
MIN_KANJI = 2
"""So many of them in a line tell where it stands."""
MAX_COST = 6.0
"""What one measure that does not fit at all says: it may have been misread."""
MIN_GROWTH_EM, MAX_GROWTH_EM = -0.06, 0.1
"""By how much ink is thinner or bolder than the face draws it: toner, weight, blur."""
SQUARE_KANA, PROPORTIONAL_KANA = 0.97, 0.92
"""Pitch of kana from which on a face gives each a square, and up to which it does not. Between them both were seen."""
OTHER_KANA = 4.0
"""What the wrong sort of face costs: the form may be printed in one and its values in another."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Which faces a page's digits are like, whatever width each of its texts is typed in.

    Attributes:
        faces: those that fit best, or nearly so.
        misfit: what a measure costs on average in the one that fits best; about 0.3 where the face is known.
    """

    faces: frozenset[str]
    misfit: float


@dataclass(frozen=True, slots=True)
class _Digit:
    """One character of a face, in em."""

    advance: float
    left: float
    right: float
    low: float = 0.0
    high: float = 0.0

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def fit(texts: Sequence[Sequence[Run]], kana: float | None = None, without: str = "") -> Fit | None:
    """The faces that a page's digits are like; None where there is nothing to compare.

    Args:
        texts: the runs of each text that is typed in one width: all are in one face, but each may have its own width.
        kana: the pitch of the page's kana in that of its kanji, where it is known.
        without: beginning of the names of faces to leave out, for measuring.
    """
    costs = {
        face: _strange(face, kana) + sum(min(_cost(runs, face, way) for way in ways) for runs in texts)
        for face, ways in _faces().items()
        if not (without and face.startswith(without))
    }
    measures = sum(_measures(run) for runs in texts for run in runs)
    if not measures:
        return None
    least = min(costs.values())
    return Fit(frozenset(face for face, cost in costs.items() if cost <= least + NEARLY), least / measures)


def lead(runs: Sequence[Run], faces: Collection[str]) -> float:
    """By how much full width fits runs of digits better; negative where half width does, 0 where faces disagree.

    Args:
        faces: those in which they may be set; of their leads the smallest is given.
    """
    leads = []
    for face in faces:
        wide, narrow = (_cost(runs, face, way) if way in _faces()[face] else float("inf") for way in ("wide", "narrow"))
        leads.append(narrow - wide)
    if not leads or min(leads) < 0 < max(leads):
        return 0.0
    return min(leads, key=abs)


NEARLY = 3.0
"""So much worse than the best one's may the cost of a face be that is the page's."""


def _measures(run: Run) -> int:
    across = len(run.steps) + len(run.widths) + (run.first is not None) + (run.last is not None)
    return across + (2 if _tells_levels(run) else 0)


def _tells_levels(run: Run) -> bool:
    chars = [char for char, _, _ in run.levels]
    return sum(char in KANJI for char in chars) >= MIN_KANJI and any(char.isdecimal() for char in chars)


def _cost(runs: Sequence[Run], face: str, way: str) -> float:
    digits = _faces()[face][way]
    places, widths = [], []
    for run in runs:
        known = [digits.get(char) for char in run.text]
        if known[0] and run.first is not None:
            places.append(run.first - known[0].middle)
        for one, other, step in zip(known, known[1:], run.steps, strict=False):
            places.append(step - (one.advance - one.middle + other.middle) if one and other else MAX_COST)
        if known[-1] and run.last is not None:
            places.append(run.last - (known[-1].advance - known[-1].middle))
        widths += [width - (digit.right - digit.left) for digit, width in zip(known, run.widths, strict=True) if digit]
    growth = min(MAX_GROWTH_EM, max(MIN_GROWTH_EM, median(widths))) if widths else 0.0
    off = [(each / PLACE_EM) ** 2 for each in places] + [((each - growth) / WIDTH_EM) ** 2 for each in widths]
    for run in runs:
        if _tells_levels(run):
            level, height = _levels(run, digits, _kanji()[face])
            off += [(level / LEVEL_EM) ** 2, (height / HEIGHT_EM) ** 2]
    return sum(min(MAX_COST, each / 2) for each in off)


def _levels(run: Run, digits: dict[str, _Digit], kanji: dict[str, tuple[float, float]]) -> tuple[float, float]:
    """By how much digits stand higher among the kanji of their line than in a face, and are taller, in em."""
    beside = [(top, bottom, *kanji[char]) for char, top, bottom in run.levels if char in kanji]
    base = median((top + bottom + low + high) / 2 for top, bottom, low, high in beside)
    growth = median(bottom - top - (high - low) for top, bottom, low, high in beside)
    own = [(top, bottom, digits[char]) for char, top, bottom in run.levels if char in digits]
    level = median(base - (top + bottom + digit.low + digit.high) / 2 for top, bottom, digit in own)
    height = median(bottom - top - (digit.high - digit.low) for top, bottom, digit in own)
    return level, height - growth


def _strange(face: str, kana: float | None) -> float:
    """What it costs that a face sets kana in squares and the page does not, or the other way round."""
    if kana is None or PROPORTIONAL_KANA < kana < SQUARE_KANA:
        return 0.0
    return OTHER_KANA if (kana_width(face) >= SQUARE_KANA) != (kana >= SQUARE_KANA) else 0.0


@cache
def advance(face: str, way: str) -> float | None:
    """The room that a face gives a digit on average, in em; None where it has none in that width.

    Args:
        way: ``wide`` or ``narrow``.
    """
    digits = _faces()[face].get(way)
    return fmean(digits[char].advance for char in DIGITS[:10]) if digits else None


def hyphen_ink(face: str) -> float | None:
    """How long the ink of － is that a face draws, in em; None where it has none."""
    hyphen = _faces()[face].get("wide", {}).get("-")
    return hyphen.right - hyphen.left if hyphen else None


def kana_width(face: str) -> float:
    """The mean width of katakana in a face, in em."""
    return _rows()[face]["kana"] / 1000


@cache
def _rows() -> dict[str, dict]:
    return json.loads(Path(__file__).with_name("digit_faces.json").read_text(encoding="utf-8"))


@cache
def _faces() -> dict[str, dict[str, dict[str, _Digit]]]:
    return {
        face: {
            way: {
                char: _Digit(*(value / 1000 for value in row)) for char, row in zip(DIGITS, table, strict=True) if row
            }
            for way, table in ways.items()
            if way in ("wide", "narrow")
        }
        for face, ways in _rows().items()
    }


@cache
def _kanji() -> dict[str, dict[str, tuple[float, float]]]:
    """Face → kanji → where its ink begins above the line that the digits stand on, and where it ends, in em."""
    return {
        face: {char: (low / 1000, high / 1000) for char, (low, high) in zip(KANJI, ways["kanji"], strict=True)}
        for face, ways in _rows().items()
    }
