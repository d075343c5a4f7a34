"""Cells above each other that hold in turn what the labels above each other in the head of their column ask for.

Rows are told by their heights. Where the columns of a head have different numbers of labels (フリガナ, 氏名 and 旧氏 in
one, 生年月日 and 性別・続柄 in the next one, 住所 in a third), so have people of cells, and no row of one column is
one of another's: each person's cells are put together then, to be shared out as the lines of one cell are. So they are
where all columns have as many labels and the values of one of them (a date, and not one) tell that they come in turn.
"""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.places.nodes import Box, Label, Place
from forms.certificate.arranging.places.sharing import rows_of, shares
from forms.certificate.arranging.text.fitting import NEVER, SUITS, fit
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import text_of
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
            people = _in_turn(head, [other for other in heads if other in rows], cells)
        else:
            people = _people(_column(head, cells), own, cells, EDGE_EM * head.segment.em)
        inside = {id(cell) for person in people for cell in person}
        found = [place for place in found if id(place) not in inside] + [_as_one(person) for person in people]
    return found


def _in_turn(head: Label, heads: Sequence[Label], cells: Sequence[Place]) -> list[list[Place]]:
    """The cells of a head's column person by person, where all heads have as many rows of labels and another column, or
    this one, tells that its cells come in turn; none where no person's are where that one's are.

    Cells with what is said of a person as a whole may stand between people.
    """
    edge = EDGE_EM * head.segment.em
    told = next((people for other in heads if (people := _told(other, cells))), [])
    own = _beneath(head, cells)
    people = [
        [next((cell for cell in own if _is_level(cell.box, row.box, edge)), None) for row in person] for person in told
    ]
    return [person for person in people if None not in person]


def _told(head: Label, cells: Sequence[Place]) -> list[list[Place]]:
    """The cells of a column person by person, if what stands in them can only be what its labels ask for in turn."""
    rows, edge = rows_of(head.together), EDGE_EM * head.segment.em
    people: list[list[Place]] = []
    for cell in _beneath(head, cells):
        if people and len(people[-1]) < len(rows):
            if abs(people[-1][-1].box.bottom - cell.box.top) >= edge:
                return []
            people[-1].append(cell)
        else:
            people.append([cell])
    people = [person for person in people if any(cell.segments for cell in person)]
    return people if all(_suits_in_turn(person, rows) for person in people) else []


def _suits_in_turn(person: Sequence[Place], rows: Sequence[Sequence[Label]]) -> bool:
    """Whether each cell may be what its row of labels asks for, and one is that and nothing that another row does."""
    if len(person) != len(rows):
        return False
    fits = [
        min(fit(label.target, text_of(share)) for label, share in zip(row, shares([cell], row), strict=True))
        for row, cell in zip(rows, person, strict=True)
    ]
    others = [
        max(fit(label.target, cell.text) for row in rows if row is not mine for label in row)
        for mine, cell in zip(rows, person, strict=True)
    ]
    alone = any(own >= SUITS and other <= NEVER for own, other in zip(fits, others, strict=True))
    return alone and min(fits) > NEVER


def _is_level(one: Box, other: Box, edge: float) -> bool:
    return abs(one.top - other.top) < edge and abs(one.bottom - other.bottom) < edge


def _beneath(head: Label, cells: Sequence[Place]) -> list[Place]:
    """The cells beneath that of a label with its edges, from top to bottom."""
    edge = EDGE_EM * head.segment.em
    return [
        cell
        for cell in sorted(cells, key=lambda cell: cell.box.top)
        if abs(cell.box.left - head.box.left) < edge
        and abs(cell.box.right - head.box.right) < edge
        and cell.box.top > head.box.bottom - edge
    ]


def _column(head: Label, cells: Sequence[Place]) -> list[Place]:
    """The cells right beneath that of a label, and each other, with its edges, from top to bottom."""
    edge = EDGE_EM * head.segment.em
    bottom, found = head.box.bottom, []
    for cell in _beneath(head, cells):
        if abs(cell.box.top - bottom) < edge:
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
    as_high = any(abs(cell.box.top - top) < edge and abs(cell.box.bottom - bottom) < edge for cell in beside)
    return as_high and are_in_shares([cell.box for cell in person])


def are_in_shares(boxes: Sequence[Box]) -> bool:
    """Whether the middle of each rectangle is in its share of the height of all, as the lines of one cell are."""
    top, high = boxes[0].top, (boxes[-1].bottom - boxes[0].top) / len(boxes)
    return all(top + at * high < box.middle < top + (at + 1) * high for at, box in enumerate(boxes))


def _as_one(person: Sequence[Place]) -> Place:
    first, last = person[0].box, person[-1].box
    segments = tuple(segment for cell in person for segment in cell.segments)
    return Place(segments, Box(first.left, first.top, first.right, last.bottom), person[0].cell, person[0].within)
