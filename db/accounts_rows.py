"""Accounts as rows: sealed, so that the database alone makes nobody an account, and no clerk a supervisor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from base import events
from base.trouble import Trouble
from db import schema
from db.crypto import KeyRing, SealBroken
from forms.roles import ACCOUNT_PREFIX, PREFIXES, Role


@dataclass(frozen=True, slots=True)
class Account:
    """Who may log in.

    Attributes:
        name: as typed at the log-in, for example a staff number.
        role: what they may do: :data:`forms.roles.TABLE`.
        made_at: when it was made.
        disabled_at: since when nobody may log in with it, or None.
        locked_until: when the next try is taken, after wrong ones, or None.
        failures: wrong tries since the last log-in.
        has_totp: whether a one-time code is asked for, too.
        has_card: whether an IC card is asked for, too; either of the two is enough.
    """

    name: str
    role: Role
    made_at: datetime
    disabled_at: datetime | None
    locked_until: datetime | None
    failures: int
    has_totp: bool
    has_card: bool = False

    @property
    def actor(self) -> str:
        """Who acts, as in :class:`forms.actions.Action`."""
        return f"{ACCOUNT_PREFIX}{self.name}"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What only the store knows of an account.

    Attributes:
        password: the PHC string of its hash.
        totp: the secret of the one-time codes in Base32, or None.
        card: the public key of the IC card, as :func:`db.accounts_card.public_key` gives it, or None.
    """

    password: str
    totp: str | None = None
    card: str | None = None

    def __repr__(self) -> str:
        return "<Secrets>"  # never in a log or a traceback

    def sealed(self, keys: KeyRing, name: str, role: str, *, disabled: bool) -> bytes:
        """For the column ``secrets``, bound to the clear columns that give rights."""
        held = {"password": self.password, "totp": self.totp} | ({"card": self.card} if self.card else {})
        plain = json.dumps(held).encode()
        return keys.seal(plain, *_identity(name, role, disabled=disabled))


def _identity(name: str, role: str, *, disabled: bool) -> tuple[str, ...]:
    return "accounts", name, role, "disabled" if disabled else "enabled"


def secrets_from_row(row: Mapping, keys: KeyRing) -> Secrets:
    """Opens the column, and so proves name, role and whether the account is disabled.

    Raises:
        Trouble: ``store_altered``, ``key_missing``.
    """
    try:
        disabled = row["disabled_at"] is not None
        plain = keys.unseal(row["secrets"], *_identity(row["name"], row["role"], disabled=disabled))
    except SealBroken:
        events.log("db.row_unreadable", table="accounts", row=row["name"])
        raise Trouble("store_altered", row=row["name"]) from None
    return Secrets(**json.loads(plain))


def resealed_account(row: Mapping, keys: KeyRing) -> bytes:
    """The column ``secrets``, sealed anew with the active key.

    Raises:
        Trouble: ``store_altered``, ``key_missing``.
    """
    disabled = row["disabled_at"] is not None
    return secrets_from_row(row, keys).sealed(keys, row["name"], row["role"], disabled=disabled)


def account_from_row(row: Mapping, keys: KeyRing) -> Account:
    """The account.

    Raises:
        Trouble: ``store_altered``, ``key_missing``.
    """
    secrets = secrets_from_row(row, keys)
    clear = {name: row[name] for name in ("name", "made_at", "disabled_at", "locked_until", "failures")}
    return Account(**clear, role=Role(row["role"]), has_totp=bool(secrets.totp), has_card=bool(secrets.card))


def find_row(connection: Connection, name: str, *, to_change: bool = False) -> Mapping | None:
    """The row of an account, or None; held until the commit when it is to be changed."""
    query = select(schema.accounts).where(schema.accounts.c.name == name)
    return connection.execute(query.with_for_update() if to_change else query).mappings().first()


def is_guarded(connection: Connection) -> bool:
    """Whether roles count: from the first account on."""
    return connection.scalars(select(schema.accounts.c.name).limit(1)).first() is not None


def role_of(connection: Connection, keys: KeyRing, actor: str) -> Role | None:
    """The role of an actor, or None for one who has none (any more).

    Raises:
        Trouble: ``store_altered`` (somebody changed the role in the database), ``key_missing``.
    """
    for prefix, role in PREFIXES.items():
        if actor.startswith(prefix):
            return role
    if not actor.startswith(ACCOUNT_PREFIX):
        return None
    row = find_row(connection, actor.removeprefix(ACCOUNT_PREFIX))
    if row is None or row["disabled_at"] is not None:
        return None
    return account_from_row(row, keys).role
