"""What has to be true before actions are added."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, Select, select

from base.trouble import Trouble
from db import schema
from db.rows import data_bytes
from db.summary import VisitSummary
from forms.actions import Action, ActionType, Status, status_after


def one_visit(actions: Sequence[Action]) -> str:
    """The visit that all of them belong to.

    Raises:
        ValueError: there are none, they are of several visits, or two share an id.
    """
    if len({action.visit_id for action in actions}) != 1:
        raise ValueError("actions of exactly one visit")
    if len({action.id for action in actions}) != len(actions):
        raise ValueError("one id for two actions")
    return actions[0].visit_id


def where_in(column: ColumnElement[str], ids: Iterable[str]) -> Select:
    """The values of a column that are among these ids."""
    return select(column).where(column.in_(list(ids)))


def not_yet_there(connection: Connection, actions: Sequence[Action], known: Sequence[Action]) -> list[Action]:
    """Those of the actions that the store lacks.

    Args:
        connection: to look whether an id is used elsewhere.
        actions: to be added.
        known: what the visit has.

    Raises:
        ValueError: an id was used before for something else.
    """
    by_id = {action.id: action for action in known}
    for action in actions:
        old = by_id.get(action.id)
        if old and (old.type, old.at, old.actor, data_bytes(old.data)) != (
            action.type,
            action.at,
            action.actor,
            data_bytes(action.data),
        ):
            raise ValueError("the id of an action was used again for another")
    new = [action for action in actions if action.id not in by_id]
    if connection.scalars(where_in(schema.actions.c.id, [action.id for action in new])).first():
        raise ValueError("the id of an action was used in another visit")
    return new


def check_pages(connection: Connection, visit_id: str, wanted: set[str]) -> None:
    """Raises ValueError when a page that an action names is not in the store."""
    if wanted and wanted - stored_pages(connection, visit_id, wanted):
        raise ValueError("an action names a page that is neither given nor stored")


def stored_pages(connection: Connection, visit_id: str, ids: Iterable[str]) -> set[str]:
    """Those of the page ids that the visit already has."""
    table = schema.pages
    return set(connection.scalars(where_in(table.c.id, ids).where(table.c.visit_id == visit_id)))


UNNOTICED = frozenset({ActionType.PRINT})
"""What changes nothing of a visit that anybody decides on: the paper may come out of a kiosk's printer at any time."""


def check_version(
    actions: Sequence[Action], known: Sequence[Action], expected: int | None, seen: Collection[str] = ()
) -> None:
    """Raises Trouble ``version_conflict`` when somebody else added what the writer has not seen.

    Args:
        actions: to be added.
        known: what the visit has.
        expected: how many of those the writer has seen.
        seen: ids of further actions that the new ones build on; each must be there.
    """
    if expected is None:
        return
    later = known[expected:]
    ours = {action.id for action in actions} | set(seen)
    if len(known) < expected or set(seen) - {action.id for action in later}:
        raise Trouble("version_conflict")
    if any(action.id not in ours and action.type not in UNNOTICED for action in later):
        raise Trouble("version_conflict")


def check_allowed(known: Sequence[Action], new: Sequence[Action]) -> None:
    """Raises Trouble ``action_not_allowed`` when the status does not take one of the new actions."""
    status: Status | None = None
    for action in known:
        status = status_after(status, action.type)
    for action in new:
        try:
            status = status_after(status, action.type)
        except ValueError:
            # Not a bug: between a screen and its button, another clerk may have filed the visit.
            raise Trouble("action_not_allowed", action=str(action.type), status=str(status)) from None


def check_reception_number(connection: Connection, summary: VisitSummary) -> None:
    """Raises Trouble ``reception_number_taken`` when another visit of the day has the number."""
    table = schema.visits
    others = (
        select(table.c.id)
        .where(table.c.day == summary.day.isoformat(), table.c.reception_number == summary.reception_number)
        .where(table.c.id != summary.id)
    )
    if connection.scalars(others).first():
        raise Trouble("reception_number_taken", number=summary.reception_number or "")


def check_not_purged(connection: Connection, visit_id: str) -> None:
    """Raises Trouble ``visit_purged`` for a visit whose time is over: nobody brings it back."""
    if connection.scalars(select(schema.purges.c.visit_id).where(schema.purges.c.visit_id == visit_id)).first():
        raise Trouble("visit_purged")
