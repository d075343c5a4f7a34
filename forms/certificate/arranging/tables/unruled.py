"""Where cells are not what values have: several people in one, as the lines between them were not seen; an address in
two, or a name and its reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.certificate.arranging.places.nodes import Box, Label, Place
from forms.certificate.arranging.text.fitting import MAY, SUITS, fit, has_kanji_or_letters, is_nothing
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment, text_of
from forms.certificate.words.catalogue import BORN, BUILDINGS, KANA, NAME

CLOSE = 20
"""300ths of an inch between cells that share a line, and between the two edges of one line."""


def by_columns(target: str, box: Box, segments: Sequence[Segment], ruling: Ruling) -> list[tuple[Segment, ...]]:
    """The values of a cell, where the row above or beneath has a cell for each of them; none where that is not so.

    Only names and dates of birth: 男 and 女 in one cell may be what somebody chose from. Nor what was put into the cell
    from the one behind it: the given name of a surname.
    """
    if target not in (NAME, BORN) or len(segments) < 2 or any(each.left > box.right for each in segments):
        return []
    near, edges = CLOSE * ruling.unit, {box.left, box.right}
    for cell in ruling.cells:
        if min(abs(cell.top - box.bottom), abs(cell.bottom - box.top)) < near:
            edges |= {edge for edge in (cell.left, cell.right) if box.left + near < edge < box.right - near}
    columns: dict[int, list[Segment]] = {}
    for segment in segments:
        first, last = (sum(edge <= x for edge in edges) for x in (segment.left, segment.right))
        if first != last and not any(abs(segment.right - edge) < near for edge in edges):
            return []
        columns.setdefault(first, []).append(segment)
    parts = [tuple(columns[at]) for at in sorted(columns)]
    suiting = all(fit(target, text_of(part)) >= MAY for part in parts)
    return parts if len(parts) > 1 and suiting else []


def above_each_other(label: Label, places: Mapping[int, Place], ruling: Ruling) -> list[Place]:
    """An address and its building, or a reading and the name beneath it, that have a cell each beside a label as high
    as both; none where that is not so.

    Args:
        places: cell → its place, where that is none of others'.
    """
    own, near = ruling.cells[label.cell], CLOSE * ruling.unit
    cells = [
        index
        for index, cell in enumerate(ruling.cells)
        if abs(cell.left - own.right) < near and own.top - near < cell.top and cell.bottom < own.bottom + near
    ]
    if label.target not in (*BUILDINGS, NAME) or len(cells) < 2 or not all(index in places for index in cells):
        return []
    found = sorted((places[index] for index in cells), key=lambda place: place.box.top)
    if label.target == NAME and not _are_reading_and_name(found):
        return []
    return [place for place in found if place.text and not is_nothing(place.text)] or found[:1]


def _are_reading_and_name(places: Sequence[Place]) -> bool:
    """Whether the first of two cells has a reading, or nothing, and the other one a name that is no reading itself."""
    if len(places) != 2:
        return False
    reading, name = (place.text for place in places)
    read = not reading or (fit(KANA, reading) >= SUITS and not has_kanji_or_letters(reading))
    return read and fit(NAME, name) >= MAY and has_kanji_or_letters(name)
