"""Labels with a character or two misread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import numpy as np

from base.remembered import remembered
from forms.certificate.runs.segments import Glyph
from forms.certificate.words.catalogue import SEXES, normalise, normalised, words
from forms.certificate.words.numbering import BULLETS, is_count
from forms.kana import is_katakana


@cache
def _told() -> frozenset[str]:
    """What fields say that can say only so much."""
    return frozenset().union(*map(normalised, words().closed.values()))


@remembered
def nearest(text: str, doubted: str = "") -> str | None:
    """The label that this is with a character or two misread, if it can only be one.

    Args:
        text: normalised.
        doubted: for each character ``?`` where the recogniser may have misread it and ``=`` where it was certain:
            旧氏の振り仮名 read clearly is no 氏名の振り仮名. Without it any may be misread.
    """
    if text[:1] == "(" and text[-1:] == ")":
        text, doubted = text[1:-1], doubted[1:-1]
    end = len(text.rstrip(_QUOTES))
    text, doubted = text[:end], doubted[:end]
    if is_count(text) or text in _told():
        return None  # 異動者3 is no 異動者名 misread, and 要介護3 no 要介護度
    if len(text) < MIN_MISREAD_LABEL:
        return _short(text, doubted)
    if text[0] in BULLETS:
        return None
    if whole := _with_one_more(_SPECKS.sub("", text)) or _with_its_first(text):
        return whole
    if (clean := _SPECKS.sub("", text)) != text and clean in words().targets:
        return clean
    if whole := _without_stray_bracket(text):
        return whole
    # 男世帯主 is a value and a value, and not 旧世帯主 misread.
    values = SEXES | normalised(words().relationships)
    parts = [(text[:at], text[at:]) for at in range(1, len(text))]
    if any(
        one in values and other in words().targets or one in words().targets and other in values for one, other in parts
    ):
        return None
    best: dict[str, tuple[int, str]] = {}
    most = 2 if len(text) >= LONG_LABEL else 1
    # Small print loses the marks of が without any doubt in か.
    plain = _bare(text)
    labels, characters = _bare_labels()[len(text)] if len(text) <= words().longest else ((), np.zeros((0, len(text))))
    wrongs = (characters != _characters(plain)).sum(axis=1)
    for at in np.flatnonzero(wrongs <= most):
        word = labels[at]
        if doubted and any(map(_is_clear_difference, _bare(word), plain, doubted)):
            continue
        target = words().targets[word]
        best[target] = min(best.get(target, (99, "")), (int(wrongs[at]), word))
    ranking = sorted(best.values())
    if not ranking:
        return None
    near = [word for wrong, word in ranking if wrong == ranking[0][0]]
    if len(near) > 1:
        # 転出前住所 and 転出先住所 differ by one character: a text as near to both is neither, but where what was read
        # there is what the character of one of them is taken for.
        near = [word for word in near if all(map(_may_be_taken, _bare(word), plain))]
    return near[0] if len(near) == 1 else None


def _may_be_taken(meant: str, read: str) -> bool:
    return meant == read or meant in words().taken.get(read, "")


def _with_one_more(text: str) -> str | None:
    """The label of which a katakana was lost among others: of half-width ones the narrow ones are."""
    text = _LONE_HIRAGANA.sub("ガ", text)
    if sum(map(is_katakana, text)) < MIN_KANA or text in words().targets or len(text) >= words().longest:
        return None
    first, second = text[: len(text) // 2], text[len(text) // 2 :]
    found = [
        word
        for word in words().by_length[len(text) + 1]
        if (word.startswith(first) or word.endswith(second))
        and any(is_katakana(word[at]) and word[:at] + word[at + 1 :] == text for at in range(len(word)))
    ]
    return found[0] if found and len({words().targets[word] for word in found}) == 1 else None


def _without_stray_bracket(text: str) -> str | None:
    """The label that this is without a bracket of which the other half is missing: 振り)仮名."""
    if text.count("(") == text.count(")"):
        return None
    found = {text[:at] + text[at + 1 :] for at, char in enumerate(text) if char in "()"}
    found = {word for word in found if word.count("(") == word.count(")") and word in words().targets}
    return found.pop() if len(found) == 1 else None


@remembered
def _with_its_first(text: str) -> str | None:
    """The long label whose first character was lost at the edge of its cell: 民健康保険."""
    if len(text) < MIN_BEHEADED or text in words().targets or len(text) >= words().longest:
        return None
    found = [word for word in words().by_length[len(text) + 1] if word[1:] == text]
    return found[0] if found and len({words().targets[word] for word in found}) == 1 else None


MIN_BEHEADED = 5
"""Characters that must be left of a label that lost its first one."""
MIN_KANA = 3
"""With fewer katakana what is left of a label may be another word."""
_LONE_HIRAGANA = re.compile("(?<=[ァ-ヶ])が(?=[ァ-ヶ])")
"""ｶﾞ is taken for が."""


def _is_clear_difference(one: str, other: str, doubted: str) -> bool:
    return doubted == "=" and one != other


def _bare(text: str) -> str:
    """A text without what small print loses: トシ for ドシ; and the bar of コード whatever it is taken for."""
    return text.translate(_BARE)


class _Bare(dict[int, str]):
    """Characters without what small print loses, each found out once."""

    def __missing__(self, code: int) -> str:
        self[code] = "ー" if code == ord("-") else unicodedata.normalize("NFD", chr(code))[0]
        return self[code]


_BARE = _Bare()


@cache
def _bare_labels() -> list[tuple[tuple[str, ...], np.ndarray]]:
    """For each length the labels that have it, and what small print leaves of their characters (labels, length)."""
    return [
        (labels, _characters(_bare("".join(labels))).reshape(len(labels), length))
        for length, labels in enumerate(words().by_length)
    ]


def _characters(text: str) -> np.ndarray:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def warm_up() -> None:
    """Puts the table together, ahead of the first page."""
    _bare_labels()


def _short(text: str, doubted: str) -> str | None:
    """The label of few characters that this is with one of them taken for a look-alike."""
    found = {
        word
        for at, char in enumerate(text)
        for meant in words().taken.get(char, "")
        if doubted[at : at + 1] != "=" and (word := text[:at] + meant + text[at + 1 :]) in words().targets
    }
    return found.pop() if len(found) == 1 and text not in words().targets else None


MIN_MISREAD_LABEL, LONG_LABEL = 4, 7
"""Lengths from which on one and two characters of a label may be misread."""


def doubts(glyphs: Iterable[Glyph]) -> str:
    """For each normalised character ``?`` where it may be misread, otherwise ``=``; punctuation always may."""
    return "".join(
        ("=" if glyph.confidence >= CERTAIN and plain[:1].isalnum() else "?") * len(plain)
        for glyph in glyphs
        for plain in [normalise(glyph.text)]
    )


_QUOTES = "\"'`´“”‘’"
"""What the corner of a box is taken for behind a label."""
_SPECKS = re.compile("[.,・'`\"“”´ー]")
"""What dirt between the characters of a label is taken for."""
CERTAIN = 0.97
"""A character of a label as certain as this is not misread: those that were, had 0.6 at most in 200 sheets."""
