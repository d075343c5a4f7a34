"""Captions at the side of a table or above a part of it: 転出前 and 転出後, each with a 住所 of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.certificate.cells import OUTSIDE
from forms.certificate.labels import normalise, words
from forms.certificate.ruling import Ruling
from forms.certificate.segments import Segment, same_row

MAX_STEPS = 4
"""Cells between a label and the caption at the side."""


def side_of(label: Segment, cells: Mapping[int, Sequence[Segment]], ruling: Ruling) -> str | None:
    """``former`` or ``new``: what the caption says that a label belongs to; None where there is none.

    A caption in the cells left of the label's comes first; otherwise the last one before it in reading order, on a
    line of its own or at the beginning of the label's.
    """
    index = label.cell
    for _ in range(MAX_STEPS):
        index = ruling.beside_left(index) if index != OUTSIDE else None
        if index is None:
            break
        if side := _side("".join(segment.text for segment in cells.get(index, ()))):
            return side
    said = (-1.0, None)
    page = [segment for rows in cells.values() for segment in rows]
    for segment in page:
        if segment.middle <= said[0] or not (side := _side(segment.text)):
            continue
        row = [other for other in page if other is not segment and same_row(other, segment)]
        above = segment.bottom < label.middle and label not in row and not row
        beside = label in row and segment.right <= label.left
        if above or beside:
            said = (segment.middle, side)
    return said[1]


def _side(text: str) -> str | None:
    plain = normalise(text).lstrip("(【[<■□●○◆◇・0123456789.①②③④⑤").rstrip(")】]>:")
    return words().sides.get(plain)
