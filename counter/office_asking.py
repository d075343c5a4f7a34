"""What the office asks the store for somebody who looks for something: each question is written down there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from base.clock import Clock, today
from base.trouble import Trouble
from counter.calls import StaffCall
from counter.case import Case
from counter.case_view import CaseView
from counter.office_store import Store
from counter.queue import Queue, Summary
from counter.session import Session, clerk_name
from counter.worker import Worker


class Asking:
    """The questions of :class:`counter.office.Office`."""

    store: Store
    session: Session
    clock: Clock
    worker: Worker
    counting: Worker
    queue: Queue
    view: CaseView | None
    _case: Case | None
    _summaries: list[Summary]
    _met: Callable[[Trouble], None]
    poll: Callable[[], None]

    def answer_call(self, id: str, told: Callable[[StaffCall | None], None]) -> None:
        """Says that this clerk goes to a kiosk.

        Args:
            id: of the call.
            told: gets the call with whoever goes, who may be a colleague that was faster; None when it is gone.
        """

        def answered(call: StaffCall | None) -> None:
            told(call)
            self.poll()

        self.worker.do(lambda: self.store.calls.answer(id, actor=self.session.actor), answered, self._met)

    def record_copy(self, fields: int, done: Callable[[], None]) -> None:
        """Records that values of the open visit are about to leave by the clipboard, and then has it done."""
        case = self._case
        if case is None:
            return
        visit_id = case.visit_id

        def record() -> None:
            self.store.record("copy", actor=self.session.actor, visit_id=visit_id, fields=fields)

        self.worker.do(record, lambda _nothing: done(), self._met)

    def find(self, number: str, found: Callable[[str | None], None]) -> None:
        """Looks for a visit of today by its reception number, also one that is not in the list."""
        if row := self.queue.numbered(number):
            found(row.id)
            return

        def ask() -> str | None:
            summary = self.store.find_by_reception_number(number, today(self.clock))
            self.store.record("search", actor=self.session.actor, by="reception_number", hits=int(summary is not None))
            return summary.id if summary else None

        self.worker.do(ask, found, self._met)

    def count(self, first: date, last: date, counted: Callable[[Any], None], failed: Callable[[Trouble], None]) -> None:
        """Has the office's figures of these days counted; they may take seconds, so a thread of their own does it."""

        def ask() -> Any:
            self.store.record("statistics", actor=self.session.actor)
            return self.store.statistics(first, last)

        self.counting.do(ask, counted, failed)

    def anchor_page(self, name: str, then: Callable[[bytes], None]) -> None:
        """Gets the page with the state of the audit, for whoever may have it.

        Args:
            name: of the office.
            then: gets it as PDF.
        """
        self.worker.do(lambda: self.store.anchor_page(name, self.clock.now()), then, self._met)

    def find_by_name(self, text: str, found: Callable[[Queue], None]) -> None:
        """Looks for the visits of people of a name or reading, of any day; gives them as a list, the latest first."""

        def ask() -> Queue:
            hits = self.store.search(text)
            # Before anything is shown. The name itself is not written down.
            self.store.record("search", actor=self.session.actor, by="name", hits=len(hits))
            return Queue.found(hits, self.clock.now(), self.store.protected(each.id for each in hits))

        self.worker.do(ask, found, self._met)

    def ask_colleagues(self, told: Callable[[list[str]], None]) -> None:
        """Tells to whom the open visit can be handed: accounts, and without any those who have a visit now."""

        def ask() -> list[str]:
            return self.store.colleagues(protected) or sorted(
                {clerk_name(each.assignee) for each in self._summaries if each.assignee}
            )

        protected = bool(self.view and self.view.review.visit.protected)
        mine = clerk_name(self.session.actor)
        self.worker.do(ask, lambda names: told([each for each in names if each != mine]), self._met)
