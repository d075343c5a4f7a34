"""Pepper: black specks of a pixel, all over a copy that was exposed too long or sharpened too much.

Its strokes have the same specks for an outline, and white ones within. The middle of each three by three pixels takes
both away; it also takes the finest strokes, so it is for pages that could not be read well without it.
"""

from __future__ import annotations

import cv2
import numpy as np

RED = 2
"""The channel that is read."""
DARK, LIGHT = 140, 190
"""Grey levels: of a speck at most, and of all that lies around it at least."""
LEAST = 0.002
"""Specks to a pixel from which on a page is peppered: such copies had 0.0032 to 0.0176, of 120 other pages, faxes and
dotted patterns among them, none more than 0.0008."""
AROUND = np.array(
    [[1, 1, 1, 1, 1], [1, 0, 0, 0, 1], [1, 0, 0, 0, 1], [1, 0, 0, 0, 1], [1, 1, 1, 1, 1]],
    np.uint8,
)
"""What lies around a speck: it may be soft, and reach into the pixels next to it."""


def without_pepper(picture: np.ndarray) -> np.ndarray:
    """The picture (BGR uint8) without specks of a pixel where it is full of them; itself where it is not."""
    return cv2.medianBlur(picture, 3) if specks(picture) >= LEAST else picture


def specks(picture: np.ndarray) -> float:
    """Lone dark specks to a pixel, in the middle of a picture (BGR uint8)."""
    height, width = picture.shape[:2]
    part = picture[height // 4 : height - height // 4, width // 4 : width - width // 4, RED]
    lone = (part <= DARK) & (cv2.erode(part, AROUND) >= LIGHT)
    return float(lone.mean()) if lone.size else 0.0
