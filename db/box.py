"""The outbox's file: what is to be delivered, sealed, in a small SQLite of its own. One process uses it."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from base import events
from base.trouble import Trouble
from db.crypto import KeyRing, SealBroken
from db.durable import make_folder, sync_folder
from db.errors import os_trouble, translated
from db.journeys import LeftJourney
from db.lines import detail_text
from db.numbers import LEASE_DAYS, NUMBERS_A_SLOT, offline_number
from db.parcels import Note, Parcel, Refused
from db.place import Place
from db.room import Room
from db.schema import moment_text
from forms.actions import Action
from forms.visit import new_id

APPLICATION_ID = 0x4B4B4F42
"""``KKOB`` in the header of the file."""
MAX_WAITING = 2000
"""Visits and acts: about four days of a whole office."""
MAX_BYTES = 2 << 30
BUSY_S = 5.0

MAX_JOURNEYS = 2000
"""Counts of left journeys; what comes after is dropped."""

_TABLES = """
CREATE TABLE box (id TEXT NOT NULL, slot INTEGER, leased_on TEXT);
CREATE TABLE waiting (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, visit_id TEXT NOT NULL, at TEXT NOT NULL,
    trouble TEXT, size INTEGER NOT NULL, content BLOB NOT NULL
);
CREATE TABLE given (day TEXT PRIMARY KEY, last INTEGER NOT NULL);
"""
_JOURNEYS = """
CREATE TABLE IF NOT EXISTS journeys (
    id TEXT PRIMARY KEY, at TEXT NOT NULL, purpose TEXT NOT NULL, screen TEXT NOT NULL, how TEXT NOT NULL,
    seconds INTEGER NOT NULL, actor TEXT NOT NULL
)
"""
_NOTES = """
CREATE TABLE IF NOT EXISTS notes (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, act TEXT NOT NULL,
    actor TEXT NOT NULL, visit_id TEXT, result TEXT NOT NULL, detail TEXT NOT NULL
)
"""
"""Both of their own, because an outbox of an earlier release lacks them."""


class Box:
    """The open file. Every method is one transaction, on the disk when it returns; threads take turns."""

    def __init__(
        self, file: Path, keys: KeyRing, *, max_waiting: int | None = None, max_bytes: int | None = None
    ) -> None:
        """Opens it, and makes it when it is not there.

        Args:
            file: of the outbox.
            keys: what lies in it is sealed with.
            max_waiting: so many visits or acts at most; None: :data:`MAX_WAITING`.
            max_bytes: so much of them, sealed, at most; None: :data:`MAX_BYTES`.

        Raises:
            Trouble: ``outbox_damaged`` (`path`), ``key_beside_data``, ``store_readonly``, ``store_full``.
        """
        self.file, self._keys, self._lock = file, keys, threading.Lock()
        self.max_waiting, self.max_bytes = max_waiting or MAX_WAITING, max_bytes or MAX_BYTES
        self._place = Place.parse(f"sqlite:///{file.absolute()}")
        self.room = Room(file.absolute().parent, str(file))
        keys.keep_apart(file.absolute().parent)
        try:
            make_folder(file.parent)
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
            sync_folder(file.parent)
        except OSError as error:
            raise Trouble(os_trouble(error), place=str(file)) from error
        try:
            with translated(self._place):
                self._connection = self._opened()
        except Trouble as trouble:
            if trouble.id == "store_corrupt":
                raise Trouble("outbox_damaged", path=str(file)) from trouble
            raise
        (self.id,) = self._connection.execute("SELECT id FROM box").fetchone()

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
            (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if mark != APPLICATION_ID and (mark or objects):
                raise Trouble("outbox_damaged", path=str(self.file))
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}")
            if not objects:
                connection.execute("BEGIN IMMEDIATE")
                for statement in _TABLES.split(";"):
                    connection.execute(statement)
                connection.execute("INSERT INTO box (id) VALUES (?)", (new_id(),))
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute("COMMIT")
            for table in (_JOURNEYS, _NOTES):
                connection.execute(table)
        except BaseException:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, translated(self._place):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            try:
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def put(
        self,
        actions: Sequence[Action],
        pages: Mapping[str, bytes],
        expected: int | None,
        at: datetime,
        seen: Sequence[str] = (),
    ) -> str:
        """Keeps what is to be delivered, and returns its id.

        Raises:
            Trouble: ``outbox_full``, ``store_full``, ``store_readonly``.
        """
        self.room.check()
        parcel = Parcel(new_id(), tuple(actions), pages, expected, tuple(seen))
        visit_id = actions[0].visit_id
        content = self._keys.seal(parcel.to_bytes(), "outbox", self.id, parcel.id, visit_id)
        with self._writing() as connection:
            count, size = connection.execute("SELECT count(*), coalesce(sum(size), 0) FROM waiting").fetchone()
            if count >= self.max_waiting or size + len(content) > self.max_bytes:
                raise Trouble("outbox_full")
            connection.execute(
                "INSERT INTO waiting (id, visit_id, at, size, content) VALUES (?, ?, ?, ?, ?)",
                (parcel.id, visit_id, moment_text(at), len(content), content),
            )
        return parcel.id

    def first(self) -> Parcel | None:
        """The oldest that waits, or None. One that does not open is put aside, and does not hold up the others.

        Raises:
            Trouble: ``key_missing``, any ``store_…``.
        """
        while True:
            with self._lock, translated(self._place):
                row = self._connection.execute(
                    "SELECT id, visit_id, content FROM waiting WHERE trouble IS NULL ORDER BY number LIMIT 1"
                ).fetchone()
            if row is None:
                return None
            if parcel := self._opened_parcel(*row):
                return parcel
            events.log("db.row_unreadable", table="waiting", row=row[0])
            self.set_refused(row[0], "store_altered")

    def waiting(self, visit_id: str) -> list[Parcel]:
        """What waits for a visit, the oldest first. What does not open is left out; :meth:`first` tells of it.

        Raises:
            Trouble: ``key_missing``, any ``store_…``.
        """
        with self._lock, translated(self._place):
            rows = self._connection.execute(
                "SELECT id, visit_id, content FROM waiting WHERE visit_id = ? AND trouble IS NULL ORDER BY number",
                (visit_id,),
            ).fetchall()
        return [parcel for row in rows if (parcel := self._opened_parcel(*row))]

    def refused(self) -> list[Refused]:
        """What the store will not take, the oldest first.

        Raises:
            Trouble: ``key_missing``, any ``store_…``.
        """
        with self._lock, translated(self._place):
            rows = self._connection.execute(
                "SELECT id, visit_id, content, trouble, at FROM waiting WHERE trouble IS NOT NULL ORDER BY number"
            ).fetchall()
        return [
            Refused(parcel, trouble, datetime.fromisoformat(at))
            for *row, trouble, at in rows
            if (parcel := self._opened_parcel(*row))
        ]

    def _opened_parcel(self, id: str, visit_id: str, content: bytes) -> Parcel | None:
        try:
            return Parcel.from_bytes(id, self._keys.unseal(content, "outbox", self.id, id, visit_id))
        except SealBroken:
            return None

    def keep_note(self, note: Note) -> None:
        """Keeps a line for the audit until the store can be reached; nobody looks without one.

        Raises:
            Trouble: ``outbox_full``, ``store_full``, ``store_readonly``.
        """
        with self._writing() as connection:
            (count,) = connection.execute("SELECT count(*) FROM notes").fetchone()
            if count >= self.max_waiting:
                raise Trouble("outbox_full")
            connection.execute(
                "INSERT INTO notes (id, at, act, actor, visit_id, result, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    note.id,
                    moment_text(note.at),
                    note.act,
                    note.actor,
                    note.visit_id,
                    note.result,
                    detail_text(note.detail),
                ),
            )

    def notes(self) -> list[Note]:
        """Those that are kept, the oldest first.

        Raises:
            Trouble: any ``store_…``.
        """
        with self._lock, translated(self._place):
            rows = self._connection.execute(
                "SELECT id, act, actor, visit_id, at, result, detail FROM notes ORDER BY number"
            ).fetchall()
        return [Note(*row, datetime.fromisoformat(at), result, json.loads(detail)) for *row, at, result, detail in rows]

    def drop_note(self, id: str) -> None:
        """Forgets one that the store has."""
        with self._writing() as connection:
            connection.execute("DELETE FROM notes WHERE id = ?", (id,))

    def drop(self, *ids: str) -> None:
        """Forgets what was delivered or given up, without leaving it in the file."""
        with self._writing() as connection:
            connection.executemany("DELETE FROM waiting WHERE id = ?", [(each,) for each in ids])
            (left,) = connection.execute("SELECT count(*) FROM waiting").fetchone()
        if not left:
            with self._lock, translated(self._place):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def set_refused(self, id: str, trouble: str) -> None:
        """Puts aside what the store will not take; kept for whoever looks into it."""
        with self._writing() as connection:
            connection.execute("UPDATE waiting SET trouble = ? WHERE id = ?", (trouble, id))

    def keep_journeys(self, journeys: Sequence[LeftJourney], actor: str) -> None:
        """Keeps counts of left journeys until the store can be reached, as long as there is room.

        Raises:
            Trouble: ``store_full``, ``store_readonly``.
        """
        with self._writing() as connection:
            (kept,) = connection.execute("SELECT count(*) FROM journeys").fetchone()
            connection.executemany(
                "INSERT INTO journeys VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [
                    (each.id, moment_text(each.at), each.purpose, each.screen, each.how, each.seconds, actor)
                    for each in journeys[: max(0, MAX_JOURNEYS - kept)]
                ],
            )

    def journeys(self) -> dict[str, list[LeftJourney]]:
        """Those that are kept, by the actor who counted them.

        Raises:
            Trouble: any ``store_…``.
        """
        with self._lock, translated(self._place):
            rows = self._connection.execute("SELECT * FROM journeys ORDER BY at").fetchall()
        found: dict[str, list[LeftJourney]] = {}
        for id, at, *words, actor in rows:
            found.setdefault(actor, []).append(LeftJourney(id, datetime.fromisoformat(at), *words))
        return found

    def drop_journeys(self, journeys: Sequence[LeftJourney]) -> None:
        """Forgets those that the store has."""
        with self._writing() as connection:
            connection.executemany("DELETE FROM journeys WHERE id = ?", [(each.id,) for each in journeys])

    def counts(self) -> tuple[int, datetime | None, int, str | None]:
        """How many wait, since when the oldest does, how many were refused, and why the last of these."""
        with self._lock, translated(self._place):
            waiting, oldest, refused, why = self._connection.execute(
                "SELECT count(*) FILTER (WHERE trouble IS NULL), min(at) FILTER (WHERE trouble IS NULL),"
                " count(trouble),"
                " (SELECT trouble FROM waiting WHERE trouble IS NOT NULL ORDER BY number DESC LIMIT 1) FROM waiting"
            ).fetchone()
        return waiting, datetime.fromisoformat(oldest) if oldest else None, refused, why

    def set_slot(self, slot: int | None, today: date) -> None:
        """Remembers which numbers the store lent to this outbox, and when."""
        with self._writing() as connection:
            connection.execute("UPDATE box SET slot = ?, leased_on = ?", (slot, today.isoformat()))
            connection.execute("DELETE FROM given WHERE day < ?", (today.isoformat(),))

    def next_number(self, day: date) -> str | None:
        """A number of the day out of this outbox's own, or None when it has none to give.

        Raises:
            Trouble: ``reception_numbers_used_up``.
        """
        with self._writing() as connection:
            slot, leased_on = connection.execute("SELECT slot, leased_on FROM box").fetchone()
            if slot is None or not 0 <= (day - date.fromisoformat(leased_on)).days < LEASE_DAYS:
                return None
            (count,) = connection.execute(
                "INSERT INTO given VALUES (?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
                (day.isoformat(),),
            ).fetchone()
            if count > NUMBERS_A_SLOT:
                raise Trouble("reception_numbers_used_up")
        return offline_number(slot, count)
