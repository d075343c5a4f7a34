"""Which decision stands on each field, and which one Ctrl+Z takes back. Both follow from the actions alone.

Nothing is removed: taking a decision back is one more SETTLE with the value that was in use before. Back to
before any clerk had decided, it says so (:data:`UNDECIDED`): then what the visitor had confirmed stands again, or
nothing does and the field asks for eyes as it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.actions import Action, ActionType
from forms.fusing import Confirmation
from forms.reading import Source
from forms.visit import Visit

UNDOES = "undoes"
"""In the data of an action that takes another back: the id of that other."""
UNDECIDED = "undecided"
"""In the data of a SETTLE: no clerk has decided this field any more."""


def visit_of(actions: Sequence[Action]) -> Visit:
    """The visit that these actions add up to, with decisions taken back."""
    return replace(Visit.replay(actions), confirmations=standing(actions))


def standing(actions: Sequence[Action]) -> dict[str, Confirmation]:
    """The decision that stands on each field, by path."""
    visitor: dict[str, Confirmation] = {}
    clerk: dict[str, Confirmation] = {}
    for action in actions:
        if action.type is ActionType.CONFIRM:
            new = {
                path: Confirmation(value, Source.VISITOR, action.actor, action.at)
                for path, value in action.data["values"].items()
            }
            visitor |= new
            for path in new:
                clerk.pop(path, None)
        elif action.type is ActionType.SETTLE:
            path, value = action.data["path"], action.data["value"]
            if action.data.get(UNDECIDED):
                clerk.pop(path, None)
            else:
                clerk[path] = Confirmation(value, Source.CLERK, action.actor, action.at)
    return visitor | clerk


def find_undo(actions: Sequence[Action], actor: str) -> Action | None:
    """The latest decision that is still this clerk's to take back, or None.

    Only decisions since the clerk last took the visit count; one that somebody has replaced since, or that is
    taken back already, is passed over.
    """
    start = max((at for at, each in enumerate(actions) if each.type is ActionType.TAKE), default=len(actions))
    undone = {each.data[UNDOES] for each in actions if UNDOES in each.data}
    replaced: set[str] = set()
    for at in range(len(actions) - 1, start, -1):
        action = actions[at]
        if action.type not in (ActionType.SETTLE, ActionType.CHECK_IDENTITY):
            continue
        what = action.data.get("path", "")
        mine = action.actor == actor and UNDOES not in action.data and action.id not in undone
        if mine and what not in replaced:
            return action
        if action.id not in undone and UNDOES not in action.data:
            replaced.add(what)
    return None


def taken_back(actions: Sequence[Action], decision: Action) -> dict:
    """The data of the action that takes a decision back; its type is that of the decision.

    Args:
        actions: of the visit, the decision among them.
        decision: a SETTLE or a CHECK_IDENTITY.
    """
    before = actions[: [each.id for each in actions].index(decision.id)]
    if decision.type is ActionType.CHECK_IDENTITY:
        checks = [each.data["documents"] for each in before if each.type is ActionType.CHECK_IDENTITY]
        return {"documents": list(checks[-1]) if checks else [], UNDOES: decision.id}
    path = decision.data["path"]
    data = {"path": path, "value": visit_of(before).value(path) or "", "old": decision.data["value"]}
    old = standing(before).get(path)
    if old is None or old.by is not Source.CLERK:
        data[UNDECIDED] = True
    return data | {UNDOES: decision.id}
