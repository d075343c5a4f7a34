"""Digits that stand closer than any are printed: the reader made two of one glyph (2月16日 where a fax broke 月)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import NUMBERS, pitch_of, spans
from forms.certificate.runs.segments import Segment
from forms.fields import Kind
from forms.scripts import is_kanji

KINDS = frozenset({Kind.DATE, Kind.ADDRESS, Kind.BUILDING})
ROOM_EM = 0.27
"""Room of each digit of a number between two kanji that none is printed with: of some 4,000 numbers with two
digits or more in dates and addresses none had less than 0.30. One digit's place is told too roughly."""


def doubt_crowded(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; a date or a place with a number whose digits have no room to stand in is never sure."""
    return [
        replace(entry, firm=False)
        if entry.kind in KINDS and any(_is_crowded(line) for line in entry.value.segments)
        else entry
        for entry in entries
    ]


def _is_crowded(line: Segment) -> bool:
    texts = [glyph.text for glyph in line.glyphs]
    rooms = [
        pitch_of(line, start, end)
        for start, end in spans(line, NUMBERS.__contains__)
        if end - start > 1 and all(0 <= at < len(texts) and is_kanji(texts[at]) for at in (start - 1, end))
    ]
    return any(room is not None and room < ROOM_EM for room in rooms)
