"""What can be asked of a store. Every question is a transaction of its own and sees one state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from sqlalchemy import Connection, Engine, Select, select

from base import events
from base.trouble import Trouble
from db import duplicates, schema, searching, statistics
from db.accounts_rights import receivers
from db.crypto import KeyRing
from db.duplicates import Duplicate
from db.engine import reading
from db.following import Following
from db.place import Place
from db.protecting import protected_among
from db.rows import action_from_row, page_from_row
from db.statistics import Statistics
from db.summary import VisitSummary
from forms.actions import Action, Status
from forms.visit import Visit


class Answers:
    """The questions. :class:`db.store.Store` adds the acts.

    Args:
        place: where the store is.
        engine: its connections.
        keys: of the store.
    """

    def __init__(self, place: Place, engine: Engine, keys: KeyRing) -> None:
        self.place = place
        self._engine = engine
        self._keys = keys

    def actions(self, visit_id: str) -> list[Action]:
        """Everything done to a visit, oldest first.

        Raises:
            Trouble: ``visit_unknown``, ``store_altered`` (a row does not open), any ``store_…``.
        """
        with reading(self._engine, self.place) as connection:
            found = self._actions(connection, visit_id)
        if not found:
            raise Trouble("visit_unknown")
        return found

    def visit(self, visit_id: str) -> Visit:
        """The visit that its actions add up to.

        Raises:
            Trouble: as :meth:`actions`.
        """
        return Visit.replay(self.actions(visit_id))

    def page(self, page_id: str) -> bytes:
        """A page picture.

        Raises:
            Trouble: ``page_unknown``, ``store_altered``, any ``store_…``.
        """
        with reading(self._engine, self.place) as connection:
            row = connection.execute(select(schema.pages).where(schema.pages.c.id == page_id)).mappings().first()
        if row is None:
            raise Trouble("page_unknown")
        return page_from_row(row, self._keys)

    def visits(
        self, *, statuses: Iterable[Status] | None = None, day: date | None = None, limit: int = 200
    ) -> list[VisitSummary]:
        """Visits in the order in which they were submitted (until then, opened), oldest first.

        Args:
            statuses: only these; None for all.
            day: only those submitted (until then, opened) on this day in Japan.
            limit: at most so many.
        """
        table = schema.visits
        query = select(table).order_by(table.c.queued).limit(limit)
        if statuses is not None:
            query = query.where(table.c.status.in_([str(each) for each in statuses]))
        if day is not None:
            query = query.where(table.c.day == day.isoformat())
        return self._summaries(query)

    def find_by_reception_number(self, number: str, day: date) -> VisitSummary | None:
        """The visit that was given this number on this day, or None."""
        table = schema.visits
        found = self._summaries(select(table).where(table.c.day == day.isoformat(), table.c.reception_number == number))
        return found[0] if found else None

    def search(self, text: str, limit: int = 100) -> list[VisitSummary]:
        """Visits of people of a name or reading, in any variant, the latest first; see :mod:`db.searching`.

        Args:
            text: family name, given name or both, as somebody typed it.
            limit: at most so many.
        """
        return self._summaries(searching.query(text, self._keys, limit))

    def protected(self, ids: Iterable[str]) -> set[str]:
        """Those of the visits that are protected (支援措置): for who may see that, see :class:`db.seen.Seen`."""
        with reading(self._engine, self.place) as connection:
            return protected_among(connection, ids)

    def colleagues(self, protected: bool = False) -> list[str]:
        """Names of the accounts that a (protected) visit can be handed to; none in a store without accounts."""
        with reading(self._engine, self.place) as connection:
            return receivers(connection, self._keys, protected)

    def duplicates(self, visit: Visit) -> list[Duplicate]:
        """Visits that may be the same as this one, or go to the same home; see :func:`db.duplicates.find`.

        Raises:
            Trouble: ``store_altered``, any ``store_…``.
        """
        with reading(self._engine, self.place) as connection:
            return duplicates.find(connection, self._keys, visit)

    def statistics(self, first: date, last: date, *, protected: bool = True) -> Statistics:
        """The office's figures of these days, both included, protected visits too; see :func:`db.statistics.count`.

        Raises:
            Trouble: any ``store_…``.
        """
        return statistics.count(self._engine, self.place, self._keys, first, last, protected=protected)

    def position(self) -> int:
        """How many actions the store holds. One small row: cheap enough to ask every second."""
        with reading(self._engine, self.place) as connection:
            return connection.scalars(select(schema.store.c.position)).one()

    def follow(self, told: Callable[[], None]) -> Following:
        """Has somebody told, in another thread, soon after anything was added; see :class:`db.following.Following`."""
        return Following(self.place, told)

    def changes_since(self, position: int) -> tuple[int, list[VisitSummary]]:
        """What a live list has to redraw.

        Args:
            position: as last returned from here or from :meth:`position`; 0 for everything.

        Returns:
            The position now, and the visits that changed after the given one, oldest change first.
        """
        table = schema.visits
        with reading(self._engine, self.place) as connection:
            now = connection.scalars(select(schema.store.c.position)).one()
            if now == position:
                return now, []
            rows = connection.execute(select(table).where(table.c.changed > position).order_by(table.c.changed))
            return now, [VisitSummary.from_row(row) for row in rows.mappings()]

    def _summaries(self, query: Select) -> list[VisitSummary]:
        with reading(self._engine, self.place) as connection:
            return [VisitSummary.from_row(row) for row in connection.execute(query).mappings()]

    def _actions(self, connection: Connection, visit_id: str) -> list[Action]:
        table = schema.actions
        rows = connection.execute(select(table).where(table.c.visit_id == visit_id).order_by(table.c.number))
        found = []
        for number, row in enumerate(rows.mappings(), 1):
            if row["number"] != number:
                events.log("db.row_unreadable", table="actions", row=row["id"])
                raise Trouble("store_altered", row=row["id"])
            found.append(action_from_row(row, self._keys))
        return found
