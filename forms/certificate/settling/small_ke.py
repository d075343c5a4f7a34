"""ヶ or ケ in names and places, by the height of its ink: 緑ケ丘 and 緑ヶ丘 are both written.

The recogniser prefers the small one, and no other reader tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from forms.addresses import known_ke
from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import respelt
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.segments import Segment
from forms.certificate.shapes.strokes import ink_rows
from forms.fields import Kind

KINDS = frozenset({Kind.NAME, Kind.ADDRESS, Kind.BUILDING})
SMALL_UP_TO_EM, LARGE_FROM_EM = 0.69, 0.74
"""Height of the ink. 26 large ones of 20 faces had 0.75 to 0.96, two small ones 0.66."""


def size(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries, each ヶ in the size in which it is printed.

    Where that lies between the two it is as the postal data has it, and never sure: cities print 武蔵ヶ丘, too, where
    those have 武蔵ケ丘. Nor is it where they have another size than the ink.
    """
    return [_sized(entry, page) if entry.kind in KINDS and _has_any(entry) else entry for entry in entries]


def _has_any(entry: Entry) -> bool:
    return any(char in segment.text for segment in entry.value.segments for char in "ヶケ")


def _sized(entry: Entry, page: Page) -> Entry:
    segments, firm, before = [], entry.firm, 0
    text = "".join(segment.text for segment in entry.value.segments)
    for segment in entry.value.segments:
        glyphs = list(segment.glyphs)
        for at, (glyph, picture) in enumerate(zip(glyphs, glyphs_of(page, segment), strict=True)):
            if glyph.text not in "ヶケ":
                continue
            high = _height_em(picture, segment)
            told = "ヶ" if high < (SMALL_UP_TO_EM + LARGE_FROM_EM) / 2 else "ケ"
            known = known_ke(text, before + at) if entry.kind is Kind.ADDRESS else None
            if SMALL_UP_TO_EM < high < LARGE_FROM_EM:
                told, firm = known or told, False
            glyphs[at] = replace(glyph, text=told)
            firm = firm and known in (None, told)
        segments.append(replace(segment, glyphs=tuple(glyphs)))
        before += len(glyphs)
    return replace(entry, value=respelt(entry.value, segments, entry.kind), firm=firm)


def _height_em(glyph: np.ndarray, segment: Segment) -> float:
    """Height of the ink in em; that of a large one where there is none to measure."""
    rows = ink_rows(glyph)
    if rows is None:
        return 1.0
    # The line was cut out as high as its quad, turned upright.
    line = float(np.linalg.norm(segment.quad[3] - segment.quad[0]))
    return (rows[1] - rows[0]) / len(glyph) * line / segment.em
