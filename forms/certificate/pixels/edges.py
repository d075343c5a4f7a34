"""The edges of the sheet in a picture, found by the contrast along them, and how it is laid flat by its corners.

Where it is not brighter than its desk all around, its sides are looked for (:mod:`forms.certificate.pixels.sides`).
"""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.engines.boxes import in_order
from forms.certificate.pixels.sides import find_sides

MIN_SHEET_SHARE, MAX_SHEET_SHARE = 0.2, 0.97
"""A quadrilateral of this share of the picture is taken for the sheet."""
SMALL_SHARE = 0.45
"""A sheet that takes up less of the picture may be but a part of one."""
MIN_EDGE_CONTRAST = 0.12
"""By how much a sheet is brighter along each of its edges than what lies beside it, relative to the sheet."""
THRESHOLDS = (1.1, 1.0, 0.85, 0.7, 0.55, 0.45)
"""Of the level that parts bright from dark over the whole picture."""
MIN_RATIO, MAX_RATIO = 1.2, 1.67
"""Of a sheet's sides, the longer by the shorter one: of A4 and B5, seen at an angle."""
MAX_TURN_DEGREES, MAX_SHRINKING = 12.0, 1.35
"""Between opposite sides of a sheet, seen at an angle, and the longer of them by the shorter one, at most."""
A4_RATIO = 2**0.5
MIN_SIDE_PX, MAX_SIDE_PX = 1400, 4200
"""The longer side of a page is brought between these before it is read."""


def lay_flat(picture: np.ndarray) -> tuple[np.ndarray, tuple[int, int]]:
    """The matrix (3 × 3) from pixels of a picture (BGR uint8) to those of the sheet in it, flat but as it lies, and the
    sheet's width and height in pixels. Where neither edges nor sides are found the whole picture is the sheet.
    """
    height, width = picture.shape[:2]
    corners = _find_sheet(picture)
    if corners is None:
        corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    wide = max(np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3]))
    high = max(np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[2] - corners[1]))
    ratio = high / wide
    # Perspective shortens one side; nearly every sheet is A4, so a ratio close to it is taken for it.
    for likely in (A4_RATIO, 1 / A4_RATIO):
        if 0.85 < ratio / likely < 1.18:
            high = wide * likely
    scale = float(np.clip(1.0, MIN_SIDE_PX / max(wide, high), MAX_SIDE_PX / max(wide, high)))
    size = (round(wide * scale), round(high * scale))
    target = np.float32([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]])
    return cv2.getPerspectiveTransform(corners, target), size


def _find_sheet(picture: np.ndarray) -> np.ndarray | None:
    """The best of several thresholds: uneven light makes any single one cut a part of the sheet off."""
    scale = 800 / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (0, 0), 2)
    middle, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    found = [
        (_edge_contrast(grey, corners), corners)
        for share in THRESHOLDS
        if (corners := _bright_quad(grey, middle * share)) is not None
    ]
    contrast, corners = max(found, key=lambda row: row[0], default=(0.0, None))
    if contrast < MIN_EDGE_CONTRAST:
        corners = find_sides(small)
    elif cv2.contourArea(corners) < SMALL_SHARE * grey.size or not _is_like_a_sheet(corners):
        # Of a sheet that lies half in the shade the lit part has four edges, too.
        sides = find_sides(small)
        corners = corners if sides is None else sides
    return None if corners is None else in_order(corners / scale)


def _is_like_a_sheet(corners: np.ndarray) -> bool:
    """Whether four corners, one behind the other, may be those of a whole sheet that a camera sees from above."""
    sides = np.roll(corners, -1, axis=0) - corners
    longs, angles = np.linalg.norm(sides, axis=1), np.degrees(np.arctan2(sides[:, 1], sides[:, 0]))
    turns = np.abs((angles[:2] - angles[2:]) % 360 - 180)
    shrinking = np.maximum(longs[:2] / longs[2:], longs[2:] / longs[:2])
    ratio = (longs[0] + longs[2]) / (longs[1] + longs[3])
    likely = MIN_RATIO < max(ratio, 1 / ratio) < MAX_RATIO
    return bool(likely and turns.max() < MAX_TURN_DEGREES and shrinking.max() < MAX_SHRINKING)


def _bright_quad(grey: np.ndarray, level: float) -> np.ndarray | None:
    """The four corners of what is brighter than a level, or None where that is no quadrilateral of a likely size."""
    bright = (grey > level).astype(np.uint8)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    for share in (0.01, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True)
        if len(corners) <= 4:
            break
    share = cv2.contourArea(corners) / grey.size
    if len(corners) != 4 or not MIN_SHEET_SHARE < share < MAX_SHEET_SHARE:
        return None
    return corners.reshape(4, 2).astype(np.float32)


def _edge_contrast(grey: np.ndarray, corners: np.ndarray) -> float:
    """How much brighter the sheet is just within its edges than just outside, relative to it, at the weakest edge."""
    middle, shares = corners.mean(axis=0), np.linspace(0.08, 0.92, 40)[:, None]
    weakest = 1.0
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        across = np.array([start[1] - end[1], end[0] - start[0]]) / max(1.0, float(np.linalg.norm(end - start)))
        across = across if across @ (middle - (start + end) / 2) > 0 else -across
        along = start + (end - start) * shares
        within, beyond = (
            grey[tuple(np.clip(np.round(along + across * step).astype(int), 0, np.array(grey.shape)[::-1] - 1).T[::-1])]
            for step in (7, -7)
        )
        contrast = (within.astype(float) - beyond) / np.maximum(within, 1)
        weakest = min(weakest, float(np.median(contrast)))
    return weakest
