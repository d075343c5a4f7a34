"""How names in kana are sounded: すゞ is スズ, and かほる is カオル as well as カホル."""

from __future__ import annotations

import re
import unicodedata

from forms.kana import is_katakana, to_katakana
from forms.names.readings import find_readings
from forms.names.spellings import Sort

_REPEATED = re.compile("([ぁ-ゖァ-ヺ])([ゝヽ]|[ゞヾ])")
_VOICE = "\u3099"
RARE_KANA = frozenset("ヱヰゑゐ")
"""Kana of the old spelling that the large recogniser has no class for."""
_MODERN = str.maketrans("ヱヰゑゐ", "エイえい")
_OLD = dict(zip("ハヒフヘホヰヱヲヂヅ", "ワイウエオイエオジズ", strict=True))
"""Kana of the old spelling as they are sounded today; those of ハ only behind another one."""


def spelt_out(name: str) -> str:
    """The name with the kana that a mark of repetition stands for: みすず for みすゞ."""
    return _REPEATED.sub(_repeated, name)


def modern(name: str) -> str:
    """The name with today's kana for those: エイ for ヱイ."""
    return name.translate(_MODERN)


def may_sound(kana: str, said: str) -> bool:
    """Whether a name in kana may have a reading, both in katakana."""
    return len(kana) == len(said) and all(
        one == other or (other == _OLD.get(one) and (at > 0 or one not in "ハヒフヘホ"))
        for at, (one, other) in enumerate(zip(kana, said, strict=True))
    )


def known_readings(name: str, said: str, sort: Sort) -> frozenset[str]:
    """How the tables read a name, and a reading that its kana may have: カオル of かほる, キヨコ of キヨ子."""
    found = find_readings(name, sort)
    stem, ending = _parted(name, said, sort)
    sounded = is_katakana(stem) and may_sound(stem, said.removesuffix(ending))
    return found | (frozenset({said}) if sounded else frozenset())


def _parted(name: str, said: str, sort: Sort) -> tuple[str, str]:
    """A name's kana, and how the one kanji behind them is read where a given name ends in it: キヨ子, ハツ江."""
    ending = ENDINGS.get(name[-1:], "") if sort is Sort.GIVEN and len(name) > SHORTEST_STEM else ""
    if not ending or not said.endswith(ending):
        return to_katakana(name), ""
    return to_katakana(name[:-1]), ending


ENDINGS = {"子": "コ", "代": "ヨ", "江": "エ", "枝": "エ", "恵": "エ", "惠": "エ", "美": "ミ"}
"""How kanji at the end of women's names are read behind kana; few of such names are in a table."""
SHORTEST_STEM = 2
"""So many kana stand before one of these at least."""


def _repeated(match: re.Match[str]) -> str:
    kana, mark = match.groups()
    plain = unicodedata.normalize("NFD", kana)[0]
    return kana + (unicodedata.normalize("NFC", plain + _VOICE) if mark in "ゞヾ" else plain)
