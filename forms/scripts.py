"""The scripts of Japanese: which one a character is of. One definition, so that whoever asks means the same by "kanji".

The ranges are for between the brackets of a regular expression. Digits: ``str.isdecimal`` is true of ６ and 6 alike.
"""

from __future__ import annotations

from enum import Enum, auto

KANJI = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3005"
"""Ideographs, those of compatibility (U+FA11, 﨑) among them, and 々, which repeats one. 〇 is a numeral."""
HIRAGANA = "\u3041-\u3096"
KATAKANA = "\u30a1-\u30fa\u30fc"
"""Of full width, and ー, which lengthens them."""
HALF_WIDTH_KATAKANA = "\uff66-\uff9f"
"""ｦ to ﾟ: with ｰ and the marks of voicing, which are characters of their own."""


class Script(Enum):
    """What a character is of."""

    KANJI = auto()
    HIRAGANA = auto()
    KATAKANA = auto()
    """Of full width."""
    OTHER = auto()


_RANGES = (
    (Script.HIRAGANA, "\u3041", "\u3096"),
    (Script.KATAKANA, "\u30a1", "\u30fa"),
    (Script.KATAKANA, "\u30fc", "\u30fc"),
    (Script.KANJI, "\u3005", "\u3005"),
    (Script.KANJI, "\u3400", "\u9fff"),
    (Script.KANJI, "\uf900", "\ufaff"),
    (Script.KANJI, "\U00020000", "\U0003ffff"),
)


def script_of(char: str) -> Script:
    """The script of one character; OTHER for none, and for more than one."""
    if len(char) != 1:
        return Script.OTHER
    return next((script for script, first, last in _RANGES if first <= char <= last), Script.OTHER)


def is_kanji(char: str) -> bool:
    """Whether it is one kanji, or 々."""
    return script_of(char) is Script.KANJI


def is_kana(char: str) -> bool:
    """Whether it is one kana of full width, or ー."""
    return script_of(char) in (Script.HIRAGANA, Script.KATAKANA)
