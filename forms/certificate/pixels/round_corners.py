"""Round corners: a frame's sides end before they meet, and an arc leads from one to the other."""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.pixels.components import find_components

MAX_RADIUS = 50
"""300ths of an inch, from where a side ends to where the other one does: 4 mm."""
TOUCHING = 4
"""Pixels of the picture at half its size, a millimetre: sides whose ends are no further apart meet, ink or none."""
MIN_INKED = 0.7
"""Of an arc's points, those with ink on them: 0.75 and more along round corners, also of a fax; 0.56 at most along what
was none on nine sheets."""
POINTS = 16
"""Of an arc that are looked at."""


def round_corners(across: np.ndarray, upright: np.ndarray, ink: np.ndarray, unit: float) -> np.ndarray:
    """The arcs that join ruled lines to frames, uint8, 255 where one is.

    Args:
        across, upright: the lines from left to right and from top to bottom, 255 where one is.
        ink: everything that is printed, 255 where ink is.
        unit: their pixels to a 300th of an inch.
    """
    # Half the size tells as well where lines end, in a quarter of the time.
    sides = [_ends(_halved(across)), _ends(_halved(upright).T)[:, :, ::-1]]
    near = cv2.dilate(_halved(ink), np.ones((3, 3), np.uint8)) > 0
    arcs = np.zeros_like(ink)
    for right, bottom in ((0, 0), (0, 1), (1, 0), (1, 1)):
        level, plumb = sides[0][:, right], sides[1][:, bottom]
        # How far the one goes beyond the other's end, away from the corner.
        wide = (level[:, None, 0] - plumb[None, :, 0]) * (-1 if right else 1)
        high = (plumb[None, :, 1] - level[:, None, 1]) * (-1 if bottom else 1)
        shorter, longer = np.minimum(wide, high), np.maximum(wide, high)
        for one, other in zip(*np.nonzero((shorter >= 0) & (2 * longer <= MAX_RADIUS * unit)), strict=True):
            arc = _arc(level[one], plumb[other])
            inked = near[arc[:, 1].clip(0, len(near) - 1), arc[:, 0].clip(0, near.shape[1] - 1)].mean()
            if longer[one, other] <= TOUCHING or inked >= MIN_INKED:
                cv2.polylines(arcs, [2 * arc.reshape(-1, 1, 2)], False, 255, 2)
    return arcs


def _halved(lines: np.ndarray) -> np.ndarray:
    return (cv2.resize(lines, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) > 0).view(np.uint8)


def _ends(lines: np.ndarray) -> np.ndarray:
    """The left and the right end of each line from left to right, (n, 2, 2) as x and y."""
    _, found = find_components(np.ascontiguousarray(lines))
    ends = []
    for left, top, wide, high, _ in found[1:].tolist():
        rows = [np.flatnonzero(lines[top : top + high, column]).mean() for column in (left, left + wide - 1)]
        ends.append([(left, top + rows[0]), (left + wide - 1, top + rows[1])])
    return np.array(ends, float).reshape(-1, 2, 2)


def _arc(level: np.ndarray, plumb: np.ndarray) -> np.ndarray:
    """A quarter of an ellipse from the end of a line from left to right to that of an upright one, (POINTS, 2)."""
    turn = np.linspace(0, np.pi / 2, POINTS)[:, None]
    middle = np.array([level[0], plumb[1]])
    return np.round(middle + (level - middle) * np.cos(turn) + (plumb - middle) * np.sin(turn)).astype(np.int32)
