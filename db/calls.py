"""Calls for staff: a kiosk asks for somebody, every counter sees it, the first who goes says so.

A call is about now. It never goes through the outbox: delivered an hour later it would send somebody to an empty
kiosk. Whoever cannot reach the store is told so, and sends the visitor to the counter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from base.clock import Clock
from base.trouble import Trouble
from db import schema
from db.accounts_rights import may_record
from db.audit import Audit
from db.crypto import KeyRing
from db.engine import reading, writing
from db.following import tell
from db.lines import Entry
from db.place import Place
from forms.roles import Duty

FORGOTTEN_H = 12
"""Hours after which an unanswered call is no longer shown: it is of another day. A clock may be wrong by less."""
KEPT_DAYS = 30
"""Days that calls are kept, to see how often and how soon somebody came; ``db purge`` deletes what is older."""


@dataclass(frozen=True, slots=True)
class StaffCall:
    """One call. Nothing in it is personal.

    Attributes:
        id: random, made by the kiosk; the same id twice is one call.
        kiosk: the kiosk's name.
        screen: a word for where the visitor is.
        reason: a word for why: ``visitor``, ``purpose``, ``nothing``.
        at: when, by the kiosk's clock.
        answered_by: the actor who goes there, the kiosk itself where the visitor has left, or None.
        answered_at: when that was said, or None.
    """

    id: str
    kiosk: str
    screen: str
    reason: str
    at: datetime
    answered_by: str | None = None
    answered_at: datetime | None = None


class Calls:
    """The calls of one store.

    Args:
        engine, place, keys: of the store.
        audit: where each call and each answer is written down.
        clock: gives the times of answers, and what is old.
    """

    def __init__(self, engine: Engine, place: Place, keys: KeyRing, audit: Audit, clock: Clock) -> None:
        self._engine, self._place, self._keys, self._audit, self._clock = engine, place, keys, audit, clock

    def raise_(self, call: StaffCall, *, actor: str) -> None:
        """Calls somebody. A call that is there already stays as it is.

        Raises:
            Trouble: ``not_allowed``, any ``store_…``.
        """
        self._check(Duty.CALL_STAFF, actor)
        table = schema.calls
        row = {name: getattr(call, name) for name in StaffCall.__slots__}
        dialect = sqlite if self._place.file else postgresql
        with writing(self._engine, self._place) as connection:
            fresh = dialect.insert(table).values(row).on_conflict_do_nothing().returning(table.c.id)
            if connection.execute(fresh).first():
                self._audit.append(connection, [Entry(Duty.CALL_STAFF, actor)])
                tell(connection)

    def withdraw(self, id: str, *, actor: str) -> None:
        """Takes a call back: the visitor has left. One that somebody has answered stays as it is.

        Raises:
            Trouble: ``not_allowed``, any ``store_…``.
        """
        self._check(Duty.CALL_STAFF, actor)
        self._end(id, Entry(Duty.CALL_STAFF, actor, detail={"withdrawn": True}))

    def answer(self, id: str, *, actor: str) -> StaffCall | None:
        """Says that somebody goes there. The first who says so counts.

        Returns:
            The call with whoever goes, or None when there is no such call (any more).

        Raises:
            Trouble: ``not_allowed``, any ``store_…``.
        """
        self._check(Duty.ANSWER_CALL, actor)
        self._end(id, Entry(Duty.ANSWER_CALL, actor))
        return self.find(id)

    def find(self, id: str) -> StaffCall | None:
        """A call, or None.

        Raises:
            Trouble: any ``store_…``.
        """
        with reading(self._engine, self._place) as connection:
            row = connection.execute(select(schema.calls).where(schema.calls.c.id == id)).mappings().first()
        return StaffCall(**row) if row else None

    def open(self) -> list[StaffCall]:
        """Those that nobody has answered, the oldest first, without those of :data:`FORGOTTEN_H` ago.

        Raises:
            Trouble: any ``store_…``.
        """
        table = schema.calls
        since = self._clock.now() - timedelta(hours=FORGOTTEN_H)
        query = select(table).where(table.c.answered_at.is_(None), table.c.at >= since).order_by(table.c.at, table.c.id)
        with reading(self._engine, self._place) as connection:
            return [StaffCall(**row) for row in connection.execute(query).mappings()]

    def purge(self) -> int:
        """Deletes those of more than :data:`KEPT_DAYS` ago; part of ``db purge``, whose account may delete.

        Returns:
            How many there were.

        Raises:
            Trouble: any ``store_…``.
        """
        table, before = schema.calls, self._clock.now() - timedelta(days=KEPT_DAYS)
        with writing(self._engine, self._place) as connection:
            return connection.execute(delete(table).where(table.c.at < before)).rowcount

    def _end(self, id: str, entry: Entry) -> None:
        table = schema.calls
        answer = {"answered_by": entry.actor, "answered_at": self._clock.now()}
        with writing(self._engine, self._place) as connection:
            open_ = update(table).where(table.c.id == id, table.c.answered_at.is_(None))
            if connection.execute(open_.values(answer)).rowcount:
                self._audit.append(connection, [entry])
                tell(connection)

    def _check(self, duty: Duty, actor: str) -> None:
        with reading(self._engine, self._place) as connection:
            allowed = may_record(connection, self._keys, duty, actor, None)
        if not allowed:
            self._audit.record(duty, actor=actor, result="not_allowed")
            raise Trouble("not_allowed")
