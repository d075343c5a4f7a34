"""Words of closed sets by how their glyphs look: of 有 and 無 a narrow cell's 無 is like only one, whatever was read.

The recogniser takes it for 兼 or 浦; and the reader of single glyphs, asked about all characters, says nothing where a
ruled line cuts through. Asked which of the words of the set it is, both do better. A longer word is like one of its set
only: 技術・人文知識・国際業務 needs no clear ・, and what is nearly such a word is spelt as there, never sure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches

import numpy as np

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import NARROW
from forms.certificate.data.values import respelt
from forms.certificate.names.voices import unvoiced
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.shapes.glyphs import look
from forms.certificate.words.catalogue import words
from forms.fields import Kind

MIN_LEAD = 0.15
"""By which a word's glyphs must be more like it than like any other of the set. Of 120 words of eight sheets, half of
them cut by rules, none that led by 0.05 and more was wrong."""
MIN_AGREED_LEAD = 0.2
"""The same where the recogniser, too, says so, whatever the rest of the ink looks like."""
CLEAR = 0.9
"""Confidence from which on a word needs nobody else."""
MIN_LIKENESS = 0.5
"""From which on a glyph is whole; cut ones came to 0.02 to 0.4, whole ones to 0.6 and more."""
MIN_OWN = 2
"""So many characters that were read well, and that another word has nowhere, tell a word from it."""
MIN_NEAR, NEAR_LENGTH = 0.7, 3
"""The share of its characters that a text must have in common with the word nearest to it, and from which length on: of
three or four characters one may be lost, of ten three be misread."""
NEAR_LEAD = 0.08
"""By which that share must be larger than with any other word: 特定技能?号 is as near to two of them."""


def tell_words(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries; a word of a closed set that could not be read is told by its glyphs; one that both say is sure."""
    return [_told(entry, page) if _is_open(entry) else entry for entry in entries]


def _is_open(entry: Entry) -> bool:
    """Whether it is a word of a closed set that nothing has made sure; of 男 女 a ring tells which is meant."""
    both = entry.kind is Kind.SEX and set(entry.value.text) >= {"男", "女"}
    known = not both and known_words(entry)
    return bool(known) and (not entry.value.holds or (not entry.vouched and entry.value.confidence < CLEAR))


def known_words(entry: Entry) -> frozenset[str]:
    """All values that its field can have; nothing where the set is open."""
    return words().told(re.sub(r"\[\d+\]", "[]", entry.path))


def _told(entry: Entry, page: Page) -> Entry:
    known = known_words(entry)
    if entry.vouched:
        return _with_marks(entry, known)
    if _is_told_apart(entry, known):
        return replace(entry, vouched=True)
    entry = _by_glyphs(entry, page)
    near = None if entry.value.holds or entry.kind is not Kind.TEXT else _nearest(entry.value.text, known)
    if near is None:
        return entry
    value = replace(entry.value, text=near, value=near, holds=True)
    return replace(entry, value=value, firm=False, candidates=(entry.value.value, *entry.candidates))


def _with_marks(entry: Entry, known: Collection[str]) -> Entry:
    """A word that is none of the set, though each glyph is clear, as the one of it that it is but for the marks of its
    kana: ネパール for ネハール, of which a fax left no more. Any other may be a word that the set lacks."""
    alike = [word for word in known if unvoiced(word) == unvoiced(entry.value.text)]
    if len(alike) != 1:
        return entry
    value = replace(entry.value, text=alike[0], value=alike[0], holds=True)
    return replace(entry, value=value, firm=False, vouched=False, candidates=(entry.value.value, *entry.candidates))


def _is_told_apart(entry: Entry, known: Collection[str]) -> bool:
    """Whether the characters that were read well are those of one word only."""
    text = entry.value.text.translate(NARROW)
    well = {
        glyph.text.translate(NARROW)
        for segment in entry.value.segments
        for glyph in segment.glyphs
        if glyph.confidence >= CLEAR
    }
    return text in known and all(len(well & set(text) - set(other)) >= MIN_OWN for other in known if other != text)


def _nearest(text: str, known: Collection[str]) -> str | None:
    """The word that a text is with some characters misread, lost or too many, if it can only be one."""
    said = text.translate(NARROW)
    if len(said) < NEAR_LENGTH:
        return None
    found = get_close_matches(said, sorted(_with_digits_of(said, known)), 2, MIN_NEAR)
    shares = [SequenceMatcher(None, each, said).ratio() for each in found]
    return found[0] if found and (len(found) == 1 or shares[0] - shares[1] >= NEAR_LEAD) else None


def _with_digits_of(text: str, known: Collection[str]) -> list[str]:
    """The words with the same number as a text, all where it has none: figures are read better than anything else."""
    digits = _NO_DIGITS.sub("", text.translate(NARROW))
    return [word for word in known if not digits or _NO_DIGITS.sub("", word) == digits]


_NO_DIGITS = re.compile("[^0-9]")


def _by_glyphs(entry: Entry, page: Page) -> Entry:
    """A word as its glyphs look, where only one of the set is like them."""
    segments = entry.value.segments
    pictures = [picture for segment in segments for picture in glyphs_of(page, segment)]
    seen = look(pictures)
    known = [word for word in _with_digits_of(entry.value.text, known_words(entry)) if len(word) == len(pictures)]
    if len(known) < 2 or None in seen:
        return entry
    likeness = {word: float(np.mean([s.of(char) for s, char in zip(seen, word, strict=True)])) for word in known}
    best, second = sorted(known, key=likeness.__getitem__, reverse=True)[:2]
    lead = likeness[best] - likeness[second]
    whole = likeness[best] >= MIN_LIKENESS
    if entry.value.holds:
        agreed = best == entry.value.text.translate(NARROW) and lead >= (MIN_LEAD if whole else MIN_AGREED_LEAD)
        return replace(entry, vouched=agreed)
    if lead < MIN_LEAD or (not whole and entry.value.confidence >= CLEAR):
        return entry  # it may be a word that the set lacks
    chars = iter(best)
    told = [
        replace(segment, glyphs=tuple(replace(glyph, text=next(chars)) for glyph in segment.glyphs))
        for segment in segments
    ]
    value = replace(respelt(entry.value, told, entry.kind), holds=True)
    return replace(entry, value=value, vouched=whole, firm=entry.firm and whole)
