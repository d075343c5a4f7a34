"""Names and readings as they are read off a page, for tests of what the one tells of the other."""

from __future__ import annotations

import numpy as np

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.names.readings import hold_against_names
from forms.certificate.runs.segments import Glyph, Segment
from forms.fields import Kind

EM = 40.0
QUAD = np.float32([[0, 0], [900, 0], [900, 50], [0, 50]])
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


def entry(path: str, kind: Kind, text: str, sure: dict[str, float], lost: str) -> Entry:
    """A value as read; `sure` tells characters that were read with less or more confidence than the rest."""
    glyphs = tuple(
        Glyph(char, sure.get(char, 0.99), (at + 1) * EM) for at, char in enumerate(text) if char not in lost + "\u3000"
    )
    text = "".join(char for char in text if char not in lost)
    least = min(glyph.confidence for glyph in glyphs)
    return Entry(path, kind, Value(text, text, least, True, (Segment(glyphs, QUAD, 0, NO_LINE, EM, np.ones(9, bool)),)))


def held(name: str, said: str, sure: dict[str, float] | None = None, lost: str = "") -> Entry:
    """A reading as read; `lost` are kana that are printed and not read."""
    rows = [
        entry("members[0].name", Kind.NAME, name, {}, ""),
        entry("members[0].kana", Kind.KANA, said, sure or {}, lost),
    ]
    return hold_against_names(rows)[1]
