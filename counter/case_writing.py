"""How a case reads and writes: each act rests on what was read before it; when somebody was faster, it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from base import events
from base.clock import Clock, today
from base.trouble import Trouble
from counter.case_view import CaseView, Conflict, Store
from counter.changes import differences
from counter.decisions import find_undo
from counter.review import Review
from counter.session import Session
from counter.unsent import wanted
from counter.wanted import is_true
from db.lines import Act
from db.parcels import Refused
from forms.actions import Action, ActionType, Status, allowed
from forms.visit import Visit, new_id


class CaseWriting:
    """One open visit, without anything that can be done to it. Used from one thread at a time.

    Args:
        store: where the visit lies.
        visit_id: which visit.
        session: whose decisions these are.
        clock: gives the time of actions and the day that the rules count from.

    Raises:
        Trouble: the store's own (``version_conflict`` never comes out of here).
    """

    def __init__(self, store: Store, visit_id: str, session: Session, clock: Clock) -> None:
        self._store, self._session, self._clock = store, session, clock
        self._actions: list[Action] = []
        self._visit = self._read(visit_id)
        self._conflict: Conflict | None = None
        self._unsaved: tuple[Action, ...] = ()
        self._pages: dict[str, bytes] = {}
        self._refused: tuple[Refused, ...] = ()
        self._settle_refused: Callable[[Sequence[Refused], Act], None] = _nothing

    @property
    def visit_id(self) -> str:
        return self._visit.id

    @property
    def view(self) -> CaseView:
        """The case as it is to be shown."""
        visit = self._visit
        mine = visit.status is Status.IN_REVIEW and visit.assignee == self._session.actor
        return CaseView(
            Review.of(visit, today(self._clock)),
            mine,
            allowed(visit.status, ActionType.TAKE) and not mine,
            mine and find_undo(self._actions, self._session.actor) is not None,
            self._conflict,
        )

    def reload(self) -> CaseView:
        """Reads the visit again; what somebody else changed is shown as a conflict with nothing wanted."""
        before = self._visit
        self._visit = self._read(before.id)
        if self._visit.version != before.version:
            self._meet(before, ())
        return self.view

    def meet_refused(self, refused: Sequence[Refused], settle: Callable[[Sequence[Refused], Act], None]) -> CaseView:
        """Reads the visit again and shows, as a conflict, what was done while the server was away and not taken over.

        Args:
            refused: of this visit, this clerk's.
            settle: writes down and forgets, once the clerk has done it anew or given it up.
        """
        self._visit = self._read(self._visit.id)
        base = refused[0].parcel.expected_version or 0
        before = Visit.replay(self._actions[:base]) if 0 < base <= len(self._actions) else self._visit
        left = tuple(each for each in wanted(refused) if not is_true(self._visit, each))
        self._refused, self._settle_refused = tuple(refused), settle
        self._conflict = Conflict(differences(before, self._visit), left, late=True)
        return self.view

    @property
    def refused_ids(self) -> frozenset[str]:
        """Of what of the outbox is on screen."""
        return frozenset(each.parcel.id for each in self._refused)

    # -- inside

    def _decided(self, act: Act) -> None:
        """What was not taken over is done with."""
        if self._refused:
            self._settle_refused(self._refused, act)
            self._refused = ()

    def _page(self, page_id: str) -> bytes:
        return self._pages.get(page_id) or self._store.page(page_id)

    def _require_mine(self) -> None:
        visit = self._visit
        if visit.status is not Status.IN_REVIEW or visit.assignee != self._session.actor:
            raise Trouble("visit_not_taken")

    def _action_of(self, visit_id: str, type: ActionType, **data: Any) -> Action:
        return Action(new_id(), visit_id, type, self._clock.now(), self._session.actor, data)

    def _action(self, type: ActionType, **data: Any) -> Action:
        # The same thing once more after a failed write keeps its id: if the first one reached the store after
        # all, the store adds nothing twice.
        for unsaved in self._unsaved:
            if unsaved.type is type and dict(unsaved.data) == data:
                return unsaved
        return self._action_of(self._visit.id, type, **data)

    def _add(self, *actions: Action, pages: Mapping[str, bytes] = {}) -> CaseView:
        """Adds actions of one sort, all of them or none."""
        if not all(allowed(self._visit.status, action.type) for action in actions):
            raise Trouble("visit_not_taken")
        self._unsaved = actions
        with_pages = {"pages": pages} if pages else {}
        try:
            self._store.add(list(actions), expected_version=self._visit.version, **with_pages)
        except Trouble as trouble:
            if trouble.id != "version_conflict":
                raise
            self._unsaved = ()
            self._pages.update(pages)
            events.log("counter.version_conflict", visit=self._visit.id)
            before, self._visit = self._visit, self._read(self._visit.id)
            self._meet(before, actions)
            return self.view
        before, self._visit = self._visit, self._read(self._visit.id)
        self._unsaved = ()
        self._conflict = None
        if self._visit.version > before.version + len(actions):  # somebody wrote between our writing and our reading
            self._meet(before, ())
        return self.view

    def _read(self, visit_id: str) -> Visit:
        self._actions = self._store.actions(visit_id)
        return Visit.replay(self._actions)

    def _meet(self, before: Visit, wanted: tuple[Action, ...]) -> None:
        """Keeps what others changed since `before`, and what of the wanted does not hold already."""
        ours = {each.id for each in self._unsaved}
        new = self._actions[before.version :]
        others = [each for each in new if each.id not in ours]
        changes = differences(before, self._visit) if others else ()
        earlier = self._conflict.wanted if self._conflict else ()
        left = tuple(each for each in wanted or earlier if not is_true(self._visit, each))
        self._conflict = Conflict(changes, left) if changes or left else None


def _nothing(_refused: Sequence[Refused], _act: Act) -> None:
    """There is nothing to forget."""
