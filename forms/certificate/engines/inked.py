"""What of a page text is looked for in: bare paper takes as long to look through as print."""

from __future__ import annotations

import cv2
import numpy as np

QUIET_BAND_PX = 48
"""A band of paper without ink that is higher than this, in the picture in which text is looked for, is left out."""


def inked_part(grey: np.ndarray) -> tuple[np.ndarray, int, int]:
    """What of a page is worth looking at: its rows without wide bands of bare paper, and its columns from edge to edge.

    Returns:
        The rows, and the first and the last column, counts divisible by 32 as the model needs them.
    """
    height, width = grey.shape
    paper = cv2.blur(grey, (41, 41))
    ink = (grey.astype(np.int16) < paper.astype(np.int16) - 28).astype(np.uint8)
    # Single dots are dirt or pattern.
    ink = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 7), np.uint8))
    ink = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((2, 3), np.uint8))
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(down):
        return np.arange(0), 0, width
    # As a row: OpenCV takes a vector for one.
    near = cv2.dilate(ink.any(axis=1)[None].astype(np.uint8), np.ones((1, QUIET_BAND_PX | 1), np.uint8))[0] > 0
    rows = np.flatnonzero(near)
    spare = np.flatnonzero(~near)
    lacking = min(-len(rows) % 32, len(spare))
    # Rows added anywhere would tear a line of text apart no less than rows left out: they come from the quiet bands.
    rows = np.sort(np.concatenate([rows, spare[:lacking]]))
    rows = rows[: len(rows) // 32 * 32] if len(rows) >= 32 else np.arange(height)
    left, right = max(0, int(across[0]) - 32), min(width, int(across[-1]) + 33)
    grow = -(right - left) % 32
    right = min(width, right + grow)
    left = max(0, right - -(-(right - left) // 32) * 32)
    right = left + (right - left) // 32 * 32
    return rows, left, right
