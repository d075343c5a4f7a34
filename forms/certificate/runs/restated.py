"""Segments that say something else than what is printed: a mark its label, a code what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from forms.certificate.runs.segments import Glyph, Segment


def saying(mark: Segment, text: str) -> Segment:
    """A mark as its label, in the room that the mark takes."""
    return replace(mark, glyphs=squeezed(mark, text))


def squeezed(segment: Segment, text: str) -> tuple[Glyph, ...]:
    """A text in the room that a segment takes."""
    first = segment.glyphs[0]
    step = (segment.glyphs[-1].x - first.x) / max(1, len(text) - 1)
    return tuple(replace(first, text=char, x=first.x + step * at) for at, char in enumerate(text))


def recoded(segment: Segment, parts: Sequence[tuple[int, str]], most: float) -> Segment:
    """A segment that says something else than what is printed, and is not decoded again.

    Args:
        parts: indices of its glyphs, with what each is to say.
        most: confidence that none exceeds.
    """
    glyphs = [(segment.glyphs[at], text) for at, text in parts if text]
    said = tuple(replace(glyph, text=text, confidence=min(glyph.confidence, most)) for glyph, text in glyphs)
    silent = replace(segment.line, steps=np.zeros((0, 1), int), odds=np.zeros((0, 1)))
    return replace(segment, glyphs=said, line=silent)
