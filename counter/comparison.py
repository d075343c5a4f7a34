"""Two visits side by side, field by field: what is the same, what is written differently, what differs. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from forms.comparison import loose_key, same_key
from forms.fields import Privacy, get_field_type, member_of, member_path, paper_order
from forms.household import align
from forms.reading import ReadField, Reading, Source
from forms.visit import Visit


class Difference(StrEnum):
    """How the values of one field compare."""

    SAME = "same"
    NOTATION = "notation"
    """The same, written differently."""
    VARIANT = "variant"
    """The same but for variants of characters, or small kana."""
    DIFFERENT = "different"
    ONLY_HERE = "only_here"
    ONLY_THERE = "only_there"

    @property
    def counts(self) -> bool:
        """Whether a clerk should look at it."""
        return self not in (Difference.SAME, Difference.NOTATION)


@dataclass(frozen=True, slots=True)
class Pair:
    """One field of both.

    Attributes:
        path: of the field; people who are the same person share a row.
        here: the value of the visit in hand, or None.
        there: that of the other, or None.
        difference: how they compare.
    """

    path: str
    here: str | None
    there: str | None
    difference: Difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two visits.

    Attributes:
        here: the visit in hand.
        there: the other.
        pairs: every field that one of them has, in the order of the printed form. Never the resident record code.
    """

    here: Visit
    there: Visit
    pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, here: Visit, there: Visit) -> Comparison:
        """Lays two visits side by side."""
        readings = [as_reading(here), as_reading(there)]
        places, _ = align(readings)
        left, right = (_placed(reading, place) for reading, place in zip(readings, places, strict=True))
        paths = sorted(left.keys() | right.keys(), key=paper_order)
        return cls(here, there, tuple(_pair(path, left.get(path), right.get(path)) for path in paths))

    @property
    def differences(self) -> int:
        """How many fields a clerk should look at."""
        return sum(pair.difference.counts for pair in self.pairs)


def as_reading(visit: Visit) -> Reading:
    """What stands in a visit now, whoever said it, without what is never shown beside another's."""
    fields = [
        ReadField(path, field.value, field.value)
        for path, field in visit.fields.items()
        if field.value and get_field_type(path).privacy is not Privacy.SECRET
    ]
    return Reading(Source.PRE_ENTRY, tuple(fields))


def _placed(reading: Reading, place: dict[int, int]) -> dict[str, str]:
    found = {}
    for row in reading:
        member = member_of(row.path)
        if member is None:
            found[row.path] = row.value
        elif member in place:
            found[member_path(place[member], row.path.partition(".")[2])] = row.value
    return found


def _pair(path: str, here: str | None, there: str | None) -> Pair:
    return Pair(path, here, there, _difference(path, here, there))


def _difference(path: str, here: str | None, there: str | None) -> Difference:
    if here is None:
        return Difference.ONLY_THERE
    if there is None:
        return Difference.ONLY_HERE
    kind = get_field_type(path).kind
    if here == there:
        return Difference.SAME
    if same_key(kind, here) == same_key(kind, there):
        return Difference.NOTATION
    if loose_key(kind, here) == loose_key(kind, there):
        return Difference.VARIANT
    return Difference.DIFFERENT
