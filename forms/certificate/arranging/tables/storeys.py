"""Heads whose columns are ruled into different numbers of labels above each other, and so are the people beneath them.

フリガナ and 氏名 stand in one column, 生年月日, 続柄 and 性別 in the next one, insurances in a third, each in a cell of
its own: no row of one column is one of another's, in the head as little as beneath it. Where columns divided
differently agree on each person's end, a column's labels and each person's cells are put together as one cell's are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.certificate.arranging.labels.pieces import Piece
from forms.certificate.arranging.places.nodes import Box, Label, Place
from forms.certificate.arranging.tables.cells_in_turn import EDGE_EM, are_in_shares
from forms.certificate.pixels.cells import OUTSIDE, Cell
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.words.catalogue import IGNORED


@dataclass(frozen=True, slots=True)
class _Column:
    """Indexes of cells with the same edges, from top to bottom: those of a head, and those beneath it."""

    head: tuple[int, ...]
    beneath: tuple[int, ...]


def with_storeys_joined(
    labels: Sequence[Label], places: Sequence[Place], ruling: Ruling
) -> tuple[list[Label], list[Place]]:
    """Labels and places, the labels of each such column, and each person's cells in it, as those of one cell.

    A cell between the labels of a column that was not read as one is a label of nothing: it has its share of the cells.
    """
    labels, places = list(labels), list(places)
    for head in _heads(labels, ruling):
        edge = _edge(head[0].head[0], labels)
        people = _people(head, labels, ruling, edge)
        for number, column in enumerate(head if people else ()):
            if len(column.head) > 1:
                labels, places = _with_head(column.head, labels, places, ruling)
                for person in people:
                    places = _with_person(person[number], places, ruling)
    return labels, places


def _heads(labels: Sequence[Label], ruling: Ruling) -> list[list[_Column]]:
    """Columns of ruled labels between the same lines, not all of them divided into as many cells."""
    named = {label.cell for label in labels if label.cell != OUTSIDE}
    heads: list[list[_Column]] = []
    for first in sorted(named, key=lambda index: ruling.cells[index].top):
        edge = _edge(first, labels)
        top, lower = ruling.cells[first].top, _down_from(first, ruling, edge)
        found: list[list[_Column]] = []
        for size in range(2, 1 + next((at for at, index in enumerate(lower) if index not in named), len(lower))):
            bottom = ruling.cells[lower[size - 1]].bottom
            level = [index for index in named if abs(ruling.cells[index].top - top) < edge]
            columns = [_column(index, bottom, ruling, edge) for index in level]
            head = [column for column in columns if column and column.head[-1] in named]
            if len({len(column.head) for column in head}) > 1:
                found.append(head)
        if found:
            # Lines of two columns may be near each other by chance: the lowest that as many have is the end of all.
            heads.append(max(reversed(found), key=len))
            named -= {index for column in heads[-1] for index in column.head}
    return heads


def _column(first: int, bottom: float, ruling: Ruling, edge: float) -> _Column | None:
    """The column that a cell begins, its head ending at a line; None where no line of its own is there."""
    cells = _down_from(first, ruling, edge)
    size = next((at for at, index in enumerate(cells, 1) if abs(ruling.cells[index].bottom - bottom) < edge), 0)
    return _Column(cells[:size], cells[size:]) if size else None


def _down_from(first: int, ruling: Ruling, edge: float) -> tuple[int, ...]:
    """A cell and those right beneath it, each with the edges of the one above."""
    found = [first]
    while (after := ruling.below(found[-1])) is not None and after not in found:
        one, two = ruling.cells[found[-1]], ruling.cells[after]
        if max(abs(one.left - two.left), abs(one.right - two.right)) >= edge:
            break
        found.append(after)
    return tuple(found)


def _people(
    head: Sequence[_Column], labels: Sequence[Label], ruling: Ruling, edge: float
) -> list[list[tuple[int, ...]]]:
    """Person by person the cells of each column, down to the first end that columns divided differently do not agree
    on. A column in which a line was not seen has fewer; none where they are not where the lines of one cell would be.
    """
    named = {index for label in labels for index in (label.cell, label.within)}
    rest = [list(column.beneath) for column in head]
    people: list[list[tuple[int, ...]]] = []
    while (bottom := _end(head, rest, ruling, edge)) is not None:
        person = []
        for column, cells in zip(head, rest, strict=True):
            own = tuple(index for index in cells if ruling.cells[index].bottom < bottom + edge)
            del cells[: len(own)]
            if not named.isdisjoint(own):
                return people
            if len(own) == len(column.head) and not are_in_shares([_box(ruling.cells[index]) for index in own]):
                return []
            whole = own and len(own) <= len(column.head) and abs(ruling.cells[own[-1]].bottom - bottom) < edge
            person.append(own if whole else ())
        people.append(person)
    return people


def _end(head: Sequence[_Column], rest: Sequence[Sequence[int]], ruling: Ruling, edge: float) -> float | None:
    """Where the next person ends: as many cells of a column as it has labels, and a cell of one divided differently."""
    ends = [
        (len(column.head), [ruling.cells[index].bottom for index in cells[: len(column.head)]])
        for column, cells in zip(head, rest, strict=True)
    ]
    agreed = [
        own[-1]
        for size, own in ends
        if len(own) == size and any(abs(own[-1] - end) < edge for other, each in ends if other != size for end in each)
    ]
    return min(agreed, default=None)


def _with_head(
    cells: Sequence[int], labels: Sequence[Label], places: Sequence[Place], ruling: Ruling
) -> tuple[list[Label], list[Place]]:
    """The labels of a column as one cell's, in the order of its cells."""
    unread = [place for place in places if place.cell in cells and place.segments]
    nameless = [Label(Piece(place.segments[0], IGNORED), place.box, place.cell) for place in unread]
    own = [label for index in cells for label in [*labels, *nameless] if label.cell == index]
    box = _around(cells, ruling)
    for label in own:
        label.box, label.cell, label.enclosed, label.together = box, cells[0], True, tuple(own)
    return [*labels, *nameless], [place for place in places if place.cell not in cells]


def _with_person(cells: Sequence[int], places: Sequence[Place], ruling: Ruling) -> list[Place]:
    own = [place for index in cells for place in places if place.cell == index]
    if not own:
        return list(places)
    segments = tuple(segment for place in own for segment in place.segments)
    whole = Place(segments, _around(cells, ruling), cells[0], own[0].within)
    return [place for place in places if place.cell not in cells] + [whole]


def _around(cells: Sequence[int], ruling: Ruling) -> Box:
    first, last = ruling.cells[cells[0]], ruling.cells[cells[-1]]
    return Box(first.left, first.top, first.right, last.bottom)


def _box(cell: Cell) -> Box:
    return Box(cell.left, cell.top, cell.right, cell.bottom)


def _edge(index: int, labels: Sequence[Label]) -> float:
    return EDGE_EM * max(label.segment.em for label in labels if label.cell == index)
