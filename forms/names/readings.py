"""The other way round: how a name that is written so may be read."""

from __future__ import annotations

from functools import cache

from base.remembered import remembered
from forms.characters import fold_variants, variants
from forms.kana import is_katakana, to_hiragana, to_katakana
from forms.names.spellings import Sort, _tables

LONGEST_PART = 6
"""Kana that one kanji of a name stands for at most: 志 こころざし."""
MOST_VARIANTS = 4
"""Ways of writing one character that are tried, where the name as written is in no table."""
_VOICED = dict(
    zip(
        "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ",
        "かきくけこさしすせそたちつてとはひふへほはひふへほ",
        strict=True,
    )
)


@remembered
def find_readings(text: str, sort: Sort) -> frozenset[str]:
    """How a surname or a given name is read, in katakana; empty where no table has it."""
    if is_katakana(written := to_katakana(text)):
        return frozenset({written})
    table = _tables().surnames if sort is Sort.SURNAME else _tables().given
    for ways in (lambda: [text, fold_variants(text)], lambda: _other_ways(text)):
        if found := [reading for spelling in dict.fromkeys(ways()) for reading in table.readings(spelling)]:
            return frozenset(map(to_katakana, found))
    return frozenset()


def may_be_read(text: str, reading: str) -> bool:
    """Whether a reading (kana of any script) can be shared out among the characters of a name, kanji by kanji.

    Weaker than :func:`find_readings`: a kanji has many readings, and names mix them as nobody does.
    """
    return _shares(text, to_hiragana(reading), "")


def _other_ways(text: str) -> list[str]:
    found = []
    for at, char in enumerate(text):
        found += [text[:at] + other + text[at + 1 :] for other in variants(char)[:MOST_VARIANTS]]
    return found


def _shares(text: str, said: str, before: str) -> bool:
    if not text or not said:
        return not text and not said
    char = before if text[0] == "々" else text[0]
    return any(
        _is_said(char, said[:length]) and _shares(text[1:], said[length:], char)
        for length in range(1, min(LONGEST_PART, len(said)) + 1)
    )


@cache
def _is_said(char: str, part: str) -> bool:
    """Whether a character may be read so, its first kana voiced or its last one cut short: 崎 ざき, 一 いっ."""
    if to_hiragana(char) == part:
        return True
    ways = {part, _VOICED.get(part[0], part[0]) + part[1:]}
    ways |= {way[:-1] + end for way in ways if way[-1] == "っ" for end in "つちくき"}
    wanted = {char, fold_variants(char), *variants(char)[:MOST_VARIANTS]}
    return any(wanted & set(_tables().kanji.find(way)) for way in ways)
