"""Which visits go to the resident-record system: the filed notifications that were not yet taken over, or a batch
again. An application for a form changes no record and never goes there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from db import schema
from db.engine import reading
from db.rows import action_from_row
from db.store import Store
from forms.actions import Action, ActionType, Status
from forms.fields import MOVE_KINDS
from forms.visit import Visit, new_id


@dataclass(frozen=True, slots=True)
class Taken:
    """A visit as it is taken over.

    Attributes:
        visit: with everything known when it was filed; only prints can follow.
        filed_at: when the notification was accepted.
        filed_by: by whom.
    """

    visit: Visit
    filed_at: datetime
    filed_by: str


def waiting(store: Store, since: date | None = None) -> list[str]:
    """The ids of filed visits that no batch has taken yet, in the order of their submission.

    Args:
        since: only those submitted from this day on, in Japan.
    """
    visits, actions = schema.visits, schema.actions
    taken = select(actions.c.visit_id).where(actions.c.type == str(ActionType.EXPORT))
    query = select(visits.c.id).where(visits.c.status == str(Status.FILED), visits.c.id.not_in(taken))
    query = query.where(visits.c.kind.in_(MOVE_KINDS))
    if since is not None:
        query = query.where(visits.c.day >= since.isoformat())
    with reading(store._engine, store.place) as connection:
        return list(connection.scalars(query.order_by(visits.c.queued)))


def taken_in(store: Store, batch: str) -> list[str]:
    """The ids of the visits of a batch, in the order of their submission; none for a batch that never was.

    Raises:
        Trouble: ``store_altered``.
    """
    visits, actions = schema.visits, schema.actions
    query = select(actions).join(visits, visits.c.id == actions.c.visit_id)
    query = query.where(actions.c.type == str(ActionType.EXPORT)).order_by(visits.c.queued, actions.c.number)
    with reading(store._engine, store.place) as connection:
        # The batch is sealed in the action, so every mark is opened: a year of them takes some seconds.
        marks = [action_from_row(row, store._keys) for row in connection.execute(query).mappings()]
    return list(dict.fromkeys(mark.visit_id for mark in marks if mark.data["batch"] == batch))


def taken(store: Store, ids: list[str]) -> Iterator[Taken]:
    """The visits, opened one after the other.

    Raises:
        Trouble: ``store_altered``, ``visit_unknown`` (purged meanwhile).
    """
    for id in ids:
        actions = store.actions(id)
        filed = next(action for action in actions if action.type is ActionType.FILE)
        yield Taken(Visit.replay(actions), filed.at, filed.actor)


def mark(store: Store, ids: list[str], batch: str, actor: str, at: datetime) -> None:
    """Writes down that they were taken over. Once written, a later batch leaves them out."""
    for id in ids:
        store.add([Action(new_id(), id, ActionType.EXPORT, at, actor, {"batch": batch})])
