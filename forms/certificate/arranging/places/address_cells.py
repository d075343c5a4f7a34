"""Addresses whose parts stand in cells of their own, 都道府県・市区町村 | 町名・地番: each is put into one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.pixels.cells import OUTSIDE, Cell
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import normalise, words


def with_whole_addresses(segments: list[Segment], ruling: Ruling) -> list[Segment]:
    """The parts of each address in the cell of the first, without the heads of their columns."""
    heads = _heads_of_address(segments)
    if not heads:
        return segments
    columns = list(dict.fromkeys(head.cell for head in heads))
    first = ruling.cells[columns[0]]
    moved: dict[int, Segment] = {}
    for part in segments:
        if part.cell in (OUTSIDE, *columns):
            continue
        cell = ruling.cells[part.cell]
        if any(_is_beneath(cell, ruling.cells[column]) for column in columns[1:]):
            beside = [each.cell for each in segments if each.cell != OUTSIDE and each.cell != part.cell]
            begins = [at for at in beside if _is_beneath(ruling.cells[at], first) and cell.is_in_row(ruling.cells[at])]
            if begins:
                moved[id(part)] = replace(part, cell=begins[0])
    dropped = {id(head) for head in heads} if moved else set()
    return [moved.get(id(each), each) for each in segments if id(each) not in dropped]


def _heads_of_address(segments: Sequence[Segment]) -> list[Segment]:
    """The heads of the columns of an address, from left to right; a head may be in two pieces."""
    catalogue = words()
    for city in segments:
        if city.cell == OUTSIDE or normalise(city.text) not in catalogue.cities:
            continue
        row = sorted((each for each in segments if same_row(city, each)), key=lambda each: each.left)
        found = [city]
        for each in row:
            if each.left > city.right and each.cell != OUTSIDE:
                if normalise(each.text) not in catalogue.cities | catalogue.towns:
                    break
                found.append(each)
        if len({each.cell for each in found}) > 1:
            return found
    return []


def _is_beneath(cell: Cell, head: Cell) -> bool:
    return cell.top >= head.bottom - (head.bottom - head.top) / 2 and cell.is_in_column(head)
