"""Calls somebody to this kiosk, and watches until somebody comes. Beside the journey; nothing waits for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer

from base import events
from base.clock import Clock
from base.trouble import Trouble
from forms.visit import new_id
from kiosk.jobs import Jobs
from kiosk.journey import Journey
from kiosk.states import Call, Event

ASK_MS = 2000
"""Milliseconds between two questions whether somebody comes. One small row."""


class StaffCall(Protocol):
    """What the kiosk needs of ``db.calls.StaffCall``."""

    id: str
    answered_by: str | None
    answered_at: datetime | None


class Calls(Protocol):
    """What the kiosk needs of ``db.calls.Calls``. Each raises Trouble while the store cannot be reached."""

    def raise_(self, call: Any, *, actor: str) -> None: ...

    def withdraw(self, id: str, *, actor: str) -> None: ...

    def find(self, id: str) -> StaffCall | None: ...


class HasCalls(Protocol):
    """The store, or the outbox in front of one."""

    @property
    def calls(self) -> Calls: ...


class Caller(QObject):
    """One kiosk's bell.

    A call outlives the visitor's touch that made it: pressing again while nobody has answered is the same call, also
    after the screen was wiped, since somebody asked for help and nobody has come yet.

    Args:
        store: that every counter sees.
        journey: whose calls these are; hears how they fare.
        jobs: runs what waits for the store.
        clock: gives the time of a call.
        name, actor: of the kiosk.
    """

    def __init__(
        self, store: HasCalls, journey: Journey, jobs: Jobs, clock: Clock, name: str, actor: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store, self._journey, self._jobs, self._clock = store, journey, jobs, clock
        self._name, self._actor = name, actor
        self._call: Any = None
        self._is_open = self._busy = self._asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(ASK_MS)
        self._timer.timeout.connect(self._ask)

    def look(self) -> None:
        """Calls when the journey wants it. To be asked after each of its changes."""
        if self._journey.call is not Call.CALLING or self._busy:
            return
        if self._is_open:
            self._journey.on(Event.CALL_RUNG)
            return
        self._ring()

    def end(self) -> None:
        """The visitor has what they came for: nobody has to come any more."""
        if not self._is_open:
            return
        call, store, actor = self._call, self._store, self._actor
        self._forget()
        self._jobs.run(lambda: store.calls.withdraw(call.id, actor=actor), _nothing, _left_to_staff, keep=True)

    def rest(self) -> None:
        """Calls nobody from now on: for pictures of screens."""
        self._busy = True

    def stop(self) -> None:
        """Asks no more. A call stays: somebody wanted help."""
        self._timer.stop()

    def _ring(self) -> None:
        from db.calls import StaffCall  # brings SQLAlchemy, for which no screen shall wait

        journey, store, actor = self._journey, self._store, self._actor
        words = {"screen": str(journey.state), "reason": journey.staff_reason, "at": self._clock.now()}
        # Whoever cannot tell whether an earlier try came through tries again with the same id.
        call = replace(self._call, **words) if self._call else StaffCall(new_id(), self._name, **words)
        self._call, self._busy = call, True

        def rung(_answer: object) -> None:
            self._busy, self._is_open = False, True
            self._timer.start()
            if journey.call is not None:
                journey.on(Event.CALL_RUNG)

        def unheard(trouble: Trouble) -> None:
            self._busy = False
            events.log("kiosk.staff_unheard", trouble=trouble.id)
            if journey.call is not None:
                journey.on(Event.CALL_UNHEARD)

        self._jobs.run(lambda: store.calls.raise_(call, actor=actor), rung, unheard, keep=True)

    def _ask(self) -> None:
        if self._asking or not self._is_open:
            return
        self._asking = True
        call, store = self._call, self._store

        def answered(found: StaffCall | None) -> None:
            self._asking = False
            if self._call is not call or (found and found.answered_at is None):
                return
            self._forget()
            if found and self._journey.call is not None:
                self._journey.on(Event.STAFF_COMING)

        def unknown(_trouble: Trouble) -> None:
            self._asking = False  # the call is where the counters see it; whether somebody comes is asked again

        self._jobs.run(lambda: store.calls.find(call.id), answered, unknown, keep=True)

    def _forget(self) -> None:
        self._call, self._is_open = None, False
        self._timer.stop()


def _nothing(_answer: object) -> None:
    return None


def _left_to_staff(_trouble: Trouble) -> None:
    """Somebody will come to a kiosk where nobody waits any more: no harm done."""
