"""Blocks of people beside each other, in the order of their numbers: (1) above (2), and right of them (3) above (4).

Where some have none, rows come before columns, as they mostly do; where both are several, all but the first person are
doubtful then unless they come as registers have them, husband or wife before children, children by age, and no number
speaks against that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from forms.certificate.arranging.people.blocks import values_by_person
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import BORN, NAME, RELATIONSHIP, is_of_person, normalise
from forms.certificate.words.numbering import is_count
from forms.dates import find_date

ABOVE_EM = 2.5
"""How far above the first label of its block a number may stand, in em of that label."""
BESIDE_EM = 4.0
"""How far from where a block's labels begin its number may begin, in em of them."""
_DIGITS = re.compile("[0-9]{1,2}")
_SPOUSE = re.compile(r"(?:未届の)?[夫妻](?:\(未届\))?")
_CHILD = re.compile("子|[長二三四五六次][男女]")


@dataclass(frozen=True, slots=True)
class _Block:
    """Where one person's own labels stand, in pixels.

    Attributes:
        left: where they begin.
        right: where the last of their values ends.
        top: the upper end of the first one.
        bottom: the lower end of the last one.
        em: their size.
    """

    left: float
    right: float
    top: float
    bottom: float
    em: float

    def has(self, number: Segment) -> bool:
        """Whether a number stands right above the first label, or left of the labels."""
        left = number.right < self.left and self.top <= number.middle <= self.bottom
        return abs(number.left - self.left) < BESIDE_EM * self.em and (self._is_beneath(number) or left)

    def is_under(self, number: Segment) -> bool:
        """Whether a number stands right above the first label, anywhere over the block."""
        return self._is_beneath(number) and self.left < number.left and number.right < self.right

    def _is_beneath(self, number: Segment) -> bool:
        return 0 < self.top - number.middle < ABOVE_EM * self.em

    def is_beside(self, other: _Block) -> bool:
        return self.top < other.bottom and other.top < self.bottom


def in_numbered_order(sheet: Sheet, segments: Sequence[Segment]) -> Sheet:
    """The page with its people in the order of the numbers at their blocks, or doubtful where that is not known.

    Args:
        segments: all of the page's text.
    """
    blocks = _blocks(sheet.hits)
    people = sorted(blocks)
    if people != [*range(len(people))] or not any(one.is_beside(other) for one, other in pairwise(blocks.values())):
        return sheet
    counts = [each for each in segments if _number(each)]
    found = {member: [each for each in counts if blocks[member].has(each)] for member in people}
    if not any(found.values()):
        found = {member: [each for each in counts if blocks[member].is_under(each)] for member in people}
    numbers = [_number(own[0]) for own in found.values() if len(own) == 1]
    if len(set(numbers)) == len(people) and max(numbers) - min(numbers) < len(people):
        places = {member: sorted(numbers).index(number) for member, number in enumerate(numbers)}
        return sheet if all(one == other for one, other in places.items()) else _moved(sheet, places)
    one_row = all(one.is_beside(other) for one, other in combinations(blocks.values(), 2))
    told = numbers == sorted(numbers) and _as_registered(sheet.hits)
    return sheet if one_row or told else _doubted(sheet)


def _blocks(hits: Sequence[Hit]) -> dict[int, _Block]:
    """The blocks of people each of whom has labels of their own, that of a name among them; none where somebody has
    not."""
    labels: dict[int, list[Segment]] = {}
    for hit in hits:
        if hit.member is not None and len(hit.spots) == 1:
            labels.setdefault(hit.member, []).append(hit.label)
    ends: dict[int, float] = {}
    for hit in hits:
        for segment in (segment for spot in hit.spots for segment in spot.segments if hit.member in labels):
            ends[hit.member] = max(ends.get(hit.member, 0.0), segment.right)
    named = {hit.member for hit in hits if hit.target == NAME and len(hit.spots) == 1}
    return {
        member: _Block(
            min(each.left for each in own),
            ends.get(member, 0.0),
            min(each.top for each in own),
            max(each.bottom for each in own),
            own[0].em,
        )
        for member, own in sorted(labels.items())
        if member in named
    }


def _number(segment: Segment) -> int:
    """The number that a text consists of, 0 where it is none."""
    plain = normalise(segment.text)
    told = _DIGITS.search(unicodedata.normalize("NFKC", plain)) if is_count(plain) else None
    return int(told[0]) if told else 0


def _moved(sheet: Sheet, places: Mapping[int, int]) -> Sheet:
    """The page with each value at the place that its person has."""
    hits = []
    for hit in sheet.hits:
        if hit.member is None or not is_of_person(hit.target):
            hits.append(hit)
            continue
        people = [places.get(hit.member + at, hit.member + at) for at in range(len(hit.spots))]
        hits += [replace(hit, spots=(spot,), member=member) for spot, member in zip(hit.spots, people, strict=True)]
    return Sheet(sorted(hits, key=lambda hit: -1 if hit.member is None else hit.member), sheet.loose)


def _as_registered(hits: Sequence[Hit]) -> bool:
    """Whether people come in the order of registers, as far as their relationships and dates of birth tell."""
    ranks = []
    for _, values in sorted(values_by_person(hits).items()):
        said = normalise(values[RELATIONSHIP].text) if RELATIONSHIP in values else ""
        born = find_date(values[BORN].text) if BORN in values else None
        if _SPOUSE.fullmatch(said):
            ranks.append("")
        elif _CHILD.fullmatch(said) and born:
            ranks.append(born.isoformat())
    return ranks == sorted(ranks)


def _doubted(sheet: Sheet) -> Sheet:
    """The page, nothing clear of anybody but the first person: whom the blocks begin with is the same in any order."""

    def doubted(hit: Hit, at: int, spot: Spot) -> Spot:
        return replace(spot, confirmed=False) if hit.member + at else spot

    hits = [
        replace(hit, spots=tuple(doubted(hit, at, spot) for at, spot in enumerate(hit.spots)))
        if hit.member is not None
        else hit
        for hit in sheet.hits
    ]
    return Sheet(hits, sheet.loose)
