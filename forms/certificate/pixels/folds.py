"""Folds of the sheet, which pass for pale rules and cut cells in two: they go on beyond the table."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from forms.certificate.pixels.components import find_components


@dataclass(frozen=True, slots=True)
class _Piece:
    """An upright line.

    Attributes:
        index: of its component.
        top, bottom: the first row and the one behind its last.
        upper, lower: where its middle is in these, in columns.
        contrast: by how much it is darker than the paper beside it, on the side where that is less; in grey levels.
    """

    index: int
    top: int
    bottom: int
    upper: float
    lower: float
    contrast: float

    def at(self, row: float) -> float:
        """The column of its middle, gone on straight, in a row."""
        return self.upper + (self.lower - self.upper) * (row - self.top) / max(1, self.bottom - 1 - self.top)


def find_folds(
    upright: np.ndarray, across: np.ndarray, grey: np.ndarray, unit: float
) -> tuple[np.ndarray, np.ndarray] | None:
    """What of upright lines (uint8, 255 where one is) is a fold, and the whole folds from edge to edge: both the same;
    None where there is none.

    A fold is far paler than the rules of its page, and straight; some of it lies above or beneath all of the lines that
    lie level, where no rule of a table is.

    Args:
        across: the lines that lie level, of the same size.
        grey: the page, of the same size.
        unit: pixels to a 300th of an inch.
    """
    rows = np.flatnonzero((across > 0).any(axis=1))
    if not len(rows):
        return None
    first, last = rows[0] - BEYOND * unit, rows[-1] + BEYOND * unit
    # A rule that a fold lies on is parted from it where lines cross both.
    parts, stats = find_components(np.where(cv2.dilate(across, np.ones((CROSSED, 1), np.uint8)), 0, upright))
    tops, highs = stats[:, cv2.CC_STAT_TOP], stats[:, cv2.CC_STAT_HEIGHT]
    long = highs >= SHORTEST * unit
    long[0] = False
    beyond = np.flatnonzero(long & ((tops < first) | (tops + highs > last)) & (highs >= TELLING * unit))
    folds: dict[int, _Piece] = {}
    usual = None
    for index in beyond.tolist():
        one = _piece(index, parts, stats[index], grey, unit)
        if index in folds or one is None:
            continue
        usual = usual or _usual(np.flatnonzero(long), parts, stats, grey, unit)
        if one.contrast >= PALE * usual:
            continue
        near = np.flatnonzero(long & (abs(_middles(stats) - one.at(tops + highs / 2)) < ASIDE * unit + highs / STEEP))
        row = [each for other in near.tolist() if (each := _piece(other, parts, stats[other], grey, unit))]
        row = [each for each in row if each.contrast < PALE * usual and _are_in_line(one, each, unit)]
        if max(each.bottom for each in row) - min(each.top for each in row) > LONG * len(upright):
            folds |= {each.index: one for each in row}
    if not folds:
        return None
    is_fold = np.zeros(len(stats), np.uint8)
    is_fold[[*folds]] = 255
    whole = np.zeros_like(upright)
    for one in {id(each): each for each in folds.values()}.values():
        ends = [(round(one.at(row)), row) for row in (0, len(upright) - 1)]
        cv2.line(whole, *ends, 255, max(1, round(WIDE * unit)))
    return is_fold[parts], whole


def _middles(stats: np.ndarray) -> np.ndarray:
    return stats[:, cv2.CC_STAT_LEFT] + stats[:, cv2.CC_STAT_WIDTH] / 2


def _usual(long: np.ndarray, parts: np.ndarray, stats: np.ndarray, grey: np.ndarray, unit: float) -> float:
    """The usual contrast of a page's lines: that of the longest ones."""
    longest = long[np.argsort(-stats[long, cv2.CC_STAT_HEIGHT], kind="stable")][:MOST]
    found = [each for index in longest.tolist() if (each := _piece(index, parts, stats[index], grey, unit))]
    return float(np.median([each.contrast for each in found])) if found else 0.0


def _are_in_line(one: _Piece, other: _Piece, unit: float) -> bool:
    """Whether a piece lies where another one would go on."""
    ends = (one.at(other.top) - other.upper, one.at(other.bottom - 1) - other.lower)
    return max(map(abs, ends)) < ASIDE * unit


def _piece(index: int, parts: np.ndarray, stats: np.ndarray, grey: np.ndarray, unit: float) -> _Piece | None:
    left, top, wide, high = stats[[cv2.CC_STAT_LEFT, cv2.CC_STAT_TOP, cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].tolist()
    if high < SHORTEST * unit:
        return None
    mine = parts[top : top + high, left : left + wide] == index
    near, far = int(NEAR * unit) + 1, int(FAR * unit) + 2
    contrasts, middles = [], []
    for row in range(0, high, max(1, high // SAMPLES)):
        columns = np.flatnonzero(mine[row]) + left
        if not len(columns):
            continue
        first, last, line = int(columns[0]), int(columns[-1]), grey[top + row]
        sides = line[max(0, first - far) : max(0, first - near)], line[last + near : last + far]
        middles.append((row, (first + last) / 2))
        if min(map(len, sides)):
            paper = min(float(np.median(side)) for side in sides)
            contrasts.append(paper - float(line[first : last + 1].min()))
    if not contrasts:
        return None
    return _Piece(index, top, top + high, middles[0][1], middles[-1][1], float(np.median(contrasts)))


PALE = 0.3
"""So much of the usual contrast of a page's lines a fold has at most: the folds of 200 sheets had 0.05 to 0.25, the
palest inner rules 0.4."""
TELLING, SHORTEST = 120, 20
"""Shortest line that tells where a fold lies, and that may be a part of one, in 300ths of an inch."""
ASIDE = 8
"""How far a part of a fold may lie aside of where another one would go on, in the same."""
BEYOND = 40
"""How far beyond the table some of it reaches, in the same."""
LONG = 0.5
"""How long it is, in heights of the page."""
NEAR, FAR = 4, 14
"""Where the paper beside a line is looked at, in 300ths of an inch from it."""
SAMPLES, MOST = 16, 30
"""Rows of a line that are looked at, and lines that tell the usual contrast."""
CROSSED = 3
"""Rows that a line which lies level is widened to, where it crosses upright ones."""
WIDE = 9
"""How wide a fold is taken for where nothing was seen of it, in 300ths of an inch."""
STEEP = 8
"""A fold leans by less than one pixel in so many."""
