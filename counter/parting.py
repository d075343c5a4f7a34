"""Two visits that were joined and do not belong together: the people of the other one go out of this one again.

Nothing is removed. A PART says that what was brought in no longer counts; decisions that rested on it are taken back
by SETTLE actions of their own, so that the record tells what each field was and became.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from counter.decisions import UNDECIDED
from forms.actions import Action, ActionType, Status
from forms.fields import member_of, member_path
from forms.fusing import Confirmation
from forms.reading import Source
from forms.visit import Visit

Make = Callable[..., Action]
"""Makes an action out of its type and data."""


def parting(actions: Sequence[Action], reason: str, make: Make) -> list[Action]:
    """What has to be written so that the visit that was joined last is no longer in this one.

    A decision since then stays when it is about somebody who was here before, or came otherwise, and what stays here
    says the same. All others go back to what was before the join. Whoever came in later by other ways moves up.

    Args:
        actions: of this visit, another one's people among them.
        reason: why.
        make: of this visit.
    """
    visit = Visit.replay(actions)
    other = visit.joined[-1]
    begin = _begin(actions, other)
    before = Visit.replay(actions[:begin])
    anchors = {each.data["path"] for each in actions[begin:] if _is_anchor(each, other)}
    people = _People.of(visit, before, other)
    decided = {path for path, each in visit.confirmations.items() if each != before.confirmations.get(path)}
    kept = {path for path in decided - anchors if people.leave(visit, path)}
    held = {member_of(path) for path in kept}
    kept |= {path for path in anchors & decided if member_of(path) in held}  # it keeps these decisions at their person
    backs = [make(ActionType.SETTLE, **_back(visit, before, path, other)) for path in sorted(decided - kept)]
    moves = {path: moved for path in sorted(kept) if (moved := people.moved(path)) != path}
    leaves = [make(ActionType.SETTLE, **_settle(path, "", visit, other), **{UNDECIDED: True}) for path in moves]
    comes = [
        make(ActionType.SETTLE, **_settle(moved, visit.confirmations[path].value, visit, other))
        for path, moved in moves.items()
    ]
    return [*backs, *leaves, *comes, make(ActionType.PART, visit=other, reason=reason)]


def back_again(actions: Sequence[Action], actor: str, make: Make) -> list[Action]:
    """What brings the other visit back to where it was before it was joined to another.

    Args:
        actions: of that visit, which is withdrawn.
        actor: who parts them.
        make: of that visit.
    """
    withdrawal = next(each for each in reversed(actions) if each.type is ActionType.WITHDRAW)
    take = make(ActionType.TAKE)
    put_away = [each for each in actions if each.type in (ActionType.HOLD, ActionType.RETURN)]
    match withdrawal.data.get("was"):
        case Status.HELD | Status.RETURNED:
            return [take, make(put_away[-1].type, reason=put_away[-1].data["reason"])]
        case Status.IN_REVIEW if withdrawal.actor == actor:
            return [take]
        case _:
            return [take, make(ActionType.RELEASE)]


class _People:
    """Who is in which row, and where the row will be."""

    def __init__(self, touched: Mapping[str, bool], own: int, places: Mapping[int, int]) -> None:
        self._touched, self._own, self._places = touched, own, places

    @classmethod
    def of(cls, visit: Visit, before: Visit, other: str) -> _People:
        came = {at for at, (who, _pages) in enumerate(visit.brought) if who == other}
        touched: dict[str, bool] = {}
        stay = set(range(before.members))
        foreign = set()
        for path, field in visit.fields.items():
            touched[path] = any(each.reading in came for each in field.evidence)
            row = member_of(path)
            if row is None or row < before.members:
                continue
            if touched[path]:
                foreign.add(row)
            if any(each.reading not in came for each in field.evidence):
                stay.add(row)
        added = {row for path in visit.confirmations if (row := member_of(path)) is not None} - foreign
        places = {row: place for place, row in enumerate(sorted(stay | added))}
        return cls({path: yes or member_of(path) in foreign for path, yes in touched.items()}, before.members, places)

    def leave(self, visit: Visit, path: str) -> bool:
        """Whether a decision on a field can stand without the other visit."""
        if not self._touched.get(path, False):
            return member_of(path) is None or member_of(path) in self._places
        row = member_of(path)
        if row is not None and row >= self._own:
            return False
        came = {at for at, (who, _pages) in enumerate(visit.brought) if who == visit.joined[-1]}
        said = {each.field.value for each in visit.fields[path].evidence if each.reading not in came}
        return visit.confirmations[path].value in said

    def moved(self, path: str) -> str:
        """Where a field of somebody who stays will be."""
        row = member_of(path)
        return path if row is None else member_path(self._places[row], path.partition(".")[2])


def _begin(actions: Sequence[Action], other: str) -> int:
    """Where the join began that still counts."""
    parted = [at for at, each in enumerate(actions) if each.type is ActionType.PART and each.data["visit"] == other]
    start = parted[-1] + 1 if parted else 0
    return next(at for at in range(start, len(actions)) if other in _of_join(actions[at]))


def _is_anchor(action: Action, other: str) -> bool:
    return action.type is ActionType.SETTLE and action.data.get("anchor") == other


def _of_join(action: Action) -> tuple[str | None, ...]:
    return action.data.get("joined"), action.data.get("anchor")


def _settle(path: str, value: str, visit: Visit, other: str) -> dict:
    old: Confirmation | None = visit.confirmations.get(path)
    return {"path": path, "value": value, "old": old.value if old else None, "parted": other}


def _back(visit: Visit, before: Visit, path: str, other: str) -> dict:
    was = before.confirmations.get(path)
    data = _settle(path, was.value if was else before.value(path) or "", visit, other)
    return data if was and was.by is Source.CLERK else data | {UNDECIDED: True}
