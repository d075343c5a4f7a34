"""Keeps an eye on visits that may be the same as the open one, and fetches one of them to lay it beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from base.trouble import Trouble
from counter.case_view import CaseView
from counter.comparison import Comparison
from counter.office import Office
from counter.queue import Summary
from forms.actions import Status
from forms.visit import Visit


class Duplicate(Protocol):
    """What the counter needs of ``db.duplicates.Duplicate``."""

    summary: Summary
    shared: Sequence[str]

    @property
    def may_be_same(self) -> bool: ...


class DuplicateWatch(QObject):
    """Asks the store, in the office's thread, whenever the open visit has changed.

    Signals:
        found: what there is, a list of ``db.duplicates.Duplicate``; empty for none, or when no visit is open.
    """

    found = Signal(list)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._asked: tuple[str, int] | None = None
        self.duplicates: list[Duplicate] = []
        office.case_changed.connect(self._changed)
        office.reachable_changed.connect(lambda _reachable: self._changed(office.view))

    def _changed(self, view: CaseView | None) -> None:
        visit = view.review.visit if view else None
        asked = (visit.id, visit.version) if visit else None
        if asked == self._asked:
            return
        if visit is None or self._asked is None or self._asked[0] != visit.id:
            self._show([])
        self._asked = asked
        if visit is None:
            return
        if visit.status in (Status.WITHDRAWN, Status.ABANDONED):
            self._show([])
            return

        def answered(duplicates: list[Duplicate]) -> None:
            if self._asked == asked:
                self._show(duplicates)

        store = self._office.store

        def met(trouble: Trouble) -> None:
            if trouble.id == "needs_server":  # the case goes on without: asked once more when the server is back
                self._asked = None
            else:
                self._office.troubled.emit(trouble)

        self._office.worker.do(lambda: store.duplicates(visit), answered, met)

    def _show(self, duplicates: list[Duplicate]) -> None:
        if duplicates != self.duplicates:
            self.duplicates = duplicates
            self.found.emit(duplicates)

    def compare(self, other: str, then: Callable[[Comparison], None]) -> None:
        """Lays another visit beside the open one. Written down as a view of it before anything of it is shown."""
        view = self._office.view
        if view is None:
            return
        office, here = self._office, view.review.visit

        def fetch() -> Comparison:
            office.store.record("view", actor=office.session.actor, visit_id=other)
            return Comparison.of(here, Visit.replay(office.store.actions(other)))

        def fetched(comparison: Comparison) -> None:
            if office.view is not None and office.view.review.visit.id == here.id:
                then(comparison)

        office.worker.do(fetch, fetched, office.troubled.emit)
