"""Values that may be another label's: two labels above each other whose fields have the same few words."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import normalise, normalised, words

LINES_EM = 2.5
"""From one line of a head to the next, at most, in em."""


@dataclass(slots=True)
class _Rivals:
    """What a field's label shares its place in a head with."""

    targets: set[str] = field(default_factory=set)
    labels: list[Segment] = field(default_factory=list)

    def had(self, person: int, said: Container[tuple[str, int]]) -> bool:
        """Whether a person has a value of one of the other fields."""
        return any((target, person) in said for target in self.targets)


def doubt_alone(hits: Sequence[Hit], labelled: Sequence[Hit]) -> list[Hit]:
    """The hits; of two labels above each other whose fields have the same few words (国保 over 年金: 無), the only
    value that somebody has beneath them may be either's.

    Args:
        labelled: the hits as labels alone tell them, those without a value included.
    """
    rivals = _rivals(labelled)
    said = {
        (hit.target, hit.member + at)
        for hit in hits
        if hit.member is not None
        for at, spot in enumerate(hit.spots)
        if spot.segments
    }
    found = []
    for hit in hits:
        other = rivals.get(hit.target)
        if other:
            spots = (
                replace(spot, confirmed=False) if _may_be(spot, other) and not other.had(person, said) else spot
                for person, spot in enumerate(hit.spots, hit.member or 0)
            )
            hit = replace(hit, spots=tuple(spots))
        found.append(hit)
    return found


def _rivals(labelled: Sequence[Hit]) -> dict[str, _Rivals]:
    """By field, the others of the same words whose label stands in the same head above or below its own."""
    found: dict[str, _Rivals] = {}
    told = [(hit, normalised(words().told(hit.target))) for hit in labelled]
    for one, said in told:
        for other, also in told:
            if said & also and _are_lines_of_a_head(one.label, other.label):
                rivals = found.setdefault(one.target, _Rivals())
                rivals.targets.add(other.target)
                rivals.labels += (one.label, other.label)
    return found


def _may_be(spot: Spot, rivals: _Rivals) -> bool:
    """Whether a value stands beneath all these labels and is a word of one of the other fields."""
    if not spot.segments or not all(_is_under(spot, label) for label in rivals.labels):
        return False
    text = normalise(spot.text)
    return any(text in normalised(words().told(target)) for target in rivals.targets)


def _are_lines_of_a_head(one: Segment, other: Segment) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > 0 and one.cell == other.cell and one.em / 2 < abs(one.middle - other.middle) < LINES_EM * one.em


def _is_under(spot: Spot, label: Segment) -> bool:
    first = spot.segments[0]
    return first.middle > label.bottom and min(first.right, label.right) > max(first.left, label.left)
