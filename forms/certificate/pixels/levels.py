"""Levels of grey in a picture, by the share of its pixels that are darker."""

from __future__ import annotations

import cv2
import numpy as np


def level_at(picture: np.ndarray, percent: float) -> float:
    """What :func:`numpy.percentile` says of a picture, several times as fast: it sorts, here is counted.

    Args:
        picture: grey uint8, not empty.
        percent: 0 to 100.
    """
    rank = percent / 100 * (picture.size - 1)
    if picture.size - cv2.countNonZero(picture) > rank + 1:
        return 0.0
    counts = cv2.calcHist([np.ascontiguousarray(picture)], [0], None, [256], [0, 256])
    upto = counts.ravel().astype(np.int64).cumsum()
    first = int(rank)
    low, high = (int(level) for level in np.searchsorted(upto, (first, min(first + 1, picture.size - 1)), "right"))
    share = rank - first
    return low + (high - low) * share if share < 0.5 else high - (high - low) * (1 - share)
