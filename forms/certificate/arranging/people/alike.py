"""Values that nobody found, where they stand for other people, or from their label as far as other values from theirs:
what a form says of people it prints alike, line by line and column by column, whatever became of its rules and labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from forms.certificate.arranging.people.blocks import Block, find_blocks, values_by_person
from forms.certificate.arranging.people.foreigners import OF_FOREIGNERS
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.text.fitting import NEUTRAL, SUITS, fit, is_nothing
from forms.certificate.arranging.text.prose import is_prose
from forms.certificate.data.hidden import hidden_kind
from forms.certificate.runs.segments import BROKEN_GAP_EM, Segment, same_row
from forms.certificate.words.catalogue import HIDDEN, KANA, NAME, TELLING, normalise

MIN_SHARED = 2
"""Fields that two people must have, to know how far one's text is from the other's; and labels that must say where a
value stands."""
NEAR_EM = 1.0
"""So far from where it is expected a text may stand, in em: cells are centred, names have more characters or fewer."""
NEAR_HEIGHTS = 0.5
"""The same upwards and downwards, in heights of its line."""
MIN_GAP_EM = 0.3
"""White before a value that stands behind a label which was not read."""

People = Mapping[int, Mapping[str, Spot]]
"""The values of each person by their fields."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a text stands, in pixels of the page.

    Attributes:
        left, right: its ends.
        middle: of its first line.
        em: width of a character.
        high: height of its first line.
    """

    left: float
    right: float
    middle: float
    em: float
    high: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def moved(self, right: float, down: float) -> _Stand:
        return replace(self, left=self.left + right, right=self.right + right, middle=self.middle + down)

    def is_near(self, other: _Stand) -> bool:
        """Whether two texts stand in one place, aligned at the left or by their middles."""
        across = min(abs(self.left - other.left), abs(self.centre - other.centre))
        return across < NEAR_EM * self.em and abs(self.middle - other.middle) < NEAR_HEIGHTS * self.high


def with_alike(sheet: Sheet, segments: Sequence[Segment]) -> Sheet:
    """The sheet with such values, in doubt.

    Args:
        segments: all text of the page: a label that no field is for may have taken somebody's.
    """
    people = values_by_person(sheet.hits)
    found: list[Hit] = []
    used: set[int] = set()
    for member, target, text in _found(people, sheet, _taken(sheet, segments)):
        if not used & _ids(text):
            found.append(Hit(target, text, (Spot((text,)),), member, False))
            used |= _ids(text)
    hits = [_without(hit, used, {(each.member, each.target) for each in found}) for hit in sheet.hits]
    return Sheet([*hits, *found], [each for each in sheet.loose if not used & _ids(each)])


def _without(hit: Hit, used: set[int], told: set[tuple[int | None, str]]) -> Hit:
    """A hit without text that is another one's now, and without the marks for nothing of those who have something."""
    if hit.member is None:
        return hit
    changed = False
    spots = []
    for at, spot in enumerate(hit.spots):
        kept = () if (hit.member + at, hit.target) in told else spot.segments
        kept = tuple(each for each in kept if not used & _ids(each))
        same = len(kept) == len(spot.segments)
        changed |= not same
        spots.append(spot if same else replace(spot, segments=kept, confirmed=None))
    return replace(hit, spots=tuple(spots)) if changed else hit


def _ids(segment: Segment) -> set[int]:
    return {id(glyph) for glyph in segment.glyphs}


def _taken(sheet: Sheet, segments: Sequence[Segment]) -> list[Segment]:
    """The text that is no value, no label of one and not left over."""
    claimed = {each for hit in sheet.hits for part in (hit.label, *_parts_of(hit)) for each in _ids(part)}
    loose = {each for part in sheet.loose for each in _ids(part)}
    return [each for each in segments if not (claimed | loose) & _ids(each)]


def _parts_of(hit: Hit) -> Iterator[Segment]:
    return (segment for spot in hit.spots for segment in spot.segments)


def _strayed(hits: Sequence[Hit], people: People) -> list[Segment]:
    """What people have, in doubt or on several lines, elsewhere than others have it: it may be another value."""
    found: list[Segment] = []
    for hit in hits:
        for at, spot in enumerate(hit.spots if hit.member is not None else ()):
            if spot.confirmed or (hit.clear and len(spot.segments) < 2):
                continue
            places = _expected(hit.member + at, hit.target, people)
            # Of two texts in one place, where nobody else has any, only the first one is where it should be.
            strays = [each for each in spot.segments if not any(place.is_near(_stand([each])) for place in places)]
            found += strays if places else spot.segments[1:]
    return found


def _found(people: People, sheet: Sheet, taken: Sequence[Segment]) -> Iterator[tuple[int, str, Segment]]:
    """Person, field and text of what stands where a value is expected.

    Args:
        taken: what labels took that no field is for: where others stand tells of it only where these have no doubt.
    """
    free = [*sheet.loose, *_strayed(sheet.hits, people)]
    targets = {target for values in people.values() for target in values}
    blocks = find_blocks(people)
    for member, values in people.items():
        labels = _labels_of(member, sheet.hits, blocks)
        for target in sorted((targets | labels.keys()) - values.keys()):
            found = [
                *_texts_at(_expected(member, target, people), target, free),
                *_texts_at(_expected(member, target, people, settled=True), target, taken),
                *_often(_texts_at(_by_labels(target, labels, values), target, [*free, *taken])),
            ]
            if found and all(_ids(each) == _ids(found[0]) for each in found):
                yield member, target, found[0]


def _expected(member: int, target: str, people: People, settled: bool = False) -> list[_Stand]:
    """Where a person would have a value, by where others have it, or only those of them of whose value there is no
    doubt."""
    found = []
    if target in OF_FOREIGNERS and not OF_FOREIGNERS & people.get(member, {}).keys():
        return []  # where a foreign resident's stay ends, the day stands on which others have moved in
    for other, values in people.items():
        if other == member or member not in people or target not in values:
            continue
        if settled and not values[target].confirmed:
            continue
        if (shift := _shift(values, people[member])) is not None:
            found.append(_stand(values[target].segments).moved(*shift))
    return found


def _shift(one: Mapping[str, Spot], other: Mapping[str, Spot]) -> tuple[float, float] | None:
    """How far right and down one person's text is from another's; None where their fields do not agree on that."""
    pairs = [
        (_stand(one[target].segments), _stand(other[target].segments))
        for target in (KANA, *TELLING)
        if target in one and target in other
    ]
    if len(pairs) < MIN_SHARED:
        return None
    right = median(second.left - first.left for first, second in pairs)
    down = median(second.middle - first.middle for first, second in pairs)
    agreeing = sum(first.moved(right, down).is_near(second) for first, second in pairs)
    return (right, down) if agreeing >= MIN_SHARED and 2 * agreeing > len(pairs) else None


def _labels_of(member: int, hits: Sequence[Hit], blocks: Sequence[Block]) -> dict[str, Segment]:
    """The labels of a person's fields, of that person's own or for everybody: what stands in somebody's block is that
    person's."""
    labelled = [
        hit
        for hit in hits
        if hit.member is not None
        and hit.target not in HIDDEN
        and not any(_ids(hit.label) & spot.glyph_ids for spot in hit.spots)
    ]
    counts = Counter(hit.target for hit in labelled)
    found: dict[str, Segment] = {}
    for hit in labelled:
        owner = next((block.member for block in blocks if block.holds([hit.label])), None)
        shared = counts[hit.target] == 1 or (hit.member == member and len(hit.spots) <= 1)
        if owner == member or (owner is None and shared):
            found[hit.target] = hit.label
    return found


def _by_labels(target: str, labels: Mapping[str, Segment], values: Mapping[str, Spot]) -> list[_Stand]:
    """Where a value stands as far from each other one of that person as their labels stand from each other."""
    if target not in labels:
        return []
    own = _stand([labels[target]])
    pairs = [(_stand([labels[each]]), _stand(spot.segments)) for each, spot in values.items() if each in labels]
    return [
        value.moved(right, own.middle - label.middle)
        for label, value in pairs
        for right in (own.left - label.left, own.centre - label.centre)
    ]


def _texts_at(places: Sequence[_Stand], target: str, texts: Sequence[Segment]) -> list[Segment]:
    """What stands at places and suits a field, once for each of these."""
    found = (part for place in places for text in texts if (part := _part_at(place, text)) is not None)
    return [part for part in found if _suits(target, part)]


def _often(found: Sequence[Segment]) -> list[Segment]:
    """What stands where several labels say: at the place that one of them says another value may stand by chance."""
    return [each for each in found if sum(_ids(each) == _ids(other) for other in found) >= MIN_SHARED]


def _part_at(place: _Stand, text: Segment) -> Segment | None:
    """What stands at a place of a text that may begin before it, with a label that was not read, or go on behind it."""
    if abs(text.middle - place.middle) >= NEAR_HEIGHTS * place.high:
        return None
    for start in range(len(text.glyphs)):
        if start and text.gap_before(start) < MIN_GAP_EM:
            continue
        end = start + 1
        while end < len(text.glyphs) and text.gap_before(end) < BROKEN_GAP_EM:
            end += 1
        part = text.part(start, end)
        if _stand([part]).is_near(place):
            return part
    return None


def _suits(target: str, part: Segment) -> bool:
    """Whether a text may be a value of a field: what may be anything, as a former surname, is told by its label only,
    but for a name, which everybody has."""
    if is_nothing(part.text) or hidden_kind(part.text):
        return False
    if target == NAME:
        return fit(NAME, part.text) >= NEUTRAL and not is_prose(normalise(part.text))
    return fit(target, part.text) >= SUITS


def _stand(segments: Sequence[Segment]) -> _Stand:
    """Where the first line of a value stands."""
    line = [each for each in segments if each is segments[0] or same_row(segments[0], each)]
    return _Stand(
        min(each.left for each in line),
        max(each.right for each in line),
        segments[0].middle,
        segments[0].em,
        segments[0].bottom - segments[0].top,
    )
