"""Digit boxes: one to four boxes that stand freely within a line of text: 令和[0][8]年[1][1]月."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from forms.certificate.pixels.cells import Cell
from forms.certificate.pixels.combs import find_combs
from forms.certificate.pixels.components import find_components

MAX_TEETH = 4
"""So many digits has a year; more boxes in a row are a number that has its place to itself (a comb)."""
MIN_HIGH, MAX_HIGH = 36, 150
"""300ths of an inch, 3 and 13 mm: height of a box for a character. Forms print them 5 to 9 mm high."""
MIN_WIDE, MAX_WIDE = 0.5, 2.0
"""Width of a box in heights of it: a narrow one for a digit, and one for two digits."""
ALONE = 1.2
"""From this width on, in heights, a single box is one for two digits; a square one may be for a tick or a seal."""
TOUCHING = 16
"""300ths of an inch between boxes that share a line, and widest line around one."""
APART = 36
"""300ths of an inch, 3 mm: widest white between the cells of a table that have a frame each."""
INSIDE = 0.75
"""Of a box's rectangle, what is its inside at least."""


def digit_boxes(lines: np.ndarray, unit: float) -> list[Cell]:
    """The rows of boxes that touch nothing else, each as a rectangle inside of its outer lines, in pixels of ``lines``.

    Args:
        lines: uint8, 255 where a line is.
        unit: its pixels to a 300th of an inch.
    """
    regions, stats = find_components(255 - lines, connectivity=4)
    left, top, wide, high, area = stats.T
    small = (high >= MIN_HIGH * unit) & (high <= MAX_HIGH * unit) & (area > INSIDE * wide * high)
    small &= (wide >= MIN_WIDE * high) & (wide <= MAX_WIDE * high)
    small[0] = False  # the lines themselves
    corners = np.stack([left, top, left + wide, top + high], axis=1)[small]
    cells = [Cell(*corner) for corner in corners.tolist()]
    combs = find_combs(cells, TOUCHING * unit, fewest=1, widest=MAX_WIDE)
    rows = [_outline([cells[index] for index in comb]) for comb in combs if len(comb) <= MAX_TEETH]
    lying = (area > INSIDE * wide * high) & (wide > MAX_WIDE * high)
    lying[0] = False
    long = [Cell(*corner) for corner in np.stack([left, top, left + wide, top + high], axis=1)[lying].tolist()]
    return [
        row
        for row in rows
        if _is_wide(row) and _stands_free(row, regions, area, unit) and not _is_in_table(row, cells, long, unit)
    ]


def _outline(row: Sequence[Cell]) -> Cell:
    return Cell(row[0].left, row[0].top, row[-1].right, row[-1].bottom)


def _is_wide(row: Cell) -> bool:
    return row.right - row.left >= ALONE * (row.bottom - row.top)


def _is_in_table(row: Cell, small: Sequence[Cell], long: Sequence[Cell], unit: float) -> bool:
    """Whether boxes are cells of a table that stand apart, with a frame each: at their height box follows box, one of
    them too long for characters."""
    level = [
        box
        for box in (*small, *long)
        if abs(box.top - row.top) < TOUCHING * unit / 2 and abs(box.bottom - row.bottom) < TOUCHING * unit / 2
    ]
    reached, grown = {row}, True
    while grown:
        near = {box for box in level if any(_gap(box, other) < APART * unit for other in reached)}
        grown = not near <= reached
        reached |= near
    return not reached.isdisjoint(long)


def _gap(one: Cell, other: Cell) -> float:
    """Pixels between two boxes beside each other; less than 0 where they overlap."""
    return max(one.left - other.right, other.left - one.right)


def _stands_free(row: Cell, regions: np.ndarray, areas: np.ndarray, unit: float) -> bool:
    """Whether one and the same surface lies on all sides of a row of boxes. Above or beneath another comb may touch."""
    across, down = (row.left + row.right) // 2, (row.top + row.bottom) // 2
    reach = int(TOUCHING * unit)
    ways = [
        regions[down, max(0, row.left - reach) : row.left][::-1],
        regions[down, row.right : row.right + reach],
        regions[max(0, row.top - reach) : row.top, across][::-1],
        regions[row.bottom : row.bottom + reach, across],
    ]
    # White between two lines that nearly touch is a sliver.
    large = (row.bottom - row.top) ** 2 / 4
    beyond = [next((int(at) for at in way if at > 0 and areas[at] > large), None) for way in ways]
    sides, ends = beyond[:2], {at for at in beyond[2:] if at is not None}
    return sides[0] is not None and sides[0] == sides[1] and ends == {sides[0]}
