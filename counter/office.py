"""Between the store and the screens: asks the store in a thread, tells the screens what came of it.

Holds no decision of its own: the open :class:`counter.case.Case` makes them, the store keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from base import events
from base.clock import Clock, today
from base.trouble import Trouble
from counter.calls import Call, StaffCall, calls_at
from counter.case import Case
from counter.case_view import CaseView
from counter.office_asking import Asking
from counter.office_store import Following, Looked, Store, is_of_store
from counter.opening import Opening
from counter.queue import STATUSES, Queue, Summary
from counter.session import Session
from counter.unsent import Desk, Unsent, refused_of
from counter.worker import Worker
from db.lines import Act
from forms.actions import Status

POLL_MS = 2000
"""How often the store is asked whether anything is new and whether it is there, even when it tells nothing: waiting
minutes grow, and what tells of changes may be cut. One small row."""
LIST_LIMIT = 1000
"""Visits not yet done that are listed at most; twice a peak day of a whole ward."""


class Office(Asking, QObject):
    """The counter's work.

    Signals:
        queue_changed: the list of visits, a :class:`Queue`.
        calls_changed: the kiosks that ask for somebody, a tuple of :class:`Call`, the oldest first.
        case_changed: the open visit, a :class:`CaseView`, or None.
        reachable_changed: whether the store answers.
        troubled: expected trouble that the clerk has to know about.
        refused: the store says that this person may not do something (any more).
        unsent_changed: what was done while the server was away and waits, or was not taken over, an :class:`Unsent`.

    Args:
        store: of the counter, as this person sees it.
        session: whose work it is.
        clock: the time.
        parent: of the thread's object.
        desk: the same store, where there is an outbox in front of it; None where there is none.
    """

    queue_changed = Signal(object)
    calls_changed = Signal(object)
    case_changed = Signal(object)
    reachable_changed = Signal(bool)
    troubled = Signal(object)
    refused = Signal()
    unsent_changed = Signal(object)
    _told = Signal()

    def __init__(
        self, store: Store, session: Session, clock: Clock, parent: QObject | None = None, desk: Desk | None = None
    ) -> None:
        super().__init__(parent)
        self.store, self.session, self.clock, self.desk = store, session, clock, desk
        self.unsent = Unsent()
        self.worker = Worker("counter-store", self)
        self.counting = Worker("counter-figures", self)
        self.queue = Queue()
        self.calls: tuple[Call, ...] = ()
        self.view: CaseView | None = None
        self.lists = True
        """Whether this person may see the list at all."""
        self.reachable = True
        self._case: Case | None = None
        self._opening: Opening | None = None
        self.begun: str | None = None
        """The id of the visit that was opened here last for somebody who was not at the kiosk, or None."""
        self._summaries: list[Summary] = []
        self._protected: frozenset[str] = frozenset()
        self._position: int | None = None
        self._polling = False
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.poll)
        self._told.connect(self._changed, Qt.ConnectionType.QueuedConnection)
        self._stale = False
        self._following: Following | None = None

    def start(self) -> None:
        """Begins to follow the store."""
        self._following = self.store.follow(self._told.emit)
        self.poll()
        self._timer.start()

    def stop(self) -> None:
        """Ends the threads."""
        self._timer.stop()
        if self._following is not None:
            self._following.stop()
        self.worker.stop()
        self.counting.stop()

    @property
    def idle(self) -> bool:
        """Whether the store has answered everything."""
        return self.worker.idle and self.counting.idle

    # -- the list

    def poll(self) -> None:
        """Asks whether anything is new; the answer comes by signal."""
        if not self._polling:
            self._polling, self._stale = True, False
            self.worker.do(self._look, self._seen, self._not_seen)

    def _changed(self) -> None:
        """The store has told of something. What came while it was being asked is asked for once more."""
        self._stale = self._polling
        self.poll()

    def _look(self) -> Looked:
        if self.desk is None:
            return self._look_at_store()
        try:
            looked = self._look_at_store()
        except Trouble as trouble:
            if self.desk.reachable or not (is_of_store(trouble) or trouble.id == "needs_server"):
                raise
            return Looked([], 0, unsent=Unsent.of(self.desk), own=tuple(self.desk.own_summaries()))
        unsent = Unsent.of(self.desk)
        case = looked.case or self._case
        if case is not None and any(each.visit_id == case.visit_id for each in unsent.refused):
            refused = refused_of(self.desk, case.visit_id)
            if not {each.parcel.id for each in refused} <= case.refused_ids:
                return replace(
                    looked, unsent=unsent, case=case, view=case.meet_refused(refused, self.desk.settle_refused)
                )
        return replace(looked, unsent=unsent)

    def _look_at_store(self) -> Looked:
        position, calls = self.store.position(), self.store.calls.open()
        if position == self._position:
            return Looked(calls, position)
        if not self.lists:
            return Looked(calls, position, [])
        undone = [each for each in STATUSES if each is not Status.FILED]
        found = list(self.store.visits(statuses=undone, day=None, limit=LIST_LIMIT))
        found += self.store.visits(statuses=[Status.FILED], day=today(self.clock), limit=LIST_LIMIT)
        view, case = None, self._case
        if case is not None:
            # One that is not listed may be of another day, or not there any more for this person.
            version = next((each.version for each in found if each.id == case.visit_id), None)
            if version != case.view.review.visit.version:
                view = case.reload()
        protected = frozenset(self.store.protected(each.id for each in found))
        return Looked(calls, position, found, case, view, protected)

    def _seen(self, looked: Looked) -> None:
        self._polling, self._position = False, looked.position
        if looked.unsent is not None and looked.unsent != self.unsent:
            self.unsent = looked.unsent
            self.unsent_changed.emit(looked.unsent)
        if looked.away:
            self._seen_away(looked.own)
            return
        if looked.found is not None:
            self._summaries, self._protected = looked.found, looked.protected
        if looked.view is not None and looked.case is self._case:  # which may have been closed meanwhile
            self._show(looked.view)
        self._set_reachable(True)
        self._show_queue()
        self._show_calls(looked.calls)
        if self._stale:
            self.poll()

    def _seen_away(self, own: Iterable[Summary]) -> None:
        """The list stays as it was last, but for what was done here."""
        self._position = None
        done = {each.id: each for each in own}
        listed = [done.pop(each.id, each) for each in self._summaries]
        self._summaries = [*listed, *done.values()]
        self._set_reachable(False, Trouble("store_unreachable"))
        self._show_queue()

    def _show_queue(self) -> None:
        queue = Queue.at(self._summaries, self.clock.now(), self._protected)
        if queue != self.queue:
            self.queue = queue
            self.queue_changed.emit(queue)

    def _show_calls(self, open_: list[StaffCall]) -> None:
        calls = calls_at(open_, self.clock.now())
        if calls != self.calls:
            self.calls = calls
            self.calls_changed.emit(calls)

    def _not_seen(self, trouble: Trouble) -> None:
        self._polling = False
        self._position = None
        self._met(trouble)
        if trouble.id == "visit_unknown":
            self.close()  # purged, or protected from this person, while it was open
            self.poll()

    # -- one visit

    def open(self, visit_id: str) -> None:
        """Opens a visit; takes it when nobody has it."""

        def begin() -> tuple[Case, CaseView]:
            case = Case(self.store, visit_id, self.session, self.clock)
            # Before anything is shown: who may not be written down does not see it.
            self.store.record("view", actor=self.session.actor, visit_id=case.visit_id)
            view = case.open()
            if self.desk is not None and (refused := refused_of(self.desk, visit_id)):
                view = case.meet_refused(refused, self.desk.settle_refused)
            return case, view

        def begun(opened: tuple[Case, CaseView]) -> None:
            self._case, view = opened
            self._show(view)
            self.poll()

        self.worker.do(begin, begun, self._met)

    def begin(self, kind: str) -> None:
        """Opens a visit of somebody who was not at the kiosk. Asked again after trouble, it is the same visit."""
        if self._opening is None or self._opening.kind != kind:
            self._opening = Opening(kind, self.session, self.clock)
        opening = self._opening
        self.begun = opening.visit_id

        def opened(visit_id: str) -> None:
            if self._opening is opening:
                self._opening = None
            self._answered()
            self.open(visit_id)

        self.worker.do(lambda: opening.store(self.store), opened, self._met)

    def close(self) -> None:
        """Leaves the open visit as it is."""
        self._case = None
        self._show(None)

    def do(
        self,
        act: Callable[[Case], CaseView],
        done: Callable[[CaseView], None] | None = None,
        failed: Callable[[Trouble], None] | None = None,
    ) -> None:
        """Does something with the open visit, in order with everything before it.

        Args:
            act: runs in the thread.
            done: gets the case as it is then, after the screens have it.
            failed: gets trouble instead of the screens' general place for it; the store's own comes there too.
        """
        case = self._case
        if case is None:
            return

        def shown(view: CaseView) -> None:
            if case is not self._case:
                return
            self._answered()
            self._show(view)
            if done:
                done(view)
            self.poll()

        def met(trouble: Trouble) -> None:
            if failed:
                failed(trouble)
            if not failed or is_of_store(trouble):
                self._met(trouble)
            elif trouble.id == "not_allowed":
                self.refused.emit()
            if trouble.id == "visit_unknown":
                self._position = None  # looks whether the open one is still there
                self.poll()

        self.worker.do(lambda: act(case), shown, met)

    def discard_refused(self, visit_id: str, done: Callable[[], None]) -> None:
        """Gives up what was not taken over of a visit, be there any left to open or not."""
        desk = self.desk
        if desk is None:
            return

        def discarded(_nothing: None) -> None:
            done()
            self.poll()

        self.worker.do(lambda: desk.settle_refused(refused_of(desk, visit_id), Act.DISCARD), discarded, self._met)

    def record_print(self, visit_id: str, form: str, pages: int) -> None:
        """Records that a visit's form was printed again, be it still open or not."""

        def record() -> CaseView | None:
            case = self._case if self._case and self._case.visit_id == visit_id else None
            if case is None:
                Case(self.store, visit_id, self.session, self.clock).printed(form, pages)
                return None
            return case.printed(form, pages)

        def recorded(view: CaseView | None) -> None:
            if view is not None and self._case is not None and self._case.visit_id == visit_id:
                self._show(view)

        self.worker.do(record, recorded, self._met)

    def _show(self, view: CaseView | None) -> None:
        if view != self.view:
            self.view = view
            self.case_changed.emit(view)

    # -- trouble

    def _answered(self) -> None:
        """Something was stored: at the server, or where there is an outbox, in that; then only a look tells which."""
        if self.desk is None:
            self._set_reachable(True)

    def _met(self, trouble: Trouble) -> None:
        if is_of_store(trouble) and not (self.desk is not None and self.desk.reachable):
            self._set_reachable(False, trouble)
        self.troubled.emit(trouble)
        if trouble.id == "not_allowed":
            self.refused.emit()

    def _set_reachable(self, reachable: bool, trouble: Trouble | None = None) -> None:
        if reachable == self.reachable:
            return
        self.reachable = reachable
        if reachable:
            events.log("counter.store_back")
        else:
            events.log("counter.store_lost", trouble=trouble.id if trouble else "")
        self.reachable_changed.emit(reachable)
