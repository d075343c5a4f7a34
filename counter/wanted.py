"""What a clerk wanted while somebody else was faster: whether it holds already."""

from __future__ import annotations

from forms.actions import Action, ActionType, Status
from forms.guide.advice import Advice
from forms.identity import IdentityCheck
from forms.reading import Reading
from forms.visit import Visit


def is_true(visit: Visit, action: Action) -> bool:
    """Whether what was wanted holds already, so that there is nothing to ask."""
    if action.data.keys() & {"joined", "anchor", "parted"} or action.type is ActionType.PART:
        return True  # asked for anew, never done behind the clerk's back
    match action.type:
        case ActionType.SETTLE:
            found = visit.confirmations.get(action.data["path"])
            return (found.value if found else None) == action.data["value"]
        case ActionType.CHECK_IDENTITY:
            return same_check(visit.identity_check, IdentityCheck.from_json(action.data))
        case ActionType.TAKE:
            return visit.assignee == action.actor
        case ActionType.HAND_OVER:
            return visit.assignee == action.data["to"]
        case ActionType.RELEASE:
            return visit.status is Status.WAITING
        case ActionType.FILE:
            return visit.status is Status.FILED
        case ActionType.ANSWER:
            return visit.advice == Advice.from_json(action.data["advice"])
        case ActionType.TELL_APART:
            return action.data["visit"] in visit.apart
        case ActionType.READ:
            return Reading.from_json(action.data["reading"]) in visit.readings
        case _:
            return False


def same_check(one: IdentityCheck, other: IdentityCheck) -> bool:
    """Whether two say the same, whatever was ticked first."""
    return (set(one.documents), set(one.authority), one.questioned) == (
        set(other.documents),
        set(other.authority),
        other.questioned,
    )
