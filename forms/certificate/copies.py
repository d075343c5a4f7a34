"""Whether a page is a photocopy: the word that only a copier brings out stands pale behind the print."""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.engines.recogniser import Recogniser, cut
from forms.certificate.pixels.pages import clear_level, flattened
from forms.certificate.words.catalogue import normalise, words

MIN_PALE_SHARE = 0.004
"""Of the page; below it nothing large and pale stands there, and no time is spent on looking."""
LOOK_SIDE_PX = 640
"""Longer side of the picture in which the word is looked for; it is printed large: 10 mm are 22 pixels."""
PRINT_LEVELS = 40
"""Print is so much darker than the level up to which it is called pale."""
DARKENED = 4.0
"""How much darker the pale is made."""
MIN_MARKS, MIN_MARK_PX, MAX_MARK_PX = 2, 8, 64
"""So many pale marks of the size of a large character, in that picture; dots of patterns are smaller, shades larger."""


def is_photocopy(red: np.ndarray, recogniser: Recogniser) -> bool:
    """Whether 複写 or the like stands in pale print on the page (its red channel, upright)."""
    scale = LOOK_SIDE_PX / max(red.shape)
    small = cv2.resize(red, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    flat = flattened(small)
    # Strokes of the print have pale edges; the word's strokes are wide and pale throughout.
    pale = cv2.inRange(flat, float(clear_level(flat)) - 24.0, 243.0)
    pale = cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    if cv2.countNonZero(pale) < MIN_PALE_SHARE * pale.size or _count_marks(pale) < MIN_MARKS:
        return False
    shown = _without_print(flat)
    crops = [cut(shown, quad) for quad in recogniser.find_text(shown)]
    texts = [normalise(line.text) for line in recogniser.read(crops)] if crops else []
    return any(word in text for text in texts for word in words().copies)


def _without_print(flat: np.ndarray) -> np.ndarray:
    """What is pale on an evenly lit page, dark on white: in greys, as dotted and thin strokes need to be read."""
    dark = (flat < clear_level(flat) - PRINT_LEVELS).astype(np.uint8)
    # The print goes with its soft edges.
    rest = cv2.copyTo(255 - flat, 1 - cv2.dilate(dark, np.ones((3, 3), np.uint8)))
    return 255 - cv2.convertScaleAbs(cv2.GaussianBlur(rest, (0, 0), 0.7), alpha=DARKENED)


def _count_marks(pale: np.ndarray) -> int:
    joined = cv2.morphologyEx(pale, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    sides = np.sort(cv2.connectedComponentsWithStats(joined, connectivity=8)[2][1:, 2:4], axis=1)
    return int(((sides[:, 0] >= MIN_MARK_PX) & (sides[:, 1] <= MAX_MARK_PX) & (sides[:, 1] < 2 * sides[:, 0])).sum())
