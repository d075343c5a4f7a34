"""What stands behind ``kakanai db init``, ``upgrade`` and ``check``. Each returns a plain dict, for JSON."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect

from base import events
from base.clock import Clock, SystemClock
from base.trouble import Trouble
from db import schema, searching
from db.audit import append, it_staff, this_machine
from db.checking import check_store
from db.crypto import KeyRing
from db.durable import sync_folder
from db.engine import connect, writing
from db.errors import os_trouble, translated
from db.grants import grant_new
from db.lines import Act, Entry
from db.migrations import migrate
from db.opening import check_keys, check_ours, copy_aside, open_existing
from db.place import Limits, Place
from db.store import Store


def init(url: str, key_file: Path) -> dict:
    """Makes an empty store, and the key file unless there is one.

    Raises:
        Trouble: ``store_exists`` (nothing is ever made anew over it), ``key_beside_data``, ``key_exposed``,
            ``key_damaged``, ``key_unwritable``, ``store_url``, any ``store_…``.
    """
    place = Place.parse(url)
    # Without Path.exists, which raises where a folder may not be entered: making either says what is wrong.
    if place.file and os.path.exists(place.file):  # noqa: PTH110
        raise Trouble("store_exists", place=place.name)
    made_key = not os.path.exists(key_file)  # noqa: PTH110
    if made_key:
        if place.file:
            KeyRing({"00000000": bytes(32)}, "00000000", bytes(32), key_file).keep_apart(place.file.parent)
        keys = KeyRing.create(key_file)
    else:
        keys = KeyRing.load(key_file)
    # A key without a store harms nobody, a store without its key is lost: so the key comes first and stays.
    Store.create(url, keys).close()
    return {
        "place": place.name,
        "kind": place.kind,
        "revision": schema.REVISION,
        "key_file": str(key_file),
        "key_made": made_key,
    }


def upgrade(url: str, key_file: Path, *, clock: Clock | None = None) -> dict:
    """Brings a store of an older release to this one. An SQLite file is backed up beside itself first.

    Raises:
        Trouble: ``store_newer``, ``store_missing``, ``store_corrupt``, ``key_wrong`` and all the rest of
            :meth:`db.store.Store.open`. The store is then as it was.
    """
    place, keys = Place.parse(url), KeyRing.load(key_file)
    if place.file:
        keys.keep_apart(place.file.parent)
    # Moving many rows may take longer than any statement of a working day.
    engine = connect(place, Limits(reply_s=3600.0))
    backup = None
    now = (clock or SystemClock()).now()
    try:
        with writing(engine, place) as connection:
            before = check_ours(connection, place)
            check_keys(connection, place, keys)
            if before != schema.REVISION:
                # The lock is ours, so the copy is exactly what is migrated.
                backup = back_up_beside(place, before, now)
                tables = inspect(connection).get_table_names()
                migrate(connection, schema.REVISION)
                if place.file is None:
                    grant_new(connection, tables)
                if before < searching.SINCE:
                    searching.fill(connection, keys)
                entry = Entry(Act.UPGRADE, it_staff(), detail={"before": before, "revision": schema.REVISION})
                append(connection, keys, [entry], now, this_machine())
    except Trouble as trouble:
        if place.file and trouble.id == "store_corrupt":
            copy_aside(place.file, "damaged")
        raise
    finally:
        engine.dispose()
    if before != schema.REVISION:
        events.log("db.store_upgraded", kind=place.kind, before=before, revision=schema.REVISION)
    return {
        "place": place.name,
        "before": before,
        "revision": schema.REVISION,
        "changed": before != schema.REVISION,
        "backup": str(backup) if backup else None,
    }


def check(url: str, key_file: Path) -> dict:
    """Looks through the whole store: the file, the schema, every visit replayed, the pages opened.

    Returns:
        ``ok``, ``findings`` (each with an ``id``, and a ``visit``, ``row`` or ``detail`` where there is one),
        ``visits``, ``actions``, ``pages``, ``statuses``, ``revision``, ``bytes``, ``free_bytes``. A store that
        cannot be opened at all is trouble, not a finding.

    Raises:
        Trouble: see :meth:`db.store.Store.open`.
    """
    place, keys = Place.parse(url), KeyRing.load(key_file)
    engine = open_existing(place, keys, Limits(reply_s=600.0))
    try:
        result = check_store(engine, place, keys)
    finally:
        engine.dispose()
    if place.file and any(each["id"] == "file_damaged" for each in result["findings"]):
        copy = copy_aside(place.file, "damaged")
        result["copy"] = str(copy) if copy else None
    return result


def back_up_beside(place: Place, revision: str, now: datetime) -> Path | None:
    """Copies an SQLite store, while others may use it, to a file beside it; None for a server.

    Raises:
        Trouble: ``store_full``, ``store_readonly``, any ``store_…``. No half copy stays.
    """
    if place.file is None:
        return None
    copy = place.file.with_name(f"{place.file.name}.before-upgrade-{revision}-{now:%Y%m%d-%H%M%S}")
    half = copy.with_name(f"{copy.name}.part")
    try:
        half.unlink(missing_ok=True)
        half.touch(mode=0o600, exist_ok=False)
        with (
            translated(place),
            closing(sqlite3.connect(f"{place.file.as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(half)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        half.replace(copy)
        sync_folder(copy.parent)
    except OSError as error:
        raise Trouble(os_trouble(error), place=place.name) from error
    finally:
        half.unlink(missing_ok=True)
    return copy
