"""Key rotation: the store goes on to a new key, and every sealed row follows it, batch by batch.

1. The new key is in the ring, and in the key files of all machines (``keys add``); nothing is sealed with it yet.
2. One transaction seals the store's own mark (``key_check``) with it. From its commit on whoever writes to the store
   seals with the new key, or is refused: every writer looks at the mark in the transaction that it writes in.
3. Batches seal the rest anew, each one a transaction. Every row says which key it needs, so whoever comes after a
   kill sees what is left.
4. When no row needs another key, the others are retired: they stay in the file to open old backups, and never seal.

The keys of the audit and of the blind index stay: the chain of the audit hangs on them, and they open nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, func, literal_column, select, update

from base.trouble import Trouble
from db import schema
from db.accounts_rows import resealed_account
from db.audit import append, it_staff, this_machine
from db.crypto import HEAD_BYTES, KeyRing, head_of, key_id_of
from db.engine import writing
from db.figures import resealed_figures
from db.lines import Act, Entry
from db.opening import key_check_of
from db.place import Place
from db.rows import resealed_action, resealed_page


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column of sealed values.

    Attributes:
        table: whose.
        column: which.
        again: seals a row's value anew.
        batch: so many rows in one transaction; pictures are large.
    """

    table: Table
    column: Column
    again: Callable[[Mapping, KeyRing], bytes]
    batch: int

    @property
    def key(self) -> Column:
        """The table's primary key."""
        (column,) = self.table.primary_key.columns
        return column

    @property
    def head(self) -> Any:
        """What each value begins with: :func:`db.crypto.head_of` of its key."""
        return func.substr(self.column, 1, HEAD_BYTES)


SEALED = (
    Sealed(schema.accounts, schema.accounts.c.secrets, resealed_account, 50),
    Sealed(schema.actions, schema.actions.c.data, resealed_action, 500),
    Sealed(schema.visits, schema.visits.c.figures, resealed_figures, 500),
    Sealed(schema.pages, schema.pages.c.data, resealed_page, 8),
)
"""Everything in the store that is sealed, but its own mark."""

Told = Callable[[str, int], None]
"""Told what has just been done and how many rows it was: ``activated``, the name of a table, ``retired``."""


def needed(connection: Connection) -> dict[str, dict[str, int]]:
    """Key id → table → how many rows were sealed with it."""
    found: dict[str, dict[str, int]] = {}
    mark = connection.scalars(select(schema.store.c.key_check)).one()
    found[key_id_of(mark)] = {schema.store.name: 1}
    for each in SEALED:
        # By name: PostgreSQL cannot tell that two expressions with parameters are the same.
        rows = connection.execute(
            select(each.head.label("head"), func.count())
            .where(each.column.is_not(None))
            .group_by(literal_column("head"))
        )
        for head, count in rows:
            found.setdefault(key_id_of(bytes(head)), {})[each.table.name] = count
    return found


def activate(engine: Engine, place: Place, keys: KeyRing, key_id: str, now: datetime) -> bool:
    """Makes a key of the ring the one that everybody seals with.

    Returns:
        False where it is that already.
    """
    with writing(engine, place) as connection:
        row = connection.execute(select(schema.store.c.id, schema.store.c.key_check).with_for_update()).one()
        keys.active = key_id
        if key_id_of(row.key_check) == key_id:
            return False
        connection.execute(update(schema.store).values(key_check=key_check_of(keys, row.id)))
        entry = Entry(Act.KEY_ACTIVATE, it_staff(), detail={"key": key_id, "before": key_id_of(row.key_check)})
        append(connection, keys, [entry], now, this_machine())
    return True


def reseal(engine: Engine, place: Place, keys: KeyRing, told: Told) -> int:
    """Seals everything anew that needs another key than the active one. May be cut off anywhere and begun again.

    Returns:
        How many rows could not be opened and stay as they are; ``kakanai db check`` names them.

    Raises:
        Trouble: any ``store_…`` but that of a single row.
    """
    unreadable = 0
    for each in SEALED:
        last: Any = None
        while True:
            with writing(engine, place) as connection:
                query = select(each.table).where(each.head != head_of(keys.active)).order_by(each.key)
                query = query.limit(each.batch).with_for_update()
                if last is not None:
                    query = query.where(each.key > last)
                rows = connection.execute(query).mappings().all()
                done = 0
                for row in rows:
                    last = row[each.key.name]
                    try:
                        value = each.again(row, keys)
                    except Trouble as trouble:  # logged where the row was opened
                        if trouble.id not in ("store_altered", "key_missing"):
                            raise
                        unreadable += 1
                        continue
                    change = update(each.table).where(each.key == last).values({each.column.name: value})
                    connection.execute(change)
                    done += 1
            if not rows:
                break
            told(each.table.name, done)
    return unreadable


def retire(engine: Engine, place: Place, keys: KeyRing, now: datetime) -> tuple[str, ...]:
    """Retires every key of the ring that no row needs; none while any row needs another than the active one.

    The ring is not saved.

    Returns:
        The keys that were retired.
    """
    with writing(engine, place) as connection:
        # Held, so that whoever is about to write waits, and then sees the new key.
        connection.execute(select(schema.store.c.id).with_for_update()).one()
        if set(needed(connection)) != {keys.active}:
            return ()
        gone = keys.retire()
        entries = [Entry(Act.KEY_RETIRE, it_staff(), detail={"key": each}) for each in gone]
        if entries:
            append(connection, keys, entries, now, this_machine())
    return gone
