"""Numbers within words, 第１号 or 第1号, ３年 or 3年: which width they have, told by the kanji beside them.

Most such words are too short to tell an em by the steps from one kanji to the next, so it is told by the kanji's ink.
Which face the page's addresses are set in says how much room each width has; where none fits, the page must show that
each of its kana has a square. What lies between both widths, touches, or has a kanji on one side only and seems wide on
a page whose addresses do not, is never sure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from statistics import median, median_low

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import (
    NARROW,
    NUMBERS,
    WIDE,
    each_in_width,
    spans,
)
from forms.certificate.runs.segments import Segment
from forms.certificate.shapes.digit_faces import advance
from forms.certificate.shapes.extents import exact_em, ink_ends
from forms.fields import Kind
from forms.scripts import is_kanji

INK_EM = 0.92
"""Width of the ink of the widest kanji of a word."""
SLIM, MOST_UNLIKE = "月日", 1.25
"""Kanji that are none of those; and by how much the widest is wider than the usual one at most: dirt makes one wide."""
MOST_UNEQUAL = 1.1
"""The same of two kanji and more that tell an em larger than that of the line: a value behind a smaller label."""
MOST_ABOVE = 1.15
"""The em of such a word in that of the page's values, at most: of 39 words of six pages and more all had up to 1.05."""
MIN_STEPS = 2
"""Steps from one kanji to the next that tell the em better than their ink does: 特定技能１号."""
NARROW_UP_TO_EM, WIDE_FROM_EM = 0.75, 0.87
"""Room for each digit between the ink of two kanji. On 150 sheets in faces with square kana 49 narrow ones had 0.45 to
0.69, 23 wide ones 0.90 to 1.13."""
NARROW_FACE_EM, WIDE_FACE_EM = 0.67, 0.95
"""Mean room of a digit in half and in full width, up to and from which a face keeps them apart by these."""
UNCLEAR_EM = (NARROW_UP_TO_EM + WIDE_FROM_EM) / 2
"""The best guess between two kanji is narrow up to here; beside one only, up to what is wide for certain."""


def tell_numbers(
    entries: Sequence[Entry], faces: Collection[str] = (), square: bool = False, wide: bool = False
) -> list[Entry]:
    """The entries; numbers in texts (not that of the mayor) in the width that they have, or never sure.

    Args:
        faces: those in which the digits of the page's addresses may be set; none where none fits.
        square: whether the page's kana have squares of their own.
        wide: whether all of its addresses are certainly typed in full width.
    """
    apart = all(map(_keeps_apart, faces)) if faces else square
    lines = [exact for entry in entries for segment in entry.value.segments if (exact := exact_em(segment, MIN_STEPS))]
    usual = median(lines) if lines else float("inf")
    return [_told(entry, apart, wide, usual) if _is_numbered(entry) else entry for entry in entries]


def _keeps_apart(face: str) -> bool:
    """Whether a face gives digits of either width a room that those of the other one never have."""
    narrow, wide = advance(face, "narrow"), advance(face, "wide")
    return narrow is not None and wide is not None and narrow <= NARROW_FACE_EM and wide >= WIDE_FACE_EM


def _is_numbered(entry: Entry) -> bool:
    text = entry.value.value
    return entry.kind is Kind.TEXT and entry.path != "issuer" and any(c in NUMBERS for c in text) and not text.isascii()


def _told(entry: Entry, apart: bool, wide: bool, usual: float) -> Entry:
    firm, ways = apart, []
    for segment in entry.value.segments:
        (em, clean), ends = _em(segment), ink_ends(segment)
        if em > MOST_ABOVE * usual:
            em, clean = usual, False  # smeared print makes kanji wide, and the room of a digit narrow
        middles = [
            (each[0] + each[1]) / 2 if each else glyph.x for each, glyph in zip(ends, segment.glyphs, strict=True)
        ]
        for start, end in spans(segment, NUMBERS.__contains__):
            room, inside = _room(middles, start, end, em)
            firm &= clean and None not in ends[max(0, start - 1) : end + 1]
            firm &= room <= NARROW_UP_TO_EM or ((inside or wide) and room >= WIDE_FROM_EM)
            ways += [room > (UNCLEAR_EM if inside or wide else WIDE_FROM_EM)] * (end - start)
    text, value = (each_in_width(each, ways) for each in (entry.value.text, entry.value.value))
    told = replace(entry, value=replace(entry.value, text=text, value=value))
    if firm:
        return told
    others = (value.translate(WIDE), value.translate(NARROW))
    return replace(told, firm=False, candidates=(*told.candidates, *(each for each in others if each != value)))


def _room(middles: Sequence[float], start: int, end: int, em: float) -> tuple[float, bool]:
    """The room of each digit of a number in em, and whether it stands between two characters, or beside one only."""
    if not em or (not start and end == len(middles)):
        return UNCLEAR_EM, False
    inside = start > 0 and end < len(middles)
    first, last = max(0, start - 1), min(end, len(middles) - 1)
    beside = 1.0 if inside else 0.5
    return ((middles[last] - middles[first]) / em - beside) / (last - first - beside), inside


def _em(segment: Segment) -> tuple[float, bool]:
    """The em in pixels of the page, 0 where no kanji stands alone; and whether no dirt was taken for ink."""
    exact = exact_em(segment, MIN_STEPS)
    if exact:
        return exact, True
    pairs = zip(ink_ends(segment), segment.glyphs, strict=True)
    widths = [ends[1] - ends[0] for ends, glyph in pairs if ends and is_kanji(glyph.text) and glyph.text not in SLIM]
    if not widths:
        return 0.0, False
    usual = median_low(widths)
    alike = max(widths) <= MOST_UNLIKE * usual
    em = (max(widths) if alike else usual) / INK_EM
    if len(widths) > 1 and max(widths) <= MOST_UNEQUAL * min(widths) and em <= segment.bottom - segment.top:
        return em, True
    # The height of a line gives one that is too large, if anything.
    return min(em, segment.em), alike and em <= segment.em
