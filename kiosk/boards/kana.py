"""Kana as keys: the 50-on table as machines lay it out, and what the marks do to a kana. Plain Python."""

from __future__ import annotations

import unicodedata

from forms.kana import to_hiragana, to_katakana

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


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ"


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
    return to_katakana(made) if _is_katakana(char) else made


def voiced(char: str) -> str:
    """か and が in turn; ぱ becomes ば. What takes no 濁点 stays."""
    return _marked(char, _VOICED) if _is_kana(char) else char


def half_voiced(char: str) -> str:
    """は and ぱ in turn; ば becomes ぱ. What takes no 半濁点 stays."""
    return _marked(char, _HALF) if _is_kana(char) else char


def resized(char: str) -> str:
    """や and ゃ in turn; づ becomes っ. What has no small form stays."""
    if not _is_kana(char):
        return char
    hiragana = to_hiragana(char)
    made = _LARGE.get(hiragana) or _SMALL.get(_plain(char))
    if made is None:
        return char
    return to_katakana(made) if _is_katakana(char) else made


def _is_kana(char: str) -> bool:
    return len(char) == 1 and ("ぁ" <= char <= "ゖ" or _is_katakana(char)) and len(to_hiragana(char)) == 1
