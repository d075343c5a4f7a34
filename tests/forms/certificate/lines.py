"""Lines of text for tests of the layout, without any picture."""

from __future__ import annotations

import numpy as np

from forms.certificate.engines.recogniser import Line
from forms.certificate.runs.segments import Glyph, Segment, width_em

EM = 40.0


def segment(text: str, left: float, top: float, cell: int = -1, em: float = EM, pitch: float = 1.0) -> Segment:
    """A line of text from its left end, in pixels; `pitch` spreads its characters."""
    glyphs, x = [], left
    for character in text:
        wide = width_em(character) * em
        glyphs.append(Glyph(character, 0.99, x + wide / 2))
        x += wide * pitch
    quad = np.float32([[left, top], [x, top], [x, top + em], [left, top + em]])
    return Segment(
        tuple(glyphs), quad, cell, Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0), em, np.ones(9, bool)
    )


def printed(text: str, em: float = 40.0) -> Segment:
    """A line at the left edge, without a picture; a full-width blank is white paper."""
    glyphs, x = [], 0.0
    for character in text:
        wide = width_em(character) * em
        if character != "\u3000":
            glyphs.append(Glyph(character, 0.99, x + wide / 2))
        x += wide
    quad = np.float32([[0, 0], [x, 0], [x, em], [0, em]])
    empty = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)
    return Segment(tuple(glyphs), quad, -1, empty, em, np.ones(10, bool))
