"""Blanks in names and readings that were not seen, taken from where the page writes the same name with one.

Householder and head of the register are among the persons, and a family shares its surname: where the blank was lost in
one place, another one shows it, and so does a person's reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.blanks import is_letter
from forms.fields import Kind, kana_path, name_path
from forms.kana import is_katakana
from forms.names.readings import find_readings, may_be_read
from forms.names.spellings import Sort

BLANK = "\u3000"


def surname_of(entry: Entry) -> str:
    """The surname of a name in two parts; empty of anything else."""
    return _first(entry.value.value) if entry.kind is Kind.NAME else ""


def with_reading(entry: Entry, said: str) -> Entry:
    """The entry of a reading that says something else."""
    if said == entry.value.value:
        return entry
    return replace(entry, value=replace(entry.value, value=said, holds=is_katakana(said)))


def part_alike(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; names and readings of one page without a blank have it where the page tells where it belongs."""
    whole = [_parted(entry, _names(entries)) if entry.kind is Kind.NAME else entry for entry in entries]
    whole = [_rejoined(entry, whole) if entry.kind is Kind.NAME else entry for entry in whole]
    surnames = _surnames(whole)
    read = {entry.path: entry.value.value for entry in whole if entry.kind is Kind.NAME}
    return [
        _part_reading(entry, surnames.get(_first(read.get(name_path(entry.path), ""))))
        if entry.kind is Kind.KANA
        else entry
        for entry in whole
    ]


def part_by_readings(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; names of persons without a blank have it where their readings tell where it belongs."""
    said = {entry.path: entry.value.value for entry in entries if entry.kind is Kind.KANA}
    return [_parted_by_reading(entry, said.get(kana_path(entry.path), "")) for entry in entries]


def part_where_both_are_widest(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; a person's name and reading, both without a blank, have it where they may be said alike and both
    have more white there than anywhere else: the blank of a proportional face is hardly wider than a kana's own white.
    """
    at = {entry.path: number for number, entry in enumerate(entries)}
    found = list(entries)
    for name in entries:
        reading = at.get(kana_path(name.path)) if name.path.endswith(".name") else None
        if reading is not None and (ends := _both_parted(name, entries[reading])):
            for number, end in zip((at[name.path], reading), ends, strict=True):
                found[number] = _parted_at(entries[number], end)
    return found


def _both_parted(name: Entry, reading: Entry) -> tuple[int, int] | None:
    """Behind how many characters a name and its reading have the blank that both show, if they do."""
    written, said = name.value.value, reading.value.value
    ends = _widest(name), _widest(reading)
    if not all(ends) or not is_katakana(said) or any(is_letter(char) for char in written):
        return None
    ways = [(text[:end], text[end:]) for text, end in zip((written, said), ends, strict=True)]
    return ends if _are_said(*ways) else None


def _widest(entry: Entry) -> int:
    """Before which character of a value without a blank its line has clearly more white than before all others; 0 where
    that is not clear."""
    text, segments = entry.value.value, entry.value.segments
    if len(segments) != 1 or len(segments[0].glyphs) != len(text) or BLANK in text or len(text) < MIN_BOTH:
        return 0
    white = {index: segments[0].white_before(index) for index in range(1, len(text))}
    widest = max(white, key=white.__getitem__)
    others = (each for index, each in white.items() if index != widest)
    return widest if white[widest] >= max(MIN_WHITE_EM, WIDER * max(others, default=0.0)) else 0


MIN_BOTH, MIN_WHITE_EM, WIDER = 2, 0.25, 1.2
"""Characters of a name, at least, the white of its blank, and how much wider it is than any other: 0.28 em beside none,
and ヒガシ　クミ 0.57 beside 0.44. Two lines that say so where a dictionary does, too, are enough."""


def part_by_tables(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; names without a blank that no other place of the page has with one are parted where the tables know
    a surname and a given name, as the family shares it or where most white is; sure only where several names share it,
    and none that begins like them can be parted in another way. A register has no name in one part, so that a guess is
    worth more than none.
    """
    seen = _names(entries)
    ends = {entry.path: _known_ends(entry) for entry in entries if "".join(entry.value.value.split()) not in seen}
    torn = {entry.value.value for entry in entries if len(ends.get(entry.path, ())) > 1}
    shared: defaultdict[str, set[str]] = defaultdict(set)
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        name, surname = "".join(entry.value.value.split()), surname_of(entry)
        for each in [name[:end] for end in ends.get(entry.path, ())] + ([surname] if surname else []):
            shared[each].add(name)
            alike[name[0]].add(name)
    families = {
        surname
        for surname, names in shared.items()
        if len(names) > 1 and names == alike[surname[0]] and torn.isdisjoint(names)
    }
    return [_parted_by_tables(entry, ends.get(entry.path, []), shared, families) for entry in entries]


def _known_ends(entry: Entry) -> list[int]:
    """Behind how many characters of a name without a blank a known surname ends and a known given name begins."""
    name = entry.value.value
    if entry.kind is not Kind.NAME or entry.path.endswith(("former_surname", "alias")) or len(name) > LONGEST_NAME:
        return []
    if BLANK in name or is_katakana(name) or any(is_letter(char) for char in name):
        return []
    ends = range(1, len(name))
    return [end for end in ends if find_readings(name[:end], Sort.SURNAME) and find_readings(name[end:], Sort.GIVEN)]


LONGEST_NAME = 7
"""Characters of a name that may be parted by the tables: 勅使河原 and three more."""


def _parted_by_tables(
    entry: Entry, ends: Sequence[int], shared: Mapping[str, Collection[str]], families: Collection[str]
) -> Entry:
    """Args:
    shared: surnames, with the names of the page that may begin with each.
    families: those of several names, none of which the tables part in another way, too.
    """
    if not ends:
        return entry
    name, segments = entry.value.value, entry.value.segments
    lined = len(segments) == 1 and len(segments[0].glyphs) == len(name)

    def fits(end: int) -> tuple[int, float, int]:
        return len(shared[name[:end]]), segments[0].white_before(end) if lined else 0.0, -abs(end - USUAL_SURNAME)

    end = max(ends, key=fits)
    return replace(_parted_at(entry, end), firm=entry.firm and name[:end] in families)


USUAL_SURNAME = 2
"""Kanji that most surnames have."""


def parted_by_white(entry: Entry, count: int) -> str | None:
    """A reading in so many words, parted where its kana stand furthest apart; None where that is not clear.

    Two blanks of a name in three words hide each other where blanks are told by being wider than all other white.
    """
    segment, kana = entry.value.segments[0], "".join(entry.value.value.split())
    if len(entry.value.segments) > 1 or not 1 < count < len(kana) == len(segment.glyphs):
        return None  # where each kana were a word (グエン alone), no other white is there to be wider than
    places = sorted(range(1, len(kana)), key=segment.white_before, reverse=True)
    blanks, others = sorted(places[: count - 1]), places[count - 1 :]
    least = min(map(segment.white_before, blanks))
    if others and least < CLEARLY_WIDER * segment.white_before(others[0]):
        return None
    return BLANK.join(kana[start:end] for start, end in pairwise([0, *blanks, len(kana)]))


CLEARLY_WIDER = 1.5
"""By how much the white of a blank is wider than any other: of narrow kana 0.43 em beside 0.22."""


def _names(entries: Sequence[Entry]) -> dict[str, str]:
    """Names without their blanks → with them, for those that the page parts in one way only; 佐藤 愛 or KIM MINJUN."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        name = entry.value.value
        if entry.kind is Kind.NAME and (plain := "".join(name.split())) != name:
            found.setdefault(plain, set()).add(name)
    return {plain: next(iter(ways)) for plain, ways in found.items() if len(ways) == 1}


def _parted(entry: Entry, names: dict[str, str]) -> Entry:
    parted = names.get(entry.value.value)
    return entry if parted is None else replace(entry, value=replace(entry.value, text=parted, value=parted))


def _parted_by_reading(entry: Entry, reading: str) -> Entry:
    """A name of a person as its reading is parted, where only one way fits; sure only where the tables know both parts
    of it by these readings: that two lines say one name, and part it alike, is no chance."""
    name, parts = entry.value.value, reading.split(BLANK)
    if entry.kind is not Kind.NAME or len(parts) != 2 or BLANK in name or any(is_letter(char) for char in name):
        return entry
    ways = [(name[:at], name[at:]) for at in range(1, len(name))]
    fitting = [way for way in ways if _are_said(way, parts)]
    if len(fitting) != 1:
        return entry
    return replace(_parted_at(entry, len(fitting[0][0])), firm=entry.firm and all(_known(fitting[0], parts)))


def _parted_at(entry: Entry, end: int) -> Entry:
    """A value with a blank behind so many characters, and so its candidates: what else it may be has the blank, too."""
    plain = entry.value.value
    told = plain[:end] + BLANK + plain[end:]
    others = (
        each[:end] + BLANK + each[end:] if len(each) == len(plain) and BLANK not in each else each
        for each in entry.candidates
    )
    return replace(entry, value=replace(entry.value, text=told, value=told), candidates=(*others, plain))


def _are_said(written: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether the two parts of a name can be read so, and one is known to be."""
    known = _known(written, parts)
    return any(known) and all(
        each or may_be_read(text, part) for each, text, part in zip(known, written, parts, strict=True)
    )


def _known(written: Sequence[str], parts: Sequence[str]) -> list[bool]:
    """Whether the tables have the surname, and the given name, with its reading."""
    sorts = (Sort.SURNAME, Sort.GIVEN)
    return [part in find_readings(text, sort) for text, part, sort in zip(written, parts, sorts, strict=True)]


def _rejoined(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """A Japanese name in two parts where more were seen, or where its blank stands behind no surname; never sure
    then."""
    parts = entry.value.value.split(BLANK)
    if len(parts) < 2 or any(is_letter(char) for char in entry.value.value) or is_katakana(entry.value.value):
        return entry
    if len(parts) == 2:
        return _parted_anew(entry, "".join(parts)) if not find_readings(parts[0], Sort.SURNAME) else entry
    surnames = {_first(other.value.value) for other in entries if other.kind is Kind.NAME} - {""}
    ways = [("".join(parts[:at]), "".join(parts[at:])) for at in range(1, len(parts))]
    fitting = [way for way in ways if way[0] in surnames] or [
        way for way in ways if find_readings(way[0], Sort.SURNAME) and find_readings(way[1], Sort.GIVEN)
    ]
    told = BLANK.join(fitting[0] if fitting else (parts[0], "".join(parts[1:])))
    value = replace(entry.value, text=told, value=told)
    return replace(entry, value=value, firm=False, candidates=(*entry.candidates, entry.value.value))


def _parted_anew(entry: Entry, name: str) -> Entry:
    """A name with its blank in the only place where the tables know both parts: of 健一 a fax leaves 健　一."""
    ways = [(name[:at], name[at:]) for at in range(1, len(name))]
    fitting = [way for way in ways if find_readings(way[0], Sort.SURNAME) and find_readings(way[1], Sort.GIVEN)]
    if len(fitting) != 1:
        return entry
    told = BLANK.join(fitting[0])
    value = replace(entry.value, text=told, value=told)
    return replace(entry, value=value, firm=False, candidates=(*entry.candidates, entry.value.value))


def _surnames(entries: Sequence[Entry]) -> dict[str, str]:
    """Surname → its reading, for those whose persons all read it alike."""
    values = {entry.path: entry.value.value for entry in entries if entry.kind in (Kind.NAME, Kind.KANA)}
    found: dict[str, set[str]] = {}
    for path, reading in values.items():
        surname = _first(values.get(name_path(path), "")) if path.endswith(".kana") else ""
        if surname and (said := _first(reading)):
            found.setdefault(surname, set()).add(said)
    return {surname: next(iter(ways)) for surname, ways in found.items() if len(ways) == 1}


def _part_reading(entry: Entry, surname: str | None) -> Entry:
    value = entry.value.value
    if surname is None or BLANK in value or not value.startswith(surname) or value == surname:
        return entry
    parted = surname + BLANK + value.removeprefix(surname)
    return replace(entry, value=replace(entry.value, value=parted))


def _first(name: str) -> str:
    """The part before the only blank of a name; empty where there is none, or several."""
    return name.split(BLANK)[0] if name.count(BLANK) == 1 else ""
