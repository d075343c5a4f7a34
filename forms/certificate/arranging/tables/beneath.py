"""Labels printed beneath their values, under the line that each value is written on: told by the page as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from forms.certificate.arranging.places.nodes import Box, Label, Place
from forms.certificate.arranging.text.fitting import MAY, NEVER, fit
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.words.catalogue import IGNORED, words

MIN_LABELS = 5
"""So many labels beneath values that suit them make a page of such labels."""
MOST = 0.75
"""Of a page's labels, the share that must stand so."""
LEAD = 1.5
"""By so much, for each label, must what stands above the labels suit them better than what stands anywhere else."""
NEAR_HEIGHTS, FAR_HEIGHTS = 0.8, 2.0
"""White at most between a value and the label beneath it, and between a label and what may be its value below, in
heights of the label."""
WRAPPED_HEIGHTS = 0.5
"""White at most between two lines of a value, or a name and its reading, in heights of the lower one."""
OUT_EM = 0.6
"""How far left of its label a value may begin, in em of the label."""
CENTRED_EM = 2.5
"""How far the middle of a value may be from that of its label where both are centred, in em of the label."""


def take_beneath(labels: Sequence[Label], places: Sequence[Place]) -> list[tuple[Label, list[Place]]]:
    """Every label with what stands above it where a page has its labels beneath their values, otherwise nothing.

    What merely may be such a page is none: the values of labels above them suit these, or what stands beside them.
    """
    free = [label for label in labels if label.cell == OUTSIDE and label.piece.word]
    values = [label for label in free if _is_value(label, free)]
    free = [label for label in free if not any(label is each for each in values)]
    places = [place for place in places if place.cell == OUTSIDE and place.segments]
    places += [Place((label.segment,), label.box, OUTSIDE, label.within) for label in values]
    found = [(label, _above(label, free, places)) for label in free]
    told = [(label, own) for label, own in found if own and label.target != IGNORED]
    if len(told) < max(MIN_LABELS, MOST * len(free)):
        return []
    suits = [fit(label.target, own[-1].text) for label, own in told]
    others = [_elsewhere(label, places) for label, _ in told]
    if min(suits) <= NEVER or sum(suit >= MAY for suit in suits) < MIN_LABELS:
        return []
    if sum(suits) - sum(others) < LEAD * len(told) or not _are_nearer(told, places):
        return []
    return found


def _is_value(label: Label, labels: Sequence[Label]) -> bool:
    """Whether a label's word is a value of one beneath it: 世帯主 above 続柄."""
    field = words().says.get(label.piece.word)
    return field is not None and any(each.target == field and _stands_on(label.box, each) for each in labels)


def _stands_on(box: Box, label: Label) -> bool:
    """Whether a text stands close above a label, and begins about where that does or further right, or is centred."""
    begins = box.left >= label.box.left - OUT_EM * label.segment.em
    near = box.middle < label.box.top and label.box.top - box.bottom < NEAR_HEIGHTS * label.box.high
    return near and (begins or _is_centred(box, label))


def _is_centred(box: Box, label: Label) -> bool:
    away = (box.left + box.right - label.box.left - label.box.right) / 2
    return abs(away) < CENTRED_EM * label.segment.em


def _is_centred_on(box: Box, labels: Sequence[Label]) -> bool:
    """Whether a text stands close above the middle of one of the labels."""
    return any(_is_centred(box, label) and _stands_on(box, label) for label in labels)


def _above(label: Label, labels: Sequence[Label], places: Sequence[Place]) -> list[Place]:
    """The lines above a label up to white or to another label, from top to bottom."""
    nexts = [each.box.left for each in labels if each.box.left > label.box.right and each.box.beside(label.box)]
    right = min(nexts, default=float("inf")) - OUT_EM * label.segment.em
    column = [place for place in places if place.within == label.within and place.box.left < right]
    others = [each for each in labels if each is not label and each.box.beside(label.box)]
    column = [place for place in column if _is_centred(place.box, label) or not _is_centred_on(place.box, others)]
    own = [place for place in column if _stands_on(place.box, label)]
    while own:
        top = min(own, key=lambda place: place.box.top).box
        wrapped = [
            place
            for place in column
            if place not in own
            and place.box.middle < top.top
            and top.top - place.box.bottom < WRAPPED_HEIGHTS * top.high
            and place.box.left >= label.box.left - OUT_EM * label.segment.em
            and not any(place.box.bottom - 0.5 * each.box.high < each.box.middle < top.middle for each in labels)
        ]
        if not wrapped:
            break
        own += wrapped
    return sorted(own, key=lambda place: (place.box.middle, place.box.left))


def _elsewhere(label: Label, places: Sequence[Place]) -> float:
    """How well what stands right beside a label or close beneath it suits it."""
    near = [place for place in places if _is_beside(place.box, label) or _is_under(place.box, label)]
    return max((fit(label.target, place.text) for place in near), default=0.0)


def _is_beside(box: Box, label: Label) -> bool:
    return box.left >= label.box.right and box.beside(label.box)


def _is_under(box: Box, label: Label) -> bool:
    white = box.top - label.box.bottom
    return box.middle > label.box.bottom and white < FAR_HEIGHTS * label.box.high and box.across(label.box) > 0


def _are_nearer(told: Sequence[tuple[Label, list[Place]]], places: Sequence[Place]) -> bool:
    """Whether labels stand nearer to what is above them than to what is below."""
    above = [label.box.top - own[-1].box.bottom for label, own in told]
    whites = (
        [place.box.top - label.box.bottom for place in places if _is_under(place.box, label)] for label, _ in told
    )
    below = [min(white) for white in whites if white]
    return not below or median(above) < median(below)
