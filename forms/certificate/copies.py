"""Whether a page is a photocopy: the word that only a copier brings out stands pale behind the print."""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.labels import normalise, words
from forms.certificate.pages import clear_level, flattened
from forms.certificate.recogniser import Recogniser, cut

MIN_PALE_SHARE = 0.004
"""Of the page; below it nothing large and pale stands there, and no time is spent on looking."""
LOOK_SIDE_PX = 960
"""Longer side of the picture in which the word is looked for; it is printed large."""


def is_photocopy(picture: np.ndarray, recogniser: Recogniser) -> bool:
    """Whether 複写 or the like stands in pale print on the page (BGR uint8, upright)."""
    scale = LOOK_SIDE_PX / max(picture.shape[:2])
    small = cv2.resize(picture[:, :, 2], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    flat = flattened(small)
    # Strokes of the print have pale edges; the word's strokes are wide and pale throughout.
    pale = cv2.inRange(flat, float(clear_level(flat)) - 24.0, 243.0)
    pale = cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    if cv2.countNonZero(pale) < MIN_PALE_SHARE * pale.size:
        return False
    shown = 255 - pale
    crops = [cut(shown, quad) for quad in recogniser.find_text(shown)]
    texts = [normalise(line.text) for line in recogniser.read(crops)] if crops else []
    return any(word in text for text in texts for word in words().copies)
