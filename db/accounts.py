"""Accounts: who may log in at the counter. Each log-in, failure, lock and change is a line of the audit.

Nobody has a password that somebody else chose for everybody: there is no account until the first one is made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Connection, Engine, insert, select, update

from base.clock import Clock
from base.trouble import Trouble
from db import schema
from db.accounts_card import Prover, proves, public_key, second_factor
from db.accounts_rows import Account, Secrets, account_from_row, find_row, is_guarded, role_of, secrets_from_row
from db.accounts_secrets import check_password, hash_password, is_cheaper, totp_step, verify_password
from db.audit import Audit
from db.crypto import KeyRing
from db.engine import reading, writing
from db.lines import DONE, Act, Entry
from db.opening import follow_key
from db.place import Place
from forms.roles import ACCOUNT_PREFIX, KEEPERS, Duty, Role, may

FREE_TRIES = 4
"""Wrong tries before an account is locked for the first time."""
FIRST_LOCK_S = 30
LONGEST_LOCK_S = 3600
"""Each further wrong try doubles the time, up to this."""
NOBODY = "unknown"
"""The actor of a try with a name that no account has. Not what was typed: it may be a password."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,31}")


def lock_seconds(failures: int) -> int:
    """For how long an account takes no try after so many wrong ones."""
    if failures <= FREE_TRIES:
        return 0
    return min(FIRST_LOCK_S << min(failures - FREE_TRIES - 1, 20), LONGEST_LOCK_S)


class Accounts:
    """The accounts of an open store; :attr:`db.store.Store.accounts`.

    An ``actor`` is who acts, as in :class:`forms.actions.Action`. Whoever keeps accounts must have the right to.
    """

    def __init__(self, engine: Engine, place: Place, keys: KeyRing, audit: Audit, clock: Clock) -> None:
        self._engine, self._place, self._keys, self._audit, self._clock = engine, place, keys, audit, clock

    # --- looking -------------------------------------------------------------------------------------------------

    def exist(self) -> bool:
        """Whether there are any. From the first on, roles count and somebody has to log in.

        Raises:
            Trouble: any ``store_…``.
        """
        with reading(self._engine, self._place) as connection:
            return is_guarded(connection)

    def all(self) -> list[Account]:
        """All of them, by name.

        Raises:
            Trouble: ``store_altered``, any ``store_…``.
        """
        with reading(self._engine, self._place) as connection:
            rows = connection.execute(select(schema.accounts).order_by(schema.accounts.c.name)).mappings()
            return [account_from_row(row, self._keys) for row in rows]

    def find(self, name: str) -> Account | None:
        """The account of a name as it is now, or None.

        Raises:
            Trouble: ``store_altered``, any ``store_…``.
        """
        with reading(self._engine, self._place) as connection:
            row = find_row(connection, name)
            return account_from_row(row, self._keys) if row else None

    # --- keeping -------------------------------------------------------------------------------------------------

    def add(self, name: str, role: Role, password: str, *, actor: str) -> Account:
        """Makes an account. The first one has to be able to make others.

        Raises:
            Trouble: ``account_name``, ``account_exists``, ``account_first``, ``password_weak``, ``not_allowed``, any
                ``store_…``.
            ValueError: the role of a machine.
        """
        if role is Role.KIOSK:
            raise ValueError("a kiosk has no account")
        if not _NAME.fullmatch(name):
            raise Trouble("account_name")
        secrets = Secrets(hash_password(check_password(password, name)))
        now = self._clock.now()
        self._check_keeper(actor, Act.ACCOUNT_ADD)
        with writing(self._engine, self._place) as connection:
            _hold(connection)
            # Asked again where nobody can come in between: whoever makes the first account makes no second one so.
            if is_guarded(connection) and not may(role_of(connection, self._keys, actor), Duty.ACCOUNTS):
                raise Trouble("not_allowed")
            if find_row(connection, name):
                raise Trouble("account_exists")
            if role not in KEEPERS and not is_guarded(connection):
                raise Trouble("account_first")
            follow_key(connection, self._keys)
            row = {
                "name": name,
                "role": str(role),
                "made_at": now,
                "disabled_at": None,
                "failures": 0,
                "locked_until": None,
                "totp_step": 0,
                "secrets": secrets.sealed(self._keys, name, str(role), disabled=False),
            }
            connection.execute(insert(schema.accounts).values(row))
            self._line(connection, Act.ACCOUNT_ADD, actor, account=name, role=str(role))
        return account_from_row(row, self._keys)

    def set_password(self, name: str, password: str, *, actor: str) -> None:
        """Gives an account a new password, and unlocks it. For keepers; see :meth:`change_password`.

        Raises:
            Trouble: ``account_unknown``, ``password_weak``, ``not_allowed``, ``store_altered``, any ``store_…``.
        """
        phc = hash_password(check_password(password, name))
        self._check_keeper(actor, Act.ACCOUNT_PASSWORD)
        with writing(self._engine, self._place) as connection:
            row = self._known(connection, name)
            secrets = replace(secrets_from_row(row, self._keys), password=phc)
            self._keep(connection, row, secrets, failures=0, locked_until=None)
            self._line(connection, Act.ACCOUNT_PASSWORD, actor, account=name)

    def change_password(self, name: str, old: str, new: str) -> None:
        """Gives oneself a new password.

        Raises:
            Trouble: ``password_weak``; ``login_wrong`` and ``login_locked`` as :meth:`log_in`; any ``store_…``.
        """
        phc = hash_password(check_password(new, name))
        account = self._enter(Act.ACCOUNT_PASSWORD, name, old, None)
        with writing(self._engine, self._place) as connection:
            row = self._known(connection, account.name)
            self._keep(connection, row, replace(secrets_from_row(row, self._keys), password=phc))

    def set_totp(self, name: str, secret: str, code: str, *, actor: str) -> None:
        """Asks an account for a one-time code from now on.

        Args:
            name: of the account.
            secret: of :func:`db.accounts_secrets.new_totp_secret`, by now in somebody's authenticator app.
            code: that the app shows: proof that it is there.
            actor: a keeper.

        Raises:
            Trouble: ``totp_wrong`` (nothing was changed), ``account_unknown``, ``not_allowed``, any ``store_…``.
        """
        self._check_keeper(actor, Act.ACCOUNT_TOTP)
        step = totp_step(secret, code, self._clock.now(), 0)
        if step is None:
            raise Trouble("totp_wrong")
        self._set_totp(name, secret, step, actor)

    def drop_totp(self, name: str, *, actor: str) -> None:
        """Asks for no code any more, for example when a telephone was lost.

        Raises:
            Trouble: ``account_unknown``, ``not_allowed``, any ``store_…``.
        """
        self._check_keeper(actor, Act.ACCOUNT_TOTP)
        self._set_totp(name, None, 0, actor)

    def _set_totp(self, name: str, secret: str | None, step: int, actor: str) -> None:
        with writing(self._engine, self._place) as connection:
            row = self._known(connection, name)
            secrets = replace(secrets_from_row(row, self._keys), totp=secret)
            self._keep(connection, row, secrets, totp_step=step)
            self._line(connection, Act.ACCOUNT_TOTP, actor, account=name, on=secret is not None)

    def set_card(self, name: str, password: str, certificate: bytes, prove: Prover, code: str = "") -> None:
        """Gives oneself an IC card as second factor.

        Args:
            name: of the account.
            password: as typed.
            certificate: of the card on the reader, DER.
            prove: has that card sign; proof that its holder knows its PIN.
            code: the one-time code, where the account has one.

        Raises:
            Trouble: ``card_enrolled`` (a keeper takes the former one off first), ``card_key_unusable``, what the
                prover raises, and as :meth:`log_in`. Nothing was changed then.
        """
        account = self.find(name)
        if account is not None and account.has_card:
            raise Trouble("card_enrolled")
        key = public_key(certificate)
        if not proves(key, name, prove):
            raise Trouble("card_key_unusable")
        account = self._enter(Act.ACCOUNT_CARD, name, password, code)
        with writing(self._engine, self._place) as connection:
            row = self._known(connection, account.name)
            self._keep(connection, row, replace(secrets_from_row(row, self._keys), card=key))

    def drop_card(self, name: str, *, actor: str) -> None:
        """Asks for no IC card any more, for example when one was lost.

        Raises:
            Trouble: ``account_unknown``, ``not_allowed``, any ``store_…``.
        """
        self._check_keeper(actor, Act.ACCOUNT_CARD)
        with writing(self._engine, self._place) as connection:
            row = self._known(connection, name)
            self._keep(connection, row, replace(secrets_from_row(row, self._keys), card=None))
            self._line(connection, Act.ACCOUNT_CARD, actor, account=name, on=False)

    def set_disabled(self, name: str, disabled: bool, *, actor: str) -> None:
        """Takes an account's rights away at once, or gives them back. What is so already stays so.

        Raises:
            Trouble: ``account_last`` (nobody could keep the accounts any more), ``account_unknown``, ``not_allowed``,
                any ``store_…``.
        """
        act = Act.ACCOUNT_DISABLE if disabled else Act.ACCOUNT_ENABLE
        self._check_keeper(actor, act)
        with writing(self._engine, self._place) as connection:
            _hold(connection)
            row = self._known(connection, name)
            if disabled is (row["disabled_at"] is not None):
                return
            if disabled and row["role"] in KEEPERS and not _other_keepers(connection, name):
                raise Trouble("account_last")
            secrets = secrets_from_row(row, self._keys)
            self._keep(connection, row, secrets, disabled_at=self._clock.now() if disabled else None)
            self._line(connection, act, actor, account=name)

    # --- logging in ----------------------------------------------------------------------------------------------

    def log_in(self, name: str, password: str, code: str = "", card: Prover | None = None) -> Account:
        """Tells who somebody is.

        Each try is counted before it is looked at, so that many at once are no way around the lock.

        Args:
            name: of the account.
            password: as typed.
            code: the one-time code; empty when none was asked for yet.
            card: reaches the IC card on the reader; None when none was asked for yet. With both, either is enough.

        Raises:
            Trouble: ``login_wrong`` (without saying what of it), ``login_locked`` (`seconds`, until then even the
                right password is not taken), ``login_code_needed`` or ``login_card_needed`` (the password is right;
                not counted as a wrong try), what the card's reader raises (not counted either: the card itself counts
                wrong PINs), ``store_altered``, any ``store_…``.
        """
        return self._enter(Act.LOGIN, name, password, code, card)

    def unlock(self, name: str, password: str) -> Account:
        """Goes on after a pause at a screen where the account is logged in: the password is enough.

        Raises:
            Trouble: as :meth:`log_in`, but never ``login_code_needed``.
        """
        return self._enter(Act.UNLOCK, name, password, None)

    def log_out(self, account: Account) -> None:
        """Writes that somebody left.

        Raises:
            Trouble: any ``store_…``.
        """
        self._audit.record(Act.LOGOUT, actor=account.actor)

    def _enter(self, act: Act, name: str, password: str, code: str | None, card: Prover | None = None) -> Account:
        name, now = name.strip().lower(), self._clock.now()
        row = self._count_try(act, name, now)
        if row is None:
            verify_password(password, _nobodys_hash())
            self._audit.record(act, actor=NOBODY, result="login_wrong")
            raise Trouble("login_wrong")
        secrets = secrets_from_row(row, self._keys)
        right, step = verify_password(password, secrets.password), 0
        trouble = None if right and row["disabled_at"] is None else "login_wrong"
        uncounted: Trouble | None = None
        if not trouble and code is not None:
            try:
                step = second_factor(name, secrets, code, card, now, row["totp_step"])
            except Trouble as met:
                trouble = met.id
                uncounted = met if met.id != "login_wrong" else None
        if not trouble and is_cheaper(secrets.password):
            secrets = replace(secrets, password=hash_password(password))
        with writing(self._engine, self._place) as connection:
            current = self._known(connection, name)
            if not trouble and (current["secrets"] != row["secrets"] or 0 < step <= current["totp_step"]):
                trouble = "login_wrong"  # changed, or the code was used, while we were looking
            actor = f"{ACCOUNT_PREFIX}{name}"
            if not trouble:
                self._keep(
                    connection,
                    current,
                    secrets,
                    failures=0,
                    locked_until=None,
                    totp_step=max(step, current["totp_step"]),
                )
                self._line(connection, act, actor)
                return account_from_row(self._known(connection, name), self._keys)
            if uncounted:
                # Not set back to what it was before: others may have tried, and failed, meanwhile.
                failures = max(current["failures"] - 1, 0)
                until = current["locked_until"] if lock_seconds(failures) else None
                self._set(connection, name, failures=failures, locked_until=until)
            self._line(connection, act, actor, trouble)
            failures = row["failures"] + 1
            if trouble == "login_wrong" and (seconds := lock_seconds(failures)):
                self._line(connection, Act.LOCK, actor, failures=failures, seconds=seconds)
        raise uncounted or Trouble("login_wrong")

    def _count_try(self, act: Act, name: str, now: datetime) -> Mapping | None:
        """The row as it was before the try, or None when no account has the name.

        Raises:
            Trouble: ``login_locked``.
        """
        with writing(self._engine, self._place) as connection:
            row = find_row(connection, name, to_change=True)
            if row is None:
                return None
            until = row["locked_until"]
            locked = until is not None and now < until
            if locked:
                self._line(connection, act, f"{ACCOUNT_PREFIX}{name}", "login_locked")
            else:
                seconds = lock_seconds(row["failures"] + 1)
                until = now + timedelta(seconds=seconds) if seconds else None
                self._set(connection, name, failures=row["failures"] + 1, locked_until=until)
        if locked:
            raise Trouble("login_locked", seconds=int((until - now).total_seconds()) + 1)
        return row

    # --- rows ----------------------------------------------------------------------------------------------------

    def _check_keeper(self, actor: str, act: Act) -> None:
        """Until there is an account, whoever holds the store's key makes the first one."""
        with reading(self._engine, self._place) as connection:
            allowed = not is_guarded(connection) or may(role_of(connection, self._keys, actor), Duty.ACCOUNTS)
        if not allowed:
            self._audit.record(act, actor=actor, result="not_allowed")
            raise Trouble("not_allowed")

    def _known(self, connection: Connection, name: str) -> Mapping:
        row = find_row(connection, name, to_change=True)
        if row is None:
            raise Trouble("account_unknown")
        return row

    def _keep(self, connection: Connection, row: Mapping, secrets: Secrets, **changes: object) -> None:
        follow_key(connection, self._keys)
        disabled = {**row, **changes}["disabled_at"] is not None
        sealed = secrets.sealed(self._keys, row["name"], row["role"], disabled=disabled)
        self._set(connection, row["name"], secrets=sealed, **changes)

    def _set(self, connection: Connection, name: str, **changes: object) -> None:
        connection.execute(update(schema.accounts).where(schema.accounts.c.name == name).values(changes))

    def _line(
        self, connection: Connection, act: Act, actor: str, result: str = DONE, **detail: str | int | bool
    ) -> None:
        self._audit.append(connection, [Entry(act, actor, result=result, detail=detail)])


@cache
def _nobodys_hash() -> str:
    """So that a name that no account has takes as long as a wrong password."""
    return hash_password("nobody has this password")


def _hold(connection: Connection) -> None:
    """One change of the accounts at a time, also where there is no row to hold yet."""
    connection.execute(select(schema.store.c.id).with_for_update())


def _other_keepers(connection: Connection, name: str) -> bool:
    table = schema.accounts
    query = select(table.c.name).where(table.c.disabled_at.is_(None), table.c.name != name)
    return connection.scalars(query.where(table.c.role.in_([str(role) for role in KEEPERS]))).first() is not None
