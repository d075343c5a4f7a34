"""The one place where the store asks whether somebody may do something; :mod:`forms.roles` has the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from base.trouble import Trouble
from db import schema
from db.accounts_rows import account_from_row, is_guarded, role_of
from db.crypto import KeyRing
from db.lines import Act
from forms.actions import Action, ActionType, Status, status_after
from forms.roles import ON_VISITS, Duty, Role, may, may_ever

FREE = frozenset({Act.LOGIN, Act.LOGOUT, Act.LOCK, Act.UNLOCK, Act.REFUSE, Act.REDO, Act.DISCARD})
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
    given = {action.data["to"] for action in actions if action.type is ActionType.HAND_OVER}
    return {actor: role_of(connection, keys, actor) for actor in {action.actor for action in actions} | given}


def check_receivers(roles: Roles | None, new: Sequence[Action], protected: bool) -> None:
    """Raises Trouble ``colleague_unknown`` when a visit is handed to somebody who may not work on it."""
    if roles is None:
        return
    for action in new:
        if action.type is ActionType.HAND_OVER and not _may_receive(roles[action.data["to"]], protected):
            raise Trouble("colleague_unknown")


def receivers(connection: Connection, keys: KeyRing, protected: bool) -> list[str]:
    """Names of the accounts that a (protected) visit can be handed to, in order; none in a store without accounts.

    Raises:
        Trouble: ``store_altered``, ``key_missing``.
    """
    table = schema.accounts
    rows = connection.execute(select(table).where(table.c.disabled_at.is_(None)).order_by(table.c.name)).mappings()
    accounts = [account_from_row(row, keys) for row in rows]
    return [each.name for each in accounts if _may_receive(each.role, protected)]


def _may_receive(role: Role | None, protected: bool) -> bool:
    return may(role, ActionType.TAKE, Status.IN_REVIEW) and (not protected or sees_protected(role))


def may_see(connection: Connection, keys: KeyRing, actor: str) -> bool:
    """Whether protected visits are there for an actor.

    Raises:
        Trouble: ``store_altered``, ``key_missing``.
    """
    return not is_guarded(connection) or sees_protected(role_of(connection, keys, actor))


def sees_protected(role: Role | None) -> bool:
    """Whether a role sees protected visits at all. The kiosk knows the one visit it is at, and nothing of the mark."""
    return role is Role.KIOSK or may(role, Duty.PROTECTED)


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
