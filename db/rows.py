"""Actions and pages as rows: sealed on the way in, opened on the way out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from base import events
from base.trouble import Trouble
from db.crypto import KeyRing, SealBroken
from db.schema import moment_text
from forms.actions import Action, ActionType


def data_bytes(data: Mapping) -> bytes:
    """The data of an action as JSON; the same data gives the same bytes.

    Raises:
        TypeError, ValueError: it is not JSON, which is a bug of whoever made the action.
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _identity(action: Action, number: int) -> tuple[str, ...]:
    # Everything in clear is bound to what is sealed: whoever changes a type, an actor, a time or the order
    # in the database makes the row unreadable instead of untrue.
    moment = moment_text(action.at)
    return "actions", action.id, action.visit_id, str(number), str(action.type), moment, action.actor


def action_row(action: Action, number: int, position: int, keys: KeyRing) -> dict[str, Any]:
    """The row of an action.

    Args:
        action: to be written.
        number: its place in the visit, from 1.
        position: its place in the store, from 1.
        keys: seals the data.
    """
    return {
        "position": position,
        "id": action.id,
        "visit_id": action.visit_id,
        "number": number,
        "type": str(action.type),
        "at": action.at,
        "actor": action.actor,
        "data": keys.seal(data_bytes(action.data), *_identity(action, number)),
    }


def action_from_row(row: Mapping, keys: KeyRing) -> Action:
    """The action in a row.

    Raises:
        Trouble: ``key_missing``, ``store_altered``.
    """
    try:
        action = Action(row["id"], row["visit_id"], ActionType(row["type"]), row["at"], row["actor"])
    except ValueError:  # a type that no release ever wrote
        events.log("db.row_unreadable", table="actions", row=row["id"])
        raise Trouble("store_altered", row=row["id"]) from None
    plain = _unsealed(row, keys, "actions", _identity(action, row["number"]))
    return Action(action.id, action.visit_id, action.type, action.at, action.actor, json.loads(plain))


def resealed_action(row: Mapping, keys: KeyRing) -> bytes:
    """The data of an action, sealed anew with the active key.

    Raises:
        Trouble: ``key_missing``, ``store_altered``.
    """
    action = action_from_row(row, keys)
    identity = _identity(action, row["number"])
    return keys.seal(_unsealed(row, keys, "actions", identity), *identity)


def resealed_page(row: Mapping, keys: KeyRing) -> bytes:
    """A picture, sealed anew with the active key.

    Raises:
        Trouble: ``key_missing``, ``store_altered``.
    """
    return keys.seal(page_from_row(row, keys), "pages", row["id"], row["visit_id"])


def page_row(page_id: str, visit_id: str, picture: bytes, keys: KeyRing) -> dict[str, Any]:
    """The row of a page picture."""
    sealed = keys.seal(picture, "pages", page_id, visit_id)
    return {"id": page_id, "visit_id": visit_id, "size": len(picture), "data": sealed}


def page_from_row(row: Mapping, keys: KeyRing) -> bytes:
    """The picture in a row.

    Raises:
        Trouble: ``key_missing``, ``store_altered``.
    """
    return _unsealed(row, keys, "pages", ("pages", row["id"], row["visit_id"]))


def _unsealed(row: Mapping, keys: KeyRing, table: str, identity: tuple[str, ...]) -> bytes:
    try:
        return keys.unseal(row["data"], *identity)
    except SealBroken:
        events.log("db.row_unreadable", table=table, row=row["id"])
        raise Trouble("store_altered", row=row["id"]) from None
