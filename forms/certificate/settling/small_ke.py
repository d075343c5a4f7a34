"""ヶ or ケ in names and places, by the height of its ink beside that of the kanji: 緑ケ丘 and 緑ヶ丘 are both written.

The recogniser prefers the small one, and no other reader tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import numpy as np

from forms.addresses import known_ke
from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import respelt
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.segments import Segment, text_of
from forms.certificate.shapes.strokes import ink_rows
from forms.fields import Kind
from forms.scripts import is_kanji

KINDS = frozenset({Kind.NAME, Kind.ADDRESS, Kind.BUILDING})
SMALL_UP_TO, LARGE_FROM = 0.82, 0.86
"""Height of the ink, in that of the line's kanji. 27 small ones of 22 sheets had 0.69 to 0.81, on dot printers and
faxes, too, 12 large ones of 9 faces 0.88 and more; in em the two overlapped (0.79)."""
LOW_FROM = 0.735
"""Height from which on a face with low kana (Shippori) may print a large one: six of it had 0.74 to 0.80."""
SMALL_UP_TO_EM, LARGE_FROM_EM = 0.69, 0.80
"""The same in em, where hardly any kanji are beside it."""
MIN_KANJI = 3
"""So many kanji tell how high those of a line are, though 一 is one of them."""


def tell_small_ke(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries, each ヶ in the size in which it is printed.

    Where that lies between the two it is as the postal data has it, and never sure: cities print 武蔵ヶ丘, too, where
    those have 武蔵ケ丘. Nor is it where they have another size than the ink, or none and a face may print it so low.
    """
    return [_sized(entry, page) if entry.kind in KINDS and _has_any(entry) else entry for entry in entries]


def _has_any(entry: Entry) -> bool:
    return any(char in segment.text for segment in entry.value.segments for char in "ヶケ")


def _sized(entry: Entry, page: Page) -> Entry:
    segments, firm, before = [], entry.firm, 0
    text = text_of(entry.value.segments)
    for segment in entry.value.segments:
        glyphs, pictures = list(segment.glyphs), glyphs_of(page, segment)
        for at, glyph in enumerate(glyphs):
            if glyph.text not in "ヶケ":
                continue
            high, small, large = _height(at, segment, pictures)
            told = "ヶ" if high < (small + large) / 2 else "ケ"
            known = known_ke(text, before + at) if entry.kind is Kind.ADDRESS else None
            if small < high < large:
                told, firm = known or told, False
            glyphs[at] = replace(glyph, text=told)
            firm = firm and known in (None, told) and (known == told or not LOW_FROM <= high <= large)
        segments.append(replace(segment, glyphs=tuple(glyphs)))
        before += len(glyphs)
    return replace(entry, value=respelt(entry.value, segments, entry.kind), firm=firm)


def _height(at: int, segment: Segment, pictures: Sequence[np.ndarray]) -> tuple[float, float, float]:
    """The height of a character's ink, up to which one it would be small, and from which on large."""
    high = _height_em(pictures[at], segment)
    kanji = [
        _height_em(picture, segment)
        for glyph, picture in zip(segment.glyphs, pictures, strict=True)
        if is_kanji(glyph.text)
    ]
    if len(kanji) < MIN_KANJI:
        return high, SMALL_UP_TO_EM, LARGE_FROM_EM
    return high / median(kanji), SMALL_UP_TO, LARGE_FROM


def _height_em(glyph: np.ndarray, segment: Segment) -> float:
    """Height of the ink in em; that of a large one where there is none to measure."""
    rows = ink_rows(glyph)
    if rows is None:
        return 1.0
    # The line was cut out as high as its quad, turned upright.
    line = float(np.linalg.norm(segment.quad[3] - segment.quad[0]))
    return (rows[1] - rows[0]) / len(glyph) * line / segment.em
