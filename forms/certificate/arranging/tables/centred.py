"""Labels halfway down a head of two rows, with their values halfway down each person's two lines: lifted to the first.

A column that has one label where those beside it have two above each other is centred by many printing systems. Rows
are told by their heights: what stands between two of them would be a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from forms.certificate.arranging.places.nodes import Box, Label, Place
from forms.certificate.pixels.cells import OUTSIDE

MIN_PAIRS = 2
"""So many columns of a head must have two labels above each other."""
PITCH_HEIGHTS = 2.0
"""From a line to the one beneath it in its column, in heights of a line, at most."""
HALFWAY = 0.25
"""How far from the middle of two lines something may stand that is centred, as a share of their distance."""
BEHIND_EM = 1.5
"""White between a label and what is right behind it, in em of the label."""

Pair = tuple[Box, Box]
"""Two lines of a column."""


def with_centred_lifted(labels: Sequence[Label], places: Sequence[Place]) -> tuple[list[Label], list[Place]]:
    """Labels and places, those that are centred beside two lines at the height of the first one."""
    free = [label for label in labels if label.cell == OUTSIDE and label.within == OUTSIDE]
    heads = _pairs([label.box for label in free])
    lines = [place.box for place in places if place.cell == OUTSIDE]
    centred = {
        id(label): above
        for label in free
        if not (label.together or label.joined or _is_followed(label, places))
        and len(beside := _beside(label.box, heads)) >= MIN_PAIRS
        and (above := beside[0][0])
    }
    if not centred:
        return list(labels), list(places)
    columns = [label.box for label in labels if id(label) in centred]
    pairs = _pairs(lines)
    return (
        [replace(label, box=_at(label.box, centred[id(label)])) if id(label) in centred else label for label in labels],
        [_lifted(place, columns, pairs) for place in places],
    )


def _is_followed(label: Label, places: Sequence[Place]) -> bool:
    """Whether a text stands right behind a label on its line: it heads no column (続柄：妻　児童手当：無)."""
    return any(
        place.cell == OUTSIDE
        and place.box.beside(label.box)
        and 0 <= place.box.left - label.box.right < BEHIND_EM * label.segment.em
        for place in places
    )


def _lifted(place: Place, columns: Sequence[Box], pairs: Sequence[Pair]) -> Place:
    """A place of a centred column at the height of the first of two lines beside it."""
    below = any(place.box.top > column.bottom and place.box.across(column) > 0 for column in columns)
    if place.cell != OUTSIDE or not below:
        return place
    beside = _beside(place.box, pairs)
    return replace(place, box=_at(place.box, beside[0][0])) if beside else place


def _pairs(boxes: Sequence[Box]) -> list[Pair]:
    """Lines right beneath each other that begin in one column."""
    found = []
    for one, two in combinations(sorted(boxes, key=lambda box: box.middle), 2):
        high = max(one.high, two.high)
        if 0.5 * high < two.middle - one.middle < PITCH_HEIGHTS * high and abs(one.left - two.left) < high:
            found.append((one, two))
    return found


def _beside(box: Box, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs of lines halfway down which a rectangle of another column stands, the nearest one first."""
    found = [
        (above, below)
        for above, below in pairs
        if max(above.across(box), below.across(box)) <= 0
        and abs((above.middle + below.middle) / 2 - box.middle) < HALFWAY * (below.middle - above.middle)
    ]
    return sorted(found, key=lambda pair: -pair[0].across(box))


def _at(box: Box, line: Box) -> Box:
    """A rectangle as high as it is, with the middle of a line."""
    shift = line.middle - box.middle
    return replace(box, top=box.top + shift, bottom=box.bottom + shift)
