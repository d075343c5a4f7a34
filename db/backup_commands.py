"""What stands behind ``kakanai db backup`` and ``kakanai db restore``. Each returns a plain dict, for JSON."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert

from base import events
from base.clock import JAPAN, Clock, SystemClock
from base.trouble import Trouble
from db import opening, schema
from db.audit import append, it_staff, this_machine
from db.backup import fill_from, read_header, read_pieces, write_backup
from db.checking import check_store
from db.crypto import KeyRing
from db.engine import reading, writing
from db.lines import Act, Entry
from db.output import whole_file
from db.place import Limits, Place
from db.store import Store

PATIENT = Limits(reply_s=3600.0)
SUFFIX = ".kakanai-backup"


def backup(url: str, key_file: Path, target: Path, *, clock: Clock | None = None) -> dict:
    """Writes everything to one sealed file, while others go on working. The keys are not in it.

    The file is read back and proven before it gets its name, and then written down in the store's catalogue.

    Args:
        target: a folder, where the file is named by the time; or the file.

    Raises:
        Trouble: ``output_exists``, ``output_failed``, and see :meth:`db.store.Store.open`.
    """
    keys, now = KeyRing.load(key_file), (clock or SystemClock()).now()
    if os.path.isdir(target):  # noqa: PTH112  Path.is_dir raises where a folder may not be entered
        target = target / f"kakanai-{now.astimezone(JAPAN):%Y%m%d-%H%M%S}{SUFFIX}"
    with Store.open(url, keys, limits=PATIENT, clock=clock) as store:
        with (
            whole_file(target, check=lambda half: _prove(half, keys)) as file,
            reading(store._engine, store.place) as connection,
        ):
            header, checksum = write_backup(connection, store.place, keys, now, file)
        size = target.stat().st_size
        row = {"id": header.id, "at": now, "name": target.name[:200], "bytes": size, "sha256": checksum}
        with writing(store._engine, store.place) as connection:
            connection.execute(insert(schema.backups).values(row | {"position": header.position}))
            entry = Entry(Act.BACKUP, it_staff(), detail={"backup": header.id, "actions": header.position})
            store.audit.append(connection, [entry])
    events.log("db.backed_up", bytes=size, actions=header.position)
    return {"file": str(target), "backup": header.id, "bytes": size, "actions": header.position, "sha256": checksum}


def _prove(half: Path, keys: KeyRing) -> None:
    try:
        read_header(half)
        for _piece in read_pieces(half, keys):
            pass
    except Trouble as trouble:
        # What was just written does not read: the medium is to blame, not a backup of old.
        raise Trouble("output_failed", path=str(half)) from trouble


def restore(url: str, key_file: Path, source: Path, *, clock: Clock | None = None) -> dict:
    """Makes a store out of a backup, where there is none, and checks it. Moves between SQLite and PostgreSQL, too.

    Returns:
        ``ok``, ``findings`` (as of ``db check``), ``place``, ``backup``, ``made_at``, ``visits``, ``actions``.

    Raises:
        Trouble: ``store_exists`` (nothing is ever written over), ``backup_unreadable``, ``backup_damaged``,
            ``key_missing``, ``key_wrong``, ``store_newer``, any ``store_…``. Nothing was made then.
    """
    place, keys = Place.parse(url), KeyRing.load(key_file)
    header = read_header(source)
    now = (clock or SystemClock()).now()

    def fill(connection: Connection) -> None:
        found = fill_from(connection, source, keys)
        opening.check_keys(connection, place, keys)
        detail = {"backup": found.id, "actions": found.position}
        append(connection, keys, [Entry(Act.RESTORE, it_staff(), detail=detail)], now, this_machine())

    engine = opening.create(place, keys, PATIENT, fill)
    try:
        report = check_store(engine, place, keys)
    finally:
        engine.dispose()
    events.log("db.restored", actions=header.position, findings=len(report["findings"]))
    made_at = datetime.fromisoformat(header.made_at).astimezone(JAPAN).isoformat(timespec="seconds")
    return report | {"backup": header.id, "made_at": made_at, "from_revision": header.revision}
