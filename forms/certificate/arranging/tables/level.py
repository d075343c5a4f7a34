"""Places outside of cells of their own, each given to the label that it is level with."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.places.nodes import Label, Place
from forms.certificate.arranging.text.fitting import NEVER, fit
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.words.catalogue import HIDDEN

ASIDE_EM = 1.1
"""How far above or below its label a line of a value may stand, from middle to middle: two lines straddle it."""
LEVEL_EM = 0.4
"""Labels whose heights differ by less than this are equally near to a line."""
MAX_LARGER = 1.6
"""A name is set at most so much larger than its label."""
ALIGNED_EM = 0.6
"""A value begins where its label does, to so much, where that stands above it."""


BEFORE_EM = 0.6
"""So far a value may begin before the end of its label: characters' places are only about right."""
LINE_EM = 0.6
"""How much further above or below its label a value may stand for each more line that it has."""


def by_line(labels: Sequence[Label], places: Sequence[Place]) -> dict[int, list[Place]]:
    """For each label without a cell (by its id) the places beside it, each given to the label nearest to it."""
    found: dict[int, list[Place]] = {}
    for place in places:
        if place.cell == OUTSIDE and (label := _label_of(place, labels, places)):
            found.setdefault(id(label), []).append(place)
    return found


def _label_of(place: Place, labels: Sequence[Label], places: Sequence[Place]) -> Label | None:
    """The label that a place is level with, or that has its cell to itself."""
    lines = [label for label in labels if label.cell == OUTSIDE and label.within == place.within]
    if place.within != OUTSIDE and len(lines) == 1 and not _is_above_number(lines[0], place):
        return lines[0]  # everything in the cell of one label is its value
    near: list[tuple[float, float, Label]] = []
    for label in lines:
        if label.box.right > place.box.left + BEFORE_EM * label.segment.em:
            continue
        # Large print, a title say, reaches no further than small print does.
        em = min(max(label.segment.em, place.segments[0].em), MAX_LARGER * label.segment.em)
        away = abs(label.segment.middle - place.box.middle) / em
        if away > ASIDE_EM + LINE_EM * (len(place.segments) - 1):
            continue
        if _is_barred(label, place, labels, places) or _is_beneath_another(label, place, labels):
            continue
        if not _begins_beneath(label, place, places):
            near.append((away, place.box.left - label.box.right, label))
    if not near:
        return None
    # Of those about as high the nearest at the left.
    level = max(min(away for away, _, _ in near) + LEVEL_EM, LEVEL_EM)
    return min(near, key=lambda row: (row[0] > level, row[1]))[2]


def _is_beneath_another(label: Label, place: Place, labels: Sequence[Label]) -> bool:
    """Whether a place begins right beneath another label of a label's line: small labels close above values."""
    return any(
        each is not label
        and each.box.beside(label.box)
        and each.within == place.within
        and abs(each.box.left - place.box.left) < ALIGNED_EM * each.segment.em
        and each.box.middle + 0.5 * each.segment.em < place.box.middle < each.box.bottom + 1.5 * place.box.high
        for each in labels
    )


def _begins_beneath(label: Label, place: Place, places: Sequence[Place]) -> bool:
    """Whether a text stands before a place on its line that is beneath a label: large print close below it."""
    return any(
        each.box.left < place.box.left
        and each.within == place.within
        and each.box.across(label.box) > 0
        and each.box.beside(place.box)
        and each.box.middle > label.box.middle + 0.5 * label.segment.em
        for each in places
    )


def _is_barred(label: Label, place: Place, labels: Sequence[Label], places: Sequence[Place]) -> bool:
    """Whether a cell with a label or a value stands between a label without a cell and what stands right of it."""
    if place.within != OUTSIDE:
        return False
    cells = [each.box for each in labels if each.cell != OUTSIDE]
    cells += [each.box for each in places if each.cell != OUTSIDE and each.segments]
    return any(
        box.beside(label.box) and box.beside(place.box) and label.box.right <= box.left + 2 < place.box.left
        for box in cells
    )


def _is_above_number(label: Label, place: Place) -> bool:
    """Whether a label is that of a number to be hidden, and what stands above it is none: a card without labels."""
    return label.target in HIDDEN and place.box.bottom < label.box.middle and fit(label.target, place.text) <= NEVER
