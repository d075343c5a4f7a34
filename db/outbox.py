"""The outbox: kiosk and counter write here first, and it delivers to the store when that is there.

An add returns once it is on this machine's disk. The store is given a moment to answer; if it does not, the delivery
goes on by itself, also after a restart, and ends with exactly one of each action, because their ids are kept.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType

from base import events
from base.clock import Clock, SystemClock, today
from base.trouble import Trouble
from db.adding import one_visit
from db.box import Box
from db.calls import Calls
from db.crypto import KeyRing
from db.journeys import LeftJourney
from db.lines import DONE, Act, done_at
from db.outbox_state import OutboxState
from db.parcels import Note, Parcel, Refused
from db.place import Limits
from db.store import Store
from forms.actions import Action
from forms.visit import new_id

LIMITS = Limits(busy_s=2.0, connect_s=2, ping_s=1.0, reply_s=4.0)
"""For the store behind an outbox: nobody waits for it, so it may be given up sooner."""
ACKNOWLEDGE_S = 3.0
"""How long an add waits to hear from a store that answered last time."""
RETRY_S = 2.0
"""Between two tries to reach a store that does not answer."""
WRITTEN_DOWN = ("not_allowed", "visit_unknown")
"""Refusals that the store writes into the audit itself."""


class OutboxStore:
    """A store that always takes what is given to it. Same ``add`` and ``next_reception_number`` as the store's.

    Args:
        file: of the outbox, this process's own.
        keys: of the store; what waits is sealed with them.
        open_store: opens the store, with :data:`LIMITS`; called on the outbox's own thread.
        clock: for the times of waiting and the day of the lease.
        acknowledge_s: see :data:`ACKNOWLEDGE_S`.
        retry_s: see :data:`RETRY_S`.
        max_waiting, max_bytes: how much may wait, as in :class:`db.box.Box`.
        forget_days: after so many days nobody is asked any more about what the store did not take; None: never.

    Raises:
        Trouble: ``outbox_damaged``, ``key_beside_data``, ``store_readonly``, ``store_full``.
    """

    def __init__(
        self,
        file: Path,
        keys: KeyRing,
        open_store: Callable[[], Store],
        *,
        clock: Clock | None = None,
        acknowledge_s: float = ACKNOWLEDGE_S,
        retry_s: float = RETRY_S,
        max_waiting: int | None = None,
        max_bytes: int | None = None,
        forget_days: int | None = None,
    ) -> None:
        self._box = Box(file, keys, max_waiting=max_waiting, max_bytes=max_bytes)
        self._forget_days = forget_days
        self._open, self._clock = open_store, clock or SystemClock()
        self._acknowledge_s, self._retry_s = acknowledge_s, retry_s
        self._store: Store | None = None
        self._store_lock = threading.Lock()
        self._change = threading.Condition()
        self._reachable = True
        self._trouble: Trouble | None = None
        self._overdue = False
        self._answers: dict[str, int | Trouble | None] = {}
        self._leased_on: date | None = None
        self._closing = False
        self._news = True
        self._thread = threading.Thread(target=self._run, name="kakanai-outbox", daemon=True)
        self._thread.start()

    def __enter__(self) -> OutboxStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the delivery; what still waits is delivered after the next start."""
        with self._change:
            self._closing = True
            self._change.notify_all()
        self._thread.join()
        if self._store:
            self._store.close()
        self._box.close()

    def add(
        self,
        actions: Sequence[Action],
        *,
        expected_version: int | None = None,
        pages: Mapping[str, bytes] = {},
        seen: Sequence[str] = (),
    ) -> int:
        """Takes actions of one visit. When it returns, they survive a power cut and will be in the store once.

        Returns:
            The visit's version in the store; while that cannot be reached, the version that it will have if nobody
            else adds.

        Raises:
            Trouble: what the store answers in time (``version_conflict``, ``action_not_allowed``, …; nothing was
                added then), ``outbox_full``, ``store_full``, ``store_readonly``. Never ``store_unreachable``.
            ValueError: as :meth:`db.store.Store.add`.
        """
        one_visit(actions)
        named = {page for action in actions for page in action.data.get("page_ids", ())}
        if pages.keys() - named:
            raise ValueError("pages that no action names")
        with self._change:
            id = self._box.put(actions, pages, expected_version, self._clock.now(), seen)
            self._answers[id] = None
            self._news = True
            self._change.notify_all()
            self._change.wait_for(
                lambda: self._answers[id] is not None or self._overdue or not self._delivers or self._closing,
                self._acknowledge_s,
            )
            # Whoever comes next waits no more for a store that hangs, until it has answered something.
            self._overdue = self._overdue or self._answers[id] is None
            # Taken out under the lock: from here on, a refusal is kept in the box instead of told here.
            answer = self._answers.pop(id)
        if isinstance(answer, Trouble):
            raise answer
        return answer if answer is not None else (expected_version or 0) + len(seen) + len(actions)

    def next_reception_number(self, day: date) -> str:
        """The store's next number of the day, or one of this outbox's own while the store cannot be reached.

        Raises:
            Trouble: ``reception_numbers_used_up``; any ``store_…`` while this outbox has no numbers of its own,
                because it never reached the store within the last days.
        """
        trouble = self._away()
        if self._delivers:
            try:
                return self._reached().next_reception_number(day)
            except Trouble as caught:
                if not is_passing(caught):
                    raise
                trouble = caught
                self._met(caught)
        number = self._box.next_number(day)
        if number is None:
            raise trouble
        return number

    @property
    def reachable(self) -> bool:
        """Whether the store answered last time, and soon enough."""
        return self._delivers and not self._overdue

    def reached(self) -> Store:
        """The store behind.

        Raises:
            Trouble: ``store_unreachable``, or whatever kept the store from answering last.
        """
        if not self.reachable:
            raise self._away()
        return self._reached()

    def met(self, trouble: Trouble) -> None:
        """Tells what somebody met who asked the store by themselves."""
        if is_passing(trouble):
            self._met(trouble)

    def waiting(self, visit_id: str) -> list[Parcel]:
        """What is not yet delivered of a visit, the oldest first."""
        return self._box.waiting(visit_id)

    def refused(self) -> list[Refused]:
        """What the store will not take, the oldest first."""
        return self._box.refused()

    def drop_refused(self, ids: Sequence[str]) -> None:
        """Forgets what somebody has seen and decided about."""
        self._box.drop(*ids)

    def keep_note(
        self, act: str, actor: str, visit_id: str | None = None, result: str = DONE, **detail: str | int
    ) -> None:
        """Keeps a line for the audit about what happens now; it is written at delivery, with this time.

        Raises:
            Trouble: ``outbox_full``, ``store_full``, ``store_readonly``: then it must not happen.
        """
        self._box.keep_note(Note(new_id(), act, actor, visit_id, self._clock.now(), result, detail))
        with self._change:
            self._news = True
            self._change.notify_all()

    @property
    def journeys(self) -> KeptJourneys:
        """Counts of left journeys: kept here, and delivered after everything else."""
        return KeptJourneys(self)

    def keep_journeys(self, journeys: Sequence[LeftJourney], actor: str) -> None:
        """See :class:`KeptJourneys`."""
        self._box.keep_journeys(journeys, actor)
        with self._change:
            self._news = True
            self._change.notify_all()

    @property
    def calls(self) -> Calls:
        """The store's own: a call for staff is about now and is never kept for later.

        Raises:
            Trouble: ``store_unreachable``, or whatever kept the store from answering last.
        """
        if not self._delivers:
            raise self._away()
        return self._reached().calls

    def state(self) -> OutboxState:
        """For the screens; cheap enough to ask every second."""
        waiting, oldest, refused, why = self._box.counts()
        return OutboxState(
            self.reachable,
            waiting,
            oldest,
            refused,
            self._trouble.id if self._trouble else why,
            self._box.room.scarce(),
        )

    def _away(self) -> Trouble:
        """What keeps the store from answering."""
        met = self._trouble
        return Trouble(met.id, **met.details) if met else Trouble("store_unreachable", place="-")

    @property
    def _delivers(self) -> bool:
        # A bug ends the thread and is not hidden: then nothing is delivered until the next start, and this says so.
        return self._reachable and self._thread.is_alive()

    # --- on the outbox's own thread ------------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            with self._change:
                # Without news, too, now and then: to notice that the store is gone or back, and that it is a new day.
                self._change.wait_for(lambda: self._closing or (self._news and self._reachable), self._retry_s)
                if self._closing:
                    return
                self._news = False
            try:
                self._deliver_all()
                self._met(None)
            except Trouble as trouble:
                self._met(trouble)

    def _reached(self) -> Store:
        with self._store_lock:
            if self._store is None:
                self._store = self._open()
            return self._store

    def _deliver_all(self) -> None:
        store = self._reached()
        if self._leased_on != (day := today(self._clock)):
            self._box.set_slot(store.lease_numbers(self._box.id, day), day)
            self._forget_refused(store)
            self._leased_on = day
        if (parcel := self._box.first()) is None:
            store.position()  # the screens want to know whether the store is there, also when nothing waits
        while parcel is not None and not self._closing:
            self._deliver(store, parcel)
            parcel = self._box.first()
        for note in self._box.notes():
            store.audit.record(
                note.act,
                actor=note.actor,
                visit_id=note.visit_id,
                result=note.result,
                **note.detail,
                **done_at(note.at),
            )
            self._box.drop_note(note.id)
        for actor, left in self._box.journeys().items():
            try:
                store.journeys.add(left, actor=actor)
            except Trouble as trouble:
                if is_passing(trouble):
                    raise
                events.log("db.outbox_refused", trouble=trouble.id)
            self._box.drop_journeys(left)

    def _forget_refused(self, store: Store) -> None:
        """What nobody decided about in all that time is given up, with a line for it."""
        if self._forget_days is None:
            return
        before = self._clock.now() - timedelta(days=self._forget_days)
        for each in [each for each in self._box.refused() if each.at < before]:
            parcel = each.parcel
            store.audit.record(Act.DISCARD, actor=parcel.actor, visit_id=parcel.visit_id, after_days=self._forget_days)
            self._box.drop(parcel.id)

    def _deliver(self, store: Store, parcel: Parcel) -> None:
        answer: int | Trouble
        late = parcel.id not in self._answers
        try:
            answer = store.add(
                parcel.actions,
                expected_version=parcel.expected_version,
                pages=parcel.pages,
                seen=parcel.seen,
                late=late,
            )
        except ValueError:  # a bug of whoever made it, and no reason to hold up everything behind it
            answer = Trouble("action_not_allowed", action="", status="")
        except Trouble as trouble:
            if is_passing(trouble):
                raise
            answer = trouble
        unheard = parcel.id not in self._answers
        if unheard and isinstance(answer, Trouble) and answer.id not in WRITTEN_DOWN:
            for action in parcel.actions:
                store.audit.record(
                    str(action.type),
                    actor=action.actor,
                    visit_id=action.visit_id,
                    result=answer.id,
                    **done_at(action.at),
                )
        with self._change:
            self._overdue = False
            asked = parcel.id in self._answers
            if isinstance(answer, Trouble) and not asked:
                self._box.set_refused(parcel.id, answer.id)
                events.log("db.outbox_refused", trouble=answer.id)
            else:
                self._box.drop(parcel.id)
            if asked:
                self._answers[parcel.id] = answer
            self._change.notify_all()

    def _met(self, trouble: Trouble | None) -> None:
        with self._change:
            was, self._reachable = self._reachable, trouble is None
            self._trouble = trouble
            self._overdue = False
            if trouble and was:
                events.log("db.outbox_cut_off", trouble=trouble.id)
            elif not trouble and not was:
                events.log("db.outbox_delivers", waiting=self._box.counts()[0])
            self._change.notify_all()


class KeptJourneys:
    """As :class:`db.journeys.Journeys`, in front of a store that may be away."""

    def __init__(self, box: OutboxStore) -> None:
        self._box = box

    def add(self, journeys: Sequence[LeftJourney], *, actor: str) -> None:
        """Keeps them on this machine, as long as there is room; they are delivered when the store is there.

        Raises:
            Trouble: ``store_full``, ``store_readonly``.
        """
        self._box.keep_journeys(journeys, actor)


def is_passing(trouble: Trouble) -> bool:
    """Whether the store as a whole cannot be worked with now, as opposed to one act being refused."""
    return trouble.id.startswith(("store_", "key_", "outbox_")) and trouble.id != "store_altered"
