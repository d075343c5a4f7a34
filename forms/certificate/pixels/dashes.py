"""Dashed rules: rows of short strokes that stand in line, one little gap behind the other."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from forms.certificate.pixels.components import find_components

LENGTHS = (5, 26)
"""300ths of an inch: from the shortest dash of a rule to one that is no hyphen of full width yet in type of nine
points."""
LONGEST = 120
"""300ths of an inch: dashes that blur has joined are no longer than this; longer ones are seen as solid lines."""
THICKEST = 8
"""300ths of an inch: a rule of a point has four, and blur gives it more."""
SLIM = 1.6
"""A dash is so many times as long as it is thick, at least: dots of a pattern behind the text are no dashes."""
FILLED = 0.6
"""Of a dash's rectangle at least, what is ink: strokes that slant are none."""
CROSSED = 36
"""300ths of an inch between two dashes, or between the last one and a line, at most: where another rule crosses, the
one between them is lost in it."""
BLURRED = 150
"""300ths of an inch that a rule goes on to where it meets a line, at most, with dashes that have grown into each other
or into a pattern behind them."""
INKED = 0.4
"""Of a dashed rule's length at least, what is dashes."""
EVEN = 0.6, 0.75
"""Of the gaps of a rule at least, those shorter than its dashes, as others may cross it: strokes of digits above each
other stand further apart. For a rule by itself, and for one that leads from one line to another."""
ALONE = (150, 6)
"""300ths of an inch and dashes of a rule, at least: the hyphens of a number are fewer."""
FAR = (450, 6)
"""The same of one that leads to a line at one of its ends."""
BETWEEN = (40, 3)
"""The same of one that leads from one line to another."""
IN_LINE = 2
"""Pixels by which two dashes beside each other may be out of line."""


def dashed_rules(
    ink: np.ndarray, across: np.ndarray, upright: np.ndarray, unit: float
) -> tuple[np.ndarray, np.ndarray]:
    """Dashed rules from left to right and from top to bottom as whole lines, uint8, 255 where one is.

    Args:
        ink: everything that is printed, 255 where ink is.
        across, upright: solid lines in both directions, 255 where one is.
        unit: their pixels to a 300th of an inch.
    """
    _, parts = find_components(ink)
    # The rows of both directions, and whether these are turned.
    sides = (_rows(parts[1:], unit), False), (_rows(parts[1:, [1, 0, 3, 2, 4]], unit), True)
    met = across | upright
    for rows, turned in sides:
        for row in rows:
            if _is_rule(row, ALONE, EVEN[0], unit):
                _draw(row, met.T if turned else met)
    found = np.zeros_like(ink), np.zeros_like(ink)
    for (rows, turned), lines in zip(sides, found, strict=True):
        for row in rows:
            alone = _is_rule(row, ALONE, EVEN[0], unit)
            if not alone and not _is_rule(row, BETWEEN, EVEN[1], unit):
                continue
            reach = (BLURRED if alone else CROSSED) * unit
            left, right = _ends(row, *((met.T, ink.T) if turned else (met, ink)), reach, CROSSED * unit)
            # What ends in the middle of a cell is a fold's crest, and what ends nowhere underlines: no side of a cell.
            if (left and right) or ((left or right) and _is_rule(row, FAR, EVEN[0], unit)):
                _draw(row, lines.T if turned else lines, left, right)
    return found


def _rows(parts: np.ndarray, unit: float) -> list[np.ndarray]:
    """Rows of dashes, each (n, 4) as left, middle, length and thickness in its direction.

    Args:
        parts: left, top, width, height and area of each part of the ink, (n, 5); turned for upright rows.
    """
    _, _, long, thick, area = parts.T
    dash = (long >= LENGTHS[0] * unit) & (long <= LONGEST * unit) & (thick <= max(2, THICKEST * unit))
    dash &= (long >= SLIM * thick) & (area >= FILLED * long * thick)
    found = parts[dash][np.argsort(parts[dash, 0])]
    dashes = np.stack([found[:, 0], found[:, 1] + found[:, 3] / 2, found[:, 2], found[:, 3]], axis=1)
    rights = dashes[:, 0] + dashes[:, 2]
    follows, is_first = np.full(len(dashes), -1), np.ones(len(dashes), bool)
    for at, (start, end) in enumerate(np.searchsorted(dashes[:, 0], np.stack([rights, rights + CROSSED * unit])).T):
        near = start + np.flatnonzero(np.abs(dashes[start:end, 1] - dashes[at, 1]) <= IN_LINE)
        if len(near) and is_first[near[0]]:
            follows[at], is_first[near[0]] = near[0], False
    rows = []
    for at in np.flatnonzero(is_first):
        row = [at]
        while follows[row[-1]] >= 0:
            row.append(follows[row[-1]])
        rows.append(dashes[row])
    return rows


def _is_rule(row: np.ndarray, least: tuple[int, int], even: float, unit: float) -> bool:
    """Whether a row is as long as a rule, and has as many dashes and as little white.

    Args:
        even: share of its gaps that must be shorter than its dashes.
    """
    long, dashes = row[-1, 0] + row[-1, 2] - row[0, 0], row[row[:, 2] <= LENGTHS[1] * unit, 2]
    if len(dashes) < least[1] or long < least[0] * unit or row[:, 2].sum() < INKED * long:
        return False
    gaps = row[1:, 0] - row[:-1, 0] - row[:-1, 2]
    return bool((gaps <= np.median(dashes)).mean() >= even)


def _ends(row: np.ndarray, lines: np.ndarray, ink: np.ndarray, reach: float, near: float) -> tuple[int, int]:
    """Where a row meets lines before and behind it; 0 where it meets none.

    Args:
        reach: how far away a line may be, with dashes up to there.
        near: how far away whatever stands between, in pixels as well.
    """
    (left, high, _, _), (last, low, long, _) = row[0], row[-1]
    right = int(last + long) + 1
    before, behind = np.s_[max(0, int(left - reach)) : int(left)], np.s_[right : right + int(reach)]
    gaps = [
        _up_to_line(_strip(lines, high)[before][::-1], _strip(ink, high)[before][::-1], near),
        _up_to_line(_strip(lines, low)[behind], _strip(ink, low)[behind], near),
    ]
    return int(left) - gaps[0] if gaps[0] else 0, right + gaps[1] if gaps[1] else 0


def _up_to_line(lines: np.ndarray, ink: np.ndarray, near: float) -> int:
    """How far it is to the first line, if that is near or there are dashes up to there; 0 otherwise."""
    gap = int(lines.argmax()) + 1 if lines.any() else 0
    return gap if gap <= near or ink[:gap].mean() >= INKED else 0


def _strip(lines: np.ndarray, y: float) -> np.ndarray:
    return lines[max(0, int(y) - 1) : int(y) + 2].any(axis=0)


def _draw(row: np.ndarray, lines: np.ndarray, left: int = 0, right: int = 0) -> None:
    """Draws a row as a line, which goes on to where it meets others, if it is known where."""
    thick = max(1, round(float(np.median(row[:, 3]))))
    places = [(x, y) for dash, y, long, _ in row.tolist() for x in (dash, dash + long)]
    if left:
        places.insert(0, (left, places[0][1]))
    if right:
        places.append((right, places[-1][1]))
    for (x, y), (end, low) in pairwise(places):
        top = max(0, round(min(y, low) - thick / 2))
        lines[top : round(max(y, low) + thick / 2), int(x) : int(end) + 1] = 255
