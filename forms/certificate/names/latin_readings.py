"""Readings of names in Latin letters: each word has its own, デラクルス　マリア for DELA CRUZ MARIA."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.names.partings import BLANK, parted_by_white, with_reading
from forms.certificate.names.sounds import parted

PARTICLES = {
    **{"DE": "デ", "DEL": "デル", "DELA": "デラ", "DELOS": "デロス", "LA": "ラ", "LOS": "ロス"},
    **{"DA": "ダ", "DO": "ド", "DOS": "ドス"},
}
"""Words of Spanish and Portuguese surnames that are written as words of their own, and read with the next one."""
_NO_LONG = re.compile(f"(?<=[ンッ])ー{BLANK}?")
"""What can be no long kana: a blank that was read as its mark."""

_NEVER_LONG = re.compile("[AEIOU].*[AO]$")
"""Words whose last vowel is said short: マリア for MARIA (but エミリー for EMILY, which ends in neither A nor O)."""


def hold_against_letters(entry: Entry, name: str) -> Entry:
    """The reading of a name in Latin letters, with a blank where a word of its name ends; never sure where one was put
    in or lacks."""
    words, said = name.replace(" ", BLANK).split(BLANK), entry.value.value
    told = _NO_LONG.sub(BLANK, said.replace("・", BLANK))
    parts = told.split(BLANK)
    if len(parts) != len(words):
        white = parted_by_white(entry, len(words))
        if white is None and told == said and _joins_particles(parts, words):
            return entry
        told = white or _by_mark(parts, words) or _by_sound(parts, words) or said
    elif told == said:
        return entry
    return replace(with_reading(entry, told), firm=False)


def _by_mark(parts: Sequence[str], words: Sequence[str]) -> str | None:
    """A reading of which one blank was read as the mark of a long kana, where no such mark ends its word."""
    said = BLANK.join(parts)
    ways = [said[:at] + BLANK + said[at + 1 :] for at, char in enumerate(said) if char == "ー"]
    found = [
        way
        for way in ways
        if len(each := way.split(BLANK)) == len(words)
        and all(each)
        and _NEVER_LONG.search(words[next(at for at, part in enumerate(each) if part != parts[at])])
        and _by_sound(each, words) == way
    ]
    return found[0] if len(found) == 1 else None


def _by_sound(parts: Sequence[str], words: Sequence[str]) -> str | None:
    """A reading with a blank too few, or one that cuts off a single kana (エドゥアル　ド), parted as its words sound.

    One in more parts otherwise tells of a blank that its name lost.
    """
    if len(parts) > len(words) and min(map(len, parts)) > 1:
        return None
    spoken, before = [], ""
    for word in words:
        before += word
        if word not in PARTICLES:
            spoken.append(before)
            before = ""
    found = parted("".join(parts), spoken) if len(spoken) > 1 and not before else None
    return BLANK.join(found) if found else None


def _joins_particles(parts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a reading has a part for each word of a name, particles with the word behind them: デラクルス."""
    rest, before = list(parts), ""
    for word in words:
        before += PARTICLES.get(word, "")
        if word not in PARTICLES:
            if not rest or not rest.pop(0).startswith(before):
                return False
            before = ""
        elif rest and rest[0] == before:  # with a blank behind it
            rest, before = rest[1:], ""
    return not rest and not before
