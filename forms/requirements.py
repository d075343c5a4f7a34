"""What a kind of notification cannot do without: ``requirements.toml`` as paths."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.fields import get_field_type, member_path


@dataclass(frozen=True, slots=True)
class Requirements:
    """What one kind of notification needs.

    Attributes:
        visit: paths of the visit's own.
        citizens: paths needed unless everybody who moves has a nationality on the paper.
        members: field names needed of every moving person.
    """

    visit: tuple[str, ...]
    members: tuple[str, ...]
    citizens: tuple[str, ...] = ()

    def paths(self, members: int, foreigners_only: bool = False) -> list[str]:
        """The paths needed for so many people; nobody is one person of whom everything is missing."""
        own = [*self.visit, *(() if foreigners_only else self.citizens)]
        return own + [member_path(index, name) for index in range(max(members, 1)) for name in self.members]


@cache
def _table() -> dict[str, Requirements]:
    rows = tomllib.loads(Path(__file__).with_name("requirements.toml").read_text(encoding="utf-8"))
    table = {
        kind: Requirements(tuple(row["visit"]), tuple(row["members"]), tuple(row.get("citizens", ())))
        for kind, row in rows.items()
    }
    for each in table.values():
        for path in each.paths(1):
            get_field_type(path)
    return table


_BESIDE = ("new_building", "notified_on", "kana", "sex", "nationality")
"""What an application has room for, or the counter looks at, beyond what it cannot do without."""


@cache
def room_of(kind: str) -> frozenset[str]:
    """The patterns of everything that a form of its own has room for.

    Raises:
        KeyError: there is no such kind.
    """
    row = get_requirements(kind)
    members = {*(f"members[].{name}" for name in row.members), *(f"members[].{name}" for name in _BESIDE[2:])}
    return frozenset({*row.visit, *_BESIDE[:2], *members})


def get_requirements(kind: str) -> Requirements:
    """What this kind of notification needs.

    Raises:
        KeyError: there is no such kind.
    """
    return _table()[kind]
