"""Being told at once that the store has changed: LISTEN/NOTIFY on PostgreSQL, a watcher of the file on SQLite."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, text

from base import events
from base.trouble import Trouble
from db.errors import translated, trouble_of
from db.place import LIMITS, Limits, Place

CHANNEL = "kakanai_changed"
"""What a writer notifies in the transaction of its change: listeners hear of it when it is committed, never before
(PostgreSQL 15 documentation, NOTIFY). It carries nothing: who is told asks the store, by its own right to see."""

WATCH_S = 0.15
"""How often the SQLite file is looked at: one counter in shared memory (sqlite.org/pragma.html, data_version)."""
RETRY_S = 2.0
"""How long a follower waits after its connection broke before it makes another one."""
STOP_S = 0.5
"""A listener looks at least so often whether it shall stop."""
KEEPALIVES = {"keepalives_idle": 10, "keepalives_interval": 2, "keepalives_count": 3}
"""In seconds, seconds, times. A listener sends nothing, so that only these tell it of a server that is gone."""


def tell(connection: Connection) -> None:
    """Tells all followers, once the transaction of this connection is committed. SQLite's watch the file."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"NOTIFY {CHANNEL}"))


class Following:
    """Follows a store in a thread of its own until it is stopped.

    It may tell too often (whoever is told asks :meth:`db.store.Store.position`), and while its connection is
    broken not at all: a slow poll beside it stays necessary. After each connection made it tells once, since
    something may have come while nobody listened.

    Args:
        place: of the store.
        told: called in the thread of the follower; quick, and raises nothing.
        limits: how long a connection may take.
    """

    def __init__(self, place: Place, told: Callable[[], None], limits: Limits = LIMITS) -> None:
        self._place, self._told, self._limits = place, told, limits
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="store-following", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends it. Afterwards nobody is told any more."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        changes = self._watched if self._place.file else self._heard
        lost = False
        while not self._stopped.is_set():
            try:
                with translated(self._place):
                    for _ in changes():
                        if self._stopped.is_set():
                            return
                        lost = False
                        self._told()
            except Trouble as trouble:
                if not lost:  # said once, not every two seconds of an outage
                    events.log("db.following_lost", place=self._place.name, trouble=trouble.id)
                lost = True
            self._stopped.wait(RETRY_S)

    def _watched(self) -> Iterator[None]:
        """Yields at each change of an SQLite file by any other connection."""
        assert self._place.file is not None
        address = f"{self._place.file.as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=self._limits.busy_s)) as connection:
            seen = None
            while not self._stopped.is_set():
                (now,) = connection.execute("PRAGMA data_version").fetchone()
                if now != seen:
                    seen = now
                    yield
                self._stopped.wait(WATCH_S)

    def _heard(self) -> Iterator[None]:
        """Yields at each notification of a PostgreSQL server."""
        import psycopg

        try:
            with psycopg.connect(
                self._place.url.set(drivername="postgresql").render_as_string(hide_password=False),
                autocommit=True,
                connect_timeout=self._limits.connect_s,
                application_name="kakanai following",
                **KEEPALIVES,
            ) as connection:
                connection.execute(f"LISTEN {CHANNEL}")
                yield
                while not self._stopped.is_set():
                    for _ in connection.notifies(timeout=STOP_S, stop_after=1):
                        yield
        except psycopg.Error as error:
            if (id := trouble_of(error)) is None:
                raise
            raise Trouble(id, place=self._place.name) from error
