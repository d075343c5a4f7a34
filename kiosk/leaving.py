"""Journeys that were left before the end are counted: where, on what errand, how. Nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from base import events
from base.clock import Clock
from base.trouble import Trouble
from forms.visit import new_id
from kiosk.jobs import Jobs
from kiosk.states import State

HANDED_OVER = frozenset({State.PRINTING, State.NOT_PRINTED, State.PRINTED, State.THANKS})
"""States of a visitor whose notification the office has: whoever walks away now has left nothing undone."""


@dataclass(frozen=True, slots=True)
class Left:
    """A journey that was left. Nothing in it is personal.

    Attributes:
        purpose: what the visitor came for, one of :data:`forms.fields.MOVE_KINDS`.
        state: where the visitor was.
        how: ``idle``, ``left`` or ``broken``.
        seconds: from the choice of the errand to the last touch.
    """

    purpose: str
    state: State
    how: str
    seconds: int


class Journeys(Protocol):
    """What the kiosk needs of ``db.journeys.Journeys``."""

    def add(self, journeys: Sequence[Any], *, actor: str) -> None: ...


class HasJourneys(Protocol):
    """The store, or the outbox in front of one."""

    @property
    def journeys(self) -> Journeys: ...


def counting(store: HasJourneys, jobs: Jobs, clock: Clock, actor: str) -> Callable[[Left], None]:
    """What the journey tells its leavings to; each goes to the store on a thread of its own."""

    def count(left: Left) -> None:
        from db.journeys import LeftJourney  # brings SQLAlchemy, for which no screen shall wait

        row = LeftJourney(new_id(), clock.now(), left.purpose, str(left.state), left.how, left.seconds)
        jobs.run(lambda: store.journeys.add([row], actor=actor), _counted, _uncounted, keep=True)

    return count


def _counted(_answer: object) -> None:
    return None


def _uncounted(trouble: Trouble) -> None:
    events.log("kiosk.journey_uncounted", trouble=trouble.id)
