"""Values that stand further beneath their label than those of the same label elsewhere: the date of issue beneath the
last card of a form, on which nobody is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.text.fitting import NEUTRAL, fit
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import HIDDEN, is_of_person

FAR_EM = 2.5
"""By how much further, in em of the label: the next line is hardly that far, what stands beneath a form is."""


def without_outlying(hits: Sequence[Hit]) -> tuple[list[Hit], list[Segment]]:
    """The hits, labels of one person each without what stands far beneath them; and the text that is nobody's now.

    Beneath an empty card a note and a date may have been taken for two people's; then the first one suits it hardly.
    """
    nearest: dict[str, float] = {}
    counts = Counter(hit.target for hit in hits)
    texts = Counter(hit.target for hit in hits if hit.has_text)
    empty = {target for target in counts if texts[target] == 1 < counts[target]}
    for hit in hits:
        if len(hit.spots) == 1 and (away := _beneath(hit)) is not None:
            nearest[hit.target] = min(away, nearest.get(hit.target, away))
    # Nobody may have anything beneath a label, 旧氏: then the furthest of the other labels tells.
    furthest = max((nearest[target] for target in nearest if target not in empty), default=float("inf"))
    found: list[Hit] = []
    loose: list[Segment] = []
    for hit in hits:
        odd = hit.target in nearest and fit(hit.target, hit.spots[0].text) < NEUTRAL if len(hit.spots) > 1 else True
        away = _beneath(hit) if odd else None
        usual = furthest if hit.target in empty else nearest.get(hit.target, furthest)
        if away is not None and away > usual + FAR_EM:
            loose += [segment for spot in hit.spots for segment in spot.segments]
            hit = replace(hit, spots=(Spot(()),))
        found.append(hit)
    return found, loose


def _beneath(hit: Hit) -> float | None:
    """How far a person's first value stands beneath its label, in em of that; None where it is another sort of hit."""
    if not is_of_person(hit.target) or not hit.has_text:
        return None
    segments = [segment for spot in hit.spots for segment in spot.segments]
    # A number to be hidden stays beneath its label, however far that is.
    if hit.target in HIDDEN and any(char.isdecimal() for each in segments for char in each.text):
        return None
    label = hit.label
    return (min(segment.middle for segment in segments) - label.middle) / label.em
