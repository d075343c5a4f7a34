"""Names with a speck in their blank, which was read as a point: 永井·大翔.

No name has one there, but it may also be what is left of a kanji that dirt or a copy has eaten. So such a name holds
only where another place of the page has it without the speck, or where its reading says both parts and nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import is_name
from forms.certificate.names.partings import BLANK
from forms.fields import Kind, kana_path
from forms.names.readings import find_readings
from forms.names.spellings import Sort

POINTS = frozenset("·•∙‧.．,，、。")
"""What specks are read as."""
MIN_CONFIDENCE = 0.8
"""Of the least certain kana of a reading that speaks for a name."""


def tell_pointed(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; names with a speck in their blank hold where another place or their reading says the same."""
    names = {entry.value.value for entry in entries if entry.kind is Kind.NAME and entry.value.holds}
    said = {entry.path: entry for entry in entries if entry.kind is Kind.KANA}
    return [
        replace(entry, value=replace(entry.value, text=entry.value.value, holds=True))
        if _is_pointed(entry) and (entry.value.value in names or _is_said(entry, said.get(kana_path(entry.path))))
        else entry
        for entry in entries
    ]


def _is_pointed(entry: Entry) -> bool:
    """Whether nothing but points keeps a name in two parts from holding."""
    own = entry.value.value
    if entry.kind is not Kind.NAME or entry.value.holds or own.count(BLANK) != 1 or not is_name(own):
        return False
    return _bare(entry.value.text) == _bare(own)


def _bare(text: str) -> str:
    """A name without its blank and without specks."""
    return "".join(char for char in "".join(text.split()) if char not in POINTS)


def _is_said(entry: Entry, reading: Entry | None) -> bool:
    """Whether the tables read both parts of a name as its reading does."""
    if reading is None or not (reading.firm and reading.value.holds and reading.value.confidence >= MIN_CONFIDENCE):
        return False
    parts = reading.value.value.split(BLANK)
    return len(parts) == 2 and all(
        part in find_readings(text, sort)
        for part, text, sort in zip(parts, entry.value.value.split(BLANK), (Sort.SURNAME, Sort.GIVEN), strict=True)
    )
