"""What a clerk did while the server was away: how much of it waits, and what was not taken over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from counter.queue import Summary
from db.lines import Act
from db.outbox_state import OutboxState
from db.parcels import Refused
from forms.actions import Action, ActionType


class Desk(Protocol):
    """What the office asks of ``db.desk.Desk`` beside what it asks of every store."""

    @property
    def reachable(self) -> bool: ...

    def state(self) -> OutboxState: ...

    def refused(self) -> list[Refused]: ...

    def settle_refused(self, refused: Sequence[Refused], act: Act) -> None: ...

    def own_summaries(self) -> list[Summary]: ...


@dataclass(frozen=True, slots=True)
class RefusedVisit:
    """What was not taken over of one visit. Nothing of a person is in it.

    Attributes:
        visit_id: which.
        since: when the first of it was done.
        acts: how many acts.
        can_open: whether there is a visit to open; one that was begun here and not taken has never been there.
    """

    visit_id: str
    since: datetime
    acts: int
    can_open: bool


@dataclass(frozen=True, slots=True)
class Unsent:
    """How it stands.

    Attributes:
        away: the server does not answer.
        waiting: how many acts of this counter wait.
        since: when the oldest of them was done, or None.
        refused: the visits of which something of this clerk's was not taken over, the longest ago first.
    """

    away: bool = False
    waiting: int = 0
    since: datetime | None = None
    refused: tuple[RefusedVisit, ...] = ()

    @classmethod
    def of(cls, desk: Desk) -> Unsent:
        """Asks for it; cheap while there is nothing."""
        state = desk.state()
        found: dict[str, list[Refused]] = {}
        for each in desk.refused() if state.refused else ():
            found.setdefault(each.parcel.visit_id, []).append(each)
        visits = tuple(
            RefusedVisit(id, refused[0].at, len(refused), refused[0].parcel.actions[0].type is not ActionType.OPEN)
            for id, refused in found.items()
        )
        return cls(not state.reachable, state.waiting, state.oldest_at, visits)


def refused_of(desk: Desk, visit_id: str) -> list[Refused]:
    """What was not taken over of one visit."""
    return [each for each in desk.refused() if each.parcel.visit_id == visit_id]


def wanted(refused: Sequence[Refused]) -> tuple[Action, ...]:
    """What the clerk wanted in the end: of several decisions on the same thing the last."""
    actions = [action for each in refused for action in each.parcel.actions]
    last = {_what(action): action for action in actions}
    return tuple(action for action in actions if last[_what(action)] is action)


def _what(action: Action) -> tuple:
    match action.type:
        case ActionType.SETTLE:
            return action.type, action.data["path"]
        case ActionType.CHECK_IDENTITY | ActionType.ANSWER:
            return (action.type,)
        case _:
            return action.type, action.id
