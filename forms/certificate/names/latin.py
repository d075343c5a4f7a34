"""Names in Latin letters, as foreign residents have them: their blanks, their letters, and the width of these.

The recogniser tells blanks between letters better than white does, which in a narrow face is hardly more than between
two letters: it was right in all of 1,700 places, but now and then it sees none in a long line. A blank that only white
shows, far wider than between any other letters, is put in, in doubt. Where the two contradict each other, the name is
not sure (:mod:`forms.certificate.settling.trust`). Digits are in no name: a 0 is an O.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.blanks import is_set_wide
from forms.certificate.data.pitch import NARROW, WIDE
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.segments import Segment
from forms.certificate.shapes.glyphs import look
from forms.certificate.shapes.strokes import ink_rows
from forms.fields import Kind

WIDE_FROM, NARROW_UP_TO = 1.25, 1.19
"""Median step from one letter to the next, in heights of a capital. 24 names in full width had 1.29 to 1.46; 150 in
half width, in fixed and proportional faces, had 0.6 to 1.15. Proportional faces may set full width like half width."""
PROPORTIONAL_FROM, WIDE_BLANK = 0.77, 0.7
"""Such a face: its letters stand as far apart, and the white of a blank is as wide, in heights of a capital. Blanks of
half width were up to 0.6, blanks of full width from 0.8."""
CLEAN_SHARE = 4
"""One in so many capitals at least has no dirt above or beneath it, which makes the others high: their height says how
wide a name may be. Among the dots of a copy a wide one came to 1.02 by the usual height, and to 1.2 by this one; 110
narrow ones to 1.02 at most by both."""
LETTER_LEAD = 0.05
"""By which the glyph of a 0 must look more like an O or 0 than like any other character."""
ACCENTED = 0.5
"""Confidence at most in a letter that was read with a mark: it is put in plain, in doubt."""
BLANK_EM, BLANK_TIMES = 0.27, 2.2
"""White between two letters that is a blank, though the recogniser saw none: so wide in em, and so many times as wide
as any other of the name. Words of three names were 0.31 to 0.33 apart, their letters up to 0.11."""
EMPTY_STEP, EMPTY_WHITE = 1.7, 1.0
"""The same between letters of full width, in their squares: from the middle of one to that of the next, and white."""
WITHIN = "'-"
"""Signs behind which no blank stands, whatever white they leave: O'BRIEN-WALSH."""
MIN_CAPITALS = 3
"""So many capitals at least give the height of those of a line."""
_SHAPES = str.maketrans("0〇○1ー−‐’‘`", "OOOI---'''")
_WORD = re.compile("[A-Za-z]+(?:['.-][A-Za-z]+)*[.]?,?")
_WIDE_SIGNS = str.maketrans({"'": "’", ".": "．", ",": "，"})


def settle_latin(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries; names in Latin letters with their blanks, in one width.

    One that differs from more of its page in that is taken to be as they are, in doubt: what a photocopy shows makes
    capitals high, and wide letters seem close.
    """
    told = [_settled(entry, page) if is_latin(entry) else entry for entry in entries]
    narrow = [entry.value.value.isascii() for entry in told if is_latin(entry)]
    usual = sum(narrow) > len(narrow) / 2
    if len(set(narrow)) < 2:
        return told
    return [_in_width(entry, usual) if is_latin(entry) else entry for entry in told]


def _in_width(entry: Entry, narrow: bool) -> Entry:
    """A name in the width that others of its page have."""
    said = entry.value.value
    if said.isascii() == narrow:
        return entry
    words = said.translate(NARROW).split()
    text = " ".join(words) if narrow else _widened(words)
    value = replace(entry.value, text=text, value=text)
    return replace(entry, value=value, firm=False, candidates=(said, *entry.candidates))


def _widened(words: Sequence[str]) -> str:
    return "\u3000".join(words).translate(WIDE).translate(_WIDE_SIGNS)


def is_latin(entry: Entry) -> bool:
    """Whether it is a name in Latin letters of either width, some perhaps taken for digits."""
    text = "".join(_plain(glyph.text) for segment in entry.value.segments for glyph in segment.glyphs)
    return entry.kind is Kind.NAME and len(text) > 1 and text[0].isalpha() and all(c.isascii() for c in text)


def _settled(entry: Entry, page: Page) -> Entry:
    segments = tuple(_parted(_lettered(segment, page)) for segment in entry.value.segments)
    overlooked = _blanks(segments) - _blanks(entry.value.segments)
    words = [word for segment in segments for word in _words(segment)]
    holds = len("".join(words)) > 1 and all(_WORD.fullmatch(word) for word in words)
    wide, told = _width(segments, page)
    narrow = " ".join(words)
    full = _widened(words)
    text = full if wide else narrow
    confidence = min(glyph.confidence for segment in segments for glyph in segment.glyphs)
    value = replace(entry.value, text=text, value=text, holds=holds, segments=segments, confidence=confidence)
    candidates = entry.candidates if told else (narrow if wide else full, *entry.candidates)
    return replace(entry, value=value, firm=entry.firm and told and not overlooked, candidates=candidates)


def _blanks(segments: Sequence[Segment]) -> int:
    return sum(glyph.spaced for segment in segments for glyph in segment.glyphs)


def _parted(segment: Segment) -> Segment:
    """With the blanks that white alone shows; in squares of their own letters like Ｉ have white beside them, too."""
    glyphs = segment.glyphs
    white = {at: segment.white_before(at) for at in range(1, len(glyphs)) if not glyphs[at].spaced}
    wide = {at for at, room in white.items() if room >= BLANK_EM}
    usual = max((room for at, room in white.items() if at not in wide), default=0.0)
    if is_set_wide(segment):
        wide = _empty_squares(segment)
    elif not usual or any(white[at] < BLANK_TIMES * usual for at in wide):
        return segment
    return replace(
        segment, glyphs=tuple(replace(glyph, spaced=glyph.spaced or at in wide) for at, glyph in enumerate(glyphs))
    )


def _empty_squares(segment: Segment) -> set[int]:
    """Before which letters, of those that have a square each, one is empty."""
    steps = [second.x - first.x for first, second in pairwise(segment.glyphs)]
    square = median(steps)
    return {
        at
        for at, step in enumerate(steps, 1)
        if step >= EMPTY_STEP * square and segment.white_before(at) * segment.em >= EMPTY_WHITE * square
    }


def _plain(text: str) -> str:
    narrow = text.translate(NARROW).translate(_SHAPES)
    letter = unicodedata.normalize("NFD", narrow)[:1]
    return letter if letter.isalpha() and letter.isascii() else narrow


def _is_accented(text: str) -> bool:
    """Whether it is a letter with a mark, which nobody's residence card has: there is a speck above it."""
    return _plain(text) != text.translate(NARROW).translate(_SHAPES)


def _words(segment: Segment) -> list[str]:
    words = [""]
    for glyph in segment.glyphs:
        if glyph.spaced and words[-1] and words[-1][-1] not in WITHIN:
            words.append("")
        words[-1] += glyph.text
    return words


def _lettered(segment: Segment, page: Page) -> Segment:
    """With letters for digits; as sure as their glyphs, which are the same."""
    glyphs = []
    for glyph, picture in zip(segment.glyphs, glyphs_of(page, segment), strict=True):
        text, confidence = _plain(glyph.text), glyph.confidence
        if _is_accented(glyph.text):
            confidence = min(confidence, ACCENTED)
        if text == "O" and glyph.text not in "OＯ":
            (seen,) = look([picture])
            confidence = 1.0 if seen and seen.lead("O") >= LETTER_LEAD else confidence
        glyphs.append(replace(glyph, text=text, confidence=confidence))
    return replace(segment, glyphs=tuple(glyphs))


def _width(segments: Sequence[Segment], page: Page) -> tuple[bool, bool]:
    """Whether the letters are of full width, and whether that is certain."""
    capitals, steps, blanks = [], [], []
    for segment in segments:
        for glyph, picture in zip(segment.glyphs, glyphs_of(page, segment), strict=True):
            if glyph.text.isupper() and (rows := ink_rows(picture)):
                line = float(((segment.quad[3] - segment.quad[0]) ** 2).sum()) ** 0.5
                capitals.append((rows[1] - rows[0]) / len(picture) * line)
        for at, (first, second) in enumerate(pairwise(segment.glyphs), 1):
            steps.append(second.x - first.x)
            if second.spaced:
                blanks.append(segment.white_before(at) * segment.em)
    if len(capitals) < MIN_CAPITALS or not steps:
        return False, False
    high, clean = median(capitals), sorted(capitals)[len(capitals) // CLEAN_SHARE]
    step, most = median(steps) / high, median(steps) / clean
    typed_wide = bool(blanks) and median(blanks) / high >= WIDE_BLANK
    if most <= NARROW_UP_TO and step >= PROPORTIONAL_FROM and typed_wide:
        return False, False
    return most >= (WIDE_FROM + NARROW_UP_TO) / 2, step >= WIDE_FROM or most <= NARROW_UP_TO
