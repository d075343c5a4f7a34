"""Line breaks between phrases: Japanese and Chinese through budoux, others at spaces; never one character alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from base import readings
from look import ruby

if TYPE_CHECKING:
    import budoux

_NO_START = "、。，．・：；？！）］｝」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%"
"""Never at the start of a line (JIS X 4051, the part that screens meet)."""
_NO_END = "（［｛「『【〈《([{"
_AFTER_DOT = re.compile("(?<=[・／、。])")
_AFTER_DOT_OR_BEFORE_BRACKET = re.compile("(?<=[・／、。])|(?=（)")
"""A list in one word, 住民票・印鑑証明, may break after its dots."""


@cache
def _parser(language: str) -> budoux.Parser:
    import budoux  # 20 ms, and only for languages without spaces

    if language == "zh":
        return budoux.load_default_simplified_chinese_parser()
    return budoux.load_default_japanese_parser()


@lru_cache(maxsize=ruby.TEXTS_KEPT)
def split(text: str, language: str) -> tuple[str, ...]:
    """The pieces between which a line may break; joined they are the text."""
    if language == readings.LANGUAGE:
        return _with_readings(text)
    if language in ("ja", "zh"):
        # Spaces that a writer set are breaks too. やさしい日本語 parts all its words with them, so it needs no parser,
        # which would part a word from its reading in brackets.
        pieces = [piece for part in re.findall(r"[^ ]+ *| +", text) for piece in _parser(language).parse(part) if piece]
    else:
        pieces = re.findall(r"[^ ]+ *| +", text)
    # A reading in brackets stays with its word, an official term in brackets may go into the next line.
    breaks = _AFTER_DOT if language == "ja-easy" else _AFTER_DOT_OR_BEFORE_BRACKET
    joined: list[str] = []
    for piece in (part for whole in pieces for part in breaks.split(whole) if part):
        alone = len(piece.strip()) == 1 and not piece.isascii()
        stuck = joined and (alone or piece[0] in _NO_START or joined[-1][-1] in _NO_END or not piece.strip())
        if stuck:
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)


def _with_readings(text: str) -> tuple[str, ...]:
    """The pieces of plain Japanese with readings: those of the text without them, each kanji with its own."""
    ends, at = set(), 0
    for piece in split(ruby.plain(text, readings.LANGUAGE), "ja"):
        at += len(piece)
        ends.add(at)
    pieces, at = [""], 0
    for base, reading in ruby.parts(text):
        # Kanji under one reading stay together.
        for bit, said in [(base, reading)] if reading else [(char, "") for char in base]:
            at += len(bit)
            pieces[-1] += f"{bit}（{said}）" if said else bit
            if at in ends:
                pieces.append("")
    return tuple(filter(None, pieces))


def _cut(piece: str, width: float, measure: Callable[[str], float], language: str) -> list[str]:
    """A piece that is wider than the line, cut where it must be, with nothing forbidden at either end, and never
    between kanji and their reading."""
    parts: list[str] = []
    rest = piece
    while rest and measure(rest.rstrip()) > width:
        at = next((n for n in range(len(rest), 1, -1) if measure(rest[:n]) <= width), 1)
        if len(rest) - at == 1 and at > 2:
            at -= 1  # two characters on the last line instead of one
        while at > 1 and (rest[at : at + 1] in tuple(_NO_START) or rest[at - 1] in _NO_END):
            at -= 1
        for start, end in ruby.spans(rest, language):
            if start < at < end:
                at = start or end
        parts.append(rest[:at])
        rest = rest[at:]
    return [*parts, rest] if rest else parts


def lines(text: str, language: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The text in lines that are at most so wide, broken between phrases.

    Args:
        text: may hold line feeds, which always break.
        language: a language of :data:`base.texts.LANGUAGES`.
        width: in whatever unit `measure` gives.
        measure: the width of a string on one line.
    """
    made: list[str] = []
    for paragraph in text.split("\n"):
        line: list[str] = []
        for piece in split(paragraph, language):
            if measure("".join([*line, piece]).rstrip()) <= width:
                line.append(piece)
                continue
            if line:
                made.append("".join(line).rstrip())
            *full, last = _cut(piece, width, measure, language)
            made.extend(each.rstrip() for each in full)
            line = [last]
        made.append("".join(line).rstrip())
    return made
