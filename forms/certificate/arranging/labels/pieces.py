"""A line of text taken apart into labels and the values between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.certificate.arranging.labels.beginnings import is_code, may_begin
from forms.certificate.arranging.labels.chain import chained_at
from forms.certificate.arranging.labels.endings import glyphs_of, label_at
from forms.certificate.arranging.labels.notes import behind_note, behind_translation
from forms.certificate.arranging.text.prose import is_prose, is_translation
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import IGNORED, KANA, NAME, normalise, normalised, words
from forms.certificate.words.numbering import BRACKETS, COLONS, JOINS
from forms.kana import is_katakana


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a segment: a label, or what stands between labels.

    Attributes:
        segment: its characters and place.
        target: for a label what it names, otherwise None.
        word: for a label the normalised word; none for prose, whose target is IGNORED.
        colon: whether a colon stands right behind it: what follows is its value, or another label.
    """

    segment: Segment
    target: str | None = None
    word: str = ""
    colon: bool = False


def find_pieces(segment: Segment) -> list[Piece]:
    """A line taken apart into labels and the values between them, from left to right."""
    catalogue = words()
    plain = _with_bars([normalise(glyph.text) or glyph.text for glyph in segment.glyphs])
    if is_translation("".join(plain)):
        return []
    if is_prose("".join(plain)):
        return [Piece(segment, IGNORED)]
    pieces, start, index = [], 0, 0
    while index < len(plain):
        begins = may_begin(segment, plain, start, index) or _ends_told(segment, plain, start, index, pieces)
        word, length = label_at(segment, plain, index) if begins else (None, 0)
        if word is None and index and (chained := chained_at(plain, index, sum(bool(piece.word) for piece in pieces))):
            word, length = chained, glyphs_of(plain, index, chained)
        if word is None:
            index += 1
            continue
        if not is_code(plain, start, index):
            pieces += _values(segment, plain, start, index, pieces)
        label, behind = segment.part(index, index + length), index + length
        if behind < len(plain) and index and BRACKETS.get(plain[index - 1]) == plain[behind]:
            behind += 1
        index = behind_translation(plain, behind_note(plain, behind))
        if catalogue.targets[word] == KANA and _is_name_too("".join(plain[index:])):
            index = len(plain)
        start = index
        while index < len(plain) and plain[index] in COLONS:
            index += 1
        pieces.append(Piece(label, catalogue.targets[word], word, index > start))
        start = index
    return pieces + _values(segment, plain, start, len(plain), pieces)


def _with_bars(plain: list[str]) -> list[str]:
    """Characters of a line, those that the long bar between two katakana may be taken for as that: 在留カ-ド番号."""
    return [
        "ー" if char in "-一" and 0 < at < len(plain) - 1 and is_katakana(plain[at - 1] + plain[at + 1]) else char
        for at, char in enumerate(plain)
    ]


def _is_name_too(behind: str) -> bool:
    """Whether what stands behind the label of readings says only that the names stand beneath them: フリガナ／氏名, of
    which the stroke may be taken for ノ. Side by side they would be two columns."""
    return behind[:1] in ("/", "ノ") and words().targets.get(behind[1:]) == NAME


def _values(segment: Segment, plain: list[str], start: int, end: int, before: Sequence[Piece]) -> list[Piece]:
    """What stands behind a label of a line, parted where one of the few words that the label's field has ends at white:
    what follows belongs to a label that was misread, as 国保 有　初ン 1号, of which ﾈﾝｷﾝ is half as wide."""
    for at in range(start + 1, end):
        if _ends_told(segment, plain, start, at, before):
            return _value(segment, plain, start, at) + _value(segment, plain, at, end)
    return _value(segment, plain, start, end)


def _ends_told(segment: Segment, plain: list[str], start: int, at: int, before: Sequence[Piece]) -> bool:
    """Whether one of the few words that the field of the label before it has ends at white before a character: ペルー
    before 在留資格, or before a label that was misread."""
    if at == start or segment.gap_before(at) < TOLD_GAP_EM or not before:
        return False
    known = words().closed.get(before[-1].target or "", frozenset())
    return "".join(plain[start:at]).lstrip(COLONS) in normalised(known)


TOLD_GAP_EM = 1.0
"""White behind such a word that ends a value: line printers leave three half widths between two fields. Within the
values of one field there is one blank at most."""


def _value(segment: Segment, plain: list[str], start: int, end: int) -> list[Piece]:
    while start < end and (plain[start] in COLONS or plain[start] in BRACKETS.values()):
        start += 1
    # The bracket that a label behind it begins with is none of the value's.
    while start < end and plain[end - 1] in BRACKETS:
        end -= 1
    if start >= end or (start and end < len(plain) and JOINS.fullmatch("".join(plain[start:end]))):
        return []
    return [Piece(segment.part(start, end))]
