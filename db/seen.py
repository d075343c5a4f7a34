"""The store as one person sees it: what is protected is not there for whoever may not see it.

What a store without accounts holds, everybody sees. The right is asked for anew each time, so that it ends at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from base.trouble import Trouble
from db import schema
from db.accounts_rights import may_see
from db.engine import reading
from db.lines import Act
from db.protecting import protected_among
from forms.actions import Action, Status
from forms.visit import Visit

if TYPE_CHECKING:
    from db.duplicates import Duplicate
    from db.statistics import Statistics
    from db.store import Store
    from db.summary import VisitSummary

AS_IT_IS = frozenset(
    {"accounts", "add", "calls", "colleagues", "follow", "next_reception_number", "position", "record", "room"}
)
"""What of a store shows no visit, or asks for the actor's right by itself. What is neither here nor below is not
given out: whoever adds something to the store decides first what a protected visit means for it."""


class Seen:
    """What a screen gets of a :class:`db.store.Store`. Every method is that of the store, less what is not there.

    Args:
        store: an open one.
        actor: who looks, as in :class:`forms.actions.Action`.
    """

    def __init__(self, store: Store, actor: str) -> None:
        self._store, self._actor = store, actor

    def __getattr__(self, name: str) -> Any:
        if name not in AS_IT_IS:
            raise AttributeError(f"a screen has no {name} of the store")
        return getattr(self._store, name)

    def actions(self, visit_id: str) -> list[Action]:
        try:
            if self._hidden([visit_id]):
                raise Trouble("visit_unknown")
            return self._store.actions(visit_id)
        except Trouble as trouble:
            if trouble.id == "visit_unknown":  # the same line, and the same time, whether it is hidden or not there
                self._store.audit.record("view", actor=self._actor, visit_id=visit_id, result="visit_unknown")
            raise

    def visit(self, visit_id: str) -> Visit:
        return Visit.replay(self.actions(visit_id))

    def page(self, page_id: str) -> bytes:
        table = schema.pages
        with reading(self._store._engine, self._store.place) as connection:
            visit_id = connection.scalar(select(table.c.visit_id).where(table.c.id == page_id))
        if visit_id is not None and self._hidden([visit_id]):
            raise Trouble("page_unknown")
        return self._store.page(page_id)

    def visits(
        self, *, statuses: Iterable[Status] | None = None, day: date | None = None, limit: int = 200
    ) -> list[VisitSummary]:
        return self._left(self._store.visits(statuses=statuses, day=day, limit=limit))

    def find_by_reception_number(self, number: str, day: date) -> VisitSummary | None:
        found = self._store.find_by_reception_number(number, day)
        return found if found is not None and self._left([found]) else None

    def search(self, text: str, limit: int = 100) -> list[VisitSummary]:
        return self._left(self._store.search(text, limit))

    def protected(self, ids: Iterable[str]) -> set[str]:
        with reading(self._store._engine, self._store.place) as connection:
            if not may_see(connection, self._store._keys, self._actor):
                return set()
            return protected_among(connection, ids)

    def duplicates(self, visit: Visit) -> list[Duplicate]:
        found = self._store.duplicates(visit)
        hidden = self._hidden(each.summary.id for each in found)
        return [each for each in found if each.summary.id not in hidden]

    def statistics(self, first: date, last: date) -> Statistics:
        with reading(self._store._engine, self._store.place) as connection:
            protected = may_see(connection, self._store._keys, self._actor)
        return self._store.statistics(first, last, protected=protected)

    def anchor_page(self, office: str, made: datetime) -> bytes:
        """The page with the state of the audit now, as PDF, to be locked away; asking for it is its last line.

        Raises:
            Trouble: ``not_allowed``, ``font_missing``, any ``store_…``.
        """
        from db.anchor_sheet import sheet

        self._store.record(Act.AUDIT_ANCHOR, actor=self._actor)
        anchor = self._store.audit.anchor()
        assert anchor is not None  # the line that was just written
        return sheet(anchor, office=office, place=self._store.place.name, day=None, made=made)

    def changes_since(self, position: int) -> tuple[int, list[VisitSummary]]:
        now, found = self._store.changes_since(position)
        return now, self._left(found)

    def _left(self, found: list[VisitSummary]) -> list[VisitSummary]:
        hidden = self._hidden(each.id for each in found)
        return [each for each in found if each.id not in hidden]

    def _hidden(self, ids: Iterable[str]) -> set[str]:
        """Those of the visits that are not there for this actor."""
        with reading(self._store._engine, self._store.place) as connection:
            if may_see(connection, self._store._keys, self._actor):
                return set()
            return protected_among(connection, ids)
