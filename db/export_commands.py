"""What stands behind ``kakanai db export``. Returns a plain dict, for JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from base import events
from base.clock import JAPAN, Clock, SystemClock
from base.trouble import Trouble
from db import batches
from db.audit import it_staff
from db.crypto import KeyRing
from db.export import csv_files, json_file
from db.lines import Act
from db.output import write_folder
from db.place import Limits
from db.store import Store
from forms.visit import new_id


def export(
    url: str,
    key_file: Path,
    out: Path,
    *,
    format: str = "csv",
    since: date | None = None,
    batch: str | None = None,
    clock: Clock | None = None,
) -> dict:
    """Writes what was filed and not yet taken over to a new folder, then marks it as taken over.

    Marked only once the files are on the disk: after a power cut in between, the same visits come again in the next
    batch, known by their ids; none is ever left out.

    Args:
        out: a folder; the batch becomes a folder in it.
        format: ``csv`` or ``json``.
        since: only what was submitted from this day on.
        batch: writes this batch again, and marks nothing.

    Raises:
        Trouble: ``batch_unknown``, ``output_exists``, ``output_failed``, and see :meth:`db.store.Store.open`.
    """
    now = (clock or SystemClock()).now()
    with Store.open(url, KeyRing.load(key_file), limits=Limits(reply_s=600.0), clock=clock) as store:
        ids = batches.taken_in(store, batch) if batch else batches.waiting(store, since)
        if batch and not ids:
            raise Trouble("batch_unknown")
        if not ids:
            return {"batch": None, "visits": 0, "folder": None, "files": []}
        id = batch or new_id()
        taken = list(batches.taken(store, ids))
        made_at = now.astimezone(JAPAN).isoformat(timespec="seconds")
        files = csv_files(id, taken) if format == "csv" else json_file(id, made_at, taken)
        folder = out / f"kakanai-{id}-{format}"
        write_folder(folder, files)
        if not batch:
            batches.mark(store, ids, id, it_staff(), now)
        store.record(Act.EXPORT, actor=it_staff(), batch=id, visits=len(ids), format=format, again=bool(batch))
    events.log("db.exported", visits=len(ids), format=format)
    return {"batch": id, "visits": len(ids), "folder": str(folder), "files": sorted(files)}
