"""What may happen to a visit: actions that are only ever added, and the table of which status allows which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ActionType(StrEnum):
    """What somebody did. The data that each carries stands beside it."""

    OPEN = "open"
    """``kind``, ``language``, ``place``."""
    READ = "read"
    """``reading`` (as its JSON), ``page_ids``; ``joined``: the visit that it was brought to first."""
    CONFIRM = "confirm"
    """``values``: path → value, looked at and confirmed by the visitor."""
    ANSWER = "answer"
    """``advice`` (as its JSON): the answers to the procedures guide, and what it told; a later one goes before."""
    SUBMIT = "submit"
    """``reception_number``: the visitor is done and waits for the counter."""
    PRINT = "print"
    """``form``, ``pages``."""
    ABANDON = "abandon"
    """The visitor left before submitting."""
    TAKE = "take"
    """A clerk opens the visit and becomes its one assignee."""
    CALL = "call"
    """``counter``: the reception number is called to the counter of this name, and stands on the call display."""
    SETTLE = "settle"
    """``path``, ``value``, ``old``: a clerk decides a field; ``undecided``: no clerk has decided it any more;
    ``anchor``, ``parted``: it belongs to the joining with, or the parting from, that other visit."""
    CHECK_IDENTITY = "check_identity"
    """``documents``, ``authority``: kinds only, never a number; ``questioned``: asked orally, too."""
    HOLD = "hold"
    """``reason``."""
    RETURN = "return"
    """``reason``: back to the visitor."""
    HAND_OVER = "hand_over"
    """``to``: the actor who has the visit from now on."""
    RELEASE = "release"
    """Back to those who wait: nobody has the visit any more."""
    TELL_APART = "tell_apart"
    """``visit``: a clerk has laid the two side by side, and they are not the same notification."""
    WITHDRAW = "withdraw"
    """``visit``: taken back, because that other visit is the same notification or has taken this one's people in;
    ``was``: its status before the latter."""
    PART = "part"
    """``visit``, ``reason``: what was read out of that joined visit no longer counts here."""
    FILE = "file"
    """The notification is accepted."""
    PROTECT = "protect"
    """支援措置: from now on the visit is there only for those who have the right to see that."""
    UNPROTECT = "unprotect"
    """It is there for everybody again."""
    EXPORT = "export"
    """``batch``: taken over to the resident-record system, in this batch."""


class Status(StrEnum):
    """Where a visit stands, computed from its actions."""

    OPEN = "open"
    WAITING = "waiting"
    IN_REVIEW = "in_review"
    HELD = "held"
    RETURNED = "returned"
    FILED = "filed"
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"


_KIOSK = {ActionType.READ, ActionType.CONFIRM, ActionType.ANSWER}
_MARKS = {ActionType.PROTECT, ActionType.UNPROTECT}
_REVIEW = {ActionType.READ, ActionType.ANSWER, ActionType.SETTLE, ActionType.CHECK_IDENTITY} | {
    ActionType.PRINT,
    ActionType.TELL_APART,
    ActionType.PART,
}
_OUT_OF_HAND = {ActionType.HOLD, ActionType.RETURN, ActionType.HAND_OVER, ActionType.RELEASE} | {
    ActionType.WITHDRAW,
    ActionType.FILE,
}

ALLOWED: Mapping[Status | None, frozenset[ActionType]] = {
    None: frozenset({ActionType.OPEN}),
    Status.OPEN: frozenset(_KIOSK | {ActionType.SUBMIT, ActionType.ABANDON, ActionType.TAKE}),
    Status.WAITING: frozenset(_MARKS | {ActionType.PRINT, ActionType.TAKE}),
    Status.IN_REVIEW: frozenset(_MARKS | _REVIEW | _OUT_OF_HAND | {ActionType.TAKE, ActionType.CALL}),
    Status.HELD: frozenset(_MARKS | {ActionType.TAKE, ActionType.RETURN}),
    Status.RETURNED: frozenset(_MARKS | {ActionType.TAKE}),
    Status.FILED: frozenset(_MARKS | {ActionType.PRINT, ActionType.EXPORT}),
    Status.ABANDONED: frozenset(),
    Status.WITHDRAWN: frozenset(_MARKS | {ActionType.TAKE}),
}
"""Which actions each status allows. Services consult it; screens only reflect it."""

_LEADS_TO: Mapping[ActionType, Status] = {
    ActionType.OPEN: Status.OPEN,
    ActionType.SUBMIT: Status.WAITING,
    ActionType.ABANDON: Status.ABANDONED,
    ActionType.TAKE: Status.IN_REVIEW,
    ActionType.HOLD: Status.HELD,
    ActionType.RETURN: Status.RETURNED,
    ActionType.RELEASE: Status.WAITING,
    ActionType.WITHDRAW: Status.WITHDRAWN,
    ActionType.FILE: Status.FILED,
}


def allowed(status: Status | None, action: ActionType) -> bool:
    """Whether a visit of this status takes this action. None is a visit that does not exist yet."""
    return action in ALLOWED[status]


def status_after(status: Status | None, action: ActionType) -> Status:
    """The status once the action is added.

    Raises:
        ValueError: the status does not allow the action.
    """
    if not allowed(status, action):
        raise ValueError(f"{action} on {status}")
    following = _LEADS_TO.get(action, status)
    assert following is not None  # only OPEN is allowed on None, and it leads somewhere
    return following


@dataclass(frozen=True, slots=True)
class Action:
    """One thing done to one visit.

    Attributes:
        id: random, made by whoever acts; adding the same id twice adds one action.
        visit_id: the visit, random and free of personal data.
        type: what was done.
        at: when, by the clock of whoever acted; order goes by position, not by this.
        actor: ``kiosk:<name>`` or ``clerk:<account>``.
        data: what the type says it carries. Personal: the store encrypts it.
    """

    id: str
    visit_id: str
    type: ActionType
    at: datetime
    actor: str
    data: Mapping = field(default_factory=dict)
