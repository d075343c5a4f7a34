"""A name and the reading that it has belong to each other, wherever they were found: 大濱　陽子, and オオハマ　ヨウコ.

Where one of the two may have come to stand in its place by chance and the other has not, this says that neither has: no
other name of the page is read so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.names.partings import BLANK
from forms.certificate.names.sounded import known_readings, spelt_out
from forms.characters import fold_variants
from forms.fields import Kind, kana_path, name_path
from forms.names.spellings import Sort


def place_by_readings(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; a person's name and reading both in place where one is and the tables have the reading of this name,
    and of no other one of the page."""
    names = {entry.path: entry for entry in entries if entry.kind is Kind.NAME}
    said = {name_path(entry.path): entry for entry in entries if entry.kind is Kind.KANA}
    placed = {
        path
        for path in names.keys() & said.keys()
        if (names[path].placed or said[path].placed) and _is_alone(path, said[path].value.value, names)
    }
    placed |= {kana_path(path) for path in placed}
    return [replace(entry, placed=True) if entry.path in placed else entry for entry in entries]


def _is_alone(path: str, said: str, names: Mapping[str, Entry]) -> bool:
    """Whether a reading is known of the name at this path, and of no other name of the page."""
    own = names[path].value.value
    others = {each.value.value for each in names.values() if fold_variants(each.value.value) != fold_variants(own)}
    return is_said(own, said) and not any(is_said(other, said) for other in others)


def is_said(name: str, said: str) -> bool:
    """Whether surname and given name are both known to be read so, or are the same kana: すゞ as スズ, ヱイ as エイ."""
    written, parts = spelt_out(name).split(BLANK), said.split(BLANK)
    return len(written) == len(parts) == 2 and all(
        part in known_readings(text, part, sort)
        for text, part, sort in zip(written, parts, (Sort.SURNAME, Sort.GIVEN), strict=True)
    )
