"""A visit that begins at the counter: somebody came without the kiosk, and the clerk asks and types (聞き取り).

It gets its reception number like any other and is in the clerk's hands at once; what follows is the ordinary review,
in which everything that the notification needs is still missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from base.clock import Clock, today
from counter.session import Session
from forms.actions import Action, ActionType
from forms.fields import KINDS
from forms.reading import ReadField, Reading, Source
from forms.visit import new_id


class Store(Protocol):
    """What an opening needs of ``db.store.Store``."""

    def next_reception_number(self, day: date) -> str: ...

    def add(self, actions: Sequence[Action], *, expected_version: int | None) -> Any: ...


class Opening:
    """One visit about to be opened. Stored again after a lost answer, it is still one visit.

    Args:
        kind: what for, one of :data:`forms.fields.KINDS`.
        session: who opens it, and where.
        clock: gives the time, and the day of the notification and of the reception number.
    """

    def __init__(self, kind: str, session: Session, clock: Clock) -> None:
        if kind not in KINDS:
            raise ValueError(f"no kind {kind!r}")
        self.kind, self.visit_id = kind, new_id()
        self._session, self._clock = session, clock
        self._actions: list[Action] = []

    def store(self, store: Store) -> str:
        """Puts the visit into the store, with its number and in this clerk's hands; returns its id.

        Raises:
            Trouble: what the store raises; doing it once more is right then.
        """
        if not self._actions:
            self._actions = self._made(store.next_reception_number(today(self._clock)))
        store.add(self._actions, expected_version=0)
        return self.visit_id

    def _made(self, number: str) -> list[Action]:
        now, day = self._clock.now(), today(self._clock).isoformat()
        said = Reading(
            Source.CLERK,
            (ReadField("kind", self.kind, self.kind), ReadField("notified_on", day, day)),
        )
        steps: tuple[tuple[ActionType, dict[str, Any]], ...] = (
            # The clerk asks in whatever language; the visitor's papers are Japanese until somebody says otherwise.
            (ActionType.OPEN, {"kind": self.kind, "language": "ja", "place": self._session.counter}),
            (ActionType.READ, {"reading": said.to_json(), "page_ids": []}),
            (ActionType.SUBMIT, {"reception_number": number}),
            (ActionType.TAKE, {}),
        )
        return [Action(new_id(), self.visit_id, type, now, self._session.actor, data) for type, data in steps]
