"""Given names in kana, of which some were taken for kanji: キ三子 that is read キヨコ is キヨ子, and 工三 エミ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.scripts import TWINS
from forms.certificate.data.values import respelt
from forms.certificate.names.partings import BLANK
from forms.fields import Kind, kana_path
from forms.names.readings import find_readings
from forms.names.spellings import Sort
from forms.scripts import Script, is_kanji, script_of

_TAKEN_FOR = {**{char: kana for char, kana in TWINS.items() if is_kanji(char)}, "三": "ミヨ"}
"""Kanji → the katakana that are taken for it."""
_ENDINGS = {"": "", "子": "コ", "代": "ヨ", "江": "エ", "枝": "エ"}
"""What given names in katakana end in, and its reading."""


def with_kana_by_readings(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; given names that only the kana of their readings explain in kana, wherever the page has them.

    They are in doubt but where those are beyond doubt (``readings``).
    What a name is read as by the tables stays: 三千代 is no ミ千代.
    """
    said = {entry.path: entry.value for entry in entries if entry.kind is Kind.KANA}
    told: dict[str, str] = {}
    for entry in entries:
        reading = said.get(kana_path(entry.path)) if entry.kind is Kind.NAME else None
        if reading and reading.holds:
            told[entry.value.value] = _told(entry.value.value, reading.value)
    return [
        _with(entry, name)
        if entry.kind is Kind.NAME
        and (name := told.get(entry.value.value, entry.value.value)) != entry.value.value
        and _is_as_read(entry)
        else entry
        for entry in entries
    ]


def _told(name: str, said: str) -> str:
    """The name with its given name in kana, where it is one so."""
    surname, _, given = name.partition(BLANK)
    part = said.partition(BLANK)[2]
    if not part or len(given) != len(part) or part in find_readings(given, Sort.GIVEN):
        return name
    kana = part[:-1] + given[-1] if given[-1] in _ENDINGS and part[-1] == _ENDINGS[given[-1]] else part
    pairs = list(zip(given, kana, strict=True))
    alike = all(one == other or other in _TAKEN_FOR.get(one, "") for one, other in pairs)
    # A kanji that stands for its reading is nothing strange: some of it must be kana, or all of it look like them.
    shown = kana == part or any(script_of(one) is Script.KATAKANA for one in given)
    return surname + BLANK + kana if alike and shown else name


def _with(entry: Entry, name: str) -> Entry:
    chars = iter(name.replace(BLANK, ""))
    segments = [
        replace(segment, glyphs=tuple(replace(glyph, text=next(chars)) for glyph in segment.glyphs))
        for segment in entry.value.segments
    ]
    candidates = (entry.value.value, *entry.candidates)
    return replace(entry, value=respelt(entry.value, segments), firm=False, candidates=candidates)


def _is_as_read(entry: Entry) -> bool:
    """Whether its characters are those of its glyphs, none put back and none left out."""
    read = "".join(glyph.text for segment in entry.value.segments for glyph in segment.glyphs)
    return read == entry.value.value.replace(BLANK, "")
