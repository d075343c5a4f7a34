"""Codes that a host prints before words of its lists: 20 子, 01 世帯主. They are no part of a value, nor is a speck
behind one: 男."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import SEXES, normalise, normalised, words

MAX_DIGITS = 2
"""How many figures such a code has at most."""
SPECKS = frozenset(".．,，、。・·")
APART_EM = 0.25
"""White between a code of one figure and its word at least, in em; 1男 of a list of choices stands closer."""


def without_codes(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, without a code or a speck beside a sex or a relationship that is all the rest
    of a text in a cell: in a line 3　子 may be the third person, who is a child."""
    return [segment if segment.cell == OUTSIDE else _word_of(segment) for segment in segments]


def _word_of(segment: Segment) -> Segment:
    texts = [glyph.text for glyph in segment.glyphs]
    end = len(texts)
    while end > 1 and texts[end - 1] in SPECKS:
        end -= 1
    digits = next((at for at, text in enumerate(texts) if not normalise(text).isdecimal()), 0)
    rest = normalise("".join(texts[digits:end]))
    told = rest in normalised(words().relationships) or rest in SEXES
    apart = digits == MAX_DIGITS or segment.gap_before(digits) >= APART_EM
    coded = not digits or (digits <= MAX_DIGITS and apart)
    return segment.part(digits, end) if told and coded else segment
