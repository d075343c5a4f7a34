"""Places misread in one character, as the postal data have them: 富十宮市 is 富士宮市, 山県下関市 is in 山口県.

Where no such municipality or town is there, and one only is that differs in a single character whose glyph does not
speak against it, that one is given, never sure: what was read is offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.addresses import nearest_place
from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import respelt
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.segments import Glyph, Segment, text_of
from forms.certificate.shapes.glyphs import look
from forms.characters import width_folded
from forms.fields import Kind

WEAK = 0.8
"""Confidence of the recogniser below which it says nothing against another character."""
SLACK = 0.05
"""By how much more a glyph may be like the character read than like the one that takes its place."""
ROOM_EM = 0.5
"""White between two characters, at least, in which a third one was not seen."""


def spell_near_places(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries; addresses in places that there are."""
    # The municipality first, and then the town in it.
    return [
        _known(_known(entry, page), page) if entry.kind is Kind.ADDRESS and entry.value.segments else entry
        for entry in entries
    ]


def _known(entry: Entry, page: Page) -> Entry:
    said = "".join(entry.value.value.split())
    read = text_of(entry.value.segments)
    if width_folded(said) != width_folded(read) or not (known := nearest_place(read)):
        return entry
    segments = list(entry.value.segments)
    places = [(row, at) for row, segment in enumerate(segments) for at in range(len(segment.glyphs))]
    differ = [at for at, (one, other) in enumerate(zip(read, known, strict=False)) if one != other]
    if len(places) != len(read) or not differ:
        return entry
    row, at = places[differ[0]]
    told = _respelt(segments[row], at, known[differ[0]], len(known) - len(read), page)
    if told is None:
        return entry
    segments[row : row + 1] = [told] if told.glyphs else []  # all of its line was one character too many
    value = respelt(entry.value, segments, entry.kind)
    return replace(entry, value=value, firm=False, candidates=(entry.value.value, *entry.candidates))


def _respelt(segment: Segment, at: int, char: str, more: int, page: Page) -> Segment | None:
    """A line with another character in one place, with one before it, or without the one there; None where its pixels
    speak against that.

    Args:
        more: how many characters are added: 0, 1 or −1.
    """
    glyphs, glyph = segment.glyphs, segment.glyphs[at]
    if more > 0:
        # Of two alike beside each other either may have been the one that was read.
        if at and glyphs[at - 1].text == char and segment.gap_before(at) < segment.gap_before(at - 1):
            at, glyph = at - 1, glyphs[at - 1]
        if segment.gap_before(at) < ROOM_EM:
            return None
        before = glyphs[at - 1].x if at else glyph.x - 2 * segment.em
        added = Glyph(char, 0.0, (before + glyph.x) / 2)
        return replace(segment, glyphs=(*glyphs[:at], added, *glyphs[at:]))
    if more < 0:
        return replace(segment, glyphs=glyphs[:at] + glyphs[at + 1 :]) if glyph.confidence < WEAK else None
    (seen,) = look([glyphs_of(page, segment)[at]])
    if glyph.confidence >= WEAK and (seen is None or seen.of(char) < seen.of(glyph.text) - SLACK):
        return None
    return replace(segment, glyphs=(*glyphs[:at], replace(glyph, text=char, confidence=0.0), *glyphs[at + 1 :]))
