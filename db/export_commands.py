"""What stands behind ``kakanai db export``. Returns a plain dict, for JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from base import events
from base.clock import JAPAN, Clock, SystemClock
from base.trouble import Trouble
from db import batches
from db.audit import it_staff
from db.crypto import KeyRing
from db.export import csv_files, json_file
from db.lines import Act
from db.media import is_removable
from db.output import whole_file, write_folder
from db.place import Limits
from db.recipients import load_private, load_public
from db.sealed_files import ENDING, seal, unseal
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
    passphrase: str | None = None,
    recipient: Path | None = None,
    removable: bool = False,
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
        passphrase: seals the batch into one file (:mod:`db.sealed_files`); None for a folder in the clear.
        recipient: instead of a passphrase, the file with the public key of whoever takes it over.
        removable: whether the office lets exports go to what can be carried away; sealed only.

    Returns:
        ``batch``, ``visits``, ``folder`` (or the sealed ``file`` and its ``sha256``), ``files``.

    Raises:
        Trouble: ``export_removable`` (the office has not allowed it), ``export_unsealed`` (it has, but only sealed),
            ``passphrase_short``, ``recipient_unreadable``, ``batch_unknown``, ``output_exists``, ``output_failed``,
            and see :meth:`db.store.Store.open`.
    """
    now = (clock or SystemClock()).now()
    secret = load_public(recipient) if recipient else passphrase
    with Store.open(url, KeyRing.load(key_file), limits=Limits(reply_s=600.0), clock=clock) as store:
        carried = _is_carried(out)
        if carried and (not removable or secret is None):
            refused = Trouble("export_unsealed" if removable else "export_removable")
            store.record(Act.EXPORT, actor=it_staff(), result=refused.id)
            raise refused
        ids = batches.taken_in(store, batch) if batch else batches.waiting(store, since)
        if batch and not ids:
            raise Trouble("batch_unknown")
        if not ids:
            return {"batch": None, "visits": 0, "folder": None, "files": []}
        id = batch or new_id()
        taken = list(batches.taken(store, ids))
        made_at = now.astimezone(JAPAN).isoformat(timespec="seconds")
        files = csv_files(id, taken) if format == "csv" else json_file(id, made_at, taken)
        target = out / f"kakanai-{id}-{format}{ENDING if secret is not None else ''}"
        written = {"folder": str(target)}
        if secret is None:
            write_folder(target, files)
        else:
            written = write_sealed(target, files, secret)
        if not batch:
            batches.mark(store, ids, id, it_staff(), now)
        sealed = {"sealed": True, "removable": carried} if secret is not None else {}
        store.record(
            Act.EXPORT, actor=it_staff(), batch=id, visits=len(ids), format=format, again=bool(batch), **sealed
        )
    events.log("db.exported", visits=len(ids), format=format)
    return {"batch": id, "visits": len(ids), **written, "files": sorted(files)}


def open_sealed(file: Path, out: Path, secret: str | Path) -> dict:
    """Opens a sealed export, on whatever machine, without a store or a key of it.

    Args:
        file: the sealed one.
        out: where the folder comes to stand.
        secret: the passphrase, or the file with the private key that it was sealed for.

    Raises:
        Trouble: ``recipient_unreadable``, ``sealed_unreadable``, ``sealed_wrong``, ``output_exists``,
            ``output_failed``.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Trouble("sealed_unreadable") from error
    files = unseal(content, secret if isinstance(secret, str) else load_private(secret))
    folder = out / file.name.removesuffix(ENDING)
    if folder == file:
        raise Trouble("output_exists", path=str(folder))
    write_folder(folder, files)
    return {"folder": str(folder), "files": sorted(files)}


def _is_carried(out: Path) -> bool:
    try:
        return is_removable(out)
    except OSError as error:
        raise Trouble("output_failed", path=str(out)) from error


def write_sealed(target: Path, files: Mapping[str, bytes], secret: str | X25519PublicKey) -> dict:
    """One sealed file, under its own name only once it has been read back.

    Returns:
        ``file`` and its ``sha256``, as ``sha256sum`` tells it.

    Raises:
        Trouble: ``passphrase_short``, ``output_exists``, ``output_failed``.
    """
    content = seal(files, secret)

    def is_the_same(half: Path) -> None:
        if half.read_bytes() != content:
            raise Trouble("output_failed", path=str(target))

    with whole_file(target, is_the_same) as file:
        file.write(content)
    return {"file": str(target), "sha256": hashlib.sha256(content).hexdigest()}
