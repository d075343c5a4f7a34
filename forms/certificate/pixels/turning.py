"""How a sheet lies: on its side, askew, upside down."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from forms.certificate.engines.recogniser import Quad, Recogniser, cut
from forms.certificate.pixels.components import find_components

TURN_SIDE_PX = 800
"""Longer side of the picture in which it is guessed whether the sheet lies on its side."""
TURNED_SHARE, MIN_TURNED_PX = 0.9, 300
"""From this share of the length of all lines, and from this length of them in that picture, it does."""
PROBES = (2, 4)
"""Lines that are read both ways to tell up from down: so many first, and more where those do not settle it."""
SETTLED_TRUST = 0.25
"""By how much the mean confidence of one way must lead for that."""
PROBE_RATIO = 5.0
"""So much of a line is enough for that, in heights."""


def looks_turned(red: np.ndarray, forward: np.ndarray, size: tuple[int, int]) -> bool:
    """Whether nearly all that may be lines of text on the sheet runs from top to bottom.

    A guess that costs little and spares a search for text; what that finds is what counts. Of forty sheets of the
    training parts those on their side had a share of 0.99, all others at most 0.14.

    Args:
        red: the picture's red channel.
        forward: 3 × 3, from its pixels to those of the sheet laid flat.
        size: of that sheet, width and height.
    """
    scale = TURN_SIDE_PX / max(size)
    shrink = min(1.0, 2 * scale)
    red = cv2.resize(red, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    matrix = np.diag([scale, scale, 1.0]) @ forward @ np.diag([1 / shrink, 1 / shrink, 1.0])
    size = (round(size[0] * scale), round(size[1] * scale))
    small = cv2.warpPerspective(red, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    rules = np.zeros_like(ink)
    for length in ((1, 30), (30, 1)):
        rules |= cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(length, np.uint8))
    ink[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = 0
    across, down = _lengths_across(ink), _lengths_across(np.ascontiguousarray(ink.T))
    return down > MIN_TURNED_PX and down > TURNED_SHARE * (across + down)


def _lengths_across(ink: np.ndarray) -> int:
    """Summed lengths of what may be lines of text from left to right."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 9), np.uint8))
    _, found = find_components(joined, connectivity=4)
    wide, high = found[1:, cv2.CC_STAT_WIDTH], found[1:, cv2.CC_STAT_HEIGHT]
    return int(wide[(wide > 3 * high) & (high > 4) & (high < 25)].sum())


def stands_on_its_side(quads: Sequence[Quad]) -> bool:
    """Whether most of the text that was found on a sheet runs from top to bottom."""
    wide = tall = 0.0
    for quad in quads:
        across, down = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
        if across > 2 * down:
            wide += across
        elif down > 2 * across:
            tall += down
    return tall > wide


def quarter_turn(size: tuple[int, int]) -> tuple[np.ndarray, tuple[int, int]]:
    """What turns a sheet of a width and height clockwise by 90 degrees, and how wide and high it is then."""
    return np.array([[0, -1, size[1] - 1], [1, 0, 0], [0, 0, 1]], float), (size[1], size[0])


def half_turn(size: tuple[int, int]) -> np.ndarray:
    """What turns a sheet by 180 degrees."""
    return np.array([[-1, 0, size[0] - 1], [0, -1, size[1] - 1], [0, 0, 1]], float)


def turn_by(degrees: float, size: tuple[int, int]) -> np.ndarray:
    """What turns a sheet anticlockwise about its middle."""
    return np.vstack([cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), degrees, 1.0), [0, 0, 1]])


def skew(quads: Sequence[Quad]) -> float:
    """Degrees by which lines of text fall to the right, as most of the text on the page does."""
    angles, weights = [], []
    for quad in quads:
        across, down = quad[1] - quad[0], np.linalg.norm(quad[3] - quad[0])
        length = float(np.linalg.norm(across))
        if length > 3 * down:
            angles.append(float(np.degrees(np.arctan2(across[1], across[0]))))
            weights.append(length)
    if not angles:
        return 0.0
    order = np.argsort(angles)
    heap = np.cumsum(np.asarray(weights)[order])
    return angles[order[int(np.searchsorted(heap, heap[-1] / 2))]]


def is_upside_down(ink: np.ndarray, quads: Sequence[Quad], recogniser: Recogniser) -> bool:
    """Whether the longest lines are read with more confidence the other way round.

    Args:
        ink: the sheet, grey uint8, cleared.
        quads: where text stands on it, in its pixels.
    """
    longest = sorted(quads, key=lambda quad: -float(np.linalg.norm(quad[1] - quad[0])))
    upright, turned, begin = [], [], 0
    for count in PROBES:
        crops = [cut(ink, quad) for quad in longest[begin : begin + count]]
        crops = [crop[:, : int(PROBE_RATIO * len(crop))] for crop in crops]
        lines = recogniser.read([*crops, *(cv2.rotate(crop, cv2.ROTATE_180) for crop in crops)])
        trust = [sum(c.confidence for c in line.characters) / max(1, len(line.characters)) for line in lines]
        upright += trust[: len(crops)]
        turned += trust[len(crops) :]
        begin += count
        if abs(sum(turned) - sum(upright)) >= SETTLED_TRUST * max(1, len(upright)):
            break
    return sum(turned) > sum(upright)
