"""Where each person's text stands, people one below the other: what is said there is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.text.fitting import is_nothing
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import HIDDEN, KANA, TELLING

MIN_TOLD = 2
"""Of whom fewer is said of what everybody has, nobody knows where that person's text begins."""
OVERLAP = 0.3
"""So much of its height a line may reach into the next person's, where the page slants."""

MORE_LINES = 2.0
"""So many heights of a line below the last person's text a line of that person's own may stand, as that of a foreign
resident, which the others have not got."""
STRAY_PITCHES = 0.7
"""Further from the middle of a person's lines, in parts of what is from one person to the next, none of them stands."""


@dataclass(frozen=True, slots=True)
class Block:
    """The part of a page, in pixels of it, in which one person's text stands.

    Attributes:
        member: that person.
        top: its upper end.
        bottom: where the next one's begins.
    """

    member: int
    top: float
    bottom: float

    def holds(self, segments: Sequence[Segment]) -> bool:
        return all(self.top <= each.middle < self.bottom for each in segments)


def values_by_person(hits: Sequence[Hit]) -> dict[int, dict[str, Spot]]:
    """The values of each person by their fields; a mark for nothing only where it has no doubt in its place."""
    people: dict[int, dict[str, Spot]] = {}
    for hit in hits:
        if hit.member is None or hit.target in HIDDEN:
            continue
        for at, spot in enumerate(hit.spots):
            if spot.segments and (hit.clear or spot.confirmed or not is_nothing(spot.text)):
                people.setdefault(hit.member + at, {}).setdefault(hit.target, spot)
    return people


def find_blocks(people: Mapping[int, Mapping[str, Spot]], targets: Sequence[str] = (KANA, *TELLING)) -> list[Block]:
    """The people's blocks from top to bottom; none where they do not stand one below the other in their order.

    Args:
        people: their values by their fields.
        targets: the fields that tell where a block begins.
    """
    lines: list[tuple[int, list[Segment]]] = []
    for member, values in sorted(people.items()):
        told = [values[target] for target in targets if target in values]
        if len(told) >= MIN_TOLD:
            lines.append((member, [segment for spot in told for segment in spot.segments]))
    if len(lines) < 2:
        return []
    lines = _without_strays(lines)
    ends = [(min(each.top for each in own), max(each.bottom for each in own)) for _, own in lines]
    slack = OVERLAP * min(each.bottom - each.top for _, own in lines for each in own)
    if any(bottom > top + slack for (_, bottom), (top, _) in pairwise(ends)):
        return []
    pitch = max(below - above for (above, _), (below, _) in pairwise(ends))
    tops = [top - slack for top, _ in ends]
    high = max(each.bottom - each.top for each in lines[-1][1])
    bottoms = [*tops[1:], max(tops[-1] + pitch, ends[-1][1] + MORE_LINES * high)]
    return [Block(member, *ends) for (member, _), *ends in zip(lines, tops, bottoms, strict=True)]


def only_block(people: Mapping[int, Mapping[str, Spot]]) -> list[Block]:
    """The block of a page's only person, from the first to the last line of that one's values; none where there are
    more people."""
    if len(people) != 1:
        return []
    ((member, values),) = people.items()
    lines = [segment for spot in values.values() for segment in spot.segments]
    return [Block(member, min(each.top for each in lines), max(each.bottom for each in lines))]


def _without_strays(lines: Sequence[tuple[int, list[Segment]]]) -> list[tuple[int, list[Segment]]]:
    """The people's lines but for those that stand where another person's do: a sex whose label was the one before."""
    middles = [median(each.middle for each in own) for _, own in lines]
    far = STRAY_PITCHES * median(abs(below - above) for above, below in pairwise(middles))
    return [
        (member, [each for each in own if abs(each.middle - middle) <= far] or own)
        for (member, own), middle in zip(lines, middles, strict=True)
    ]


def with_block_owners(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those of a label within somebody's block with that person, in doubt: the third line of one was given
    to whoever came first."""
    hits = _with_readings_below(hits)
    people = values_by_person(hits)
    blocks = find_blocks(people)
    found = []
    for hit in hits:
        owner = _owner(hit, blocks)
        if owner is not None and owner != hit.member and hit.target not in people[owner]:
            people[owner][hit.target] = hit.spots[0]
            hit = _given_to(owner, hit)
        found.append(hit)
    return found


def _given_to(member: int, hit: Hit) -> Hit:
    """A value with another person, in doubt."""
    return replace(hit, spots=(replace(hit.spots[0], confirmed=None),), member=member, clear=False)


def _with_readings_below(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, readings that stand far below a name and right above the next one with the next person: the label of
    the first one's was not read, and all that followed had come to stand one too high."""
    people = values_by_person(hits)
    moved: dict[int, int] = {}
    for block, after in reversed([*pairwise(find_blocks(people, TELLING))]):
        reading = people[block.member].get(KANA)
        if reading is None or reading.confirmed or KANA in people[after.member]:
            continue
        if _is_nearer_below(reading, people[block.member], after):
            moved[id(reading)] = after.member
            people[after.member][KANA] = people[block.member].pop(KANA)
    return [
        _given_to(moved[id(hit.spots[0])], hit) if len(hit.spots) == 1 and id(hit.spots[0]) in moved else hit
        for hit in hits
    ]


def _is_nearer_below(reading: Spot, values: Mapping[str, Spot], after: Block) -> bool:
    """Whether a reading is further from the text of the person above it than from the next one's, by a line."""
    first, last = reading.segments[0], reading.segments[-1]
    above = max(each.bottom for target in TELLING if target in values for each in values[target].segments)
    return first.top - above > max(after.top - last.bottom, 0.0) + first.bottom - first.top


def _owner(hit: Hit, blocks: Sequence[Block]) -> int | None:
    """In whose block the only value of a label stands that is not settled already."""
    if hit.member is None or hit.target in HIDDEN or len(hit.spots) != 1 or not hit.has_text:
        return None
    spot = hit.spots[0]
    # Which of two people has what everybody has, the learned arranger counts, and miscounts where one was lost.
    if (spot.confirmed and hit.target not in TELLING) or (hit.clear and spot.confirmed is None):
        return None
    return next((block.member for block in blocks if block.holds(spot.segments)), None)
