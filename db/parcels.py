"""What lies in an outbox: what is to be delivered, what was not taken, and lines for the audit."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import cbor2

from db.lines import DONE
from forms.actions import Action, ActionType


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one call of ``add`` was given.

    Attributes:
        id: random.
        actions: of one visit.
        pages: page id → picture.
        expected_version: as the writer said.
        seen: as the writer said.
    """

    id: str
    actions: tuple[Action, ...]
    pages: Mapping[str, bytes]
    expected_version: int | None
    seen: tuple[str, ...] = ()

    @property
    def visit_id(self) -> str:
        """The visit that all of the actions belong to."""
        return self.actions[0].visit_id

    @property
    def actor(self) -> str:
        """Whose act it is."""
        return self.actions[0].actor

    def to_bytes(self) -> bytes:
        rows = [[a.id, a.visit_id, str(a.type), a.at.isoformat(), a.actor, dict(a.data)] for a in self.actions]
        return zlib.compress(cbor2.dumps([rows, dict(self.pages), self.expected_version, list(self.seen)]), 1)

    @classmethod
    def from_bytes(cls, id: str, content: bytes) -> Parcel:
        rows, pages, expected, *more = cbor2.loads(zlib.decompress(content))
        actions = tuple(
            Action(row[0], row[1], ActionType(row[2]), datetime.fromisoformat(row[3]), row[4], row[5]) for row in rows
        )
        # What an outbox of an earlier release left behind builds on nothing.
        return cls(id, actions, pages, expected, tuple(more[0]) if more else ())


@dataclass(frozen=True, slots=True)
class Refused:
    """What the store will not take.

    Attributes:
        parcel: what was to be delivered.
        trouble: the id of the trouble that it met.
        at: since when it waited.
    """

    parcel: Parcel
    trouble: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """A line for the audit that could not be written when it happened.

    Attributes:
        id: random.
        act: a word of :class:`db.lines.Act`.
        actor: who.
        visit_id: which visit, or None.
        at: when it happened.
        result: as in :class:`db.lines.Entry`.
        detail: as in :class:`db.lines.Entry`.
    """

    id: str
    act: str
    actor: str
    visit_id: str | None
    at: datetime
    result: str = DONE
    detail: Mapping[str, str | int | bool] = field(default_factory=dict)
