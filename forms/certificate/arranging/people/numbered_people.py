"""Pages that name nobody and say by numbers whose their values are: an annex to a list of (1), (2), (3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import BORN, HIDDEN, NAME, is_of_person, normalise

_NUMBER = re.compile(r"\(([0-9]{1,2})\)")
_COLUMN_EM = 1.5
"""How far aside of the middle of its number a value in a column may stand, in em of the number."""
MIN_LABELS = 2
"""A number left of fewer labels than these may count labels: (1) 国民健康保険, (2) 介護保険."""


def told_by_number(sheet: Sheet, segments: Sequence[Segment], count: int) -> Sheet | None:
    """The page with each value at the person whose number stands above it or left of its label.

    None where the page names somebody, or has not got numbers of people for all of its values of people. Values are in
    doubt where not every person before this page has a number on it: others may be counted.

    Args:
        segments: all of the page's text.
        count: how many people the pages before have.
    """
    hits = [hit for hit in sheet.hits if is_of_person(hit.target) and hit.target not in HIDDEN]
    if not count or not hits or any(hit.target in (NAME, BORN) and hit.has_text for hit in hits):
        return None
    numbers = {id(each): int(found[1]) for each in segments if (found := _NUMBER.fullmatch(normalise(each.text)))}
    counting = [each for each in segments if id(each) in numbers]
    beside = Counter(id(each) for hit in hits if (each := _last(counting, hit.label, None)))
    every = set(numbers.values()) == set(range(1, count + 1))
    told = [hit for hit in sheet.hits if not is_of_person(hit.target) or hit.target in HIDDEN]
    for hit, spot in _values(hits):
        number = _last(counting, hit.label, spot.segments[0])
        if number is None or numbers[id(number)] > count or beside.get(id(number), MIN_LABELS) < MIN_LABELS:
            return None
        told.append(replace(hit, spots=(spot,), member=numbers[id(number)] - 1, clear=hit.clear and every))
    return Sheet(told, sheet.loose)


def _values(hits: Sequence[Hit]) -> Iterator[tuple[Hit, Spot]]:
    for hit in hits:
        for spot in hit.spots:
            if spot.segments:
                yield hit, spot


def _last(numbers: Sequence[Segment], label: Segment, value: Segment | None) -> Segment | None:
    """The lowest number left of a label that does not stand beneath it, or above a value in its column."""
    mine = [
        each
        for each in numbers
        if (each.right < label.left and each.top < label.middle) or (value and _heads(each, value))
    ]
    return max(mine, key=lambda each: each.middle, default=None)


def _heads(number: Segment, value: Segment) -> bool:
    aside = abs(number.left + number.right - value.left - value.right) / 2
    return number.bottom < value.middle and aside < _COLUMN_EM * number.em
