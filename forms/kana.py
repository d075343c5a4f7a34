"""Kana: one way of writing a reading, and how readings are compared.

Data holds readings in full-width katakana. Certificates print half-width kana, people type hiragana, and OCR
loses the size of small kana; each has its place here.
"""

from __future__ import annotations

import re
import unicodedata

_HALF_WIDTH = re.compile("[\uff61-\uff9f]+")
_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_VOICED = re.compile("[\u304b-\u30fd][\u3099\u309a\u309b\u309c]")
_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_LONG = dict.fromkeys(map(ord, "-‐‑‒–—―−－ｰ"), "ー")
_KATAKANA = re.compile("[ァ-ヺーヽヾ・]+(?:[ 　]+[ァ-ヺーヽヾ・]+)*")


_FULL_WIDTH = re.compile("[ァ-ヺー・\u3000]+")
_TO_HALF_WIDTH = {
    **{ord(unicodedata.normalize("NFKC", half)): half for half in map(chr, range(0xFF65, 0xFFA0))},
    0x3000: " ",
}


def to_katakana(text: str) -> str:
    """The text with hiragana and half-width kana as full-width katakana; marks join the kana before them.

    Everything else, kanji and blanks included, stays as it is.
    """
    # NFKC only on the half-width run itself: it joins ｶﾞ to ガ, and nothing else is touched.
    text = _HALF_WIDTH.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = text.translate(_TO_KATAKANA)
    return _VOICED.sub(_join, text)


def _join(match: re.Match[str]) -> str:
    base, mark = match[0]
    joined = unicodedata.normalize("NFC", base + {"\u309b": "\u3099", "\u309c": "\u309a"}.get(mark, mark))
    return joined if len(joined) == 1 else match[0]


def to_half_width(text: str) -> str:
    """The text with kana as half-width katakana, their marks behind them (ガ as ｶﾞ), and wide blanks as narrow ones.

    ヰ, ヱ and ヮ, which have no half width, stay, as does everything that is no kana.
    """
    return _FULL_WIDTH.sub(
        lambda match: unicodedata.normalize("NFD", match[0]).translate(_TO_HALF_WIDTH), to_katakana(text)
    )


def to_hiragana(text: str) -> str:
    """The text with katakana of either width as hiragana; ー and ・ stay, ヷ ヸ ヹ ヺ have no hiragana."""
    return to_katakana(text).translate({code + 0x60: code for code in _TO_KATAKANA})


def is_katakana(text: str) -> bool:
    """Whether the text is a reading as data holds it: full-width katakana, parts parted by a blank."""
    return bool(_KATAKANA.fullmatch(text))


def kana_key(text: str) -> str:
    """What two readings share when they say the same: katakana, no blanks, one kind of ー."""
    return to_katakana("".join(text.split())).translate(_LONG)


def loose_kana_key(text: str) -> str:
    """As :func:`kana_key`, with small kana made large: キヨウコ for キョウコ, as old registers and OCR write it.

    What only agrees loosely is a hint for a person, not an agreement.
    """
    return kana_key(kana_key(text).translate(_SMALL))
