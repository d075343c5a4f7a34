"""What databases raise, translated into trouble. One table; whatever is not in it is a bug and goes through."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from base.trouble import Trouble
from db.place import Place

SQLITE: dict[str, str] = {
    "SQLITE_BUSY": "store_locked",
    "SQLITE_LOCKED": "store_locked",
    # The file is there (we looked), so it cannot be opened because of rights on it or on its folder: with WAL,
    # SQLite has to create two files beside it.
    "SQLITE_CANTOPEN": "store_readonly",
    "SQLITE_READONLY": "store_readonly",
    "SQLITE_PERM": "store_readonly",
    "SQLITE_AUTH": "store_readonly",
    "SQLITE_FULL": "store_full",
    "SQLITE_IOERR_WRITE": "store_full",
    "SQLITE_IOERR_SHMSIZE": "store_full",
    "SQLITE_IOERR": "store_unreachable",
    "SQLITE_PROTOCOL": "store_locked",
    "SQLITE_CORRUPT": "store_corrupt",
    "SQLITE_NOTADB": "store_corrupt",
}
"""SQLite's name of a result code → trouble. The longest name that fits wins: ``SQLITE_BUSY_SNAPSHOT`` is a
``SQLITE_BUSY``. Source: sqlite.org/rescode.html."""

POSTGRESQL: dict[str, str] = {
    "08": "store_unreachable",
    "28": "store_refused",
    "3D000": "store_missing",
    "42P01": "store_missing",
    "42501": "store_readonly",
    "25006": "store_readonly",
    "40001": "store_locked",
    "40P01": "store_locked",
    "55P03": "store_locked",
    "57014": "store_unreachable",
    "57P": "store_unreachable",
    "53": "store_unreachable",
    "53100": "store_full",
    "58": "store_unreachable",
    "XX001": "store_corrupt",
    "XX002": "store_corrupt",
}
"""SQLSTATE, or its beginning → trouble. Source: PostgreSQL 15, appendix A."""


def _longest(table: dict[str, str], code: str) -> str | None:
    return next((table[each] for each in sorted(table, key=len, reverse=True) if code.startswith(each)), None)


def trouble_of(error: BaseException) -> str | None:
    """The id of the trouble that a driver's error means, or None when it is a bug."""
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", None)
        if name is None and isinstance(error, sqlite3.DatabaseError) and "not a database" in str(error):
            return "store_corrupt"
        return _longest(SQLITE, name) if name else None
    # psycopg is not imported for a store on SQLite: its errors are known by what they carry.
    if state := getattr(error, "sqlstate", None):
        return _longest(POSTGRESQL, state)
    names = {each.__name__ for each in type(error).__mro__ if each.__module__.startswith("psycopg")}
    # Without an SQLSTATE the server never answered: no connection, cut, or no reply in time.
    return "store_unreachable" if "OperationalError" in names else None


_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR)


def os_trouble(error: OSError) -> str:
    """The trouble that an error of the file system means for a store."""
    if error.errno in _NO_SPACE:
        return "store_full"
    if error.errno in _NO_RIGHT:
        return "store_readonly"
    return "store_missing" if error.errno == errno.ENOENT else "store_unreachable"


@contextmanager
def translated(place: Place) -> Iterator[None]:
    """Turns the errors of databases into :class:`base.trouble.Trouble`; bugs go through.

    Args:
        place: names the store in the trouble's details.
    """
    try:
        yield
    except PoolTimeout as error:
        raise Trouble("store_locked", place=place.name) from error
    except DBAPIError as error:
        if error.orig is None or (id := trouble_of(error.orig)) is None:
            raise
        raise Trouble(id, place=place.name) from error
    except sqlite3.Error as error:
        if (id := trouble_of(error)) is None:
            raise
        raise Trouble(id, place=place.name) from error
