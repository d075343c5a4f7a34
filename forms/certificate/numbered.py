"""Numbers within words, 第１号 or 第1号, ３年 or 3年: which width they have, told by the kanji beside them.

Such words are too short to tell an em by the steps from one kanji to the next, so it is told by the kanji's ink. What
lies between both widths, or has a kanji on one side only and seems wide, is never sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.entries import Entry
from forms.certificate.extents import ink_ends
from forms.certificate.pitch import NARROW, NUMBERS, WIDE, each_in_width, spans
from forms.certificate.segments import Segment
from forms.fields import Kind
from forms.scripts import is_kanji

INK_EM = 0.92
"""Width of the ink of the widest kanji of a word."""
NARROW_UP_TO_EM, WIDE_FROM_EM = 0.8, 0.9
"""Room for each digit between two kanji. 32 narrow ones had 0.31 to 0.78; a wide one has half an em more."""
NARROW_BEFORE_EM = 0.85
"""The same for digits with a kanji on one side only: 3年. 16 of 17 narrow ones had 0.28 to 0.81."""


def tell_numbers(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; numbers in texts (not that of the mayor) in the width that they have, or never sure."""
    return [_told(entry) if _is_numbered(entry) else entry for entry in entries]


def _is_numbered(entry: Entry) -> bool:
    text = entry.value.value
    return entry.kind is Kind.TEXT and entry.path != "issuer" and any(c in NUMBERS for c in text) and not text.isascii()


def _told(entry: Entry) -> Entry:
    ways: list[bool | None] = []
    for segment in entry.value.segments:
        em = _em_by_ink(segment)
        for start, end in spans(segment, NUMBERS.__contains__):
            ways += [_way(segment, start, end, em)] * (end - start)
    text, value = (each_in_width(each, [bool(way) for way in ways]) for each in (entry.value.text, entry.value.value))
    told = replace(entry, value=replace(entry.value, text=text, value=value))
    if None not in ways:
        return told
    others = (value.translate(WIDE), value.translate(NARROW))
    return replace(told, firm=False, candidates=(*told.candidates, *(each for each in others if each != value)))


def _way(segment: Segment, start: int, end: int, em: float) -> bool | None:
    """Whether a number is wide; None where that is not clear."""
    glyphs, count = segment.glyphs, end - start
    if not em:
        return None
    if start and end < len(glyphs):
        room = ((glyphs[end].x - glyphs[start - 1].x) / em - 1) / count
        return None if NARROW_UP_TO_EM < room < WIDE_FROM_EM else room >= WIDE_FROM_EM
    if end < len(glyphs):
        room = ((glyphs[end].x - glyphs[start].x) / em - 0.5) / (count - 0.5)
    elif start:
        room = ((glyphs[end - 1].x - glyphs[start - 1].x) / em - 0.5) / (count - 0.5)
    else:
        return None
    return False if room <= NARROW_BEFORE_EM else None


def _em_by_ink(segment: Segment) -> float:
    """The em in pixels of the page, 0 where no kanji stands alone."""
    pairs = zip(ink_ends(segment), segment.glyphs, strict=True)
    widths = [ends[1] - ends[0] for ends, glyph in pairs if ends and is_kanji(glyph.text)]
    return max(widths, default=0.0) / INK_EM
