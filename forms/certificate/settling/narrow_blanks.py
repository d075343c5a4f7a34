"""Narrow blanks before numbers and letters of half width (コーポ緑 508, ハイツIII 1103), told by the white there once
the width of the digits is known.

Such a blank is as wide as a digit, so that beside digits in full width, or with a blank that is wide, other rules count
(``blanks``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.blanks import is_letter
from forms.certificate.runs.segments import Segment
from forms.fields import Kind

BLANK_EM, UNCLEAR_EM = 0.5, 0.4
"""White behind kanji or kana that is a blank, and from which on it may be one. Of 752 narrow digits without one on 140
sheets none had more than 0.34, two with one had 0.6."""
LETTER_BLANK_EM, LETTER_UNCLEAR_EM = 0.35, 0.3
"""The same before or behind a letter: 6 with one had 0.37 to 0.83, 9 without up to 0.27; two letters without one had up
to 0.43."""
DIGITS_UNCLEAR_EM = 0.34
"""White between two digits, from which on the first may be an Ｉ with a blank behind it: フローラI 3-402. Of 614 pairs
none had more than 0.32."""


def tell_narrow_blanks(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, buildings with the narrow blanks that the white before narrow digits and letters shows; each of them
    is doubtful, and so is where one may be."""
    return [_told(entry) if entry.kind is Kind.BUILDING else entry for entry in entries]


def _told(entry: Entry) -> Entry:
    said = entry.value.value
    blanks, unclear = [], []
    for at, white, first, second in _whites(said, entry.value.segments):
        blank, doubted = _bounds(first, second)
        if white >= blank:
            blanks.append(at)
        elif white >= doubted:
            unclear.append(at)
    if not blanks and not unclear:
        return entry
    told, other = _parted(said, blanks), _parted(said, sorted([*blanks, *unclear]))
    more = dict.fromkeys(each for each in (said, other) if each != told)
    value = replace(entry.value, value=told, text=told if entry.value.text == said else entry.value.text)
    return replace(entry, value=value, firm=False, candidates=(*entry.candidates, *more))


def _whites(text: str, segments: Sequence[Segment]) -> Iterator[tuple[int, float, str, str]]:
    """Of each narrow digit or letter right behind another character of its line: its place in the text, the white
    before it in em, and both characters. Nothing where the text is not what these lines say."""
    glyphs = [(segment, at) for segment in segments for at in range(len(segment.glyphs))]
    places = [at for at, char in enumerate(text) if not char.isspace()]
    if [_plain(text[at]) for at in places] != [_plain(segment.glyphs[at].text) for segment, at in glyphs]:
        return
    for number, ((segment, at), place) in enumerate(zip(glyphs, places, strict=True)):
        if at and place == places[number - 1] + 1 and text[place].isascii() and text[place].isalnum():
            yield place, segment.white_before(at), text[place - 1], text[place]


def _plain(char: str) -> str:
    return unicodedata.normalize("NFKC", char)


def _bounds(first: str, second: str) -> tuple[float, float]:
    """White that is a blank between two characters, and from which on it may be one."""
    if first.isdecimal() or not first.isalnum():
        return float("inf"), DIGITS_UNCLEAR_EM if first.isdecimal() and second.isdecimal() else float("inf")
    if is_letter(first) or is_letter(second):
        return BLANK_EM if is_letter(first) and is_letter(second) else LETTER_BLANK_EM, LETTER_UNCLEAR_EM
    return BLANK_EM, UNCLEAR_EM


def _parted(text: str, places: Sequence[int]) -> str:
    edges = [0, *places, len(text)]
    return " ".join(text[start:end] for start, end in zip(edges, edges[1:], strict=False))
