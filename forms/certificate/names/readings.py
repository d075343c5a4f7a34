"""Readings held against the names that they stand for: 渋谷 is read シブヤ, and neither シブャ nor シブ.

The recogniser loses the size of kana and now and then a whole one. Where the tables of names have the reading, and the
kana were read well in which it differs from others of that name, it is so: two things that have nothing to do with each
other agree. Where another reading of the name is near, that one is put in its place, doubtful.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from statistics import median

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import NARROW
from forms.certificate.engines.recogniser import Line
from forms.certificate.names.partings import BLANK
from forms.certificate.names.voices import lacks_a_voice, lost_a_voice, unvoiced
from forms.certificate.names.weighing import weigh
from forms.fields import Kind
from forms.kana import is_katakana, to_katakana
from forms.names.readings import find_readings, may_be_read
from forms.names.spellings import Sort, find_spellings
from forms.scripts import is_kanji

MIN_CONFIDENCE = 0.5
"""Of the least certain kana, for a reading that the tables confirm."""
CLEAR_KANA, CLEAR_TWIN = 0.9, 0.95
"""Of a kana without which it would be another reading of the same name; of one that has another size there."""
MENDED_BELOW = 0.9
"""A kana read better than this is not replaced."""
LOST_STEP = 1.35
"""Kana that stand further apart than this, in the usual step of the line, may have lost one between them."""
NARROW_HEIGHTS = 0.55
"""Step from one kana to the next, in heights of their line, below which they are set in half width."""
CERTAIN_SHARE, LIKELY_SHARE = 0.99, 0.5
"""Of what a line in half width may say, for one reading to be certain, and to be taken for it."""
_LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
_IMPOSSIBLE = re.compile(
    "(?<![キシチニヒミリギジヂビピヴフテデウ])[ャュョ]"
    "|(?<![フヴテデトドシジチツウクグイスズ])[ァィゥェォ]"
    "|(?:^|(?<=\u3000))ッ|ッ(?=[アイウエオナニヌネノマミムメモヤユヨラリルレロワヲン\u3000])|ッ$|ヮ"
)
"""Small kana that no Japanese name has in such a place."""


@dataclass(frozen=True, slots=True)
class _Kana:
    """One kana of a reading.

    Attributes:
        text: as read.
        confidence: how sure it is.
        step: how far it stands from the one before it, in the usual step of its line.
        narrow: whether it is set in half width, in which the sign of ダ is a character of its own and easily lost.
    """

    text: str
    confidence: float
    step: float
    narrow: bool = False


def hold_against_names(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; readings in the size of kana that is possible, mended by their names, or confirmed by them."""
    names = {entry.path: entry.value.value for entry in entries if entry.kind is Kind.NAME}
    held = [
        _held(entry, names.get(entry.path.removesuffix("kana") + "name", "")) if entry.kind is Kind.KANA else entry
        for entry in entries
    ]
    held = [_doubted(entry, names) if entry.kind is Kind.KANA else entry for entry in held]
    held = _at_one_on_surnames(held, names)
    said = {entry.path: entry for entry in held if entry.kind is Kind.KANA}
    return [
        _spoken_for(entry, said[reading])
        if entry.kind is Kind.NAME and (reading := entry.path.removesuffix("name") + "kana") in said
        else entry
        for entry in held
    ]


def _doubted(entry: Entry, names: dict[str, str]) -> Entry:
    """A reading that cannot be its name's, and may be another one's of the page, is never sure: they may have moved."""
    path = entry.path.removesuffix("kana") + "name"
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
        name = names.get(entry.path.removesuffix("kana") + "name", "") if entry.kind is Kind.KANA else ""
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

    Of variants both are read alike: between these it decides nothing. One in kana that may lack a sign of voice is
    never sure.
    """
    if any(
        is_katakana(said := to_katakana(part)) and lacks_a_voice(said, sort)
        for part, sort in zip(name.value.value.split(BLANK), (Sort.SURNAME, Sort.GIVEN), strict=False)
    ):
        return replace(name, firm=False)
    if name.vouched or name.value.confidence < MIN_CONFIDENCE or not (reading.vouched and reading.firm):
        return name
    rivals = [other for other in name.candidates if other != name.value.value]
    doubted = not name.firm and not rivals
    if doubted or not _is_said(name.value.value, reading) or any(_is_said(other, reading) for other in rivals):
        return name
    return replace(name, vouched=True, firm=True)


def _is_said(name: str, reading: Entry) -> bool:
    """Whether surname and given name are both known to be read so."""
    written, parts = name.split(BLANK), reading.value.value.split(BLANK)
    return len(written) == len(parts) == 2 and all(
        part in find_readings(text, sort)
        for text, part, sort in zip(written, parts, (Sort.SURNAME, Sort.GIVEN), strict=True)
    )


def _held(entry: Entry, name: str) -> Entry:
    value = entry.value
    if not name or not value.value:
        return entry
    if name[0].translate(NARROW).isascii():
        return _held_against_letters(entry, name)
    if entry.narrow and name.count(BLANK) == 1:
        entry, told = _weighed(entry, entry.narrow, name)
        if told:
            return entry
        value = entry.value
    said = _possible(value.value.replace("・", ""))  # which stands in no Japanese reading: dirt
    parts, written = said.split(BLANK), name.split(BLANK)
    if len(written) == 2 and len(parts) != 2:
        parts = (_parted(said, written) if len(parts) == 1 else _rejoined(parts, written)) or parts
        if len(parts) == 1 and (likely := _parted_by_half(said, written)):
            entry, parts = replace(entry, firm=False), likely
        said = BLANK.join(parts)
    if len(parts) != 2 or len(written) != 2 or not is_katakana(said):
        entry = _with(entry, said)
        return replace(entry, firm=False) if len(parts) != len(written) else entry
    kana = _kana(entry, said)
    halves = kana[: len(parts[0])], kana[len(parts[0]) :]
    told = [
        _told(part, text, sort, half)
        for part, text, sort, half in zip(parts, written, (Sort.SURNAME, Sort.GIVEN), halves, strict=True)
    ]
    if any(state is _State.CONTESTED for _, state in told) or not _may_belong(parts, written):
        entry = replace(entry, firm=False)
    mended = BLANK.join(part for part, _ in told)
    if mended.translate(_LARGE) != said.translate(_LARGE):
        return replace(_with(entry, mended), firm=False, candidates=(said, *entry.candidates))
    certain = value.confidence >= MIN_CONFIDENCE and all(state is _State.CONFIRMED for _, state in told)
    entry = _with(entry, mended)
    return replace(entry, vouched=True) if certain else entry


def _may_belong(parts: Sequence[str], written: Sequence[str]) -> bool:
    """Whether each part has a kana for each kanji, not ミ for 已之吉, and those that it is written with, if any."""
    return all(
        len(part) >= sum(map(is_kanji, text)) and (part == (kana := to_katakana(text)) or not is_katakana(kana))
        for part, text in zip(parts, written, strict=True)
    )


def _weighed(entry: Entry, line: Line, name: str) -> tuple[Entry, bool]:
    """A reading in half width as its line and its name together say, and whether nothing need be asked beyond that."""
    best, value = weigh(line.odds, name)[0], entry.value.value
    if best.known and best.share >= CERTAIN_SHARE and best.as_read:
        return replace(_with(entry, best.reading), vouched=True), True
    if best.share < LIKELY_SHARE:
        return entry, False
    if best.reading.translate(_LARGE) == value.translate(_LARGE):
        return _with(entry, best.reading), False
    if not best.known:
        return entry, False
    return replace(_with(entry, best.reading), firm=False, candidates=(value, *entry.candidates)), True


def _possible(said: str) -> str:
    """Small kana that cannot stand there made large."""
    return _IMPOSSIBLE.sub(lambda match: match[0].translate(_LARGE), said)


def _parted(said: str, written: Sequence[str]) -> list[str] | None:
    """Surname and given name of a reading without a blank, or with one that was read as ー; where only one way fits.

    Some papers print the surname's reading only: アダチ is not アダ　チ.
    """
    surnames, given = find_readings(written[0], Sort.SURNAME), find_readings(written[1], Sort.GIVEN)
    if said in surnames or said in given:
        return None
    ways = {(said[:at], said[at:]) for at in range(1, len(said))}
    ways |= {(said[:at], said[at + 1 :]) for at in range(1, len(said) - 1) if said[at] == "ー"}
    for fits in (
        lambda one, other: one in surnames and other in given,
        lambda one, other: one in surnames and may_be_read(written[1], other),
        lambda one, other: may_be_read(written[0], one) and may_be_read(written[1], other),
    ):
        found = [way for way in ways if fits(*way)]
        if found:
            return list(found[0]) if len(found) == 1 else None
    return None


def _parted_by_half(said: str, written: Sequence[str]) -> list[str] | None:
    """The same where only the surname or the given name is known to be read so; where only one way fits."""
    surnames, given = find_readings(written[0], Sort.SURNAME), find_readings(written[1], Sort.GIVEN)
    ways = [[said[:at], said[at:]] for at in range(1, len(said))]
    found = [way for way in ways if way[0] in surnames or way[1] in given]
    whole = said in surnames or said in given  # the other one is not printed
    return found[0] if len(found) == 1 and not whole else None


class _State(Enum):
    """What a name says of a part of its reading."""

    CONFIRMED = auto()
    UNKNOWN = auto()
    CONTESTED = auto()
    """It may be another reading of the name, misread."""


def _held_against_letters(entry: Entry, name: str) -> Entry:
    """The reading of a name in Latin letters: each word has its own."""
    words, parts = name.replace(" ", BLANK).split(BLANK), entry.value.value.split(BLANK)
    return entry if len(words) == len(parts) else replace(entry, firm=False)


def _rejoined(parts: Sequence[str], written: Sequence[str]) -> list[str] | None:
    """Surname and given name of a reading with too many blanks, where only one way fits."""
    surnames, given = find_readings(written[0], Sort.SURNAME), find_readings(written[1], Sort.GIVEN)
    ways = [("".join(parts[:at]), "".join(parts[at:])) for at in range(1, len(parts))]
    for fits in (
        lambda one, other: one in surnames and other in given,
        lambda one, other: may_be_read(written[0], one) and may_be_read(written[1], other),
    ):
        if found := [way for way in ways if fits(*way)]:
            return list(found[0]) if len(found) == 1 else None
    return None


def _told(part: str, text: str, sort: Sort, kana: Sequence[_Kana]) -> tuple[str, _State]:
    """A part of a reading, mended where the name tells how, and what the name says of it."""
    known = find_readings(text, sort)
    if is_katakana(to_katakana(text)) and lacks_a_voice(part, sort):
        return part, _State.CONTESTED  # what the one has lost in the picture, the other may have, too
    if part in known:
        if all(_is_apart(part, each, kana) for each in known - {part}):
            return part, _State.CONFIRMED
        return part, _State.CONTESTED if any(_lacks_one_of(part, each, kana) for each in known) else _State.UNKNOWN
    sized = [each for each in known if each.translate(_LARGE) == part.translate(_LARGE)]
    possible = may_be_read(text, part)
    near = sized or [each for each in known if _may_be_misread(part, each, kana, possible)]
    near = near or [each for each in known if lost_a_voice(part, each)]
    if not near or (possible and not sized and len(near) > 1):
        contested = any(
            (len(each) > len(part) and _only_difference(part, each) is not None) or unvoiced(each) == unvoiced(part)
            for each in known
        )
        return part, _State.CONTESTED if contested else _State.UNKNOWN
    # A reading that many names have is a usual one.
    return max(sorted(near), key=lambda each: len(find_spellings(each, sort))), _State.UNKNOWN


def _is_apart(part: str, other: str, kana: Sequence[_Kana]) -> bool:
    """Whether one reading cannot be another one misread."""
    if part.translate(_LARGE) == other.translate(_LARGE):
        return all(each.confidence >= CLEAR_TWIN for each, two in zip(kana, other, strict=True) if each.text != two)
    at = _only_difference(part, other)
    if at is None:
        return True
    if len(other) > len(part):
        # What was lost at either end is ink that nobody has read.
        return at in (0, len(part)) or kana[at].step < LOST_STEP
    if len(other) == len(part) and kana[at].narrow and unicodedata.normalize("NFD", other[at])[0] == part[at]:
        return False
    return kana[at].confidence >= CLEAR_KANA


def _lacks_one_of(part: str, other: str, kana: Sequence[_Kana]) -> bool:
    """Whether there is room for the kana that the other reading has more."""
    at = _only_difference(part, other) if len(other) > len(part) else None
    return at is not None and 0 < at < len(part) and kana[at].step > LOST_STEP


def _may_be_misread(part: str, other: str, kana: Sequence[_Kana], possible: bool) -> bool:
    """Whether a reading may be another one misread; one that is possible, too, must show it."""
    at = _only_difference(part, other)
    if at is None:
        return False
    if len(other) > len(part):
        return not possible or (0 < at < len(part) and kana[at].step >= LOST_STEP)
    return kana[at].confidence < MENDED_BELOW


def _only_difference(part: str, other: str) -> int | None:
    """Where one kana is another one, too many or too few; None where the readings differ in more than that."""
    start = 0
    while start < min(len(part), len(other)) and part[start] == other[start]:
        start += 1
    for one, two in ((1, 1), (1, 0), (0, 1)):
        if part[start + one :] == other[start + two :] and len(part) >= start + one and len(other) >= start + two:
            return start
    return None


def _kana(entry: Entry, said: str) -> list[_Kana]:
    """The kana of a reading, its blanks left out; as sure as the least certain one where they cannot be told apart."""
    found: list[_Kana] = []
    for segment in entry.value.segments:
        places = [glyph.x for glyph in segment.glyphs]
        steps = [b - a for a, b in zip(places, places[1:], strict=False)]
        usual = median(steps) if steps else 1.0
        for glyph, step in zip(segment.glyphs, [usual, *steps], strict=True):
            joined = to_katakana(found[-1].text + glyph.text) if found else ""
            if glyph.text in "ﾞﾟ゛゜" and len(joined) == 1:
                found[-1] = replace(found[-1], text=joined, confidence=min(found[-1].confidence, glyph.confidence))
            else:
                narrow = usual < NARROW_HEIGHTS * (segment.bottom - segment.top)
                found.append(_Kana(to_katakana(glyph.text), glyph.confidence, step / max(usual, 1.0), narrow))
    plain = said.replace(BLANK, "")
    if "".join(each.text for each in found).translate(_LARGE) == plain.translate(_LARGE):
        return [replace(each, text=text) for each, text in zip(found, plain, strict=True)]
    return [_Kana(text, entry.value.confidence, LOST_STEP) for text in plain]


def _with(entry: Entry, said: str) -> Entry:
    if said == entry.value.value:
        return entry
    return replace(entry, value=replace(entry.value, value=said, holds=is_katakana(said)))
