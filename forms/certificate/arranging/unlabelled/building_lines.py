"""The building below an address, where it has no label of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.text.fitting import HARDLY, fit, goes_on
from forms.certificate.runs.segments import Segment, rows_of, text_of
from forms.certificate.words.catalogue import BUILDINGS, normalise

STEPPED_EM = 0.4
"""By how much at least a value is stepped in behind its label above it, in em."""
_COMPLETE = re.compile("[0-9０-９番号地]$")


def with_building(hit: Hit) -> list[Hit]:
    """A label of an address, and what stands there below the address as the building that has no label."""
    if len(hit.spots) != 1:
        return [hit]
    rows = _without_captions(rows_of(hit.spots[0].segments))
    for at, row in enumerate(rows[:-1]):
        first, second = rows[: at + 1], rows[at + 1 :]
        above = text_of(row)
        below = normalise("".join(part.text for each in second for part in each))
        if _COMPLETE.search(above) and not goes_on(below) and fit(BUILDINGS[hit.target], below) > HARDLY:
            return [
                replace(hit, spots=(Spot(tuple(part for row in first for part in row), hit.spots[0].cell),)),
                replace(hit, target=BUILDINGS[hit.target], spots=(Spot(tuple(p for row in second for p in row)),)),
            ]
    return [hit]


def _without_captions(rows: list[list[Segment]]) -> list[list[Segment]]:
    """The lines of an address without one that stands out to the left of those before and behind it: where values are
    stepped in, that is a label which was not read as one."""
    return [
        row
        for at, row in enumerate(rows)
        if not 0 < at < len(rows) - 1
        or min(rows[at - 1][0].left, rows[at + 1][0].left) - row[0].left < STEPPED_EM * row[0].em
    ]
