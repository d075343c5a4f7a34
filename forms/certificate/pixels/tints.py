"""Patterns in a colour that is paler than any ink (地紋 in green, blue or brown) become paper.

The red channel, which is read, is darkest where green and blue are: beside print of low toner a pale green wave is half
as dark there, and no share of the contrast parts the two. But no ink, black or coloured, is nearly white in its
brightest channel, and a pale colour is.
"""

from __future__ import annotations

import cv2
import numpy as np

PALE = 200
"""Level of the brightest channel, paper being 255, from which on no ink is: print of low toner, coloured print and pens
had 170 at most, waves and dots of patterns 210 to 230."""
MIN_TINT, MIN_SHARE = 10, 0.01
"""How much darker the red channel must be than the brightest one, and the share of a sheet that must be so: patterns
were on 1.4 to 18 % of it, on sheets without one 0 to 0.3 % were so."""


def is_tinted(bright: np.ndarray, red: np.ndarray) -> bool:
    """Whether a sheet has a pale pattern in colour, by each pixel's brightest and its red channel (paper being 255)."""
    tinted = (bright >= PALE) & (cv2.subtract(bright, red) >= MIN_TINT)
    return np.count_nonzero(tinted) >= MIN_SHARE * tinted.size


def without_tints(picture: np.ndarray, white: np.ndarray) -> np.ndarray:
    """The picture (BGR uint8) with the red channel of pale colours as bright as their brightest one.

    Args:
        white: what paper is in each channel.
    """
    blue, green, red = cv2.split(picture)
    others = cv2.max(
        *(cv2.convertScaleAbs(each, alpha=white[2] / own) for each, own in zip((blue, green), white[:2], strict=True))
    )
    pale = cv2.compare(others, PALE * white[2] / 255, cv2.CMP_GE)
    return cv2.merge([blue, green, cv2.copyTo(cv2.max(red, others), pale, red)])
