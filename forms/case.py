"""One visit as the rules look at it: fused values as data, and its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from forms.comparison import loose_key, same_key
from forms.dates import age_on, find_iso_date
from forms.fields import Kind, member_of, member_path
from forms.fusing import Field
from forms.reading import Source

HEAD = "世帯主"
"""The relationship of the householder."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person who moves.

    Attributes:
        row: the member index.
        name: the exact name, or empty.
        birth: the date of birth, or None.
        sex: ``male``, ``female`` or empty.
        relationship: without blanks, or empty.
        sources: who knows of this person.
    """

    row: int
    name: str
    birth: date | None
    sex: str
    relationship: str
    sources: frozenset[Source]

    def path(self, name: str) -> str:
        """The path of this person's field."""
        return member_path(self.row, name)

    def age_on(self, day: date) -> int | None:
        """Completed years of age, or None."""
        return age_on(self.birth, day) if self.birth else None

    def is_called(self, name: str) -> bool:
        """Whether this is the person of that name, be it in a variant."""
        return bool(self.name) and loose_key(Kind.NAME, self.name) == loose_key(Kind.NAME, name)


@dataclass(frozen=True)
class Case:
    """What the rules look at.

    Attributes:
        fields: the fused fields.
        kind: one of :data:`forms.fields.KINDS`.
        today: the day of the notification.
    """

    fields: Mapping[str, Field]
    kind: str
    today: date

    def value(self, path: str) -> str:
        """The value at a path, or empty."""
        found = self.fields.get(path)
        return (found.value if found else None) or ""

    def day(self, path: str) -> date | None:
        """The date at a path, or None where there is none or it is not one."""
        return find_iso_date(self.value(path))

    def said_by(self, path: str, source: Source) -> list[str]:
        """What one source says about a field."""
        found = self.fields.get(path)
        return [each.field.value for each in found.evidence if each.source is source] if found else []

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Everybody who moves. Whose name is confirmed as empty does not."""
        rows = sorted({row for path in self.fields if (row := member_of(path)) is not None})
        return tuple(self._member(row) for row in rows if not self._stays(row))

    @cached_property
    def heads(self) -> tuple[Member, ...]:
        """Who is called householder by relationship."""
        return tuple(each for each in self.members if each.relationship == HEAD)

    @cached_property
    def head(self) -> Member | None:
        """The one mover who is the householder of the new household, or None."""
        if len(self.heads) == 1:
            return self.heads[0]
        name = self.value("householder.new")
        called = [each for each in self.members if name and each.is_called(name)]
        return called[0] if len(called) == 1 else None

    def _stays(self, row: int) -> bool:
        name = self.fields.get(member_path(row, "name"))
        return name is not None and name.says_stays

    def _member(self, row: int) -> Member:
        def value(name: str) -> str:
            return self.value(member_path(row, name))

        sex = value("sex")
        return Member(
            row,
            value("name"),
            find_iso_date(value("birth_date")),
            sex if sex in ("male", "female") else "",
            same_key(Kind.RELATIONSHIP, value("relationship")),
            frozenset(
                each.source for path, found in self.fields.items() if member_of(path) == row for each in found.evidence
            ),
        )
