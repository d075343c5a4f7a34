"""Dotted rules: rows of dots so close to each other that blur joins some of them and not others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from forms.certificate.pixels.components import find_components


class _Row(NamedTuple):
    """A row of dots.

    Attributes:
        left, top: in pixels.
        dots: where in the rectangle there it is, bool.
        is_clear: whether no text stands close beside it, nor is it itself like a stroke of text.
    """

    left: int
    top: int
    dots: np.ndarray
    is_clear: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """Rules of one direction.

    Attributes:
        shortest: 300ths of an inch, as short as solid ones are looked for.
        ink_beside: of what is at either side, ink at most.
    """

    shortest: int
    ink_beside: float


ACROSS, UPRIGHT = _Way(70, 0.25), _Way(40, 0.2)
"""Text stands close beneath rules; of its strokes, uprights reach from rule to rule in low cells."""
LIKE_TEXT = 0.5
"""Of what is at either side, ink at most beside a stroke of text that may be a rule."""
UNCLEAR = 0.05
"""For each upright rule found, strokes of text at most, beside one, that lead from line to line as well: of more, those
that are rules cannot be told, and half of a form's rules are worse than none."""
THICKEST = 8
"""300ths of an inch: dots of two points have eight."""
GAP = 8
"""300ths of an inch between two dots of a rule, at most: dots of leaders (……) stand further apart."""
LEAN = 3
"""Pixels by which a rule may lean within its shortest length."""
BESIDE = 3
"""Pixels above and below a rule in which little else stands."""
SKIP = 4
"""Of so many columns one is looked at where rows are told from text."""
MOSTLY_NEW = 0.1
"""Of a row at least, what is not yet a solid line: the edges of those lean out of what was found of them."""
SHORT, STROKE, PARTS = 100, 0.5, 4
"""300ths of an inch; the share of such a short row that is one stroke, and how many parts it has, if it is no rule: a 1
in a low cell reaches from rule to rule but for a gap above and one below."""
FILLED = 0.85
"""Of a row at least, what is ink if blur has joined its dots."""
TWO_LINES, LONG, JOINED = 165, 25, 0.96
"""300ths of an inch: strokes of two lines of text set tight, 田 above ト, make no longer row. Their parts are as long
as the second on the average, with more white between them than blur leaves of a gap; where it joined all dots but a
few, nearly everything is ink."""
ROUNDS = 3
"""How often rules are looked for that begin at one of those found."""
REACH = 12
"""300ths of an inch between the last dot of a rule and the line that it leads to, at most."""
FAR = 450
"""300ths of an inch: a rule as long as this leads to a line at one of its ends, others at both. What leads to none
underlines or leads from a label to its value."""


def dotted_rules(
    ink: np.ndarray, across: np.ndarray, upright: np.ndarray, unit: float
) -> tuple[np.ndarray, np.ndarray]:
    """Dotted rules from left to right and from top to bottom as whole lines, uint8, 255 where one is.

    Args:
        ink: everything that is printed, 255 where ink is.
        across, upright: solid lines in both directions, 255 where one is.
        unit: their pixels to a 300th of an inch.
    """
    level = _rows(ink, across, unit, ACROSS)
    plumb = _rows(cv2.transpose(ink), cv2.transpose(upright), unit, UPRIGHT)
    found, lines = (np.zeros_like(ink), np.zeros_like(ink)), (across, upright)
    uprights = 0
    # What begins at a rule that begins at a solid line is one, too; strokes of text begin at strokes of text only.
    for _ in range(ROUNDS):
        level, drawn, across_count = _between_lines(level, *lines, unit)
        found, lines = (found[0] | drawn, found[1]), (lines[0] | drawn, lines[1])
        plumb, drawn, count = _between_lines(plumb, *map(cv2.transpose, lines[::-1]), unit)
        if not across_count + count:
            break
        drawn = cv2.transpose(drawn)
        found, lines = (found[0], found[1] | drawn), (lines[0], lines[1] | drawn)
        uprights += count
    if not (found[0].any() or uprights):
        return found
    strokes = [each._replace(is_clear=True) for each in plumb if not each.is_clear]
    _, _, unclear = _between_lines(strokes, *map(cv2.transpose, lines[::-1]), unit)
    return found if unclear <= 1 + UNCLEAR * uprights else (np.zeros_like(ink), np.zeros_like(ink))


def _rows(ink: np.ndarray, solid: np.ndarray, unit: float, way: _Way) -> list[_Row]:
    """Rows of dots from left to right, joined; with them solid lines that end in dots."""
    thick = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((round(THICKEST * unit) + 1, 1), np.uint8))
    thin = cv2.dilate(ink & ~thick, np.ones((LEAN, 1), np.uint8))
    joined = cv2.morphologyEx(thin, cv2.MORPH_CLOSE, np.ones((1, round(GAP * unit) + 1), np.uint8))
    rows = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, max(1, int(way.shortest * unit))), np.uint8))
    new = rows & ~cv2.dilate(solid, np.ones((LEAN, LEAN), np.uint8))
    # A row is many times as long as it is thick: each fourth column tells as much, in a fourth of the time.
    few, few_new, few_ink = (np.ascontiguousarray(picture[:, ::SKIP]) for picture in (rows, new, ink))
    sides = [cv2.dilate(few, np.ones((BESIDE + 1, 1), np.uint8), anchor=(0, at)) for at in (0, BESIDE)]
    parts, stats = find_components(sides[0] | sides[1])

    def counted(picture: np.ndarray) -> np.ndarray:
        return np.bincount(parts[picture > 0], minlength=len(stats))

    besides = [side & ~few for side in sides]
    inked_beside = np.max([counted(side & few_ink) / counted(side).clip(1) for side in besides], axis=0)
    length = counted(few)
    is_row = counted(few_new) > MOSTLY_NEW * length
    is_row &= length <= stats[:, cv2.CC_STAT_WIDTH] * (THICKEST * unit + LEAN)
    is_row &= inked_beside <= LIKE_TEXT
    is_row[0] = False
    found = []
    for number in np.flatnonzero(is_row):
        left, top, width, high, _ = stats[number].tolist()
        first = max(0, (left - 1) * SKIP + 1)
        row = rows[top : top + high, first : (left + width) * SKIP] > 0
        columns = np.flatnonzero(row.any(axis=0))
        row = row[:, columns[0] : columns[-1] + 1]
        left = first + int(columns[0])
        inked = (row & (ink[top : top + high, left : left + row.shape[1]] > 0)).any(axis=0)
        is_stroke = len(inked) < SHORT * unit and _is_stroke(inked)
        is_stroke |= len(inked) < TWO_LINES * unit and _are_strokes(inked, LONG * unit)
        found.append(_Row(left, top, row, not is_stroke and inked_beside[number] <= way.ink_beside))
    return found


def _is_stroke(inked: np.ndarray) -> bool:
    """Whether most of a row is one stroke, with little else.

    Args:
        inked: which of its columns have ink, bool.
    """
    lengths = np.diff(np.flatnonzero(~inked), prepend=-1, append=len(inked)) - 1
    fills = lengths.sum() > FILLED * len(inked)
    return lengths.max() > STROKE * len(inked) and np.count_nonzero(lengths) <= PARTS and not fills


def _are_strokes(inked: np.ndarray, long: float) -> bool:
    """Whether a row is two strokes or more, each behind the other, and no dots.

    Args:
        inked: which of its columns have ink, bool.
        long: columns that the strokes have on the average, at least.
    """
    parts = np.count_nonzero(np.diff(inked.astype(np.int8), prepend=0) == 1)
    return parts > 1 and inked.sum() >= long * parts and inked.mean() < JOINED


def _between_lines(
    rows: list[_Row], along: np.ndarray, crossing: np.ndarray, unit: float
) -> tuple[list[_Row], np.ndarray, int]:
    """The rows that lead to no lines or are not clear, the others drawn up to their lines, and how many these are.

    Args:
        along, crossing: lines in their direction and in the other one.
    """
    found, reach, lines, others = np.zeros_like(along), round(REACH * unit), along | crossing, []
    for each in rows:
        (high, wide), (left, top) = each.dots.shape, each[:2]
        right, bottom = left + wide, top + high
        first, last = (_span(end, top) for end in (each.dots[:, :LEAN], each.dots[:, -LEAN:]))
        before = lines[first, max(0, left - reach) : left][:, ::-1], crossing[first, left : left + reach]
        behind = lines[last, right : right + reach], crossing[last, max(left, right - reach) : right]
        gaps = _gap(*before), _gap(*behind)
        meets = None not in gaps or (gaps != (None, None) and wide >= FAR * unit)
        if not (meets and each.is_clear):
            others.append(each)
            continue
        found[top:bottom, left:right][each.dots] = 255
        found[first, left - (gaps[0] or 0) : left] = 255
        found[last, right : right + (gaps[1] or 0)] = 255
    return others, found, len(rows) - len(others)


def _span(end: np.ndarray, top: int) -> slice:
    """From the first to the last line of pixels in which there is something of a row's end."""
    lines = np.flatnonzero(end.any(axis=1))
    return slice(top + int(lines[0]), top + int(lines[-1]) + 1)


def _gap(outside: np.ndarray, inside: np.ndarray) -> int | None:
    """Pixels from a row's end to the line that it leads to, 0 where it crosses one; None where there is none.

    Args:
        outside: lines behind its end, the nearest first.
        inside: lines that cross it before its end.
    """
    if inside.any():
        return 0
    return int(outside.any(axis=0).argmax()) + 1 if outside.any() else None
