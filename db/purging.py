"""Retention: what is older than the office may keep it goes, provably, and what is left says when and how much."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, text

from base.trouble import Trouble
from db import schema
from db.audit import it_staff
from db.engine import reading, writing
from db.errors import translated
from db.lines import Act, Entry
from db.store import Store
from forms.actions import ActionType, Status

ENDED = (Status.FILED, Status.ABANDONED, Status.RETURNED, Status.WITHDRAWN, Status.OPEN)
"""Statuses of visits that nobody here still works on. An open one was left at a kiosk that lost its power."""
_TABLES = ("actions", "pages", "search_terms", "visits")


@dataclass(frozen=True, slots=True)
class Due:
    """A visit whose last action is older than the retention.

    Attributes:
        id: of the visit.
        status: where it stands.
        exported: whether a batch took it over.
    """

    id: str
    status: Status
    exported: bool


def due(store: Store, before: datetime) -> list[Due]:
    """Visits whose last action was before a moment, oldest first, also those that are not :data:`ENDED`."""
    visits, actions = schema.visits, schema.actions
    taken = select(actions.c.visit_id).where(actions.c.type == str(ActionType.EXPORT)).scalar_subquery()
    query = (
        select(visits.c.id, visits.c.status, visits.c.id.in_(taken))
        .join(actions, actions.c.position == visits.c.changed)
        .where(actions.c.at < before)
        .order_by(visits.c.changed)
    )
    with reading(store._engine, store.place) as connection:
        return [Due(id, Status(status), bool(exported)) for id, status, exported in connection.execute(query)]


def purge_one(store: Store, visit_id: str, before: datetime, now: datetime) -> tuple[int, int] | None:
    """Deletes a visit, and writes down that and when, in one transaction.

    Returns:
        How many actions and pages it had, or None when somebody worked on it meanwhile.

    Raises:
        Trouble: any ``store_…``.
    """
    visits, actions, pages = schema.visits, schema.actions, schema.pages
    with writing(store._engine, store.place) as connection:
        # Whoever adds an action holds the row of the store as well: none slips in between looking and deleting.
        connection.execute(select(schema.store.c.id).with_for_update())
        of_it = actions.c.visit_id == visit_id
        found = select(func.count(), func.min(actions.c.position), func.max(actions.c.at)).where(of_it)
        count, first, last = connection.execute(found).one()
        if not count or last >= before:
            return None
        page_count = connection.execute(delete(pages).where(pages.c.visit_id == visit_id)).rowcount
        connection.execute(delete(actions).where(of_it))
        connection.execute(delete(schema.search_terms).where(schema.search_terms.c.visit_id == visit_id))
        connection.execute(delete(visits).where(visits.c.id == visit_id))
        connection.execute(insert(schema.purges).values(visit_id=visit_id, at=now, actions=count, position=first))
        detail = {"actions": count, "pages": page_count}
        store.audit.append(connection, [Entry(Act.PURGE, it_staff(), visit_id, detail=detail)])
    return count, page_count


def wipe(store: Store) -> bool:
    """Makes the database give up the space of what was deleted, so that it is nowhere in its files.

    SQLite overwrites deleted rows with zeros (secure_delete); here its journal is emptied and the file packed.
    PostgreSQL writes the tables anew.

    Returns:
        False when others held the store, or the account does not own the tables: then it is still to be done.
    """
    if store.place.file is None:
        autocommit = store._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        with translated(store.place), autocommit as connection:
            return _wipe_server(connection)
    try:
        # Below SQLAlchemy, which would begin a transaction: neither works in one.
        with translated(store.place), closing(store._engine.raw_connection()) as connection:
            connection.driver_connection.execute("VACUUM")
            busy = connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except Trouble as trouble:
        if trouble.id != "store_locked":
            raise
        return False
    return not busy


def _wipe_server(connection: Connection) -> bool:
    owned = text("SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class WHERE relname = ANY(:names)")
    if not connection.execute(owned, {"names": list(_TABLES)}).scalar():
        return False
    connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(_TABLES)}")
    return True


def backups_holding(store: Store) -> Iterator[tuple[str, datetime]]:
    """Names and times of the backups in the catalogue that were made while something since purged was there."""
    backups, purges = schema.backups, schema.purges
    held = select(purges.c.visit_id).where(purges.c.at > backups.c.at, purges.c.position <= backups.c.position)
    with reading(store._engine, store.place) as connection:
        rows = connection.execute(select(backups.c.name, backups.c.at).where(held.exists()).order_by(backups.c.at))
        yield from ((row.name, row.at) for row in rows)
