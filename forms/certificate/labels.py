"""The labels of certificates, out of ``labels.toml``, and finding them in a line of text."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.certificate.segments import BROKEN_GAP_EM, Segment
from forms.fields import FIELDS

FOLLOWS, IGNORED = "@follows", "@ignored"
"""Targets of labels that depend on the one before, and of labels whose values are dropped."""
HIDDEN = ("individual_number", "resident_code")
"""What is blacked out."""
_COLONS = ":"
_BULLETS = frozenset("()0123456789.・●○■□◆◇※①②③④⑤⑥⑦⑧⑨No№")
MIN_TIGHT_WORD = 4
"""A word this long is a label even where its value follows without a colon or a gap."""


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue of labels.

    Attributes:
        targets: normalised word → field pattern, hidden kind, FOLLOWS or IGNORED.
        titles: normalised title → document.
        follows: address path → the building that belongs to it.
        blanks: characters that stand for "no value".
        copies: words that only a photocopy shows.
        relationships: 続柄 that registers know, brackets in half width.
    """

    targets: dict[str, str]
    titles: dict[str, str]
    follows: dict[str, str]
    blanks: frozenset[str]
    copies: tuple[str, ...]
    relationships: frozenset[str]

    @property
    def longest(self) -> int:
        """Length of the longest label."""
        return max(map(len, self.targets))


def normalise(text: str) -> str:
    """Labels are compared without blanks and in one width. Never used on values."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@cache
def words() -> Words:
    """The catalogue, read once.

    Raises:
        ValueError: ``labels.toml`` names a field that the vocabulary lacks, or a word twice.
    """
    table = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))
    patterns = {row.pattern for row in FIELDS}
    targets: dict[str, str] = {}
    rows = [*table["fields"].items(), *table["hidden"].items()]
    rows += [(FOLLOWS, table["follows"]["words"]), (IGNORED, table["ignored"]["words"])]
    for target, texts in rows:
        if target not in patterns and target not in (*HIDDEN, FOLLOWS, IGNORED):
            raise ValueError(f"labels.toml: no field {target!r}")
        for text in texts:
            if targets.setdefault(normalise(text), target) != target:
                raise ValueError(f"labels.toml: {text!r} stands for two fields")
    return Words(
        targets,
        {normalise(text): document for document, texts in table["title"].items() for text in texts},
        {path: building for path, building in table["follows"].items() if path != "words"},
        frozenset(table["blank"]["marks"]),
        tuple(normalise(text) for text in table["copy"]["words"]),
        frozenset(table["values"]["relationships"].split()),
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a segment: a label, or what stands between labels.

    Attributes:
        segment: its characters and place.
        target: for a label what it names, otherwise None.
        word: for a label the normalised word.
    """

    segment: Segment
    target: str | None = None
    word: str = ""


def find_pieces(segment: Segment) -> list[Piece]:
    """A line taken apart into labels and the values between them, from left to right."""
    catalogue = words()
    plain = [normalise(glyph.text) or glyph.text for glyph in segment.glyphs]
    pieces, start, index = [], 0, 0
    while index < len(plain):
        word = _label_at(segment, plain, index, catalogue) if _may_begin(segment, plain, start, index) else None
        if word is None:
            index += 1
            continue
        length = _glyphs_of(plain, index, word)
        pieces += _value(segment, plain, start, index)
        pieces.append(Piece(segment.part(index, index + length), catalogue.targets[word], word))
        index += length
        while index < len(plain) and plain[index] in _COLONS:
            index += 1
        start = index
    return pieces + _value(segment, plain, start, len(plain))


def labels_of(segments: Sequence[Segment]) -> list[Piece]:
    """The labels of a cell that holds nothing else; empty when it holds anything else.

    A label may be broken into two lines, and a cell may hold two labels (性別　続柄).
    """
    if not segments:
        return []
    catalogue = words()
    rest = "".join(normalise(segment.text) for segment in segments).strip(_COLONS)
    found: list[str] = []
    while rest:
        word = next(
            (rest[:length] for length in range(catalogue.longest, 0, -1) if rest[:length] in catalogue.targets), None
        )
        if word is None:
            return []
        found.append(word)
        rest = rest[len(word) :].lstrip("・/、" + _COLONS)
    return [Piece(segments[0], catalogue.targets[word], word) for word in found]


def _value(segment: Segment, plain: list[str], start: int, end: int) -> list[Piece]:
    while start < end and plain[start] in _COLONS:
        start += 1
    if start >= end:
        return []
    return [Piece(segment.part(start, end))]


def _may_begin(segment: Segment, plain: list[str], start: int, index: int) -> bool:
    if segment.gap_before(index) >= BROKEN_GAP_EM * 0.8:
        return True
    # Bullets and numbers may precede a label, as in (1)氏名; a colon may not: what follows it is a value.
    after_colon = index > 0 and plain[index - 1] in _COLONS
    return not after_colon and all(character in _BULLETS for character in plain[start:index])


def _label_at(segment: Segment, plain: list[str], index: int, catalogue: Words) -> str | None:
    rest = "".join(plain[index:])
    for length in range(min(len(rest), catalogue.longest), 1, -1):
        word = rest[:length]
        if word not in catalogue.targets:
            continue
        end = index + _glyphs_of(plain, index, word)
        if end == len(plain) or plain[end] in _COLONS or segment.gap_before(end) >= WIDE_AFTER_LABEL_EM:
            return word
        if length >= MIN_TIGHT_WORD and not "\u3040" < plain[end] < "\u30a0":
            return word
    return None


WIDE_AFTER_LABEL_EM = 0.8
"""A gap that ends a label."""


def _glyphs_of(plain: list[str], index: int, word: str) -> int:
    """How many characters of the line make up the word: one may normalise to several."""
    length = count = 0
    while length < len(word):
        length += len(plain[index + count])
        count += 1
    return count
