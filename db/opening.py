"""Making a store, and opening one with all the refusals that protect it. A store is never recreated."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, select

from base import events
from base.clock import JAPAN, SystemClock
from base.trouble import Trouble
from db import schema
from db.audit import append, it_staff, this_machine
from db.crypto import KeyRing, SealBroken
from db.durable import make_folder, name_new, sync_folder
from db.engine import connect, reading, writing
from db.errors import os_trouble
from db.lines import Act, Entry
from db.migrations import find_revision, migrate
from db.place import LIMITS, Limits, Place
from forms.visit import new_id

_KEY_CHECK = b"kakanai"
SIDE_FILES = ("", "-wal", "-shm")
"""What belongs to an SQLite file: itself, what is not yet merged into it, and an index of that."""


Fill = Callable[[Connection], None]
"""Puts the tables and their first rows into an empty database, inside one transaction."""


def create(place: Place, keys: KeyRing, limits: Limits = LIMITS, fill: Fill | None = None) -> Engine:
    """A new store, complete or not there at all.

    Args:
        place: where; nothing may be there yet.
        keys: of the store.
        limits: how long it may take.
        fill: what it begins with; None for an empty store.

    Raises:
        Trouble: ``store_exists``, ``key_beside_data``, any ``store_…``.
    """
    fill = fill or (lambda connection: _fill(connection, keys))
    if place.file is None:
        engine = connect(place, limits)
        try:
            with writing(engine, place) as connection:
                if inspect(connection).get_table_names():
                    raise Trouble("store_exists", place=place.name)
                fill(connection)
        except BaseException:
            engine.dispose()
            raise
    else:
        _create_file(place, place.file, keys, limits, fill)
        engine = connect(place, limits)
    events.log("db.store_created", kind=place.kind, revision=schema.REVISION)
    return engine


def _create_file(place: Place, file: Path, keys: KeyRing, limits: Limits, fill: Fill) -> None:
    keys.keep_apart(file.parent)
    # Made under another name and then given its own, so that a power cut leaves a store or none, never half of one.
    making = file.with_name(f"{file.name}.making")
    try:
        if any(Path(f"{file}{side}").exists() for side in SIDE_FILES):
            raise Trouble("store_exists", place=place.name)
        make_folder(file.parent)
        _unlink(making)
        os.close(os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        half = Place(place.url, making)
        engine = connect(half, limits, new=True)
        try:
            with writing(engine, place) as connection:
                fill(connection)
        except BaseException:
            engine.dispose()
            _unlink(making)
            raise
        finally:
            engine.dispose()  # the last connection merges the WAL into the file
        name_new(making, file)
    except OSError as error:
        exists = isinstance(error, FileExistsError) and file.exists()
        raise Trouble("store_exists" if exists else os_trouble(error), place=place.name) from error


def _fill(connection: Connection, keys: KeyRing) -> None:
    migrate(connection, schema.REVISION)
    id = new_id()
    row = {"id": id, "made_at": SystemClock().now(), "key_check": key_check_of(keys, id), "position": 0}
    connection.execute(insert(schema.store).values(row))
    append(connection, keys, [Entry(Act.INIT, it_staff())], row["made_at"], this_machine())


def open_existing(place: Place, keys: KeyRing, limits: Limits = LIMITS) -> Engine:
    """An engine on a store that is ours, of this revision, and opens with these keys.

    Raises:
        Trouble: see :meth:`db.store.Store.open`.
    """
    if place.file:
        keys.keep_apart(place.file.parent)
    engine = connect(place, limits)
    try:
        with reading(engine, place) as connection:
            revision = check_ours(connection, place)
            if revision < schema.REVISION:
                raise Trouble("store_older", place=place.name)
            check_keys(connection, place, keys)
    except BaseException as error:
        engine.dispose()
        if place.file and isinstance(error, Trouble) and error.id == "store_corrupt":
            copy_aside(place.file, "damaged")
        raise
    events.log("db.store_opened", kind=place.kind, revision=revision)
    return engine


def check_ours(connection: Connection, place: Place) -> str:
    """The revision of the store behind a connection.

    Raises:
        Trouble: ``store_corrupt`` (not a store of ours), ``store_missing`` (an empty server database),
            ``store_newer``.
    """
    revision = find_revision(connection)
    if revision is None:
        raise Trouble("store_corrupt" if place.file else "store_missing", place=place.name)
    if not (len(revision) == 4 and revision.isdecimal()):
        raise Trouble("store_corrupt", place=place.name)
    if revision > schema.REVISION:
        raise Trouble("store_newer", place=place.name)
    return revision


def check_keys(connection: Connection, place: Place, keys: KeyRing) -> None:
    """Makes sure that the keys are those of the store.

    Raises:
        Trouble: ``key_missing`` (the ring lacks the store's key), ``key_wrong``, ``store_corrupt`` (the store does
            not say which keys are its own).
    """
    row = connection.execute(select(schema.store.c.id, schema.store.c.key_check)).first()
    if row is None:
        raise Trouble("store_corrupt", place=place.name)
    try:
        keys.unseal(row.key_check, "store", row.id)
    except SealBroken as error:
        raise Trouble("key_wrong", path=str(keys.path or "-")) from error
    keys.follow(row.key_check)


def key_check_of(keys: KeyRing, store: str) -> bytes:
    """What a store keeps to tell its keys by: a constant, sealed with the key that seals from now on."""
    return keys.seal(_KEY_CHECK, "store", store)


def follow_key(connection: Connection, keys: KeyRing) -> None:
    """Makes what this transaction seals be sealed with the key that the store says, until its commit.

    Raises:
        Trouble: ``key_missing``.
    """
    # Held, so that no rotation goes on to the next key, and counts what still needs the old one, in between.
    keys.follow(connection.scalars(select(schema.store.c.key_check).with_for_update(read=True)).one())


def copy_aside(file: Path, why: str) -> Path | None:
    """Copies a store's files beside it, once for each state of the file, and never over anything.

    A service that is restarted again and again must not fill the disk with copies of the same damage. Not for a
    file that this process has open: closing a copy's source drops SQLite's locks on it (howtocorrupt.html, 2.2).

    Args:
        file: the SQLite file.
        why: becomes part of the copy's name.

    Returns:
        The copy, or None when it could not be made, for example on a full disk.
    """
    try:
        changed = datetime.fromtimestamp(file.stat().st_mtime, JAPAN)
        copy = file.with_name(f"{file.name}.{why}-{changed:%Y%m%d-%H%M%S}")
        if copy.exists():
            return copy
        made: list[Path] = []
        try:
            # The database file last: its name says that the copy is whole.
            for side in reversed(SIDE_FILES):
                if (source := Path(f"{file}{side}")).exists():
                    made.append(Path(f"{copy}{side}"))
                    shutil.copy2(source, made[-1])
            sync_folder(file.parent)
        except OSError:
            for each in made:
                each.unlink(missing_ok=True)
            raise
    except OSError:
        events.log("db.copy_aside_failed")
        return None
    events.log("db.copied_aside", why=why)
    return copy


def _unlink(file: Path) -> None:
    for side in (*SIDE_FILES, "-journal"):
        Path(f"{file}{side}").unlink(missing_ok=True)
