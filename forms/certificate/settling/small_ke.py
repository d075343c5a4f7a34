"""ヶ or ケ in names and places, by the height of its ink beside that of the kanji: 緑ケ丘 and 緑ヶ丘 are both written.

The recogniser prefers the small one, and no other reader tells them apart. Where the line has other katakana these tell
it, whatever the face: パークサイド緑ヶ丘.
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
AS_HIGH = frozenset("オチヤリクイウホカサタキピトドビナ")
"""Katakana that all faces draw about as high as a large one."""
SIZES = {"ヶ": (0.70, 0.89), "ケ": (0.93, 1.12)}
"""Height of each in that of those beside it: in 41 faces small ones have 0.75 to 0.88 of any two of them, large ones
0.95 to 1.06. What is lower or higher has dirt beside it, or lies in pieces."""
MIN_KANA = 2
"""So many of those tell how high they are in a line."""
MIN_KANJI = 3
"""So many kanji tell how high those of a line are, though 一 is one of them."""


def tell_small_ke(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries, each ヶ in the size in which it is printed.

    Where that lies between the two it is as the postal data has it, and never sure: cities print 武蔵ヶ丘, too, where
    those have 武蔵ケ丘. Nor is it where they have another size than the ink, or none and a face may print it so low;
    beside other katakana, which are as low in such a face, it is.
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
            beside = _beside_kana(at, segment, pictures)
            if small < high < large:
                told, firm = beside or known or told, firm and bool(beside)
            glyphs[at] = replace(glyph, text=told)
            clear = not LOW_FROM <= high <= large if beside is None else beside == told
            firm = firm and known in (None, told) and (known == told or clear)
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


def _beside_kana(at: int, segment: Segment, pictures: Sequence[np.ndarray]) -> str | None:
    """Which of the two it is by the other katakana of its line; None where there are hardly any, empty where it is as
    high as neither beside them."""
    kana = [
        _height_em(picture, segment)
        for glyph, picture in zip(segment.glyphs, pictures, strict=True)
        if glyph.text in AS_HIGH
    ]
    if len(kana) < MIN_KANA:
        return None
    high = _height_em(pictures[at], segment) / median(kana)
    return next((each for each, (low, top) in SIZES.items() if low <= high <= top), "")


def _height_em(glyph: np.ndarray, segment: Segment) -> float:
    """Height of the ink in em; that of a large one where there is none to measure."""
    rows = ink_rows(glyph)
    if rows is None:
        return 1.0
    # The line was cut out as high as its quad, turned upright.
    line = float(np.linalg.norm(segment.quad[3] - segment.quad[0]))
    return (rows[1] - rows[0]) / len(glyph) * line / segment.em
