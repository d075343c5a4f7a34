"""What stands behind ``kakanai db keys``. Each returns a plain dict, for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from base import events
from base.clock import Clock, SystemClock
from base.trouble import Trouble
from db import rotation
from db.audit import append, it_staff, this_machine
from db.crypto import KeyRing
from db.engine import reading, writing
from db.lines import Act, Entry
from db.opening import open_existing
from db.place import Limits, Place

_PATIENT = Limits(reply_s=600.0)


@contextmanager
def _opened(url: str, keys: KeyRing) -> Iterator[tuple[Place, Engine]]:
    place = Place.parse(url)
    engine = open_existing(place, keys, _PATIENT)
    try:
        yield place, engine
    finally:
        engine.dispose()


def listed(url: str, key_file: Path) -> dict:
    """The keys, and how many rows of which table need each.

    Returns:
        ``keys``: each with ``id``, ``state`` (``active``, ``added``: waits for the rotation, ``old``: still needed or
        not yet retired, ``retired``, ``missing``: rows need it and the ring lacks it) and ``rows`` by table.

    Raises:
        Trouble: see :meth:`db.store.Store.open`.
    """
    keys = KeyRing.load(key_file)
    with _opened(url, keys) as (place, engine), reading(engine, place) as connection:
        needed = rotation.needed(connection)
    at = keys.ids.index(keys.active)
    states = {each: "old" for each in keys.ids[:at]} | {keys.active: "active"}
    states |= {each: "added" for each in keys.ids[at + 1 :]} | {each: "retired" for each in keys.retired_ids}
    states |= {each: "missing" for each in needed if each not in states}
    return {"keys": [{"id": id, "state": state, "rows": needed.get(id, {})} for id, state in states.items()]}


def add(url: str, key_file: Path, *, clock: Clock | None = None) -> dict:
    """Puts a new key into the ring's file. Nothing is sealed with it before :func:`rotate`.

    Raises:
        Trouble: ``key_waiting`` (there is a new one already), ``key_unwritable``, and see
            :meth:`db.store.Store.open`.
    """
    keys = KeyRing.load(key_file)
    with _opened(url, keys) as (place, engine):
        if keys.ids[-1] != keys.active:
            raise Trouble("key_waiting")
        ring = keys.added()
        # The file first: a key that stands in the audit and in no file would look like a lost one.
        ring.replace()
        with writing(engine, place) as connection:
            entry = Entry(Act.KEY_ADD, it_staff(), detail={"key": ring.ids[-1]})
            append(connection, keys, [entry], (clock or SystemClock()).now(), this_machine())
    return {"key": ring.ids[-1], "key_file": str(key_file)}


def rotate(
    url: str,
    key_file: Path,
    *,
    clock: Clock | None = None,
    told: rotation.Told = lambda _what, _rows: None,
) -> dict:
    """Goes on to the newest key of the ring, seals everything anew, and retires the keys that nothing needs any more.

    Cut off at any step, it goes on there when it is called again.

    Args:
        told: hears of every step once it is on the disk.

    Returns:
        ``ok`` (nothing is left under another key), ``key``, ``rows`` sealed anew by table, ``unreadable``, ``retired``.

    Raises:
        Trouble: ``key_none_added`` (there is nothing to do: add a key first), ``key_unwritable``, and see
            :meth:`db.store.Store.open`.
    """
    clock = clock or SystemClock()
    keys = KeyRing.load(key_file)
    in_file = keys.active
    rows: dict[str, int] = {}

    def count(what: str, done: int) -> None:
        rows[what] = rows.get(what, 0) + done
        told(what, done)

    with _opened(url, keys) as (place, engine):
        newest = keys.ids[-1]
        with reading(engine, place) as connection:
            needed = rotation.needed(connection)
        if len(keys.ids) == 1 and set(needed) == {newest}:
            raise Trouble("key_none_added")
        if rotation.activate(engine, place, keys, newest, clock.now()):
            told("activated", 1)
        if in_file != newest:
            keys.replace()
        unreadable = rotation.reseal(engine, place, keys, count)
        retired = rotation.retire(engine, place, keys, clock.now())
        if retired:
            keys.replace()
            told("retired", len(retired))
        with reading(engine, place) as connection:
            left = set(rotation.needed(connection)) - {newest}
    events.log("db.keys_rotated", rows=sum(rows.values()), unreadable=unreadable, retired=len(retired))
    return {
        "ok": not left,
        "key": newest,
        "rows": rows,
        "unreadable": unreadable,
        "retired": list(retired),
        "findings": [{"id": "key_still_needed", "key": each} for each in sorted(left)],
    }
