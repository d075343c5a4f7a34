"""Words for the people of a page that are the label of their names: フリガナ over 転出する者, and no 氏名 anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.runs.restated import saying
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import KANA, NAME, normalise, words

WRITTEN_OUT = "氏名"
"""The label that such a word stands for."""
NEAR_HEIGHTS = 2.0
"""White between such a word and the label of the readings above or beneath it at most, in heights of the word: rows of
cards that officials fill in by hand are no higher. A heading stands above all labels of its part, 氏名 among them."""


def with_movers_told(segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a page, 転出する者 as 氏名 where it stands with the labels of readings, and names have none."""
    movers = {id(each) for each in segments if normalise(each.text) in words().movers}
    if not movers:
        return list(segments)
    pieces = [piece for each in segments if id(each) not in movers for piece in find_pieces(each)]
    readings = [piece.segment for piece in pieces if piece.target == KANA]
    if any(piece.target == NAME for piece in pieces) or len(readings) != len(movers):
        return list(segments)
    told = [each for each in segments if id(each) in movers]
    if not all(any(_is_near(each, reading) for reading in readings) for each in told):
        return list(segments)
    return [saying(each, WRITTEN_OUT) if id(each) in movers else each for each in segments]


def _is_near(mover: Segment, reading: Segment) -> bool:
    """Whether a word stands on the line of a label of readings, or with it above each other."""
    high = mover.bottom - mover.top
    white = max(mover.top - reading.bottom, reading.top - mover.bottom)
    across = min(mover.right, reading.right) - max(mover.left, reading.left)
    return same_row(mover, reading) or (across > 0 and white < NEAR_HEIGHTS * high)
