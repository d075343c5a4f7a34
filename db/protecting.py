"""支援措置: which visits are there only for whoever has the right to see them (:attr:`forms.roles.Duty.PROTECTED`).

The mark is an action like any other, so it needs no column; the latest of the two decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from db import schema
from db.accounts_rights import Roles, sees_protected
from forms.actions import Action, ActionType

MARKS = {str(ActionType.PROTECT): True, str(ActionType.UNPROTECT): False}
AT_ONCE = 500
"""Ids in one query; SQLite takes a few thousand."""


def protected_among(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of the visits that are protected now."""
    table, ids = schema.actions, list(ids)
    latest: dict[str, bool] = {}
    for at in range(0, len(ids), AT_ONCE):
        of_these = table.c.visit_id.in_(ids[at : at + AT_ONCE]), table.c.type.in_(MARKS)
        for row in connection.execute(select(table.c.visit_id, table.c.type).where(*of_these).order_by(table.c.number)):
            latest[row.visit_id] = MARKS[row.type]
    return {id for id, protected in latest.items() if protected}


def is_protected(actions: Sequence[Action]) -> bool:
    """Whether a visit with these actions is protected now."""
    return next((MARKS[each.type] for each in reversed(actions) if each.type in MARKS), False)


def first_blind(roles: Roles | None, known: Sequence[Action], new: Sequence[Action]) -> Action | None:
    """The first of the new actions by somebody for whom the visit is not there, or None.

    Taking over to the resident-record system is no looking: it goes on, for otherwise nobody would register the move.
    """
    if roles is None or not is_protected(known):
        return None
    return next(
        (each for each in new if each.type is not ActionType.EXPORT and not sees_protected(roles[each.actor])), None
    )
