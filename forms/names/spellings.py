"""A reading in kana → how it may be written in kanji, the most usual first. Offline; about a millisecond a question.

The tables lie in ``names.npz`` beside this file (where they come from and their licence: ``LICENSE.txt``), and the
words that buildings are called by in ``words.toml``.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from forms.kana import to_hiragana

if TYPE_CHECKING:
    import numpy as np

_HERE = Path(__file__).resolve().parent
MOST = 80
"""More than these nobody turns through."""
COMPLETED = 6
"""So many surnames are offered that only begin with what is typed."""
LEAST_TO_COMPLETE = 2
"""Kana from which on surnames are completed: one says too little."""


class Sort(StrEnum):
    """What a reading may be."""

    SURNAME = "surname"
    GIVEN = "given"
    WORD = "word"
    """Of an address or a building."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of writing.

    Attributes:
        text: kanji, and whatever kana belong to them.
        length: how many kana of the reading it stands for, from the left; beyond the reading where it completes it.
    """

    text: str
    length: int


@dataclass(frozen=True, slots=True)
class Known:
    """A surname of the household.

    Attributes:
        text: as it is written.
        reading: in kana of any sort; empty where nobody has given it.
    """

    text: str
    reading: str = ""


class _Table:
    """Lines of a reading and its spellings, in the order of their bytes; kept packed, because a visitor asks few."""

    def __init__(self, lines: bytes, starts: np.ndarray) -> None:
        self._lines, self._starts = lines, starts

    def _reading(self, start: int) -> bytes:
        return self._lines[start : self._lines.index(b" ", start)]

    def find(self, reading: str) -> list[str]:
        """The spellings of exactly this reading."""
        wanted = reading.encode()
        at = bisect_left(self._starts, wanted, key=self._reading)
        if at == len(self._starts) or self._reading(self._starts[at]) != wanted:
            return []
        end = self._lines.index(b"\n", self._starts[at])
        return self._lines[self._starts[at] : end].decode().split(" ")[1:]

    def readings(self, spelling: str) -> list[str]:
        """Every reading that this spelling stands under; a few milliseconds."""
        wanted, found, at = b" " + spelling.encode(), [], -1
        while (at := self._lines.find(wanted, at + 1)) >= 0:
            if self._lines[at + len(wanted) : at + len(wanted) + 1] in (b" ", b"\n"):
                start = self._lines.rfind(b"\n", 0, at) + 1
                found.append(self._lines[start : self._lines.index(b" ", start)].decode())
        return found


@dataclass(frozen=True, slots=True)
class _Tables:
    surnames: _Table
    given: _Table
    places: _Table
    kanji: _Table
    usual: tuple[tuple[str, str], ...]
    words: dict[str, tuple[str, ...]]


@cache
def _tables() -> _Tables:
    """All of it, some 8 MB, for the life of the program."""
    import numpy as np

    with np.load(_HERE / "names.npz") as packed:
        order = packed["usual"].tobytes().decode()
        parts = {
            name: _Table(lines.tobytes(), (np.flatnonzero(lines == ord("\n"))[:-1] + 1).astype(np.int32))
            for name in ("surnames", "given", "places", "kanji")
            for lines in (packed[name],)
        }
    usual = tuple(tuple(line.split(" ")) for line in order.split("\n"))
    words = tomllib.loads((_HERE / "words.toml").read_text(encoding="utf-8"))["words"]
    return _Tables(
        **parts,
        usual=usual,  # type: ignore[arg-type]  pairs
        words={reading: tuple(each) for reading, each in words.items()},
    )


def warm_up() -> None:
    """Loads the tables: a fifth of a second, ahead of the first question."""
    _tables()


def is_ready() -> bool:
    """Whether they are loaded."""
    return bool(_tables.cache_info().currsize)


def _exact(reading: str, sort: Sort) -> list[str]:
    tables = _tables()
    match sort:
        case Sort.SURNAME:
            return tables.surnames.find(reading)
        case Sort.GIVEN:
            return tables.given.find(reading)
        case Sort.WORD:
            own = list(tables.words.get(reading, ()))
            near = [*tables.places.find(reading)[:3], *tables.kanji.find(reading)[:3]]
            return [*own, *near, *tables.surnames.find(reading)[:5]]


def _completed(reading: str) -> Iterable[Spelling]:
    """The most usual surnames that begin so."""
    if len(reading) < LEAST_TO_COMPLETE:
        return []
    fit = ((said, text) for said, text in _tables().usual if said.startswith(reading) and said != reading)
    return [Spelling(text, len(said)) for said, text in islice(fit, COMPLETED)]


def _beginning(reading: str, sort: Sort) -> list[Spelling]:
    """Spellings of the longest beginning that has any: たかはしいちろう gives 高橋 for its first four kana."""
    for length in range(len(reading) - 1, 0, -1):
        found = _exact(reading[:length], sort) or _tables().kanji.find(reading[:length])
        if found:
            return [Spelling(each, length) for each in found]
    return []


def is_reading(said: str, sort: Sort) -> bool:
    """Whether the tables have a surname or a given name that is read so, from its first kana to its last."""
    return any(spelling.length == len(said) for spelling in find_spellings(said, sort))


def find_spellings(reading: str, sort: Sort, known: Sequence[Known] = ()) -> list[Spelling]:
    """How a reading may be written.

    Args:
        reading: kana of one script.
        sort: what it is.
        known: surnames of the others in the household; they come first where they fit.

    Returns:
        At most :data:`MOST`, each once: those that stand for the whole reading, surnames that begin with it, single
        kanji, and, where there is nothing for the whole, what its beginning may be.
    """
    said = to_hiragana(reading)
    if not said:
        return []
    whole = _exact(said, sort)
    found: list[Spelling] = []
    if sort is Sort.SURNAME:
        for each in known:
            theirs = to_hiragana(each.reading)
            if theirs == said or (not theirs and each.text in whole):
                found.append(Spelling(each.text, len(said)))
            elif len(said) >= LEAST_TO_COMPLETE and theirs.startswith(said):
                found.append(Spelling(each.text, len(theirs)))
    found += [Spelling(each, len(said)) for each in whole]
    if sort is Sort.SURNAME:
        found += _completed(said)
    if not whole and len(found) <= COMPLETED:
        found += _beginning(said, sort)
    found += [Spelling(each, len(said)) for each in _tables().kanji.find(said)]
    once: dict[str, Spelling] = {}
    for each in found:
        once.setdefault(each.text, each)
    return list(once.values())[:MOST]
