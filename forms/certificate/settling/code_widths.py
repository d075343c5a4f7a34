"""Which width the number of a residence card has: AB12345678CD, or ＡＢ１２３４５６７８ＣＤ where a form types all so.

No kanji stands beside it, and it may be of another size than the page's values: its own digits tell, by how far they
stand apart in their height.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import NARROW, WIDE
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.segments import Segment
from forms.certificate.settling.numbered import Shown
from forms.certificate.shapes.strokes import ink_rows
from forms.fields import Kind

NARROW_UP_TO, WIDE_FROM = 0.8, 1.08
"""From a digit to the next, in heights of a digit. As faces draw them narrow ones have 0.65 to 0.91, wide ones with
squares of their own 1.18 to 1.35, those of proportional faces 0.86 to 0.93; ink takes up to a tenth of that. Of 26
numbers of cards on 18 sheets the narrow ones had 0.61 to 0.77, the wide ones 1.23."""
WIDE_UP_TO, MOST_UNEVEN = 1.45, 1.18
"""So far apart wide ones stand at most, and the widest step from the usual one: of twelve wide numbers on sheets it was
1.01 to 1.13: others were set apart."""
MOST_UNLIKE = 1.3
"""The height of the highest digit in that of the lowest, where no dirt was measured with one: clean numbers had up to
1.24, four among the dots of a copy or a pattern 1.45 to 1.94. Dirt makes wide ones seem to stand close."""
MIN_DIGITS = 3
"""Fewer tell nothing."""


def tell_codes(entries: Sequence[Entry], shown: Shown, page: Page | None) -> list[Entry]:
    """The entries, numbers of cards in the width that they have, or never sure.

    Args:
        shown: what the page's addresses show of its face.
        page: the picture that they were read from; without one nothing is told.
    """
    return [_told(entry, shown, page) if page and entry.kind is Kind.CODE else entry for entry in entries]


def _told(entry: Entry, shown: Shown, page: Page) -> Entry:
    steps, heights = _measured(entry.value.segments, page)
    if not steps or not heights:
        return replace(entry, firm=False)
    pitch, height = median(steps), median(heights)
    clean = max(heights) <= MOST_UNLIKE * min(heights)
    wide = pitch >= WIDE_FROM * height
    if wide:
        even = pitch <= WIDE_UP_TO * height and max(steps) <= MOST_UNEVEN * pitch
        certain = clean and even and shown.width == "wide"
    elif clean:
        # Where the page's face sets wide ones as close, only its addresses tell how it is typed.
        certain = pitch <= NARROW_UP_TO * height or shown.keeps_apart() or shown.width == "narrow"
    else:
        certain = pitch <= NARROW_UP_TO * min(heights)
    one, other = (WIDE, NARROW) if wide else (NARROW, WIDE)
    text, value = (each.translate(one) for each in (entry.value.text, entry.value.value))
    told = replace(entry, value=replace(entry.value, text=text, value=value))
    return told if certain else replace(told, firm=False, candidates=(*told.candidates, value.translate(other)))


def _measured(segments: Sequence[Segment], page: Page) -> tuple[list[float], list[float]]:
    """The steps from each digit to the next, and the height of each digit, in pixels; none where hardly any was
    seen."""
    steps, heights = [], []
    for segment in segments:
        digits = [unicodedata.normalize("NFKC", glyph.text).isdigit() for glyph in segment.glyphs]
        steps += [
            other.x - one.x
            for (one, other), both in zip(pairwise(segment.glyphs), pairwise(digits), strict=True)
            if all(both)
        ]
        high = float(np.linalg.norm(segment.quad[3] - segment.quad[0]))
        for picture, is_digit in zip(glyphs_of(page, segment), digits, strict=True):
            if is_digit and (rows := ink_rows(picture)):
                heights.append((rows[1] - rows[0]) / len(picture) * high)
    return (steps, heights) if len(heights) >= MIN_DIGITS else ([], [])
