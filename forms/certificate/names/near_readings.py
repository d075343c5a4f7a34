"""A part of a reading (シブヤ　ハルカ: シブヤ) held against how the surname or given name that it stands for is read.

Where the tables of names have it, and the kana were read well in which it differs from others of that name, it is so.
Where another reading of the name is near, and the picture may show that one, it is put in its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from statistics import median

from forms.certificate.arranging.entries import Entry
from forms.certificate.names.partings import BLANK
from forms.certificate.names.sounded import known_readings
from forms.certificate.names.voices import lacks_a_voice, lost_a_voice, unvoiced
from forms.kana import is_katakana, to_katakana
from forms.names.readings import may_be_read
from forms.names.spellings import Sort, find_spellings
from forms.scripts import HIRAGANA

CLEAR_KANA, CLEAR_TWIN = 0.9, 0.95
"""Of a kana without which it would be another reading of the same name; of one that has another size there."""
MENDED_BELOW = 0.9
"""A kana read better than this is not replaced."""
LOST_STEP = 1.35
"""Kana that stand further apart than this, in the usual step of the line, may have lost one between them."""
NARROW_HEIGHTS = 0.55
"""Step from one kana to the next, in heights of their line, below which they are set in half width."""
_HIRAGANA = re.compile(f"[{HIRAGANA}]")
LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")


@dataclass(frozen=True, slots=True)
class Kana:
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


class State(Enum):
    """What a name says of a part of its reading."""

    CONFIRMED = auto()
    UNKNOWN = auto()
    CONTESTED = auto()
    """It may be another reading of the name, misread."""


def told_by_name(part: str, text: str, sort: Sort, kana: Sequence[Kana]) -> tuple[str, State]:
    """A part of a reading, mended where the name tells how, and what the name says of it."""
    known = known_readings(text, part, sort)
    if is_katakana(to_katakana(text)) and lacks_a_voice(part, sort):
        return part, State.CONTESTED  # what the one has lost in the picture, the other may have, too
    if part in known:
        if all(_is_apart(part, each, kana) for each in known - {part}):
            return part, State.CONFIRMED
        return part, State.CONTESTED if any(_lacks_one_of(part, each, kana) for each in known) else State.UNKNOWN
    sized = [each for each in known if each.translate(LARGE) == part.translate(LARGE)]
    possible = may_be_read(text, part)
    near = sized or [each for each in known if _may_be_misread(part, each, kana, possible)]
    near = near or [each for each in known if lost_a_voice(part, each)]
    if not near or (possible and not sized and len(near) > 1):
        contested = any(
            (len(each) > len(part) and _only_difference(part, each) is not None) or unvoiced(each) == unvoiced(part)
            for each in known
        )
        return part, State.CONTESTED if contested else State.UNKNOWN
    # A reading that many names have is a usual one.
    return max(sorted(near), key=lambda each: len(find_spellings(each, sort))), State.UNKNOWN


def _is_apart(part: str, other: str, kana: Sequence[Kana]) -> bool:
    """Whether one reading cannot be another one misread."""
    if part.translate(LARGE) == other.translate(LARGE):
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


def _lacks_one_of(part: str, other: str, kana: Sequence[Kana]) -> bool:
    """Whether there is room for the kana that the other reading has more."""
    at = _only_difference(part, other) if len(other) > len(part) else None
    return at is not None and 0 < at < len(part) and kana[at].step > LOST_STEP


def _may_be_misread(part: str, other: str, kana: Sequence[Kana], possible: bool) -> bool:
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


def kana_of(entry: Entry, said: str) -> list[Kana]:
    """The kana of a reading, its blanks left out; as sure as the least certain one where they cannot be told apart."""
    found: list[Kana] = []
    for segment in entry.value.segments:
        places = [glyph.x for glyph in segment.glyphs]
        steps = [b - a for a, b in zip(places, places[1:], strict=False)]
        usual = median(steps) if steps else 1.0
        for glyph, step in zip(segment.glyphs, [usual, *steps], strict=True):
            joined = to_katakana(found[-1].text + glyph.text) if found else ""
            if glyph.text in "ﾞﾟ゛゜" and len(joined) == 1:
                found[-1] = replace(found[-1], text=joined, confidence=min(found[-1].confidence, glyph.confidence))
            else:
                # The box of a short line is high, and hiragana have no half width.
                small = usual < NARROW_HEIGHTS * (segment.bottom - segment.top)
                narrow = small and not _HIRAGANA.match(glyph.text)
                found.append(Kana(to_katakana(glyph.text), glyph.confidence, step / max(usual, 1.0), narrow))
    plain = said.replace(BLANK, "")
    if "".join(each.text for each in found).translate(LARGE) == plain.translate(LARGE):
        return [replace(each, text=text) for each, text in zip(found, plain, strict=True)]
    return [Kana(text, entry.value.confidence, LOST_STEP) for text in plain]
