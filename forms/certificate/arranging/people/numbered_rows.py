"""Tables below that of all people, each of whose rows says by a number in its first column whose it is: 番号 2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import HIDDEN, NAME, is_of_person, normalise

MAX_DIGITS = 2
"""Figures of a person's number at most."""


def with_row_numbers(hits: Sequence[Hit], segments: Sequence[Segment]) -> list[Hit]:
    """The hits, values of such tables with the person whose number stands left of all else in their row.

    A table whose rows are numbered as people are, or of which a row has no number, stays as it is.
    """
    table = next((hit for hit in hits if hit.target == NAME and hit.member is not None and len(hit.spots) > 1), None)
    if table is None:
        return list(hits)
    lowest = max((each.bottom for spot in table.spots for each in spot.segments), default=table.label.bottom)
    numbers = {
        id(each): int(normalise(each.text))
        for each in segments
        if len(each.text) <= MAX_DIGITS and normalise(each.text).isdecimal() and each.top > lowest
    }
    numbers = {at: number for at, number in numbers.items() if 1 <= number <= len(table.spots)}
    first = [each for each in segments if id(each) in numbers and not _stands_behind(each, segments)]
    below = [hit for hit in hits if is_of_person(hit.target) and hit.target not in HIDDEN and hit.label.top > lowest]
    told = {id(hit): spots for hit in below if (spots := _ordered(hit, first, numbers, len(table.spots)))}
    return [replace(hit, spots=told[id(hit)], member=table.member) if id(hit) in told else hit for hit in hits]


def _stands_behind(segment: Segment, segments: Sequence[Segment]) -> bool:
    return any(each.right < segment.left and same_row(each, segment) for each in segments)


def _ordered(hit: Hit, first: Sequence[Segment], numbers: Mapping[int, int], count: int) -> tuple[Spot, ...] | None:
    """The values of a column in the order of people; None where the numbers do not tell it, or say nothing new."""
    found: dict[int, Spot] = {}
    for spot in hit.spots:
        if not spot.segments:
            continue
        number = next((numbers[id(each)] for each in first if same_row(each, spot.segments[0])), None)
        if number is None or number in found:
            return None
        found[number] = spot
    as_people = len(hit.spots) > 1 and [*found] == [*range(1, len(found) + 1)]
    if not found or as_people:
        return None
    return tuple(found.get(number, Spot(())) for number in range(1, count + 1))
