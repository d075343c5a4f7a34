"""Which decision Ctrl+Z takes back. It follows from the actions alone.

Nothing is removed: taking a decision back is one more SETTLE with the value that was in use before. Back to
before any clerk had decided, it says so (:data:`UNDECIDED`): then what the visitor had confirmed stands again, or
nothing does and the field asks for eyes as it did.
"""

from __future__ import annotations

from collections.abc import Sequence

from forms.actions import Action, ActionType
from forms.reading import Source
from forms.visit import Visit

UNDOES = "undoes"
"""In the data of an action that takes another back: the id of that other."""
UNDECIDED = "undecided"
"""In the data of a SETTLE: no clerk has decided this field any more."""


def find_undo(actions: Sequence[Action], actor: str) -> Action | None:
    """The latest decision that is still this clerk's to take back, or None.

    Only decisions since the clerk last took the visit, or parted it from another, count; one that somebody has
    replaced since, or that is taken back already, is passed over.
    """
    bounds = (ActionType.TAKE, ActionType.PART)
    start = max((at for at, each in enumerate(actions) if each.type in bounds), default=len(actions))
    undone = {each.data[UNDOES] for each in actions if UNDOES in each.data}
    replaced: set[str] = set()
    for at in range(len(actions) - 1, start, -1):
        action = actions[at]
        if action.type not in (ActionType.SETTLE, ActionType.CHECK_IDENTITY) or "anchor" in action.data:
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
        return {**Visit.replay(before).identity_check.to_json(), UNDOES: decision.id}
    path = decision.data["path"]
    visit = Visit.replay(before)
    data = {"path": path, "value": visit.value(path) or "", "old": decision.data["value"]}
    old = visit.confirmations.get(path)
    if old is None or old.by is not Source.CLERK:
        data[UNDECIDED] = True
    return data | {UNDOES: decision.id}
