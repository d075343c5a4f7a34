"""Heads printed in white on dark bars, turned into black on white: what follows reads dark ink on light paper."""

from __future__ import annotations

import cv2
import numpy as np

LOOKED_AT_PX = 1000
"""Longer side of the small picture in which bars are looked for; a sheet of A4 has 3.4 of its pixels a millimetre."""
DARK, BRIGHT = 110, 190
"""Grey levels of the evenly lit page: a bar is darker, the print on it brighter."""
RUN_PX, PRINT_PX = (2, 40), 17
"""Height and width of dark without any print, and the greatest height of print, in the small picture."""
MIN_HIGH_PX, MAX_HIGH_PX, MIN_WIDE_HEIGHTS = 6, 50, 2.0
"""Height of a bar there, and its width to its height at least: a seal is as high as wide, a dark desk is larger."""
MIN_FILL = 0.75
"""Share of its own rectangle, turned as it may be, that a bar fills."""
PRINTED = (0.02, 0.45)
"""Share of a bar that is print: a solid bar hides something."""
EDGE_PX = 2
"""The soft edge of a bar, in the small picture."""


def turned(flat: np.ndarray) -> np.ndarray:
    """The page with its dark bars turned, or itself where there is none.

    Args:
        flat: grey uint8, evenly lit, paper white.
    """
    scale = min(1.0, LOOKED_AT_PX / max(flat.shape))
    small = cv2.resize(flat, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # No text has a run so long and high without white; a bar has one above its print and one beneath.
    solid = cv2.morphologyEx((small < DARK).astype(np.uint8), cv2.MORPH_OPEN, np.ones(RUN_PX, np.uint8))
    solid = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((PRINT_PX, 1), np.uint8))
    outlines, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    done = None
    for outline in outlines:
        wide, high = sorted(cv2.minAreaRect(outline)[1], reverse=True)
        filled = cv2.contourArea(outline) >= MIN_FILL * wide * high
        if not filled or not MIN_HIGH_PX <= high <= min(MAX_HIGH_PX, wide / MIN_WIDE_HEIGHTS):
            continue
        left, top, across, down = cv2.boundingRect(outline)
        if not (left and top and left + across < small.shape[1] and top + down < small.shape[0]):
            continue  # the desk beside the sheet
        part, mask = _part(outline, scale, flat.shape)
        if (light := _light(flat[part], mask, round(EDGE_PX / scale))) is None:
            continue
        done = flat.copy() if done is None else done
        done[part][mask > 0] = light[mask > 0]
    return flat if done is None else done


def _part(outline: np.ndarray, scale: float, shape: tuple[int, ...]) -> tuple[tuple[slice, slice], np.ndarray]:
    """Where a bar lies on the page, and which pixels there are it."""
    corners = cv2.boxPoints(cv2.minAreaRect(outline)) / scale
    grown = round(EDGE_PX / scale)
    left, top = np.floor(corners.min(axis=0) - grown).astype(int).clip(0)
    right, bottom = np.ceil(corners.max(axis=0) + grown).astype(int).clip(0, shape[1::-1])
    mask = np.zeros((bottom - top, right - left), np.uint8)
    cv2.fillConvexPoly(mask, np.round(corners - (left, top)).astype(np.int32), 255)
    mask = cv2.dilate(mask, np.ones((2 * grown + 1, 2 * grown + 1), np.uint8))
    return (slice(top, bottom), slice(left, right)), mask


def _light(bar: np.ndarray, mask: np.ndarray, edge: int) -> np.ndarray | None:
    """A bar with its print dark on white, or None where nothing is printed on it."""
    inner = cv2.erode(mask, np.ones((4 * edge + 1, 4 * edge + 1), np.uint8), borderValue=0)
    own = bar[inner > 0]
    if not own.size:
        return None
    level = float(np.median(own))
    share = float((own > max(BRIGHT, level + 40)).mean())
    if not PRINTED[0] <= share <= PRINTED[1]:
        return None
    light = 255 - cv2.convertScaleAbs(cv2.subtract(bar, level + 20), alpha=255 / (235 - level))
    light[inner == 0] = 255  # its edges would pass for print
    return light
