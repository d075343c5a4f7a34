"""What stands behind ``kakanai accounts``. Each returns a plain dict, for JSON; never a password.

Whoever may use the command line of the server acts as ``it:<account of the operating system>``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from base.clock import JAPAN, Clock
from base.trouble import Trouble
from db.accounts import Accounts
from db.accounts_rows import Account
from db.accounts_secrets import new_totp_secret, totp_uri
from db.audit import it_staff
from db.crypto import KeyRing
from db.store import Store
from forms.roles import Role


def add(url: str, key_file: Path, name: str, role: Role, password: str, *, clock: Clock | None = None) -> dict:
    """Makes an account.

    Raises:
        Trouble: as :meth:`db.accounts.Accounts.add` and :meth:`db.store.Store.open`.
    """
    with Store.open(url, KeyRing.load(key_file), clock=clock) as store:
        return _row(store.accounts.add(name, role, password, actor=it_staff()))


def show(url: str, key_file: Path, *, clock: Clock | None = None) -> dict:
    """All accounts.

    Raises:
        Trouble: as :meth:`db.accounts.Accounts.all` and :meth:`db.store.Store.open`.
    """
    with Store.open(url, KeyRing.load(key_file), clock=clock) as store:
        return {"accounts": [_row(each) for each in store.accounts.all()]}


def disable(url: str, key_file: Path, name: str, *, undo: bool = False, clock: Clock | None = None) -> dict:
    """Takes an account's rights away, or gives them back.

    Raises:
        Trouble: as :meth:`db.accounts.Accounts.set_disabled` and :meth:`db.store.Store.open`.
    """
    with Store.open(url, KeyRing.load(key_file), clock=clock) as store:
        store.accounts.set_disabled(name, not undo, actor=it_staff())
        return _row(_find(store.accounts, name))


def password(url: str, key_file: Path, name: str, new: Callable[[], str], *, clock: Clock | None = None) -> dict:
    """Gives an account a new password, and unlocks it.

    Args:
        url: of the store.
        key_file: its keys.
        name: of the account.
        new: asks for the password, once the account is known to be there.
        clock: the machine's when None.

    Raises:
        Trouble: as :meth:`db.accounts.Accounts.set_password` and :meth:`db.store.Store.open`.
    """
    with Store.open(url, KeyRing.load(key_file), clock=clock) as store:
        _find(store.accounts, name)
        store.accounts.set_password(name, new(), actor=it_staff())
        return _row(_find(store.accounts, name))


def totp(url: str, key_file: Path, name: str, code: Callable[[str, str], str], *, clock: Clock | None = None) -> dict:
    """Asks an account for one-time codes from now on.

    Args:
        url: of the store.
        key_file: its keys.
        name: of the account.
        code: gets the new secret and its ``otpauth://`` address, shows them, and returns the code that the app gives.
        clock: the machine's when None.

    Raises:
        Trouble: as :meth:`db.accounts.Accounts.set_totp` and :meth:`db.store.Store.open`.
    """
    with Store.open(url, KeyRing.load(key_file), clock=clock) as store:
        _find(store.accounts, name)
        secret = new_totp_secret()
        store.accounts.set_totp(name, secret, code(secret, totp_uri(secret, name)), actor=it_staff())
        return _row(_find(store.accounts, name))


def totp_off(url: str, key_file: Path, name: str, *, clock: Clock | None = None) -> dict:
    """Asks an account for no code any more.

    Raises:
        Trouble: as :meth:`db.accounts.Accounts.drop_totp` and :meth:`db.store.Store.open`.
    """
    with Store.open(url, KeyRing.load(key_file), clock=clock) as store:
        store.accounts.drop_totp(name, actor=it_staff())
        return _row(_find(store.accounts, name))


def card_off(url: str, key_file: Path, name: str, *, clock: Clock | None = None) -> dict:
    """Asks an account for no IC card any more.

    Raises:
        Trouble: as :meth:`db.accounts.Accounts.drop_card` and :meth:`db.store.Store.open`.
    """
    with Store.open(url, KeyRing.load(key_file), clock=clock) as store:
        store.accounts.drop_card(name, actor=it_staff())
        return _row(_find(store.accounts, name))


def _find(accounts: Accounts, name: str) -> Account:
    for each in accounts.all():
        if each.name == name:
            return each
    raise Trouble("account_unknown")


def _row(account: Account) -> dict:
    def moment(value: datetime | None) -> str | None:
        return value.astimezone(JAPAN).isoformat(timespec="seconds") if value else None

    return {
        "name": account.name,
        "role": str(account.role),
        "totp": account.has_totp,
        "card": account.has_card,
        "failures": account.failures,
        "locked_until": moment(account.locked_until),
        "disabled_at": moment(account.disabled_at),
        "made_at": moment(account.made_at),
    }
