"""Captions: labels in a row, and their values in the row beneath, without a cell for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from forms.certificate.cells import OUTSIDE
from forms.certificate.labels import HIDDEN, IGNORED, Piece, is_numbering
from forms.certificate.segments import Segment, in_reading_order, same_row

REACH_HEIGHTS = 2.6
"""How far beneath a caption that no lines enclose its value may begin, in heights of the caption."""
LEFT_EM = 1.0
"""How far left of its caption a value may begin, in em of the value."""
NEAR_EM = 1.5
"""White between a label and its number."""
FAR_EM = 4.0
"""Further right of its label no value of a table without lines begins."""
WRAPPED_HEIGHTS = 0.6
"""Less white than this, in heights of a line, is between two lines of one value."""


@dataclass(slots=True)
class Captioned:
    """A caption with what stands beneath it: line by line, or for one person after the other."""

    label: Piece
    spots: tuple[tuple[Segment, ...], ...] = ((),)


def take_captions(pieces: Sequence[Piece]) -> tuple[list[Captioned], list[Piece]]:
    """The captions among the pieces, with their values, and the pieces that are neither.

    Args:
        pieces: labels and values, in reading order.
    """
    by_cell: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_cell.setdefault(piece.segment.cell, []).append(piece)
    found, rest = [], []
    for cell, inside in by_cell.items():
        rows = [_without_numbers(row) for row in _rows(inside)]
        rows = [row for row in rows if row]
        at = 0
        while at < len(rows):
            end = _last_of(rows, at, enclosed=cell != OUTSIDE)
            if end == at:
                rest += rows[at]
            else:
                found += _columns(rows[at], rows[at + 1 : end], enclosed=cell != OUTSIDE)
            at = max(end, at + 1)
    order = {id(segment): place for place, segment in enumerate(in_reading_order([piece.segment for piece in rest]))}
    return found, sorted(rest, key=lambda piece: order[id(piece.segment)])


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.segment.middle):
        if rows and same_row(rows[-1][0].segment, piece.segment):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.segment.left) for row in rows]


def _without_numbers(row: Sequence[Piece]) -> list[Piece]:
    """A row without what only counts its labels: 1. 氏名, (2) 生年月日, 3　性別.

    The number becomes a part of its label: values begin beneath it.
    """
    kept: list[Piece] = []
    number: Segment | None = None
    for at, piece in enumerate(row):
        following = row[at + 1] if at + 1 < len(row) else None
        counts = is_numbering(piece.segment.text)
        near = following and following.segment.left - piece.segment.right < NEAR_EM * piece.segment.em
        if near and following.target:
            counts = counts or (at == 0 and piece.segment.text.isdecimal() and len(piece.segment.text) <= 2)
        if counts and not piece.target:
            number = piece.segment if near else None
            continue
        if number and piece.target:
            piece = replace(piece, segment=replace(piece.segment, glyphs=(*number.glyphs, *piece.segment.glyphs)))
        kept.append(piece)
        number = None
    return kept


def _last_of(rows: Sequence[list[Piece]], at: int, enclosed: bool) -> int:
    """Behind the last row of values that belongs to a row of captions; the row itself where it is none."""
    labels = rows[at]
    if any(not piece.word for piece in labels) or (enclosed and len(labels) < 2):
        return at
    end = at + 1
    while end < len(rows) and all(_is_value(piece, labels) for piece in rows[end]):
        if not enclosed and not _is_near(rows[end - 1], rows[end]):
            break
        end += 1
    if enclosed or end == at + 1:
        return end if enclosed else at
    if len(labels) == 1:
        return _last_below(rows, at, end)
    # Without lines around it, a row of labels may as well be the head of a table or a list without values.
    if end == at + 2 or (_names_people(labels) and _are_columns(labels, rows[at + 1 : end])):
        return end
    return at


def _last_below(rows: Sequence[list[Piece]], at: int, end: int) -> int:
    """Behind the lines beneath a single caption, which begin where it does or a little further in."""
    label, first = rows[at][0].segment, rows[at + 1][0].segment
    inside = label.left - LEFT_EM * label.em <= first.left <= max(label.right, label.left + 3 * first.em)
    if not inside:
        return at
    last = at + 2
    while last < end and abs(rows[last][0].segment.left - first.left) < first.em:
        gap = rows[last][0].segment.top - rows[last - 1][0].segment.bottom
        if gap > WRAPPED_HEIGHTS * (first.bottom - first.top):
            break
        last += 1
    return last


def _is_near(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    first = above[0].segment
    return below[0].segment.top - first.bottom < REACH_HEIGHTS * (first.bottom - first.top)


def _names_people(labels: Sequence[Piece]) -> bool:
    return all((piece.target or "").startswith("members[]") or piece.target in (*HIDDEN, IGNORED) for piece in labels)


def _are_columns(labels: Sequence[Piece], rows: Sequence[list[Piece]]) -> bool:
    """Whether everything in the rows stands under one of the labels."""
    return all(
        _column(part, labels, strict=True) is not None
        for row in rows
        for piece in row
        for part in _split(piece.segment, labels)
    )


def _is_value(piece: Piece, labels: Sequence[Piece]) -> bool:
    """世帯主 is a label, and a value beneath 続柄."""
    if piece.target is None:
        return True
    column = _column(piece.segment, labels)
    return piece.word == "世帯主" and labels[column].target == "members[].relationship"


def _column(segment: Segment, labels: Sequence[Piece], strict: bool = False) -> int | None:
    """Which label a value stands under: the one that it overlaps, else the last that begins before it."""
    shared = [min(segment.right, each.segment.right) - max(segment.left, each.segment.left) for each in labels]
    under = [at for at, width in enumerate(shared) if width > 0]
    if len(under) == 1:
        return under[0]
    before = [at for at, label in enumerate(labels) if label.segment.left <= segment.left + LEFT_EM * segment.em]
    column = before[-1] if before else 0
    if strict and (not before or -shared[column] > FAR_EM * segment.em):
        return None
    return column


def _columns(labels: Sequence[Piece], rows: Sequence[list[Piece]], enclosed: bool) -> list[Captioned]:
    """What stands under each label; people under the head of a table have a row each."""
    table = not enclosed and len(labels) > 1 and len(rows) > 1
    columns: list[list[list[Segment]]] = [[] if table else [[]] for _ in labels]
    for row in rows:
        if table:
            for column in columns:
                column.append([])
        for piece in row:
            for part in _split(piece.segment, labels):
                columns[_column(part, labels) or 0][-1].append(part)
    return [
        Captioned(label, tuple(map(tuple, column)))
        for label, column in zip(labels, columns, strict=True)
        if label.target
    ]


def _split(segment: Segment, labels: Sequence[Piece]) -> list[Segment]:
    """A line taken apart where it runs on into the next caption's column."""
    for label in labels:
        for at in range(1, len(segment.glyphs)):
            before, after = segment.part(0, at), segment.part(at, len(segment.glyphs))
            apart = segment.gap_before(at) >= 0.8 and before.left < label.segment.left - LEFT_EM * segment.em
            if apart and abs(after.left - label.segment.left) <= 2 * segment.em:
                return [before, *_split(after, labels)]
    return [segment]
