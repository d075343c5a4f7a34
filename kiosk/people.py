"""Who is named by what was shown or typed, and who of them does not move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from forms.fields import MAX_MEMBERS, member_of, member_path
from forms.fusing import Confirmation, Field
from forms.reading import Source

_LISTS = (Source.PRE_ENTRY, Source.CERTIFICATE)
"""Sources that list a whole family."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a source or the visitor names.

    Attributes:
        row: the member index.
        name: exact, or empty where the source could not be read.
        moves: whether the visitor lets the tick stand.
    """

    row: int
    name: str
    moves: bool


def named(fields: Mapping[str, Field], staying: frozenset[int]) -> tuple[Named, ...]:
    """Everybody who is named, in the order of the rows.

    Args:
        fields: fused, as if everybody moved.
        staying: rows of those who do not.
    """
    rows = sorted({row for path, each in fields.items() if each.value and (row := member_of(path)) is not None})
    return tuple(Named(row, _name(fields, row), row not in staying) for row in rows)


def _name(fields: Mapping[str, Field], row: int) -> str:
    found = fields.get(member_path(row, "name"))
    return (found.value if found else None) or ""


def is_plain(people: tuple[Named, ...], shown: frozenset[Source]) -> bool:
    """Whether there is nothing to ask: one person, out of a source that would list the others."""
    return len(people) == 1 and people[0].moves and bool(shown & set(_LISTS))


def next_row(people: tuple[Named, ...]) -> int | None:
    """The row of somebody whom no source names, or None when the form takes nobody else."""
    row = people[-1].row + 1 if people else 0
    return row if row < MAX_MEMBERS else None


def of_movers(decisions: Mapping[str, Confirmation], staying: Mapping[int, Confirmation]) -> dict[str, Confirmation]:
    """The decisions that count: of who stays only that they do, as a name that is confirmed as empty."""
    moving = {path: each for path, each in decisions.items() if member_of(path) not in staying}
    gone = {member_path(row, "name"): replace(each, value="") for row, each in staying.items()}
    return moving | gone
