"""Readings held against the names that they stand for: 渋谷 is read シブヤ, and neither シブャ nor シブ.

The recogniser loses the size of kana and now and then a whole one. Where the tables of names have the reading, and the
kana were read well in which it differs from others of that name, it is so: two things that have nothing to do with each
other agree. Where another reading of the name is near, that one is put in its place, doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import NARROW
from forms.certificate.engines.recogniser import Line
from forms.certificate.names.belonging import is_said
from forms.certificate.names.households import read_alike
from forms.certificate.names.latin_readings import hold_against_letters
from forms.certificate.names.near_readings import LARGE, State, kana_of, told_by_name
from forms.certificate.names.parted_readings import in_two
from forms.certificate.names.partings import BLANK, with_reading
from forms.certificate.names.sounded import RARE_KANA, may_sound, modern, spelt_out
from forms.certificate.names.voices import lacks_a_voice
from forms.certificate.names.weighing import weigh
from forms.certificate.shapes.variants import groups
from forms.fields import Kind, kana_path, name_path
from forms.kana import is_katakana, to_katakana
from forms.names.readings import find_readings, may_be_read
from forms.names.spellings import Sort
from forms.scripts import is_kanji

MIN_CONFIDENCE = 0.5
"""Of the least certain kana, for a reading that the tables confirm."""
MIN_CONTRADICTING = 0.8
"""Of the least certain kana, for a reading that makes a name doubtful."""
CERTAIN_SHARE, LIKELY_SHARE = 0.99, 0.5
"""Of what a line in half width may say, for one reading to be certain, and to be taken for it."""
_IMPOSSIBLE = re.compile(
    "(?<![キシチニヒミリギジヂビピヴフテデウ])[ャュョ]"
    "|(?<![フヴテデトドシジチツウクグイスズ])[ァィゥェォ]"
    "|(?:^|(?<=\u3000))ッ|ッ(?=[アイウエオナニヌネノマミムメモヤユヨラリルレロワヲン\u3000])|ッ$|ヮ"
)
"""Small kana that no Japanese name has in such a place."""


def hold_against_names(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; readings in the size of kana that is possible, mended by their names, or confirmed by them."""
    names = {entry.path: spelt_out(entry.value.value) for entry in entries if entry.kind is Kind.NAME}
    alone = _all_held(entries, names, {})
    held = _all_held(entries, names, _surnames(alone, names))
    held = [_doubted(entry, names) if entry.kind is Kind.KANA else entry for entry in held]
    held = _at_one_on_surnames(held, names)
    said = {entry.path: entry for entry in held if entry.kind is Kind.KANA}
    return [
        _spoken_for(entry, said[reading])
        if entry.kind is Kind.NAME and (reading := kana_path(entry.path)) in said
        else entry
        for entry in held
    ]


def _all_held(entries: Sequence[Entry], names: Mapping[str, str], surnames: Mapping[str, str]) -> list[Entry]:
    """The entries, readings held against their names; surnames are read as the page reads them for certain."""
    found = []
    for entry in entries:
        name = names.get(name_path(entry.path), "") if entry.kind is Kind.KANA else ""
        surname = surnames.get(name.partition(BLANK)[0], "")
        found.append(_held(entry, name, surname) if entry.kind is Kind.KANA else entry)
    return found


def _surnames(entries: Sequence[Entry], names: Mapping[str, str]) -> dict[str, str]:
    """How surnames are read, where some lines of a page say so for certain and none of these in another way, or no line
    by itself but all together."""
    said: dict[str, set[str]] = {}
    for entry in entries:
        written = names.get(name_path(entry.path), "").split(BLANK) if entry.kind is Kind.KANA else []
        parts = entry.value.value.split(BLANK)
        if entry.vouched and entry.firm and len(written) == len(parts) == 2:
            said.setdefault(written[0], set()).add(parts[0])
    told = {surname: next(iter(readings)) for surname, readings in said.items() if len(readings) == 1}
    untold = {path: name for path, name in names.items() if name.partition(BLANK)[0] not in said}
    return read_alike(entries, untold) | told


def _doubted(entry: Entry, names: dict[str, str]) -> Entry:
    """A reading that cannot be its name's, and may be another one's of the page, is never sure: they may have moved."""
    path = name_path(entry.path)
    said = entry.value.value
    if path not in names or names[path].count(BLANK) != 1 or _may_be_said(names[path], said):
        return entry
    others = {name for other, name in names.items() if other != path}
    return replace(entry, firm=False) if any(_may_be_said(name, said) for name in others) else entry


def _at_one_on_surnames(entries: Sequence[Entry], names: Mapping[str, str]) -> list[Entry]:
    """The entries; where a page reads a surname in two ways (東海林: ヨウジ, ショウジ), none is sure but the only one
    of them that is known."""
    surnames: dict[str, set[str]] = {}
    own: dict[str, tuple[str, str]] = {}
    for entry in entries:
        name = names.get(name_path(entry.path), "") if entry.kind is Kind.KANA else ""
        parts, written = entry.value.value.split(BLANK), name.split(BLANK)
        if len(parts) == len(written) == 2:
            own[entry.path] = written[0], parts[0]
            if _may_be_said(name, entry.value.value):
                surnames.setdefault(written[0], set()).add(parts[0])
    found = []
    for entry in entries:
        written, said = own.get(entry.path, ("", ""))
        known = find_readings(written, Sort.SURNAME) if written else frozenset()
        others = surnames.get(written, set()) - {said}
        doubted = bool(others) and not (said in known and known.isdisjoint(others))
        found.append(replace(entry, firm=False) if doubted else entry)
    return found


def _may_be_said(name: str, said: str) -> bool:
    """Whether surname and given name are known to be read so, or can be, kanji by kanji."""
    written, parts = name.split(BLANK), said.split(BLANK)
    return len(written) == len(parts) == 2 and all(
        part in find_readings(text, sort) or may_be_read(text, part)
        for text, part, sort in zip(written, parts, (Sort.SURNAME, Sort.GIVEN), strict=True)
    )


def _spoken_for(name: Entry, reading: Entry) -> Entry:
    """A name that its reading speaks for: people are called so, and nobody is by what else it might be.

    Of variants both are read alike: between these it decides nothing, nor do those count that their shapes have told.
    One in kana that may lack a sign of voice is never sure, nor one that its reading, well read, cannot be said of: of
    髙橋　一郎 beside イチロウ 一 was lost. Of 169 names and their readings in truths of strangers' sheets one cannot.
    """
    if _contradict(name, reading):
        return replace(name, firm=False)
    if any(
        is_katakana(said := to_katakana(part)) and lacks_a_voice(said, sort)
        for part, sort in zip(name.value.value.split(BLANK), (Sort.SURNAME, Sort.GIVEN), strict=False)
    ):
        return replace(name, firm=False)
    if name.vouched or _confidence(name) < MIN_CONFIDENCE or not (reading.vouched and reading.firm):
        return name
    rivals = [other for other in name.candidates if _is_rival(other, name.value.value, name.spelt)]
    doubted = not name.firm and not rivals
    # エイ is what the recogniser makes of ヱイ, which it cannot say.
    rivals = [other for other in rivals if _is_rival(modern(other), modern(name.value.value), name.spelt)]
    said = reading.value.value
    if doubted or not is_said(name.value.value, said) or any(is_said(other, said) for other in rivals):
        return name
    return replace(name, vouched=True, firm=True)


def _contradict(name: Entry, reading: Entry) -> bool:
    """Whether a name in two parts, both in kanji, and two of kana that were read well cannot be the same person's."""
    written, said = spelt_out(name.value.value), reading.value
    return (
        said.confidence >= MIN_CONTRADICTING
        and is_katakana(said.value)
        and said.value.count(BLANK) == written.count(BLANK) == 1
        and all(any(map(is_kanji, part)) for part in written.split(BLANK))
        and not _may_be_said(written, said.value)
    )


def _confidence(name: Entry) -> float:
    """Of the least certain character but those that the recogniser has no class for: their glyphs have told them."""
    return min(
        (each.confidence for line in name.value.segments for each in line.glyphs if each.text not in RARE_KANA),
        default=0.0,
    )


def _is_rival(other: str, own: str, spelt: bool) -> bool:
    """Whether a candidate is something else than a name, not the same without its blank; but for variants, where all of
    its own were told."""
    return "".join(other.split()) != "".join(own.split()) and not (
        spelt and _with_first_variants(other) == _with_first_variants(own)
    )


def _with_first_variants(name: str) -> str:
    return "".join(groups().get(char, char)[0] for char in name)


def _held(entry: Entry, name: str, surname: str) -> Entry:
    value = entry.value
    if not name or not value.value:
        return entry
    if name[0].translate(NARROW).isascii():
        return hold_against_letters(entry, name)
    if entry.narrow and name.count(BLANK) == 1:
        entry, told = _weighed(entry, entry.narrow, name, surname)
        if told:
            return entry
        value = entry.value
    said = _possible(value.value.replace("・", ""))  # which stands in no Japanese reading: dirt
    parts, written = said.split(BLANK), name.split(BLANK)
    if len(written) == 2 and len(parts) != 2:
        parts, clear = in_two(parts, written)
        entry = entry if clear else replace(entry, firm=False)
        said = BLANK.join(parts)
    if len(parts) != 2 or len(written) != 2 or not is_katakana(said):
        entry = with_reading(entry, said)
        if len(parts) == 1 and len(written) == 2 and _is_surname_alone(entry, written[0]):
            return entry
        return replace(entry, firm=False) if len(parts) != len(written) else entry
    kana = kana_of(entry, said)
    halves = kana[: len(parts[0])], kana[len(parts[0]) :]
    told = [
        told_by_name(part, text, sort, half)
        for part, text, sort, half in zip(parts, written, (Sort.SURNAME, Sort.GIVEN), halves, strict=True)
    ]
    if any(state is State.CONTESTED for _, state in told) or not _may_belong(parts, written):
        entry = replace(entry, firm=False)
    mended = BLANK.join(part for part, _ in told)
    if mended.translate(LARGE) != said.translate(LARGE):
        return replace(with_reading(entry, mended), firm=False, candidates=(said, *entry.candidates))
    certain = value.confidence >= MIN_CONFIDENCE and all(state is State.CONFIRMED for _, state in told)
    entry = with_reading(entry, mended)
    return replace(entry, vouched=True) if certain else entry


def _is_surname_alone(entry: Entry, surname: str) -> bool:
    """Whether a reading without a blank is clearly that of a surname: some papers print nothing else."""
    said = entry.value.value
    if entry.narrow or not is_katakana(said) or entry.value.confidence < MIN_CONFIDENCE:
        return False
    return told_by_name(said, surname, Sort.SURNAME, kana_of(entry, said)) == (said, State.CONFIRMED)


def _may_belong(parts: Sequence[str], written: Sequence[str]) -> bool:
    """Whether each part has a kana for each kanji, not ミ for 已之吉, and those that it is written with, if any."""
    return all(
        len(part) >= sum(map(is_kanji, text)) and (may_sound(kana := to_katakana(text), part) or not is_katakana(kana))
        for part, text in zip(parts, written, strict=True)
    )


def _weighed(entry: Entry, line: Line, name: str, surname: str) -> tuple[Entry, bool]:
    """A reading in half width as its line and its name together say, and whether nothing need be asked beyond that."""
    best, value = weigh(line.odds, name, surname)[0], entry.value.value
    if best.known and best.share >= CERTAIN_SHARE and (best.as_read or not best.contested):
        return replace(with_reading(entry, best.reading), vouched=True), True
    if best.share < LIKELY_SHARE:
        return entry, False
    if best.reading.translate(LARGE) == value.translate(LARGE):
        return with_reading(entry, best.reading), False
    if not best.known:
        return entry, False
    return replace(with_reading(entry, best.reading), firm=False, candidates=(value, *entry.candidates)), True


def _possible(said: str) -> str:
    """Small kana that cannot stand there made large."""
    return _IMPOSSIBLE.sub(lambda match: match[0].translate(LARGE), said)
