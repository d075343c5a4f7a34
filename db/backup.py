"""A backup: every row of a store in one sealed file, the same for SQLite and PostgreSQL, without the keys.

The file is ``KAKANAI-BACKUP-1\\n``, a header, pieces, and the SHA-256 of all before it; header and pieces each after
their length in 4 bytes. The header is CBOR in the clear: whose backup it is, and of which revision. A piece is
zlib-packed CBOR, sealed with its place and with the header, so that none can be altered, left out, moved, or taken
from another backup. The last piece holds the number of rows of each table.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import cbor2
from sqlalchemy import Connection, Table, column, delete, insert, select, table, type_coerce
from sqlalchemy.types import NullType

from base.trouble import Trouble
from db import schema, searching
from db.crypto import KeyRing, SealBroken
from db.migrations import find_revision, migrate
from db.place import Place
from db.schema import moment_text
from forms.visit import new_id

MAGIC = b"KAKANAI-BACKUP-1\n"
PIECE_ROWS = 200
PIECE_PAGES = 4
"""Rows in a piece; a row of ``pages`` holds a picture of up to some megabytes."""
MAX_HEADER = 4096
MAX_PIECE = 1 << 29
"""Bytes. More is no piece of ours, whatever the file says."""
_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup says of itself in the clear.

    Attributes:
        id: of the backup.
        store: the id of the store.
        revision: of its schema.
        made_at: when, as text in UTC.
        position: how many actions had been added by then.
        kind: of the database it came from.
    """

    id: str
    store: str
    revision: str
    made_at: str
    position: int
    kind: str

    def to_bytes(self) -> bytes:
        return cbor2.dumps({name: getattr(self, name) for name in self.__slots__})


class _Hashing:
    """Writes and hashes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def write(self, content: bytes) -> None:
        self._hash.update(content)
        self._file.write(content)

    def framed(self, content: bytes) -> None:
        self.write(len(content).to_bytes(4, "big"))
        self.write(content)

    def finish(self) -> str:
        """Writes the checksum, and returns that of the whole file, as ``sha256sum`` tells it."""
        self.write(self._hash.digest())
        return self._hash.hexdigest()


def write_backup(
    connection: Connection, place: Place, keys: KeyRing, now: datetime, file: BinaryIO
) -> tuple[Header, str]:
    """Writes everything that the connection's transaction sees.

    Returns:
        The header, and the SHA-256 of the whole file in hexadecimal digits.
    """
    row = connection.execute(select(schema.store.c.id, schema.store.c.position)).one()
    revision = find_revision(connection) or schema.REVISION
    header = Header(new_id(), row.id, revision, moment_text(now), row.position, place.kind)
    out, head = _Hashing(file), header.to_bytes()
    out.write(MAGIC)
    out.framed(head)
    counts: dict[str, int] = {}
    number = 0
    for each in schema.metadata.sorted_tables:
        if each is schema.search_terms:
            continue  # it can be made out of the rest, and is when that is restored
        counts[each.name] = 0
        for rows in _pieces(connection, each):
            content = {"table": each.name, "columns": [c.name for c in each.c], "rows": rows}
            out.framed(_sealed(keys, head, number, content, last=False))
            counts[each.name] += len(rows)
            number += 1
    out.framed(_sealed(keys, head, number, {"rows": counts}, last=True))
    return header, out.finish()


def _pieces(connection: Connection, source: Table) -> Iterator[list[list]]:
    (key,) = source.primary_key.columns
    # Exactly as stored: no time is read and written again.
    query = select(*(type_coerce(each, NullType).label(each.name) for each in source.c)).order_by(key)
    query = query.limit(PIECE_PAGES if source is schema.pages else PIECE_ROWS)
    at = list(source.c).index(key)
    last: Any = None
    while rows := connection.execute(query if last is None else query.where(type_coerce(key, NullType) > last)).all():
        yield [list(row) for row in rows]
        last = rows[-1][at]


def _identity(head: bytes, number: int, last: bool) -> tuple[str, ...]:
    return "backup", hashlib.sha256(head).hexdigest(), str(number), "last" if last else "more"


def _sealed(keys: KeyRing, head: bytes, number: int, content: dict, *, last: bool) -> bytes:
    return keys.seal(zlib.compress(cbor2.dumps(content), 1), *_identity(head, number, last))


def read_header(path: Path) -> Header:
    """The header, once the checksum of the whole file has been found right.

    Raises:
        Trouble: ``backup_unreadable``, ``backup_damaged``.
    """
    try:
        with path.open("rb") as file:
            digest, rest = hashlib.sha256(), path.stat().st_size - _DIGEST_BYTES
            while rest > 0 and (piece := file.read(min(rest, 1 << 20))):
                digest.update(piece)
                rest -= len(piece)
            if rest or file.read() != digest.digest():
                raise Trouble("backup_damaged", path=str(path))
            file.seek(0)
            return _header(file, path)[0]
    except OSError as error:
        raise Trouble("backup_unreadable", path=str(path)) from error


def _header(file: BinaryIO, path: Path) -> tuple[Header, bytes]:
    try:
        if file.read(len(MAGIC)) != MAGIC:
            raise Trouble("backup_damaged", path=str(path))
        head = _framed(file, path, MAX_HEADER)
        return Header(**cbor2.loads(head)), head
    except (cbor2.CBORError, ValueError, TypeError):
        raise Trouble("backup_damaged", path=str(path)) from None


def _framed(file: BinaryIO, path: Path, longest: int = MAX_PIECE) -> bytes:
    length = int.from_bytes(file.read(4), "big")
    content = file.read(length) if length <= longest else b""
    if len(content) != length or not length:
        raise Trouble("backup_damaged", path=str(path))
    return content


def read_pieces(path: Path, keys: KeyRing) -> Iterator[tuple[str, list[str], list[list]]]:
    """Table, columns and rows, piece by piece, each opened and so proven; ends only after the last one was right.

    Raises:
        Trouble: ``backup_unreadable``, ``backup_damaged``, ``key_missing``, ``key_wrong``.
    """
    counts: dict[str, int] = {}
    try:
        with path.open("rb") as file:
            _found, head = _header(file, path)
            number = 0
            while (content := _opened(keys, head, number, _framed(file, path), path)).get("table"):
                counts[content["table"]] = counts.get(content["table"], 0) + len(content["rows"])
                yield content["table"], content["columns"], content["rows"]
                number += 1
    except OSError as error:
        raise Trouble("backup_unreadable", path=str(path)) from error
    if {name: count for name, count in content["rows"].items() if count} != counts:
        raise Trouble("backup_damaged", path=str(path))


def _opened(keys: KeyRing, head: bytes, number: int, sealed: bytes, path: Path) -> dict:
    for last in (False, True):
        try:
            content = cbor2.loads(zlib.decompress(keys.unseal(sealed, *_identity(head, number, last))))
            if last is ("table" not in content):
                return content
        except SealBroken:
            continue
    # The checksum was right, so the first piece that does not open tells of another key of the same name.
    raise Trouble("key_wrong" if number == 0 else "backup_damaged", path=str(keys.path if number == 0 else path))


def fill_from(connection: Connection, path: Path, keys: KeyRing) -> Header:
    """Fills an empty database with a backup, and brings it to the schema of this code.

    Raises:
        Trouble: ``store_newer``, and see :func:`read_header` and :func:`read_pieces`.
    """
    header = read_header(path)
    if not (len(header.revision) == 4 and header.revision.isdecimal()):
        raise Trouble("backup_damaged", path=str(path))
    if header.revision > schema.REVISION:
        raise Trouble("store_newer", place=str(path))
    migrate(connection, header.revision)
    emptied = set()
    for name, columns, rows in read_pieces(path, keys):
        target = table(name, *map(column, columns))
        if name not in emptied:  # a migration may have put a first row there
            connection.execute(delete(target))
            emptied.add(name)
        connection.execute(insert(target), [dict(zip(columns, row, strict=True)) for row in rows])
    if header.revision != schema.REVISION:
        migrate(connection, schema.REVISION)
    searching.fill(connection, keys)
    return header
