"""The audit: who did what, when, from where, to which visit, in lines that are only ever added.

Changes write their lines in their own transaction (:meth:`db.store.Store.add`). Whoever only looks, searches, prints,
logs in or is refused calls :meth:`Audit.record`.
"""

from __future__ import annotations

import getpass
import os
import platform
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, Engine, String, bindparam, insert, select, type_coerce, update
from sqlalchemy.types import NullType

from base.clock import JAPAN, Clock, SystemClock
from db import schema
from db.crypto import KeyRing
from db.engine import reading, writing
from db.lines import DONE, Anchor, Entry, Line, blob, head_seal, line_of, plain, row_of
from db.place import Place

BATCH = 1000
"""How many lines are read at once."""


def this_machine() -> str:
    """The origin of what is done here when nobody says better."""
    return plain(platform.node())


def it_staff() -> str:
    """Who works at the command line: the account of the operating system, which may have no name in a container."""
    try:
        return plain(f"it:{getpass.getuser()}")
    except (KeyError, OSError):
        return f"it:{os.getuid()}"


def raw_columns() -> list:
    """The columns exactly as stored, without making sense of them: a moment stays the text that was hashed."""
    return [type_coerce(each, NullType).label(each.name) for each in schema.audit.c]


def append(connection: Connection, keys: KeyRing, entries: Sequence[Entry], at: datetime, origin: str) -> int:
    """Adds lines inside somebody's transaction, and returns the number of the last.

    Holds the head until the commit: lines appear in the order of their numbers.
    """
    head = schema.audit_head
    last = connection.execute(
        update(head).values(number=head.c.number + len(entries)).returning(head.c.number, head.c.mac)
    ).one()
    number, previous = last.number - len(entries), bytes(last.mac)
    rows = []
    for entry in entries:
        number += 1
        rows.append(row_of(keys, entry, number, at, origin, previous))
        previous = rows[-1]["mac"]
    # The text that was hashed, not another one made of the moment.
    connection.execute(insert(schema.audit).values(at=bindparam("at", type_=String())), rows)
    connection.execute(update(head).values(mac=previous, seal=head_seal(keys, number, previous)))
    return number


class Audit:
    """The audit of an open store; :attr:`db.store.Store.audit`."""

    def __init__(
        self, engine: Engine, place: Place, keys: KeyRing, origin: str = "", clock: Clock | None = None
    ) -> None:
        self._engine, self._place, self._keys = engine, place, keys
        self.origin = origin or this_machine()
        self._clock = clock or SystemClock()

    def record(
        self,
        act: str,
        *,
        actor: str,
        visit_id: str | None = None,
        result: str = DONE,
        **detail: str | int | bool,
    ) -> int:
        """Writes one line. When it returns, the line survives a power cut.

        Args:
            act: a word: ``view``, ``search``, ``print``, ``login`` … see :class:`db.lines.Act`.
            actor: who: ``clerk:sato``.
            visit_id: which visit, if it is about one.
            result: ``done``, or the id of the trouble that stopped it (refusals are recorded, too).
            detail: numbers and short plain words: ``hits=3``, ``by="kana"``; never what was searched for.

        Returns:
            The number of the line.

        Raises:
            Trouble: any ``store_…``. Whoever may not act without a line does not act then.
            ValueError: a value that is not of the narrow form; see :class:`db.lines.Entry`.
        """
        entry = Entry(act, actor, visit_id, result, detail)
        with writing(self._engine, self._place) as connection:
            return self.append(connection, [entry])

    def append(self, connection: Connection, entries: Sequence[Entry]) -> int:
        """Adds lines inside a transaction of the store; see :func:`append`."""
        return append(connection, self._keys, entries, self._clock.now(), self.origin)

    def lines(
        self,
        *,
        visit_id: str | None = None,
        actor: str | None = None,
        act: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 200,
    ) -> list[Line]:
        """The latest lines, oldest first.

        Args:
            visit_id: only about this visit.
            actor: only of this one.
            act: only these.
            since: only from this day on, in Japan.
            until: only up to the end of this day, in Japan.
            limit: at most so many.
        """
        table = schema.audit
        query = select(*raw_columns()).order_by(table.c.number.desc()).limit(limit)
        for column, value in ((table.c.visit_id, visit_id), (table.c.actor, actor), (table.c.act, act)):
            if value is not None:
                query = query.where(column == value)
        if since is not None:
            query = query.where(table.c.at >= _midnight(since))
        if until is not None:
            query = query.where(table.c.at < _midnight(until + timedelta(days=1)))
        with reading(self._engine, self._place) as connection:
            return [line_of(row) for row in connection.execute(query).mappings()][::-1]

    def every(self) -> Iterator[Line]:
        """All lines in order, read piece by piece from one state of the store."""
        with reading(self._engine, self._place) as connection:
            yield from every_line(connection)

    def anchor(self, day: date | None = None) -> Anchor | None:
        """The last line at the end of a day in Japan, or of all when no day is given. None before the first line."""
        table = schema.audit
        query = select(*raw_columns()).order_by(table.c.number.desc()).limit(1)
        if day is not None:
            query = query.where(table.c.at < _midnight(day + timedelta(days=1)))
        with reading(self._engine, self._place) as connection:
            row = connection.execute(query).mappings().first()
        return Anchor(row["number"], blob(row["mac"])) if row else None


def every_line(connection: Connection) -> Iterator[Line]:
    """All lines in order."""
    return map(line_of, every_row(connection))


def every_row(connection: Connection) -> Iterator:
    """All rows in order, the moments as text."""
    last = None
    while True:
        query = select(*raw_columns()).order_by(schema.audit.c.number).limit(BATCH)
        if last is not None:
            query = query.where(schema.audit.c.number > last)
        rows = connection.execute(query).mappings().all()
        yield from rows
        if len(rows) < BATCH:
            return
        last = rows[-1]["number"]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), JAPAN)
