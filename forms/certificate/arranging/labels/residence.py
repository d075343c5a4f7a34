"""The status of residence under a shorter name: 資格 beside 国籍, where no other label says 在留資格."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.arranging.text.fitting import SUITS, fit, is_nothing
from forms.certificate.runs.restated import saying
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import normalise, words

NATIONALITY, STATUS = "members[].nationality", "members[].status_of_residence"


def with_residence_told(segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a page, 資格 written out as 在留資格 where it stands in one row or column with 国籍.

    Of an insurance there may be a 資格, too; so nothing but a status, or nothing, may stand behind it, and a page that
    has the whole label means something else by the short one.
    """
    short = {id(each): word for each in segments if (word := _short(each))}
    if not short:
        return list(segments)
    pieces = [piece for each in segments for piece in find_pieces(each)]
    nations = [piece.segment for piece in pieces if piece.target == NATIONALITY]
    if any(piece.target == STATUS for piece in pieces):
        return list(segments)
    told = {id(each) for each in segments if id(each) in short and any(_are_in_line(each, other) for other in nations)}
    return [part for each in segments for part in (_told(each, short[id(each)]) if id(each) in told else [each])]


def _short(segment: Segment) -> str:
    """The short word that a line begins with, with a status or nothing behind it."""
    word = next((word for word in words().shortened if segment.text.startswith(word)), "")
    if not word or len(segment.text) != len(segment.glyphs):
        return ""
    rest = normalise(segment.text[len(word) :])
    return word if is_nothing(rest) or fit(STATUS, rest) >= SUITS else ""


def _are_in_line(one: Segment, other: Segment) -> bool:
    """Whether two labels stand in one row, or begin or stand centred in one column."""
    lefts, middles = abs(one.left - other.left), abs(one.left + one.right - other.left - other.right) / 2
    return same_row(one, other) or min(lefts, middles) < one.em


def _told(segment: Segment, word: str) -> list[Segment]:
    """The label, written out, and what stands behind it."""
    label = saying(segment.part(0, len(word)), words().shortened[word])
    behind = [segment.part(len(word), len(segment.glyphs))] if len(word) < len(segment.glyphs) else []
    return [label, *behind]
