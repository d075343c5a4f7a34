"""Where a store is: a database URL, checked, and its name for messages without the password."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from base.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the store may take before it says so. All may be replaced in tests.

    Attributes:
        busy_s: how long a writer waits for another writer, in seconds (faults.md row 15).
        connect_s: how long a connection to a server may take, in seconds; libpq knows no less than 2.
        ping_s: how long a server may take to show that an idle connection lives, in seconds. Together with
            `connect_s` it stays under the 5 seconds of faults.md row 16.
        reply_s: how long a server may take to answer one statement, in seconds (faults.md row 17). More than
            `busy_s`, or waiting for a lock would look like a dead server.
    """

    busy_s: float = 5.0
    connect_s: int = 2
    ping_s: float = 2.0
    reply_s: float = 6.0


LIMITS = Limits()
"""Those of a working day."""


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """A parsed database URL.

    Attributes:
        url: for SQLAlchemy; holds the password, so it is never shown.
        file: the SQLite file, absolute, or None for a server.
    """

    url: URL
    file: Path | None

    @classmethod
    def parse(cls, url: str) -> Place:
        """Understands ``sqlite:////var/lib/kakanai/kakanai.sqlite`` and ``postgresql+psycopg://user@host/name``.

        Raises:
            Trouble: ``store_url``.
        """
        try:
            parsed = make_url(url)
        except (ArgumentError, ValueError):
            raise Trouble("store_url") from None  # the cause quotes the URL, and the URL may hold a password
        if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
            if not parsed.database or parsed.database.startswith((":memory:", "file:")) or parsed.query:
                raise Trouble("store_url")
            return cls(parsed, Path(parsed.database).absolute())
        if parsed.drivername in ("postgresql", "postgresql+psycopg"):
            if not parsed.database:
                raise Trouble("store_url")
            return cls(parsed.set(drivername="postgresql+psycopg"), None)
        raise Trouble("store_url")

    @property
    def name(self) -> str:
        """What messages call it: the path of the file, or host and database. Never a password."""
        if self.file:
            return str(self.file)
        return f"{self.url.host or self.url.query.get('host', 'localhost')}/{self.url.database}"

    @property
    def kind(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return "sqlite" if self.file else "postgresql"

    def __repr__(self) -> str:
        return f"<Place {self.name}>"
