"""Fusing: many readings become one value a field, with all its evidence and a state.

A certificate, a card and a pre-entry that say the same are worth more than any confidence score. A value from
one source is shown beside where it came from. A conflict is never settled silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from forms.characters import width_folded
from forms.comparison import loose_key, near_miss, same_key
from forms.fields import Kind, get_field_type, member_of, member_path, paper_order
from forms.household import Person, align, person
from forms.reading import ReadField, Reading, Source
from forms.requirements import get_requirements
from forms.strength import origin, rank


class State(StrEnum):
    """How much a person still has to look at a field."""

    AGREED = "agreed"
    """Two independent sources say the same."""
    SINGLE = "single"
    """One source, which is sure of it."""
    DOUBTFUL = "doubtful"
    """One source or several, none of them sure."""
    CONFLICT = "conflict"
    """Two sources say different things."""
    MISSING = "missing"
    """The notification needs it and no source has it."""
    CONFIRMED = "confirmed"
    """A person has looked and decided."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person's decision on a field.

    Attributes:
        value: the data decided on; empty for "there is none".
        by: :attr:`Source.VISITOR` or :attr:`Source.CLERK`.
        actor: who, as in :class:`forms.actions.Action`.
        at: when.
    """

    value: str
    by: Source
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one source said about one field.

    Attributes:
        source: who said it.
        reading: the index of the reading among those fused.
        field: what it said. Its path is the fused one, whatever row the source had the person in.
    """

    source: Source
    reading: int
    field: ReadField


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a visit after fusing.

    Attributes:
        path: its path.
        value: the value to use, or None when missing. In a conflict: that of the strongest source, undecided.
        state: how much a person still has to look.
        evidence: everything said about it, the strongest source first.
        candidates: the different values to choose from, the chosen one first.
        hint: id of what a person should know: ``variant`` (the same character written differently),
            ``notation`` (the same address or name written differently), ``small_kana`` (ョ or ヨ), or None.
        confirmation: who decided, for :attr:`State.CONFIRMED`.
    """

    path: str
    value: str | None
    state: State
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[str, ...] = ()
    hint: str | None = None
    confirmation: Confirmation | None = None

    @property
    def needs_eyes(self) -> bool:
        """Whether a person has to look before this goes any further."""
        return self.state in (State.DOUBTFUL, State.CONFLICT, State.MISSING)

    @property
    def says_stays(self) -> bool:
        """Whether this is the name of somebody who does not move: confirmed as empty."""
        return self.path.endswith("].name") and self.state is State.CONFIRMED and not self.value


def fuse(
    readings: Sequence[Reading], confirmations: Mapping[str, Confirmation] = {}, kind: str = "moving_in"
) -> dict[str, Field]:
    """Every field of the visit in the order of the printed form.

    The answer does not depend on the order of the readings, except for :attr:`Evidence.reading`. No value is
    invented: each comes out of a reading or a confirmation, character for character; only ``kind`` comes from
    the visit itself.

    How a field gets its state, first match:

    - **confirmed**: a person decided. The evidence stays beside it.
    - **conflict**: two readings say different things, by :func:`forms.comparison.same_key`. Also if one of them
      is unsure, and also if they differ only in a variant (hint ``variant``) or in small kana (``small_kana``).
      A sex that one source has not is no contradiction.
    - **doubtful**: nobody who said it is sure.
    - **agreed**: sources of two origins say it and one is sure. Two sheets of one certificate are one origin, and
      so are a pre-entry and what the visitor typed at the kiosk. Written differently: hint ``notation``.
    - **single**: one origin, sure.
    - **missing**: nobody says it and ``requirements.toml`` asks for it; a field nobody says or asks for is not
      in the answer.

    A member whose name is confirmed as empty does not move: of that row only the name is left.

    Args:
        readings: what each source said, in any order; members may stand in different rows.
        confirmations: what people decided, by path.
        kind: the kind of notification, which decides what is missing; a confirmed ``kind`` goes before it.
    """
    if (decision := confirmations.get("kind")) and decision.value:
        kind = decision.value
    confirmed = _confirmed_people(confirmations)
    places, rows = align(readings, confirmed)
    evidence: dict[str, list[Evidence]] = {}
    for index, (reading, place) in enumerate(zip(readings, places, strict=True)):
        for row in reading:
            if row.value.strip() and (path := _fused_path(row.path, place)):
                evidence.setdefault(path, []).append(Evidence(reading.source, index, replace(row, path=path)))
    fields = {path: _field(path, said, confirmations.get(path)) for path, said in evidence.items()}
    for path, decision in confirmations.items():
        fields.setdefault(path, _field(path, [], decision))
    staying = {row for row in range(rows) if (name := fields.get(member_path(row, "name"))) and not name.value}
    for path in _needed(kind, rows, fields):
        fields.setdefault(path, Field(path, None, State.MISSING))
    fields["kind"] = _kind_field(kind, evidence.get("kind", []), confirmations.get("kind"))
    return {
        path: fields[path]
        for path in sorted(fields, key=paper_order)
        if member_of(path) not in staying or path.endswith(".name")
    }


def _confirmed_people(confirmations: Mapping[str, Confirmation]) -> dict[int, Person]:
    values: dict[int, dict[str, str]] = {}
    for path, decision in confirmations.items():
        if (member := member_of(path)) is not None:
            values.setdefault(member, {})[path.partition(".")[2]] = decision.value
    return {member: person(each) for member, each in values.items()}


def _fused_path(path: str, place: Mapping[int, int]) -> str | None:
    member = member_of(path)
    if member is None:
        return path
    return member_path(place[member], path.partition(".")[2]) if member in place else None


def _needed(kind: str, rows: int, fields: Mapping[str, Field]) -> list[str]:
    foreign = [bool((each := fields.get(member_path(row, "nationality"))) and each.value) for row in range(rows)]
    return get_requirements(kind).paths(rows, bool(foreign) and all(foreign))


def _kind_field(kind: str, said: list[Evidence], decision: Confirmation | None) -> Field:
    """The visit's kind: what was chosen at its door, or decided since, whatever a source says."""
    if decision:
        return _field("kind", said, decision)
    if not said:
        return Field("kind", kind, State.SINGLE, candidates=(kind,))
    heard = _field("kind", said, None)
    values = tuple(dict.fromkeys((kind, *heard.candidates)))
    state = State.CONFLICT if len(values) > 1 else State.AGREED
    return replace(heard, value=kind, state=state, candidates=values)


def _field(path: str, said: list[Evidence], decision: Confirmation | None) -> Field:
    said = sorted(said, key=_strength)
    groups = _groups(get_field_type(path).kind, said)
    values = tuple(dict.fromkeys(each.field.value for each in _chosen_first(groups)))
    state, hint = _state(get_field_type(path).kind, groups)
    if state in (State.CONFLICT, State.DOUBTFUL):  # a person will choose: what it may be is worth showing
        values = tuple(dict.fromkeys((*values, *(each for row in said for each in row.field.candidates if each))))
    if decision:
        own = (decision.value,) if decision.value else ()
        values = tuple(dict.fromkeys((*own, *values)))
        return Field(path, decision.value or None, State.CONFIRMED, tuple(said), values, hint, decision)
    return Field(path, values[0] if values else None, state, tuple(said), values, hint)


def _strength(said: Evidence) -> tuple:
    """Sure before unsure, then by source, then by confidence; the rest only makes the order one of a kind."""
    row = said.field
    place = (row.page is not None, row.page or 0, row.box or (0, 0, 0, 0))
    return (not row.sure, rank(row.path, said.source), -row.confidence, row.value, row.text, row.candidates, place)


def _groups(kind: Kind, said: list[Evidence]) -> list[list[Evidence]]:
    """What says the same stands together, the strongest group first."""
    if kind is Kind.SEX and any(each.field.value != "unknown" for each in said):
        # A card of somebody whose sex does not apply, or a paper without it, contradicts nobody.
        said = [each for each in said if each.field.value != "unknown"]
    groups: dict[str, list[Evidence]] = {}
    for each in said:
        groups.setdefault(same_key(kind, each.field.value), []).append(each)
    if kind is Kind.NAME:
        return [part for group in groups.values() for part in _by_parting(group)]
    return list(groups.values())


def _by_parting(group: list[Evidence]) -> list[list[Evidence]]:
    """Names that are the same without blanks, apart if they part family and given name at different places."""
    partings: dict[tuple[str, ...], list[Evidence]] = {}
    for each in group:
        partings.setdefault(tuple(width_folded(each.field.value).split()), []).append(each)
    if len([parting for parting in partings if len(parting) > 1]) < 2:
        return [group]
    return list(partings.values())


def _chosen_first(groups: list[list[Evidence]]) -> Iterator[Evidence]:
    """One of each group before the spellings inside the groups."""
    yield from (group[0] for group in groups)
    yield from (each for group in groups for each in group[1:])


def _state(kind: Kind, groups: list[list[Evidence]]) -> tuple[State, str | None]:
    if not groups:
        return State.MISSING, None
    if len(groups) > 1:
        near = {loose_key(kind, group[0].field.value) for group in groups}
        same = {same_key(kind, group[0].field.value) for group in groups}
        return State.CONFLICT, "notation" if len(same) == 1 else near_miss(kind) if len(near) == 1 else None
    (group,) = groups
    hint = "notation" if len({each.field.value for each in group}) > 1 else None
    if not any(each.field.sure for each in group):
        return State.DOUBTFUL, hint
    return (State.AGREED if len({origin(each.source) for each in group}) > 1 else State.SINGLE), hint
