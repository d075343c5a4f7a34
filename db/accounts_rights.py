"""The one place where the store asks whether somebody may do something; :mod:`forms.roles` has the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from db import schema
from db.accounts_rows import is_guarded, role_of
from db.crypto import KeyRing
from db.lines import Act
from forms.actions import Action, Status, status_after
from forms.roles import ON_VISITS, Role, may, may_ever

FREE = frozenset({Act.LOGIN, Act.LOGOUT, Act.LOCK, Act.UNLOCK, Act.REFUSE})
"""Words of the audit that are no deeds: whoever is refused must be able to be written down."""


Roles = Mapping[str, Role | None]
"""Actor → role."""


def roles_of(connection: Connection, keys: KeyRing, actions: Sequence[Action]) -> Roles | None:
    """The roles of those who act; None in a store without accounts, where roles do not count.

    Raises:
        Trouble: ``store_altered``, ``key_missing``.
    """
    if not is_guarded(connection):
        return None
    return {actor: role_of(connection, keys, actor) for actor in {action.actor for action in actions}}


def first_refused(roles: Roles | None, known: Sequence[Action], new: Sequence[Action]) -> Action | None:
    """The first of the new actions whose actor may not do it, or None. The statuses take all of them."""
    if roles is None:
        return None
    status: Status | None = None
    for action in known:
        status = status_after(status, action.type)
    for action in new:
        if not may(roles[action.actor], action.type, status):
            return action
        status = status_after(status, action.type)
    return None


def may_record(connection: Connection, keys: KeyRing, act: str, actor: str, visit_id: str | None) -> bool:
    """Whether an actor may do what changes no visit. A word that stands in no table is not allowed.

    Raises:
        Trouble: ``store_altered``, ``key_missing``.
    """
    if act in FREE or not is_guarded(connection):
        return True
    role = role_of(connection, keys, actor)
    if act not in ON_VISITS:
        return may(role, act)
    status = None
    if visit_id is not None:
        status = connection.scalar(select(schema.visits.c.status).where(schema.visits.c.id == visit_id))
    # A visit that is not there hides nothing: whoever may see any is told so by what asks for it.
    return may(role, act, Status(status)) if status else may_ever(role, act)
