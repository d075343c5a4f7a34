"""A sheet without any rule, and one with a solid frame, in which other rules are drawn."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from forms.certificate.pixels.ruling import Ruling

INK = (40, 40, 40)


@cache
def bare() -> Ruling:
    """An A4 sheet at 300 dpi without any rule. It takes a third of a second to see that, so it is seen once."""
    return Ruling(np.full((3508, 2480, 3), 255, np.uint8))


def frame(unit: float) -> np.ndarray:
    """An A4 sheet with a solid frame of 1,500 × 300, in 300ths of an inch."""
    page = np.full((round(3508 * unit), round(2480 * unit), 3), 255, np.uint8)
    corners = [tuple(round(each * unit) for each in corner) for corner in ((300, 600), (1800, 900))]
    cv2.rectangle(page, *corners, INK, max(1, round(4 * unit)))
    return page
