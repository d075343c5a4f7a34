"""Marks in broad pale strokes, as 複写 of a photocopy: they become paper, and what is printed across them stays.

A mark that has more than a third of the contrast of print is not cleared by its level, and the search for text takes it
for a large word whose box swallows the lines beneath it. But its strokes are broader than any of print: the brightest
of each place is paper where print stands, and the mark's own grey where the mark does.
"""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.pixels.components import find_components
from forms.certificate.pixels.levels import level_at

PALE = 225
"""Grey level below which paper has a mark, as it has a tone."""
INK_PERCENT, OF_INK = 5, 0.6
"""The level of ink is that below which so many in a hundred of the pixels darker than :data:`PALE` are: most of these
may be the marks'. A mark has less than this share of its contrast."""
OWN_PERCENT, OWN_SPREAD = 10, 10
"""All marks of a page are of one grey: so many in a hundred of its pixels tell the darkest of it, less so much."""
UNEVEN = 15
"""By which the darker quarter of its pixels is below the middle of them at most: 2 on copies with broad marks, 30 to 50
in shadows and marks of coarse dots."""
CLEARED = 10
"""Above the level for clearing by which marks leave no more than specks of it: so it was on 8 of 14 copies."""
BROAD = 5
"""Width of the circle, in pixels of the page made half as large, that strokes of a mark have room for and those of
print have not."""
AREA = 25
"""Width of the square in them that no stroke has room for: 4 mm. A shaded cell, or a shadow, is no mark."""
MIN_SHARE, MIN_MARKS = 0.012, 24
"""Of a page, in broad strokes, and how many parts of marks there must be: copies have 1.5 to 12 % and 49 to 148, folds,
shadows and staples mostly less than 1 % or 10."""
MIN_SIDE = 1 / 80
"""Longer side of a mark, or of the part of it that hangs together, in longer sides of the page: 4 mm of 297."""


def without_marks(flat: np.ndarray, enough: float = PALE) -> np.ndarray:
    """An evenly lit channel, grey uint8, with paper in the place of marks; itself where :func:`tone_of_marks` sees
    none."""
    tone = tone_of_marks(flat, enough)
    return flat if tone is None else lifted(flat, tone)


def lifted(picture: np.ndarray, tone: np.ndarray) -> np.ndarray:
    """A picture, grey or BGR uint8, as bright where paper has that tone as it is elsewhere."""
    return cv2.divide(picture, tone if picture.ndim == 2 else cv2.merge([tone] * 3), scale=255.0)


def tone_of_marks(flat: np.ndarray, enough: float = PALE) -> np.ndarray | None:
    """What level paper has where marks are, uint8 of the size of the evenly lit channel; None where there are none.

    Args:
        enough: the level from which on clearing takes what is pale; marks that are far paler are left to that.
    """
    half = cv2.resize(flat, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    least = _palest_ink(half)
    if least >= PALE:
        return None
    broad = cv2.morphologyEx(half, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (BROAD, BROAD)))
    core = cv2.morphologyEx(cv2.inRange(broad, least, PALE), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if cv2.countNonZero(core) < MIN_SHARE * core.size:
        return None
    # Thin strokes of a mark are no darker than the broad ones, and have nothing darker beside them, as print has.
    darkest, darker, own = (level_at(broad[core > 0][None], percent) for percent in (OWN_PERCENT, 25, 50))
    if own >= enough + CLEARED or own - darker > UNEVEN:
        return None
    least = darkest - OWN_SPREAD
    pale = cv2.inRange(half, least, PALE) & cv2.inRange(cv2.erode(half, np.ones((3, 3), np.uint8)), least, 255)
    owners, found = find_components((pale | core) // 255)
    sides = np.maximum(found[:, cv2.CC_STAT_WIDTH], found[:, cv2.CC_STAT_HEIGHT])
    is_mark = sides >= MIN_SIDE * max(half.shape)
    is_mark[0] = False
    is_mark &= np.bincount(owners[core > 0], minlength=len(found)) > 0
    area = cv2.morphologyEx(core, cv2.MORPH_OPEN, np.ones((AREA, AREA), np.uint8))
    is_mark &= np.bincount(owners[area > 0], minlength=len(found)) == 0
    if np.count_nonzero(is_mark) < MIN_MARKS:
        return None
    mark = is_mark[owners].view(np.uint8)
    # Between the strokes of a small kanji the brightest is print, too.
    tone = cv2.copyTo(half, mark & pale, cv2.max(broad, darkest))
    tone = cv2.copyTo(tone, cv2.dilate(mark, np.ones((3, 3), np.uint8)), np.full_like(half, 255))
    # A little wider than the mark: its soft edge would be left as an outline.
    return cv2.resize(cv2.erode(tone, np.ones((3, 3), np.uint8)), flat.shape[::-1], interpolation=cv2.INTER_LINEAR)


def _palest_ink(half: np.ndarray) -> float:
    """The level from which on what is darker than paper is too pale to be print."""
    dark = half[half < PALE]
    ink = level_at(dark[None], INK_PERCENT) if dark.size else 255.0
    return 255.0 - OF_INK * (255.0 - ink)
