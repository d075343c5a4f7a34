"""Readings for the kanji of our own sentences, for visitors who wish them in plain Japanese, too.

The words are data that a person checked (``readings.toml``); a word that is not there is shown without a reading, never
with a guessed one. Values, such as names and addresses, never come here: only their bearer knows how they are read.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

LANGUAGE = "ja-readings"
"""Plain Japanese with a reading behind every kanji of our own sentences: a way of writing, not a language to choose."""
_KANJI = "\u4e00-\u9fff々〆ヶ"
_PIECE = re.compile(f"[{_KANJI}]+|[^{_KANJI}]+")
_IS_KANJI = re.compile(f"[{_KANJI}]")
_HAS_READING = re.compile(f"[{_KANJI}]+（[ぁ-ゟー]+）|\\{{[^}}]*\\}}")


def mark(word: str, reading: str) -> str:
    """A word with its reading behind each of its kanji: 引っ越し, ひっこし → 引（ひ）っ越（こ）し.

    Raises:
        ValueError: the kana of the word is not that of the reading.
    """
    pieces = _PIECE.findall(word)
    pattern = "".join("(.+?)" if _IS_KANJI.match(each) else f"({re.escape(each)})" for each in pieces)
    found = re.fullmatch(pattern, reading)
    if found is None:
        raise ValueError(f"{word} is not read {reading}")
    return "".join(
        f"{piece}（{said}）" if _IS_KANJI.match(piece) else piece
        for piece, said in zip(pieces, found.groups(), strict=True)
    )


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables = tomllib.loads(Path(__file__).with_name("readings.toml").read_text(encoding="utf-8"))
    return {name: {word: mark(word, said) for word, said in table.items()} for name, table in tables.items()}


@cache
def _marked() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    words, counters = _tables()["words"], _tables()["counters"]

    def longest_first(table: dict[str, str]) -> str:
        return "|".join(re.escape(each) for each in sorted(table, key=len, reverse=True))

    left_alone = f"(?P<left>{_HAS_READING.pattern})"
    counted = f"(?<=[0-9０-９}}])(?:(?P<counter>{longest_first(counters)})|[日人分時本][目間]?)"
    return re.compile(f"{left_alone}|{counted}|(?P<word>{longest_first(words)})"), words, counters


def annotated(text: str) -> str:
    """A text of ours with readings in brackets behind its kanji, as the screens draw them.

    Args:
        text: of a catalogue; a template's places for values stay as they are.
    """
    if whole := _tables()["alone"].get(text):
        return whole
    pattern, words, counters = _marked()

    def said(found: re.Match[str]) -> str:
        if word := found["word"]:
            return words[word]
        return counters[found["counter"]] if found["counter"] else found[0]

    return pattern.sub(said, text)


def without_reading(text: str) -> list[str]:
    """The kanji of a text that would stand without a reading, counters aside."""
    pattern, _, _ = _marked()
    return re.findall(f"[{_KANJI}]+", pattern.sub("", text))
