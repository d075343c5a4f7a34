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
    """How the tables read a name, and a reading among them that its kana may have: カオル for かほる."""
    kana = to_katakana(name)
    sounded = is_katakana(kana) and may_sound(kana, said)
    return find_readings(name, sort) | (frozenset({said}) if sounded else frozenset())


def _repeated(match: re.Match[str]) -> str:
    kana, mark = match.groups()
    plain = unicodedata.normalize("NFD", kana)[0]
    return kana + (unicodedata.normalize("NFC", plain + _VOICE) if mark in "ゞヾ" else plain)
