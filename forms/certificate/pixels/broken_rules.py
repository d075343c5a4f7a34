"""Solid rules that came in pieces: faxes and thin print leave gaps of a pixel or two, and short pieces are no lines."""

from __future__ import annotations

import cv2
import numpy as np

FARTHEST = 600
"""300ths of an inch that a rule goes on in pieces, at most: over two columns of a table."""
INKED = 0.75
"""Of what lies between two pieces at least, what is ink: broken rules had 0.8 to 1, type that happens to stand in line
with a rule half as much."""
MISSING = 0.2
"""Of the rules that were found, what may be missing: faxes had lost 0.01 to 0.15. Where it is more they are dotted, and
half of a form's rules are worse than none."""


def rejoined(ink: np.ndarray, across: np.ndarray, upright: np.ndarray, unit: float) -> tuple[np.ndarray, np.ndarray]:
    """What is missing of rules from left to right and from top to bottom, uint8, 255 where it is.

    A rule goes on to where it meets another line, if there is ink nearly all of the way.

    Args:
        ink: everything that is printed, 255 where ink is.
        across, upright: the lines in both directions as they were found, 255 where one is.
        unit: their pixels to a 300th of an inch.
    """
    met, found = across | upright, (np.zeros_like(ink), np.zeros_like(ink))
    for lines, missing, turned in ((across, found[0], False), (upright, found[1], True)):
        points = cv2.findNonZero(lines)
        if points is None:
            continue
        columns, rows = points.reshape(-1, 2)[:, :: -1 if turned else 1].T
        inked, lined, drawn = (each.T if turned else each for each in (ink, met, missing))
        _draw_gaps(inked, lined, drawn, rows, columns, int(FARTHEST * unit))
        last = ink.shape[0 if turned else 1] - 1
        _draw_gaps(*(each[:, ::-1] for each in (inked, lined, drawn)), rows, last - columns, int(FARTHEST * unit))
    seen, missed = (sum(map(cv2.countNonZero, lines)) for lines in ((across, upright), found))
    return found if missed <= MISSING * seen else (np.zeros_like(ink), np.zeros_like(ink))


def _draw_gaps(
    ink: np.ndarray, lines: np.ndarray, drawn: np.ndarray, rows: np.ndarray, columns: np.ndarray, reach: int
) -> None:
    """Draws what is missing to the right of the points of lines."""
    height, width = lines.shape
    ends = (rows > 0) & (rows < height - 1) & (columns < width - 1)
    for step in (0, -1, 1):
        rows, columns = rows[ends], columns[ends]
        ends = lines[rows + step, columns + 1] == 0
    for y, x in zip(rows[ends].tolist(), columns[ends].tolist(), strict=True):
        strip = np.s_[y - 1 : y + 2, x + 1 : x + 1 + reach]
        ahead = lines[strip].any(axis=0)
        gap = int(ahead.argmax())
        if gap and ink[strip][:, :gap].any(axis=0).mean() >= INKED:
            drawn[y - 1 : y + 2, x + 1 : x + 1 + gap] = 255
