"""Codes that a host prints before words of its lists: 20 子, 01 世帯主. They are no part of a value."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import SEXES, normalise, normalised, words

MAX_DIGITS = 2
"""How many figures such a code has at most."""
APART_EM = 0.25
"""White between a code of one figure and its word at least, in em; 1男 of a list of choices stands closer."""


def without_codes(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, without a code before a sex or a relationship that is all the rest of a text in
    a cell: in a line 3　子 may be the third person, who is a child."""
    return [
        segment if segment.cell == OUTSIDE else segment.part(_start(segment), len(segment.glyphs))
        for segment in segments
    ]


def _start(segment: Segment) -> int:
    digits = next((at for at, glyph in enumerate(segment.glyphs) if not normalise(glyph.text).isdecimal()), 0)
    rest = normalise("".join(glyph.text for glyph in segment.glyphs[digits:]))
    told = rest in normalised(words().relationships) or rest in SEXES
    apart = digits == MAX_DIGITS or segment.gap_before(digits) >= APART_EM
    coded = 0 < digits <= MAX_DIGITS and told and apart
    return digits if coded else 0
