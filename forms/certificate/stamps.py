"""Coloured stamps taken off the print: the date of an office in violet, over a name in black.

The red channel, which is read, is white where red ink is; blue and violet ink is as dark in it as print.
"""

from __future__ import annotations

import cv2
import numpy as np

LOOKED_AT_PX = 900
"""Longer side of the small picture in which colour is looked for first."""
MIN_CHROMA = 50
"""Levels between a pixel's brightest and darkest channel, paper being white: stamps have 80 and more, paper and black
print below 30, also in photographs."""
MIN_BRIGHT = 100
"""Level of its brightest channel: below it there is print, whatever lies over it."""
MAX_RED = 185
"""Level of the red channel from which on it is white enough by itself: the seals of cities."""
MIN_SHARE, MAX_SHARE = 0.004, 0.3
"""Of all ink, coloured ink: with less there is no stamp, with more the form itself is printed in colour."""
INK = 170
"""Level of the darkest channel below which there is ink of any colour."""
EDGE_PX = 5
"""The soft edge of coloured ink."""


def without_colour(picture: np.ndarray, forward: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """The picture with paper in the place of coloured ink; itself where there is no stamp.

    Args:
        picture: BGR uint8.
        forward: 3 × 3, from its pixels to those of the sheet laid flat; the desk has colours, too.
        size: of that sheet, width and height.
    """
    scale = min(1.0, LOOKED_AT_PX / max(size))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    matrix = np.diag([scale, scale, 1.0]) @ forward @ np.diag([1 / scale, 1 / scale, 1.0])
    small = cv2.warpPerspective(small, matrix, (round(size[0] * scale), round(size[1] * scale)))
    white = _white(small)
    coloured, ink = _coloured(small, white), _balanced(small, white)[1] < INK
    share = np.count_nonzero(coloured & ink) / max(1, np.count_nonzero(ink))
    if not MIN_SHARE < share < MAX_SHARE:
        return picture
    mask = _coloured(picture, white).astype(np.uint8)
    mask = cv2.dilate(mask, np.ones((EDGE_PX, EDGE_PX), np.uint8)) > 0
    mask &= _balanced(picture, white)[0] >= MIN_BRIGHT
    paper = cv2.dilate(cv2.resize(picture, None, fx=1 / 16, fy=1 / 16, interpolation=cv2.INTER_AREA), np.ones((7, 7)))
    paper = cv2.resize(paper, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    cleared = picture.copy()
    cleared[mask] = paper[mask]
    return cleared


def _white(picture: np.ndarray) -> np.ndarray:
    """What paper is in each channel: light is warm or cold."""
    return np.percentile(picture.reshape(-1, 3), 80, axis=0).clip(60)


def _balanced(picture: np.ndarray, white: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The brightest and the darkest channel of each pixel, and the red one, paper being 255."""
    table = (np.arange(256)[:, None] * (255 / white)).clip(0, 255).astype(np.uint8)
    blue, green, red = cv2.split(cv2.LUT(picture, table[None]))
    return cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red), red


def _coloured(picture: np.ndarray, white: np.ndarray) -> np.ndarray:
    bright, dark, red = _balanced(picture, white)
    return (cv2.subtract(bright, dark) >= MIN_CHROMA) & (bright >= MIN_BRIGHT) & (red < MAX_RED)
