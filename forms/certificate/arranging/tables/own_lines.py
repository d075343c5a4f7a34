"""What of the texts on the lines beside a label is its value."""

from __future__ import annotations

from itertools import pairwise

from forms.certificate.arranging.labels.pieces import TOLD_GAP_EM
from forms.certificate.arranging.places.nodes import Label, Place
from forms.certificate.arranging.text.fitting import MAY, NEUTRAL, NEVER, SUITS, fit
from forms.certificate.arranging.text.wholeness import TORN_EM
from forms.certificate.runs.segments import text_of
from forms.certificate.words.catalogue import normalise, normalised, words


def up_to_white(label: Label, places: list[Place]) -> list[Place]:
    """The places up to the first wide white, where only those suit their label: the mayor stands behind a date."""
    whites = (two.box.left - one.box.right for one, two in pairwise(places))
    end = next((at for at, white in enumerate(whites, 1) if white > TORN_EM * label.segment.em), len(places))
    first, all_ = (text_of(part) for part in (places[:end], places))
    return places[:end] if fit(label.target, first) >= MAY and fit(label.target, all_) <= NEVER else places


def up_to_told(label: Label, places: list[Place]) -> list[Place]:
    """The places of somebody's label up to the white behind one of the few words that its field has, where what follows
    can be nobody's value of it: it belongs to a label that was misread."""
    known = normalised(words().closed.get(label.target, frozenset()))
    if len(places) < 2 or normalise(places[0].text) not in known:
        return places
    white = places[1].box.left - places[0].box.right
    strange = any(fit(label.target, place.text) < NEUTRAL for place in places[1:])
    return places[:1] if strange and white > TOLD_GAP_EM * label.segment.em else places


def without_far(label: Label, places: list[Place]) -> list[Place]:
    """The places without what stands so far behind others on a line that it is none of the value: a stamp's text."""
    behind = {
        id(two)
        for one, two in pairwise(places)
        if one.box.beside(two.box) and two.box.left - one.box.right > FAR_EM * label.segment.em
    }
    end = [place for place in places if id(place) not in behind]
    return end if fit(label.target, text_of(end)) >= SUITS else places


FAR_EM = 12.0
"""White within a value's line at most: an address and its building on one line stand nearer."""


def in_lines(places: list[Place]) -> list[Place]:
    """By lines from top to bottom, each from left to right."""
    rows: list[list[Place]] = []
    for place in sorted(places, key=lambda place: place.box.middle):
        if rows and rows[-1][0].box.beside(place.box):
            rows[-1].append(place)
        else:
            rows.append([place])
    return [place for row in rows for place in sorted(row, key=lambda place: place.box.left)]
