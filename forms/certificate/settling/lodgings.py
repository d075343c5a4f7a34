"""With whom somebody lodges (髙山様方), in the place of a building: a surname, whose variants are told as in names.

One that was read and that drawings and model both prefer is certain. Another one takes its place, never sure, where
they tell that for certain; what they do not tell is as read and doubtful, its variants offered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import respelt
from forms.certificate.names.spelling import is_told, likeness_of
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.segments import Segment
from forms.certificate.shapes.variants import groups
from forms.fields import Kind

_LODGING = re.compile("([\u3005\u3400-\u9fff\U00020000-\U0003ffff]+)様?方$")


def tell_lodgings(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries; buildings that name somebody with the variants of the surname as its glyphs look."""
    return [_told(entry, page) if entry.kind is Kind.BUILDING else entry for entry in entries]


def _told(entry: Entry, page: Page) -> Entry:
    rows, places = list(entry.value.segments), _surname(entry)
    pictures = {at: glyphs_of(page, rows[at]) for at, _ in places}
    others: list[tuple[int, int, str]] = []
    firm = True
    for at, index in places:
        read, group = rows[at].glyphs[index].text, groups()[rows[at].glyphs[index].text]
        likeness = likeness_of(pictures[at][index], group)
        told = likeness.best if likeness and is_told(likeness) else ""
        firm = firm and told == read
        rows[at] = _with(rows[at], index, told or read)
        others += [(at, index, other) for other in group if told != read and other != (told or read)]
    if firm:
        return entry
    offered = [
        respelt(entry.value, [_with(row, index, other) if row is rows[at] else row for row in rows], entry.kind).value
        for at, index, other in others
    ]
    candidates = tuple(dict.fromkeys((*entry.candidates, *offered)))
    return replace(entry, value=respelt(entry.value, rows, entry.kind), firm=False, candidates=candidates)


def _surname(entry: Entry) -> list[tuple[int, int]]:
    """The characters of the surname that have variants: which line, and which of its characters."""
    places = [(at, index) for at, row in enumerate(entry.value.segments) for index in range(len(row.glyphs))]
    texts = [entry.value.segments[at].glyphs[index].text for at, index in places]
    match = _LODGING.search("".join(texts)) if all(len(text) == 1 for text in texts) else None
    named = places[slice(*match.span(1))] if match else []
    return [(at, index) for at, index in named if entry.value.segments[at].glyphs[index].text in groups()]


def _with(row: Segment, index: int, text: str) -> Segment:
    glyphs = list(row.glyphs)
    glyphs[index] = replace(glyphs[index], text=text)
    return replace(row, glyphs=tuple(glyphs))
