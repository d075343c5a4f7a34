"""Labels printed in white on dark, turned into black on white: what follows reads dark ink on light paper.

They stand on bars, a head or a cell each, or in columns of such cells, whose rules can hardly be seen any more: there
the rules of the cells beside them are drawn on.
"""

from __future__ import annotations

import cv2
import numpy as np

LOOKED_AT_PX = 1000
"""Longer side of the small picture in which bars are looked for; a sheet of A4 has 3.4 of its pixels a millimetre."""
DARK, BRIGHT = 160, 190
"""Grey levels of the evenly lit page: a bar is darker, the print on it brighter. Bars of a middle grey are at 119,
up to 150 in the middle of a large one."""
RUN_PX, PRINT_PX = (2, 40), 17
"""Height and width of dark without any print, and the greatest height of print, in the small picture."""
MIN_HIGH_PX, MAX_HIGH_PX, MAX_HEAD_PX, MIN_WIDE_HEIGHTS = 6, 50, 110, 2.0
"""Height of a bar there, that of a head as wide as the sheet at most, and the width of both to their height at least: a
seal is as high as wide, a dark desk is larger. A head of three rows of labels is 85 high."""
MIN_FILL = 0.75
"""Share of its own rectangle, turned as it may be, that a bar fills."""
MIN_PRINTED, MAX_PRINTED, MAX_PRINTED_COLUMN = 0.006, 0.45, 0.2
"""Share of a bar, or of a column, that is print: a solid bar hides something, a seal has more white in it. Two labels
on a head as wide as the sheet are 0.01 of it."""
PAPER_PX = (5, 40)
"""Height and width of white, in the small picture, that is paper between two bars, and no print on one."""
MAX_COLUMN = (0.4, 0.9)
"""Width and height of a dark column, or a cell, to those of the page at most."""
BESIDE_MM, DARK_RULE = (1.0, 9.0), 150
"""How far from a column a rule beside it is looked for, from where to where, and the level that it is darker than."""
RULE_PX, MOST_RULE_MM, PAGE_MM = 3, 1.2, 297
"""Width of the rules that are drawn on; that of a rule at most; the longer side of the page."""
STROKE_PX = 31
"""Strokes of print on a bar are thinner than this, in pixels of the page."""
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
    solid[cv2.morphologyEx((small >= DARK).astype(np.uint8), cv2.MORPH_OPEN, np.ones(PAPER_PX, np.uint8)) > 0] = 0
    # Rules that end at a bar are none of it.
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((MIN_HIGH_PX, 1), np.uint8))
    outlines, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    done = None
    for outline in outlines:
        wide, high = sorted(cv2.minAreaRect(outline)[1], reverse=True)
        left, top, across, down = cv2.boundingRect(outline)
        filled = cv2.contourArea(outline) >= MIN_FILL * wide * high
        most = np.multiply(MAX_COLUMN, small.shape[::-1])
        column = high > MAX_HIGH_PX and across < most[0] and down < most[1]
        highest = MAX_HIGH_PX if across < most[0] else MAX_HEAD_PX
        if not filled or not (column or MIN_HIGH_PX <= high <= min(highest, wide / MIN_WIDE_HEIGHTS)):
            continue
        if not (left and top and left + across < small.shape[1] and top + down < small.shape[0]):
            continue  # the desk beside the sheet
        part, mask = _part(outline, scale, flat.shape)
        most_printed = MAX_PRINTED_COLUMN if column else MAX_PRINTED
        if (light := _light(flat[part], mask, round(EDGE_PX / scale), most_printed)) is None:
            continue
        done = flat.copy() if done is None else done
        done[part][mask > 0] = light[mask > 0]
        if across < most[0]:  # a cell, or several above each other; a head's cells are parted by nothing
            _draw_rules(done, flat, np.float32([left, top, left + across, top + down]) / scale)
    return flat if done is None else done


def _draw_rules(light: np.ndarray, flat: np.ndarray, box: np.ndarray) -> None:
    """Draws the edges of a turned cell or column, and across it the rules that end at its right or left side.

    Args:
        light: the page with the column turned; drawn on.
        flat: the page before.
        box: left, top, right, bottom of the column, in pixels of the page.
    """
    left, top, right, bottom = np.round(box).astype(int).tolist()
    cv2.rectangle(light, (left, top), (right, bottom), 0, RULE_PX)
    near, far = (round(each * max(flat.shape) / PAGE_MM) for each in BESIDE_MM)
    sides = (flat[top:bottom, right + near : right + far], flat[top:bottom, max(0, left - far) : max(0, left - near)])
    ruled = np.zeros(bottom - top, bool)
    for side in sides:
        if side.shape[1] == far - near:
            ruled |= (side < DARK_RULE).mean(axis=1) > MIN_RULED
    edges = np.flatnonzero(np.diff(np.concatenate([[0], ruled.astype(np.int8), [0]])))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start <= MOST_RULE_MM * max(flat.shape) / PAGE_MM:
            middle = top + int(start + end) // 2
            cv2.line(light, (left, middle), (right, middle), 0, RULE_PX)


MIN_RULED = 0.9
"""Share of what is beside a column that is dark where a rule is; less than all, for one that is a little askew."""


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


def _light(bar: np.ndarray, mask: np.ndarray, edge: int, most_printed: float) -> np.ndarray | None:
    """A bar with its print dark on white, or None where nothing is printed on it."""
    inner = cv2.erode(mask, np.ones((4 * edge + 1, 4 * edge + 1), np.uint8), borderValue=0)
    own = bar[inner > 0]
    if not own.size:
        return None
    level = float(np.median(own))
    share = float((own > max(BRIGHT, level + 40)).mean())
    if not MIN_PRINTED <= share <= most_printed:
        return None
    # In the middle of a large dark area the light was taken for weaker than it is: its grey rises there.
    ground = cv2.blur(
        cv2.morphologyEx(bar, cv2.MORPH_OPEN, np.ones((STROKE_PX, STROKE_PX), np.uint8)), (STROKE_PX,) * 2
    )
    ground = np.maximum(ground, np.uint8(level))
    light = 255 - cv2.convertScaleAbs(cv2.subtract(bar, cv2.add(ground, 20)), alpha=255 / (235 - level))
    light[inner == 0] = 255  # its edges would pass for print
    return light
