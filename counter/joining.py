"""People who belong to one notification and came on two sheets: what the other visit was brought is read into this one.

Nothing is decided by it: where the two sheets contradict each other, the fields ask for eyes as they always do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from base.trouble import Trouble
from counter.comparison import as_reading
from forms.actions import Action, ActionType, Status
from forms.fields import member_of, member_path
from forms.reading import Reading, Source
from forms.visit import Visit, new_id

LEFT_OUT = ("kind", "notified_on", "phone", "notifier.name", "notifier.relation")
"""What belongs to one sheet and its bringer, not to the people on it."""


@dataclass(frozen=True)
class Joining:
    """What has to be written so that a visit takes in another's people.

    Attributes:
        actions: for this visit; none when it has them already.
        pages: page id → picture, under new ids.
    """

    actions: tuple[Action, ...]
    pages: dict[str, bytes]


def may_be_joined(other: Visit, actor: str) -> bool:
    """Whether a clerk may take another visit's people in: nobody else has it in hand, and it is not done."""
    if other.status is Status.IN_REVIEW:
        return other.assignee == actor
    return other.status in (Status.WAITING, Status.HELD, Status.RETURNED)


def joining(mine: Visit, other: Visit, page: Callable[[str], bytes], action: Callable[..., Action]) -> Joining:
    """What this visit gets of the other one.

    Args:
        mine: the visit in hand.
        other: whose people come to it.
        page: gets a picture out of the store.
        action: makes an action of this visit out of its type and data.

    Raises:
        Trouble: ``settle_people_first`` (who is who here is not clear enough to add others); of the store.
    """
    if other.id in mine.joined:
        return Joining((), {})
    anchors = [
        action(ActionType.SETTLE, path=path, value=value, old=None, anchor=other.id) for path, value in _anchors(mine)
    ]
    pages = {new_id(): page(id) for id in other.page_ids}
    ids = list(pages)
    # What was hidden there must not come to light here: the mark comes first, and with it the right to set it.
    marks = [action(ActionType.PROTECT)] if other.protected and not mine.protected else []
    actions = [*marks, *anchors]
    for reading in _readings(other):
        data: dict[str, Any] = {"reading": reading.to_json(), "page_ids": ids, "joined": other.id}
        actions.append(action(ActionType.READ, **data))
        ids = []  # pages lie in the order of the readings, so all come with the first
    return Joining(tuple(actions), pages)


def _anchors(mine: Visit) -> Iterator[tuple[str, str]]:
    """Fields to decide on so that everybody here keeps their row when others come in.

    A decision belongs to a row, not to a person: without somebody known in that row it would pass to whoever comes
    to stand there. Only what needs nobody's eyes is decided on so.
    """
    for member in range(mine.members):
        fields = [mine.fields.get(member_path(member, name)) for name in _TELLING]
        if any(field and field.confirmation for field in fields):
            continue
        sure = next((field for field in fields if field and field.value and not field.needs_eyes), None)
        if sure is None:
            raise Trouble("settle_people_first")
        yield sure.path, str(sure.value)


_WHO = ("name", "kana", "birth_date")
_TELLING = ("name", "kana")
"""What tells one person from another by itself."""


def _readings(other: Visit) -> Iterator[Reading]:
    for reading in other.readings:
        yield _trimmed(reading)
    # What people decided there is worth more than what was read, and is not lost: it comes as what the visitor said.
    decided = {path for path, field in other.fields.items() if field.confirmation and field.value}
    # Whose it is must be said with it: a row's number means another person here.
    decided |= {path.partition(".")[0] + f".{name}" for path in decided if member_of(path) is not None for name in _WHO}
    said = as_reading(other)
    if rows := tuple(row for row in _trimmed(said) if row.path in decided):
        yield Reading(Source.VISITOR, rows)


def _trimmed(reading: Reading) -> Reading:
    return replace(reading, fields=tuple(row for row in reading if row.path not in LEFT_OUT))
