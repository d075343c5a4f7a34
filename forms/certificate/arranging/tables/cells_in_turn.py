"""Cells above each other that hold in turn what the labels above each other in the head of their column ask for.

Rows are told by their heights. Where the columns of a head have different numbers of labels (フリガナ, 氏名 and 旧氏 in
one, 生年月日 and 性別・続柄 in the next one, 住所 in a third), so have people of cells, and no row of one column is
one of another's: each person's cells are put together then, to be shared out as the lines of one cell are.
"""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.places.nodes import Box, Label, Place
from forms.certificate.arranging.places.sharing import rows_of
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.words.catalogue import HIDDEN

EDGE_EM = 0.7
"""How far from each other the edges of cells may be that are the same line, in em of a label: sheets are bent."""


def with_people_whole(labels: Sequence[Label], places: Sequence[Place]) -> list[Place]:
    """The places, the cells of each person in a column as one where the columns' heads have different numbers of rows.

    Cells with nothing but numbers to be hidden stay by themselves. Where others stand beneath (個人番号 above 国保)
    all of a person's are painted over: single rows of this column would be nobody's, those of the others being whole.
    """
    heads = [label for label in labels if label.cell != OUTSIDE and label.together and label.together[0] is label]
    cells = [place for place in places if place.cell != OUTSIDE]
    found = list(places)
    for head in heads:
        own = len(rows_of(head.together))
        if own < 2 or all(label.target in HIDDEN for label in head.together):
            continue
        rows = [other for other in labels if other.cell != OUTSIDE and other.box.beside(head.box)]
        if len({len(rows_of(other.together or (other,))) for other in rows}) < 2:
            continue
        people = _people(_column(head, cells), own, cells, EDGE_EM * head.segment.em)
        inside = {id(cell) for person in people for cell in person}
        found = [place for place in found if id(place) not in inside] + [_as_one(person) for person in people]
    return found


def _column(head: Label, cells: Sequence[Place]) -> list[Place]:
    """The cells right beneath that of a label, and each other, with its edges, from top to bottom."""
    edge = EDGE_EM * head.segment.em
    bottom, found = head.box.bottom, []
    for cell in sorted(cells, key=lambda cell: cell.box.top):
        alike = abs(cell.box.left - head.box.left) < edge and abs(cell.box.right - head.box.right) < edge
        if alike and abs(cell.box.top - bottom) < edge:
            found.append(cell)
            bottom = cell.box.bottom
    return found


def _people(column: Sequence[Place], count: int, cells: Sequence[Place], edge: float) -> list[list[Place]]:
    """The cells of a column person by person; none unless each person has so many, or one where a line was not seen,
    beside one cell as high as all of them, and each of these is where the lines of one cell would be."""
    people: list[list[Place]] = []
    rest = list(column)
    while rest:
        person = next(
            (rest[:size] for size in (count, 1) if len(rest) >= size and _is_person(rest[:size], cells, edge)), None
        )
        if person is None:
            return []
        people.append(person)
        rest = rest[len(person) :]
    return [person for person in people if len(person) > 1]


def _is_person(person: Sequence[Place], cells: Sequence[Place], edge: float) -> bool:
    top, bottom = person[0].box.top, person[-1].box.bottom
    beside = (cell for cell in cells if cell is not person[0])
    return any(_is_as_high(cell.box, top, bottom, edge) for cell in beside) and are_in_shares([c.box for c in person])


def _is_as_high(box: Box, top: float, bottom: float, edge: float) -> bool:
    return abs(box.top - top) < edge and abs(box.bottom - bottom) < edge


def are_in_shares(boxes: Sequence[Box]) -> bool:
    """Whether the middle of each rectangle is in its share of the height of all, as the lines of one cell are."""
    top, high = boxes[0].top, (boxes[-1].bottom - boxes[0].top) / len(boxes)
    return all(top + at * high < box.middle < top + (at + 1) * high for at, box in enumerate(boxes))


def _as_one(person: Sequence[Place]) -> Place:
    first, last = person[0].box, person[-1].box
    segments = tuple(segment for cell in person for segment in cell.segments)
    return Place(segments, Box(first.left, first.top, first.right, last.bottom), person[0].cell, person[0].within)
