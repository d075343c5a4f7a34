"""One list of people out of several: a card's holder, the rows of a certificate and of a pre-entry.

People are matched by name, date of birth and reading. Two namesakes with different dates of birth stay two; who is
on one source only gets a row of their own; and where it is not clear who is who, nobody is merged: a person sees
two rows and decides, rather than one row that hides somebody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from forms.comparison import loose_key, same_key
from forms.fields import MAX_MEMBERS, Kind, member_of, member_path
from forms.reading import Reading, Source

LIST_ORDER = (
    Source.CLERK,
    Source.PRE_ENTRY,
    Source.VISITOR,
    Source.CERTIFICATE,
    Source.MY_NUMBER_CARD,
    Source.RESIDENCE_CARD,
    Source.LICENCE,
)
"""Whose list gives the order of the rows: the family's own, then the paper's."""

_BY_ROW = (Source.CLERK, Source.VISITOR)
"""They type into a row that is on their screen; without a name, the row's number says who is meant."""


@dataclass(frozen=True, slots=True)
class Person:
    """What one source says to tell one person from another.

    Attributes:
        name: the loose key of the name, empty where there is none.
        kana: the loose key of the reading, or empty.
        birth_date: ISO, or empty.
        sex: ``male``, ``female`` or empty.
        sure: whether no human needs to look at the date of birth.
    """

    name: str = ""
    kana: str = ""
    birth_date: str = ""
    sex: str = ""
    sure: bool = True

    @property
    def known(self) -> bool:
        """Whether there is anything to match by."""
        return bool(self.name or self.kana or self.birth_date)


def person(values: Mapping[str, str], sure: bool = True) -> Person:
    """The person out of a member's values by field name."""
    sex = values.get("sex", "")
    return Person(
        loose_key(Kind.NAME, values.get("name", "")),
        loose_key(Kind.KANA, values.get("kana", "")),
        same_key(Kind.DATE, values.get("birth_date", "")),
        "" if sex == "unknown" else sex,
        sure,
    )


def likeness(one: Person, other: Person) -> int:
    """How sure it is that two sources mean the same person.

    Returns:
        3 same name and date of birth; 2 the same date of birth and a reading or half of a name in common, or the
        same name where a source has no date of birth; 1 the same name and a date of birth that may be misread;
        0 not the same, or nothing to go by.
    """
    same_name = bool(one.name) and one.name == other.name
    same_birth = bool(one.birth_date) and one.birth_date == other.birth_date
    if same_name and same_birth:
        return 3
    if one.sex and other.sex and one.sex != other.sex:
        return 0  # twins
    same_kana = bool(one.kana) and one.kana == other.kana
    if same_birth:
        return 2 if same_kana or _half_in_common(one.name, other.name) else 0
    if one.birth_date and other.birth_date:
        return 1 if same_name and not (one.sure and other.sure) else 0
    return 2 if same_name or (same_kana and not (one.name and other.name)) else 0


def _half_in_common(one: str, other: str) -> bool:
    if not one or not other:
        return False
    return 2 * sum(a == b for a, b in zip(one, other, strict=False)) >= max(len(one), len(other))


def align(readings: Sequence[Reading], confirmed: Mapping[int, Person] = {}) -> tuple[tuple[dict[int, int], ...], int]:
    """Which row of the common list each member of each reading belongs to.

    The answer does not depend on the order of the readings. Rows beyond :data:`forms.fields.MAX_MEMBERS` have no
    path, so people beyond it get no row; the rule ``household_full`` says so.

    Args:
        readings: what each source said.
        confirmed: people as confirmed so far, by row; they keep their rows whatever is read later.

    Returns:
        For each reading, its own member index → row; and the number of rows.
    """
    people = [_people(reading) for reading in readings]
    rows: list[list[tuple[int, int]]] = []  # in each row: reading and member index
    by_row: list[tuple[int, int]] = []
    for index in sorted(range(len(readings)), key=lambda index: _content(readings[index])):
        known = {member: each for member, each in people[index].items() if each.known}
        if readings[index].source in _BY_ROW:
            by_row += [(index, member) for member in people[index] if member not in known]
        else:
            known = people[index]
        matched = _match(known, [[people[i][member] for i, member in row] for row in rows])
        for member in known:
            if member in matched:
                rows[matched[member]].append((index, member))
            else:
                rows.append([(index, member)])
    places = _places([[people[i][member] for i, member in row] for row in rows], confirmed)
    found: list[dict[int, int]] = [{} for _ in readings]
    for row, place in zip(rows, places, strict=True):
        for index, member in row:
            found[index][member] = place
    for index, member in by_row:
        found[index][member] = member
    for each in found:
        for member in [member for member, place in each.items() if place >= MAX_MEMBERS]:
            del each[member]
    last = max((place for each in found for place in each.values()), default=-1)
    return tuple(found), max(last, max(confirmed, default=-1)) + 1


def _people(reading: Reading) -> dict[int, Person]:
    members = sorted({member for row in reading if (member := member_of(row.path)) is not None})
    found = {}
    for member in members:
        rows = {name: reading.find(member_path(member, name)) for name in ("name", "kana", "birth_date", "sex")}
        birth = rows["birth_date"]
        found[member] = person({name: row.value for name, row in rows.items() if row}, birth is None or birth.sure)
    return found


def _content(reading: Reading) -> tuple:
    """A sort key that knows only what a reading says, not when it came."""
    rows = sorted((row.path, row.value, row.text, row.sure, row.confidence, row.candidates) for row in reading)
    return (LIST_ORDER.index(reading.source), rows)


def _match(new: Mapping[int, Person], rows: Sequence[Collection[Person]]) -> dict[int, int]:
    """Which row each new person belongs to; who is not unmistakably in one row is left out."""
    likenesses = {
        (member, row): max(likeness(each, there) for there in rows[row])
        for member, each in new.items()
        for row in range(len(rows))
    }
    matched: dict[int, int] = {}
    for level in (3, 2, 1):
        open_pairs = [
            pair
            for pair, like in likenesses.items()
            if like == level and pair[0] not in matched and pair[1] not in matched.values()
        ]
        for member, row in open_pairs:
            rivals = [pair for pair in open_pairs if (pair[0] == member) != (pair[1] == row)]
            if not rivals:
                matched[member] = row
    return matched


def _places(rows: Sequence[Collection[Person]], confirmed: Mapping[int, Person]) -> list[int]:
    """The final place of each row: confirmed people keep theirs, the others follow in order."""
    anchors = {place: each for place, each in confirmed.items() if each.known}
    matched = _match(anchors, rows)
    place_of = {row: place for place, row in matched.items()}
    # A clerk may have corrected a name beyond recognition: then the row that stands there is the one that was meant.
    for place in sorted(confirmed):
        if place not in matched and place < len(rows) and place not in place_of:
            place_of[place] = place
    free = iter([place for place in range(len(rows) + len(confirmed) + 1) if place not in place_of.values()])
    return [place_of[row] if row in place_of else next(free) for row in range(len(rows))]
