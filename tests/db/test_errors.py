"""Each row of the table of errors, and that bugs go through it."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from base.trouble import Trouble
from db.errors import POSTGRESQL, SQLITE, translated, trouble_of
from db.place import Place

PLACE = Place.parse("postgresql+psycopg://kakanai:secret@db.example/kakanai")


def _sqlite(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("…")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(("name", "trouble"), SQLITE.items())
def test_each_result_of_sqlite(name: str, trouble: str) -> None:
    assert trouble_of(_sqlite(name)) == trouble
    with pytest.raises(Trouble) as caught, translated(PLACE):
        raise DBAPIError.instance("SELECT", {}, _sqlite(name), sqlite3.Error)
    assert caught.value.id == trouble
    assert caught.value.details == {"place": "db.example/kakanai"}


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("SQLITE_BUSY_SNAPSHOT", "store_locked"),
        ("SQLITE_READONLY_DBMOVED", "store_readonly"),
        ("SQLITE_CANTOPEN_ISDIR", "store_readonly"),
        ("SQLITE_IOERR_READ", "store_unreachable"),
        ("SQLITE_CORRUPT_INDEX", "store_corrupt"),
    ],
)
def test_an_extended_result_means_what_its_beginning_means(name: str, trouble: str) -> None:
    assert trouble_of(_sqlite(name)) == trouble


STATES = {
    "08": "08006",
    "28": "28P01",
    "57P": "57P01",
    "53": "53300",
    "58": "58030",
}
"""A real SQLSTATE for each row of the table that names a whole class."""


@pytest.mark.parametrize(("code", "trouble"), POSTGRESQL.items())
def test_each_state_of_postgresql(code: str, trouble: str) -> None:
    error = psycopg.errors.lookup(STATES.get(code, code))("…")
    assert trouble_of(error) == trouble
    with pytest.raises(Trouble) as caught, translated(PLACE):
        raise DBAPIError.instance("SELECT", {}, error, psycopg.Error)
    assert caught.value.id == trouble


def test_a_server_that_never_answered_is_unreachable() -> None:
    assert trouble_of(psycopg.OperationalError("connection failed")) == "store_unreachable"


@pytest.mark.parametrize(
    "bug",
    [
        _sqlite("SQLITE_ERROR"),
        _sqlite("SQLITE_CONSTRAINT_UNIQUE"),
        sqlite3.ProgrammingError("closed"),
        psycopg.errors.lookup("23505")("…"),
        psycopg.errors.lookup("42601")("…"),
        psycopg.ProgrammingError("…"),
        ValueError("…"),
    ],
)
def test_a_bug_is_not_translated(bug: Exception) -> None:
    assert trouble_of(bug) is None


def test_a_bug_goes_through_unchanged() -> None:
    bug = IntegrityError("INSERT", {}, _sqlite("SQLITE_CONSTRAINT_UNIQUE"))
    with pytest.raises(IntegrityError) as caught, translated(PLACE):
        raise bug
    assert caught.value is bug
    with pytest.raises(ZeroDivisionError), translated(PLACE):
        _ = 1 / 0
    with pytest.raises(sqlite3.OperationalError), translated(PLACE):
        raise _sqlite("SQLITE_ERROR")
    with pytest.raises(Trouble), translated(PLACE):
        raise _sqlite("SQLITE_FULL")
