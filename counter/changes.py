"""What is different between two states of one visit: shown to a clerk when somebody else was faster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from forms.fields import paper_order
from forms.fusing import Confirmation
from forms.visit import Visit


class Changed(StrEnum):
    """What sort of thing somebody else changed."""

    FIELD = "field"
    STATUS = "status"
    ASSIGNEE = "assignee"
    IDENTITY = "identity"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the visit as it was on screen and as it is now.

    Attributes:
        what: which sort.
        path: the field, for :attr:`Changed.FIELD`.
        old: the value before; a status, an actor or a value as data.
        new: the value now.
        actor: who changed it, where the record says so.
    """

    what: Changed
    path: str = ""
    old: str | None = None
    new: str | None = None
    actor: str | None = None


def differences(old: Visit, new: Visit) -> tuple[Change, ...]:
    """What is different between two states of one visit, in the order of the printed form."""
    found: list[Change] = []
    if old.status is not new.status:
        found.append(Change(Changed.STATUS, old=str(old.status), new=str(new.status), actor=new.assignee))
    if old.assignee != new.assignee:
        found.append(Change(Changed.ASSIGNEE, old=old.assignee, new=new.assignee, actor=new.assignee))
    paths = sorted(old.confirmations.keys() | new.confirmations.keys(), key=paper_order)
    found += [
        _field_change(path, old, new)
        for path in paths
        if _value(old.confirmations, path) != _value(new.confirmations, path)
    ]
    if set(old.documents + old.authority) != set(new.documents + new.authority) or old.questioned != new.questioned:
        found.append(Change(Changed.IDENTITY, old=" ".join(old.documents), new=" ".join(new.documents)))
    if len(old.readings) != len(new.readings):
        found.append(Change(Changed.READING, old=str(len(old.readings)), new=str(len(new.readings))))
    return tuple(found)


def _value(confirmations: Mapping[str, Confirmation], path: str) -> str | None:
    found = confirmations.get(path)
    return found.value if found else None


def _field_change(path: str, old: Visit, new: Visit) -> Change:
    decision = new.confirmations.get(path)
    return Change(Changed.FIELD, path, old.value(path), new.value(path), decision.actor if decision else None)
