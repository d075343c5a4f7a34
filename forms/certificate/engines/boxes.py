"""Boxes of text out of what the detector gives: for each pixel how likely it lies in a line of text.

The detector is trained on lines that were shrunk, so that neighbours stay apart; each box is grown back. The boxes
are those of rapidocr's own step to the last pixel, with which every threshold that follows was set; but that one takes
a second to import, and leaves out lines that touch another one askew of them.
"""

from __future__ import annotations

import cv2
import numpy as np
import pyclipper

MIN_LIKELY = 0.3
"""A pixel from here on is a part of a line."""
MIN_MEAN = 0.45
"""Of all pixels of a box; below it the box is dirt or pattern."""
MAX_BOXES = 1000
"""More lines than any page has: the rest is dirt, a picture."""
PARTING = (0.5, 0.7, 0.85)
"""Likelihoods at which two lines that touch come apart: a black seal on a copy, and the line that it was set upon."""
MIN_PART = 20
"""Pixels of the map along the outline of such a line at least."""
MIN_SIDE_PX, MIN_GROWN_SIDE_PX, MIN_KEPT_SIDE_PX = 3, 5, 4
"""Shorter side of a box before and after growing, and of what of it lies on the map."""
GROWTH = 1.6
"""By how much a box grows on each side: area to circumference, times this."""


def boxes_of(likely: np.ndarray) -> list[np.ndarray]:
    """The boxes of lines, float32 (4, 2), top left, top right, bottom right, bottom left, in whole pixels of the map.

    Args:
        likely: float32 (height, width), 0 to 1.
    """
    marks = cv2.dilate((likely > MIN_LIKELY).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(marks, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for outline in outlines[:MAX_BOXES]:
        box = cv2.minAreaRect(outline)
        if min(box[1]) < MIN_SIDE_PX:
            continue
        whole = _mean(likely, in_order(cv2.boxPoints(box))) >= MIN_MEAN
        quads = [_quad(box, likely.shape)] if whole else [_quad(part, likely.shape) for part in _parts(likely, outline)]
        found += [quad for quad in quads if quad is not None]
    return found


def _quad(box: tuple, shape: tuple[int, int]) -> np.ndarray | None:
    """A box, as :func:`cv2.minAreaRect` gives it, grown back; None where it is too small for text."""
    box = cv2.minAreaRect(_grown(in_order(cv2.boxPoints(box)), box[1]))
    if min(box[1]) < MIN_GROWN_SIDE_PX:
        return None
    # Whole pixels, of which the last one is still on the map.
    limits = np.array(shape[::-1], np.float32)
    quad = in_order(np.minimum(np.clip(np.round(cv2.boxPoints(box)), 0, limits), limits - 1))
    shorter = min(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[0] - quad[3]))
    return quad if shorter >= MIN_KEPT_SIDE_PX else None


def _parts(likely: np.ndarray, outline: np.ndarray) -> list[tuple]:
    """The boxes of lines that touch: each likely by itself, and the box around all of them mostly bare paper."""
    left, top, wide, high = cv2.boundingRect(outline)
    own = np.zeros((high, wide), np.uint8)
    cv2.drawContours(own, [outline], -1, 1, cv2.FILLED, offset=(-left, -top))
    near = likely[top : top + high, left : left + wide]
    for level in PARTING:
        outlines, _ = cv2.findContours(own * (near > level), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        boxes = [cv2.minAreaRect(part + np.int32([left, top])) for part in outlines if len(part) >= MIN_PART]
        boxes = [
            box
            for box in boxes
            if min(box[1]) >= MIN_SIDE_PX and _mean(likely, in_order(cv2.boxPoints(box))) >= MIN_MEAN
        ]
        if len(boxes) > 1:
            return boxes
    return []


def in_order(quad: np.ndarray) -> np.ndarray:
    """The corners in order: top left, top right, bottom right, bottom left."""
    places = quad.tolist()  # four points are sorted sooner by Python than by numpy
    across = sorted(range(4), key=lambda at: places[at][0])
    left, right = (sorted(half, key=lambda at: places[at][1]) for half in (across[:2], across[2:]))
    return np.float32([places[at] for at in (left[0], right[0], right[1], left[1])])


def _grown(corners: np.ndarray, sides: tuple[float, float]) -> np.ndarray:
    """The outline of a box grown to all sides, in whole pixels."""
    wide, high = sides
    outline = pyclipper.PyclipperOffset()
    outline.AddPath(corners, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
    return np.array(outline.Execute(GROWTH * wide * high / (2 * (wide + high))), np.int32).reshape(-1, 1, 2)


def _mean(likely: np.ndarray, corners: np.ndarray) -> float:
    """The mean within a box, as far as it lies on the map."""
    last = np.array(likely.shape[::-1]) - 1
    low = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, last)
    high = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, last)
    inside = np.zeros((high[1] - low[1] + 1, high[0] - low[0] + 1), np.uint8)
    cv2.fillPoly(inside, [(corners - low).astype(np.int32)], 1)
    return cv2.mean(likely[low[1] : high[1] + 1, low[0] : high[0] + 1], inside)[0]
