"""A row of print as long as a hidden number that the search for text has overlooked: nobody could black it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from forms.certificate.engines.recogniser import Quad
from forms.certificate.pixels.components import find_components
from forms.certificate.runs.segments import Segment

DARK = 150
"""Grey level in the cleared picture below which there is ink."""
MIN_HIGH_EM, MAX_HIGH_EM, MAX_WIDE_EM = 0.4, 1.4, 1.2
"""Size of what may be a digit, in em of the page's text."""
MIN_DIGITS = 9
"""So many in a row may be a number of eleven or twelve, two or three of which touch a neighbour."""
MAX_GAP_EM = 1.6
"""White between two of them at most: numbers are printed in groups of four."""
ALIKE = 0.75
"""The lower of two neighbours has at least this share of the other's height."""
SQUARE = 0.78
"""The shortest side of all marks of such a row to the longest; of ０ alone it is 0.7 in square faces, of 1 far less."""
THIN, MIN_BARS = 0.25, 25
"""Below this share of its height a bar is thin, as of all digits only 1 is; and so many are in a bar code at least."""
NEAR_EM = 0.35
"""So far beyond its line's box ink is the line's own."""


def holds_overlooked_number(ink: np.ndarray, segments: Sequence[Segment], painted: Iterable[Quad]) -> bool:
    """Whether there is a row of ink like digits, as long as a number to be hidden, that nobody has read.

    Args:
        ink: the cleared page, grey uint8.
        segments: everything that was read.
        painted: what will be blacked out, in pixels of the page.
    """
    if not segments:
        return False
    dark = (ink < DARK).astype(np.uint8)
    for segment in segments:
        _clear(dark, segment.quad, NEAR_EM * segment.em)
    for quad in painted:
        _clear(dark, quad, 0.0)
    return _has_row(dark, float(np.median([segment.em for segment in segments])))


def _clear(dark: np.ndarray, quad: Quad, edge: float) -> None:
    (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
    rows = slice(max(0, int(top - edge / 2)), max(0, int(bottom + edge / 2) + 1))
    dark[rows, max(0, int(left - edge)) : max(0, int(right + edge) + 1)] = 0


def _has_row(dark: np.ndarray, em: float) -> bool:
    _, stats = find_components(dark)
    digits = sorted(
        (x, y, wide, high)
        for x, y, wide, high, _ in stats[1:].tolist()
        if MIN_HIGH_EM * em <= high <= MAX_HIGH_EM * em and wide <= MAX_WIDE_EM * em
    )
    rows: list[list[tuple[int, int, int, int]]] = []
    for each in digits:
        row = next((row for row in rows if _goes_on(row[-1], each, em)), None)
        if row is None:
            rows.append([each])
        else:
            row.append(each)
    return any(len(row) >= MIN_DIGITS and not _are_marks(row) and not _are_bars(row) for row in rows)


def _are_marks(row: Sequence[tuple[int, int, int, int]]) -> bool:
    """Whether a row is a rule of a line printer, + or * side by side: all are square and of one size, no digits are."""
    sides = [side for _, _, *size in row for side in size]
    return min(sides) >= SQUARE * max(sides)


def _are_bars(row: Sequence[tuple[int, int, int, int]]) -> bool:
    """Whether a row is a bar code: more than two numbers have digits, and most of them thinner than these are."""
    thin = sum(wide < THIN * high for _, _, wide, high in row)
    return len(row) >= MIN_BARS and 2 * thin > len(row)


def _goes_on(last: tuple[int, int, int, int], each: tuple[int, int, int, int], em: float) -> bool:
    middles = abs(2 * last[1] + last[3] - 2 * each[1] - each[3]) / 2
    alike = min(last[3], each[3]) >= ALIKE * max(last[3], each[3])
    return alike and middles < 0.25 * max(last[3], each[3]) and each[0] - last[0] - last[2] < MAX_GAP_EM * em
