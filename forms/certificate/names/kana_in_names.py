"""ニ or 二, ハ or 八, カ or 力 in names: drawn alike, and told by what names there are.

二ノ宮 begins with a numeral although a kana follows; カツ子 begins with a kana. Where there is a name with the kanji
and none with the kana, it is that one; where there is neither, a kana alone among kanji is the kanji, but never sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.blanks import is_blank_before
from forms.certificate.data.values import respelt
from forms.certificate.runs.segments import Segment
from forms.fields import Kind
from forms.names.readings import find_readings
from forms.names.spellings import Sort
from forms.scripts import is_kanji

KANJI = str.maketrans("ニハカロタトエーオ", "二八力口夕卜工一才")
_LINK = "ノ之乃ヶケ"
"""Kana that stand between kanji."""


def with_kanji_for_kana(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; kana in names that are kanji put right."""
    return [_told(entry) if entry.kind is Kind.NAME else entry for entry in entries]


def _told(entry: Entry) -> Entry:
    segments, sure = [], True
    for number, segment in enumerate(entry.value.segments):
        told, certain = _in_kanji(segment, number)
        segments.append(told)
        sure = sure and certain
    if all(one is two for one, two in zip(segments, entry.value.segments, strict=True)):
        return entry
    value = respelt(entry.value, segments)
    return replace(entry, value=value, firm=entry.firm and sure, candidates=(*entry.candidates, entry.value.value))


def _in_kanji(segment: Segment, number: int) -> tuple[Segment, bool]:
    """A line with its kanji, and whether they are certain."""
    glyphs, certain, start = list(segment.glyphs), True, 0
    for end in range(1, len(glyphs) + 1):
        if end < len(glyphs) and not is_blank_before(segment, end):
            continue
        word = "".join(glyph.text for glyph in glyphs[start:end])
        sort = Sort.SURNAME if number == start == 0 else Sort.GIVEN
        told, known = _kanji_word(word, sort)
        if told != word and len(word) == end - start:
            glyphs[start:end] = [replace(each, text=text) for each, text in zip(glyphs[start:end], told, strict=True)]
            certain = certain and known
        start = end
    if tuple(glyphs) == segment.glyphs:
        return segment, True
    return replace(segment, glyphs=tuple(glyphs)), certain


def _kanji_word(word: str, sort: Sort) -> tuple[str, bool]:
    """A surname or given name with kanji for kana where it is one so, and whether it is known so."""
    told = word.translate(KANJI)
    if word == "ー":
        return told, True
    if told == word or not any(is_kanji(char) for char in word):
        return word, True
    if find_readings(word, sort):
        return word, True
    if find_readings(told, sort):
        return told, True
    rest = [char for char in word if char not in _LINK and not is_kanji(char)]
    return (told, False) if len(rest) == 1 and rest[0].translate(KANJI) != rest[0] else (word, True)
