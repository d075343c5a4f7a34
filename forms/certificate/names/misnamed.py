"""Names put right by their readings where only a look-alike explains these: 士方 that is read ヒジカタ is 土方.

The recogniser takes one kanji for another that looks almost the same. Where no table has the name with its reading, and
one look-alike in it makes a name that has it, that name it is; never sure, with what was read as a candidate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value, respelt
from forms.certificate.names.partings import BLANK, surname_of
from forms.certificate.shapes.variants import groups, look_alikes, only_difference
from forms.characters import fold_variants
from forms.fields import Kind, kana_path
from forms.names.readings import find_readings
from forms.names.spellings import Sort

MIN_CONFIDENCE = 0.8
"""Of the least certain kana of a reading that speaks against a name."""


def tell_by_readings(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; names that their readings put right, wherever the page writes them."""
    said = {entry.path: entry for entry in entries if entry.kind is Kind.KANA}
    told: dict[str, tuple[int, str]] = {}
    for entry in entries:
        reading = said.get(kana_path(entry.path)) if entry.kind is Kind.NAME else None
        clear = reading and reading.value.holds and reading.value.confidence >= MIN_CONFIDENCE
        if clear and (other := _told(entry.value.value, reading.value.value)):
            told[entry.value.value] = other
    return [
        _with(entry, *told[entry.value.value])
        if entry.kind is Kind.NAME and entry.value.value in told and not (entry.vouched and entry.firm)
        else entry
        for entry in entries
    ]


def doubt_odd_surnames(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; a surname that differs from a no less frequent one of its page in one character is never sure where
    that is a look-alike, or where both have the same reading or given name.

    A household shares its surname: of 士反, 士反 and 土反 the last one is misread; 占田 read ヨシダ, as 𠮷田 is, too.
    Where one of them is vouched for, and another name's own glyphs offer it, that name is given with it: 来原 for 桒原.
    """
    vouched = {surname_of(entry) for entry in entries if entry.vouched and entry.firm}
    entries = [_as_vouched(entry, vouched - {""}) for entry in entries]
    count = Counter(surname_of(entry) for entry in entries)
    said = {entry.path: _parts(entry)[0] for entry in entries if entry.kind is Kind.KANA}
    alike: dict[str, set[str]] = {}
    """What stands with each surname: given names, and the reading of the surname itself."""
    for entry in entries:
        if own := surname_of(entry):
            reading = said.get(kana_path(entry.path), "")
            alike.setdefault(own, set()).update({*_parts(entry)[1:], reading} - {""})
    return [
        replace(entry, firm=False, candidates=(*entry.candidates, other + entry.value.value[len(other) :]))
        if (own := surname_of(entry)) and (other := _like(own, count, alike))
        else entry
        for entry in entries
    ]


def _as_vouched(entry: Entry, surnames: Collection[str]) -> Entry:
    """The name with the only surname that others are vouched for with and that its own glyphs offer; never sure."""
    own, name = surname_of(entry), entry.value.value
    if not own or own in surnames or entry.vouched or entry.firm:
        return entry
    found = [
        (at, surname[at])
        for surname in surnames
        if len(surname) == len(own) and surname + name[len(own) :] in entry.candidates
        for at in range(len(own))
        if surname[at] != own[at]
    ]
    return _with(entry, *found[0]) if len(found) == 1 else entry


def _parts(entry: Entry) -> list[str]:
    """The surname and the given names; an empty surname where no blank parts them."""
    parts = entry.value.value.split(BLANK)
    return parts if len(parts) > 1 else ["", *parts]


def _like(surname: str, count: Mapping[str, int], alike: Mapping[str, set[str]]) -> str | None:
    """A surname of the page, no less frequent, that is this one but for one character."""
    for other in count:
        differs = only_difference(surname, other)
        if not differs or count[other] < count[surname]:
            continue
        if differs[1] in look_alikes().get(differs[0], "") or alike[surname] & alike[other]:
            return other
    return None


def _told(name: str, said: str) -> tuple[int, str] | None:
    """Which character, blanks not counted, is which other one; None where nothing, or more than one thing, tells."""
    written, parts = name.split(BLANK), said.split(BLANK)
    if len(written) != 2 or len(parts) != 2:
        return None
    found = set()
    for start, text, part, sort in zip((0, len(written[0])), written, parts, (Sort.SURNAME, Sort.GIVEN), strict=True):
        if part in find_readings(text, sort):
            continue
        for at, char in enumerate(text):
            for other in (look_alikes().get(char) or groups().get(char, "")).replace(char, ""):
                if not _are_read_alike(char, other) and part in find_readings(text[:at] + other + text[at + 1 :], sort):
                    found.add((start + at, fold_variants(other)))  # which of its variants no reading tells
    return next(iter(found)) if len(found) == 1 else None


def _are_read_alike(one: str, other: str) -> bool:
    """Whether two characters are names of one reading: between 凜 and 凛 none tells, though only 凛々子 is known."""
    return bool(find_readings(one, Sort.GIVEN) & find_readings(other, Sort.GIVEN))


def _with(entry: Entry, at: int, other: str) -> Entry:
    value = _respelt(entry, at, other)
    # Drawings were asked about the character read, not about the variants of this one: 告 may be 𠮷 as well as 吉.
    variants = [_respelt(entry, at, each).value for each in groups().get(other, "").replace(other, "")]
    candidates = (entry.value.value, *variants, *entry.candidates)
    return replace(entry, value=value, firm=False, spelt=False, candidates=candidates)


def _respelt(entry: Entry, at: int, other: str) -> Value:
    """The name with another character, blanks not counted."""
    segments, start = [], 0
    for segment in entry.value.segments:
        glyphs = list(segment.glyphs)
        if 0 <= at - start < len(glyphs):
            glyphs[at - start] = replace(glyphs[at - start], text=other)
        segments.append(replace(segment, glyphs=tuple(glyphs)))
        start += len(glyphs)
    return respelt(entry.value, segments)
