"""Tables below that of all people, or below their cards, each of whose rows says by a number in its first column whose
it is: 番号 2."""

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
    names = [hit for hit in hits if hit.target == NAME and hit.member is not None]
    table = next((hit for hit in names if len(hit.spots) > 1), None)
    people = names if table is None else [table]
    count = sum(len(hit.spots) for hit in people)
    if count < 2:
        return list(hits)
    lowest = max(
        each.bottom for hit in people for each in (hit.label, *(s for spot in hit.spots for s in spot.segments))
    )
    numbers = {
        id(each): int(normalise(each.text))
        for each in segments
        if len(each.text) <= MAX_DIGITS and normalise(each.text).isdecimal() and each.top > lowest
    }
    numbers = {at: number for at, number in numbers.items() if 1 <= number <= count}
    first = [each for each in segments if id(each) in numbers and not _stands_behind(each, segments)]
    below = [hit for hit in hits if is_of_person(hit.target) and hit.target not in HIDDEN and hit.label.top > lowest]
    if table is None:
        below = [hit for hit in below if len(hit.spots) > 1]  # what has one value is on the last one's card
    told = {
        id(hit): spots
        for hit in below
        if (spots := _numbered(hit, first, numbers, count)) and (table is None or not _are_in_order(hit, spots))
    }
    return [replace(hit, spots=told[id(hit)], member=people[0].member) if id(hit) in told else hit for hit in hits]


def _stands_behind(segment: Segment, segments: Sequence[Segment]) -> bool:
    return any(each.right < segment.left and same_row(each, segment) for each in segments)


def _numbered(hit: Hit, first: Sequence[Segment], numbers: Mapping[int, int], count: int) -> tuple[Spot, ...] | None:
    """The values of a column in the order of people; None where the numbers do not tell it."""
    found: dict[int, Spot] = {}
    for spot in hit.spots:
        if not spot.segments:
            continue
        number = next((numbers[id(each)] for each in first if same_row(each, spot.segments[0])), None)
        if number is None or number in found:
            return None
        found[number] = spot
    return tuple(found.get(number, Spot(())) for number in range(1, count + 1)) if found else None


def _are_in_order(hit: Hit, spots: Sequence[Spot]) -> bool:
    """Whether the numbers of a column's rows say nothing new."""
    values = [spot for spot in hit.spots if spot.segments]
    return len(hit.spots) > 1 and [*spots[: len(values)]] == values
