"""What a reading in kana sounds like, held against the same name in Latin letters: ビシュヌ is BISHNU, ビシユヌ is not.

Japanese puts vowels between consonants, and knows no difference between L and R or B and V. What remains tells which
kana are small ones where both sizes can stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, product

LARGE_TO_SMALL = dict(zip("アイウエオツヤユヨ", "ァィゥェォッャュョ", strict=True))
SMALL_TO_LARGE = {small: large for large, small in LARGE_TO_SMALL.items()}
EITHER_SIZE = re.compile(
    "(?<=[キギシジチニヒビピミリテデ])[ヤユヨャュョ]|(?<=[トド])[ウゥ]|(?<=[テデ])[イィ]|(?<=[フヴ])[アイエオァィェォ]"
    "|(?<=ウ)[イエオィェォ]|(?<=[シジチイ])[エェ]|(?<=ツ)[アエオァェォ]|(?<=ク)[アオァォ]|[ツッ](?=[カ-ヂツ-ト])"
)
"""Kana that in a foreign name may have either size where they stand; jé and je are both said."""
_GLIDED = re.compile("(?<=[ァ-ヺー]イ)[エェ]")
"""Behind another kana's イ letters do not tell: EYE is as well エイエ as エイェ, REYES is レイエス."""
MIN_LEAD = 0.25
"""By how much nearer to its name a reading must be with a kana in one size than in the other."""
MOST_LETTERS = 5
"""Letters of one kana, at most: ン of CHAN, シャ of SHA."""
MOST_AWAY = 0.35
"""How far from its name, for each letter of it, a reading may be at most that is parted by its sound."""
MOST_IN_DOUBT = 6
"""So many kana of a word are weighed in both sizes."""

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サ スセソ", "z": "ザ ズゼゾ", "t": "タ  テト",
    "d": "ダ  デド", "n": "ナニヌネノ", "h": "ハヒ ヘホ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ",
    "r": "ラリルレロ", "y": "ヤ ユ ヨ", "w": "ワ",
}  # fmt: skip
_ALONE = "シxi ジji チqi ヂji ツtsu ヅzu フfu ヲo ンn ヴbu ー"
_SOUNDS = {
    kana: consonant + vowel for consonant, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=False)
} | {each[0]: each[1:] for each in _ALONE.split()}
_GLIDES = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_SPELLINGS = (
    ("qu", "ku"), ("q", "k"), ("sch|sh", "x"), ("tch|ch", "q"), ("ph", "f"), ("([tkgdbr])h", r"\1"), ("ck", "k"),
    ("c(?=[eiy])", "s"), ("c", "k"), ("v", "b"), ("l", "r"), ("jy", "j"), ("(?<=[xjq])i(?=a)", ""), ("ng$", "n"),
    (r"([a-z])\1", r"\1"),
)  # fmt: skip
_ADDED = {"u": 0.3, "o": 0.4, "i": 0.6}
"""What it costs that a reading has a vowel more: ビシュヌ, バハドゥル."""
_NEAR = frozenset(map(frozenset, ("bw", "jz", "iy", "uw", "ae", "sz")))
_TWIN = 0.5
"""What it costs that one letter is another one that sounds much the same."""


def sizes(reading: str, name: str) -> dict[int, bool]:
    """Which kana of a word are small ones by its name, for those that can have either size where they stand.

    Args:
        reading: one word in full-width katakana.
        name: the same word in Latin letters.
    """
    places = [match.start() for match in EITHER_SIZE.finditer(reading)]
    if not places or len(places) > MOST_IN_DOUBT:
        return {}
    letters = _letters(name)
    away = {
        way: _distance(_sound(with_sizes(reading, dict(zip(places, way, strict=True)))), letters)
        for way in product((False, True), repeat=len(places))
    }
    best = min(away, key=away.__getitem__)
    untold = {match.start() for match in _GLIDED.finditer(reading)}
    return {
        place: best[number]
        for number, place in enumerate(places)
        if place not in untold
        and min(far for way, far in away.items() if way[number] != best[number]) >= away[best] + MIN_LEAD
    }


def parted(kana: str, words: Sequence[str]) -> list[str] | None:
    """A reading without its blanks, shared out among the words of its name; None where nothing tells one way from the
    next best.

    Args:
        kana: full-width katakana.
        words: the name's, in Latin letters.
    """
    ways = {0: [(0.0, ())]}
    for number, word in enumerate(words):
        letters, left = _letters(word), len(words) - number - 1
        ends = range(len(kana), len(kana) + 1) if not left else range(1, len(kana) - left + 1)
        found: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
        for start, before in ways.items():
            for end in ends:
                if not start < end <= start + len(word) or MOST_LETTERS * (end - start) < len(letters):
                    continue
                far = _distance(_sound(kana[start:end]), letters)
                found.setdefault(end, []).extend((cost + far, (*cuts, end)) for cost, cuts in before)
        ways = {end: sorted(reached)[:2] for end, reached in found.items()}
    best, *others = ways.get(len(kana), []) or [(0.0, ())]
    if not best[1] or best[0] > MOST_AWAY * len("".join(words)) or any(far < best[0] + MIN_LEAD for far, _ in others):
        return None
    return [kana[start:end] for start, end in pairwise((0, *best[1]))]


def with_sizes(reading: str, small: dict[int, bool]) -> str:
    """The reading with some kana in another size."""
    chars = list(reading)
    for at, is_small in small.items():
        chars[at] = (LARGE_TO_SMALL if is_small else SMALL_TO_LARGE).get(chars[at], chars[at])
    return "".join(chars)


def _sound(reading: str) -> str:
    sound = ""
    for kana in reading:
        if kana in _GLIDES:
            # シュ is xu, キュ kyu, ティ ti, ウィ wi.
            vowel = _GLIDES[kana]
            stem = sound[:-1] if sound[-1:] in ("u", "o", "i", "e") else sound
            if not stem or stem[-1] in "aiueo":
                stem += "w" if sound.endswith("u") else "y"
            sound = stem + (vowel.removeprefix("y") if stem[-1] in "xjq" else vowel)
        else:
            sound += _SOUNDS.get(kana, "")
    return sound


def _letters(name: str) -> str:
    letters = name.lower()
    for spelt, sound in _SPELLINGS:
        letters = re.sub(spelt, sound, letters)
    return letters


def _distance(sound: str, letters: str) -> float:
    """How much must be changed to make letters of a sound, each change at its cost."""
    row = [float(at) for at in range(len(letters) + 1)]
    for said in sound:
        above, row = row, [row[0] + _ADDED.get(said, 1.0)]
        for at, letter in enumerate(letters, 1):
            same = 0.0 if said == letter else _TWIN if frozenset((said, letter)) in _NEAR else 1.0
            row.append(min(above[at] + _ADDED.get(said, 1.0), row[-1] + 1.0, above[at - 1] + same))
    return row[-1]
