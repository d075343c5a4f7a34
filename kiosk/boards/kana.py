"""Kana as keys: the 50-on table as machines lay it out, and what the marks do to a kana. Plain Python."""

from __future__ import annotations

import unicodedata

from forms.kana import to_hiragana, to_katakana
from forms.scripts import Script, is_kana, script_of

TABLE = (
    "わらやまはなたさかあ",
    "をり　みひにちしきい",
    "んるゆむふぬつすくう",
    "ーれ　めへねてせけえ",
    "・ろよもほのとそこお",
)
"""Rows as they stand on the board: columns from right to left, あ at the right. A blank is a place without a key."""

_SMALL = dict(zip("あいうえおつやゆよわ", "ぁぃぅぇぉっゃゅょゎ", strict=True))
_LARGE = {small: large for large, small in _SMALL.items()}
_VOICED, _HALF = "\u3099", "\u309a"


def _plain(char: str) -> str:
    """The kana without mark and in its large form, as hiragana."""
    base = unicodedata.normalize("NFD", to_hiragana(char))[0]
    return _LARGE.get(base, base)


def _marked(char: str, mark: str) -> str:
    """The kana with a mark; without it where it has it; unchanged where it cannot have it."""
    base = _plain(char)
    joined = unicodedata.normalize("NFC", base + mark)
    if len(joined) != 1:
        return char
    made = base if joined == to_hiragana(char) else joined
    return to_katakana(made) if script_of(char) is Script.KATAKANA else made


def voiced(char: str) -> str:
    """か and が in turn; ぱ becomes ば. What takes no 濁点 stays."""
    return _marked(char, _VOICED) if is_kana(char) else char


def half_voiced(char: str) -> str:
    """は and ぱ in turn; ば becomes ぱ. What takes no 半濁点 stays."""
    return _marked(char, _HALF) if is_kana(char) else char


def resized(char: str) -> str:
    """や and ゃ in turn; づ becomes っ. What has no small form stays."""
    if not is_kana(char):
        return char
    hiragana = to_hiragana(char)
    made = _LARGE.get(hiragana) or _SMALL.get(_plain(char))
    if made is None:
        return char
    return to_katakana(made) if script_of(char) is Script.KATAKANA else made
