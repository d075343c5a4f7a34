"""Accounts as a counter has them: only the store says who somebody is; while it is away, who locked may unlock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from base.trouble import Trouble
from db.accounts_rows import Account
from db.accounts_secrets import hash_password, verify_password
from db.lines import Act
from db.outbox import OutboxStore, is_passing

MAX_TRIES = 5
"""Wrong passwords while the store is away; then only the store unlocks."""


@dataclass
class _Here:
    """Who logged in here last: in memory only, and no longer than they are logged in."""

    account: Account
    phc: str
    tries: int = 0


class DeskAccounts:
    """Every method is that of :class:`db.accounts.Accounts`, and raises Trouble ``store_unreachable`` when the store is
    away, but for :meth:`unlock` and :meth:`log_out`.

    Args:
        outbox: of this counter.
    """

    def __init__(self, outbox: OutboxStore) -> None:
        self._outbox = outbox
        self._here: _Here | None = None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return partial(self._ask, name)

    def _ask(self, name: str, *words: Any, **named: Any) -> Any:
        try:
            return getattr(self._outbox.reached().accounts, name)(*words, **named)
        except Trouble as trouble:
            self._outbox.met(trouble)
            raise

    def log_in(self, name: str, password: str, *more: Any) -> Account:
        account = self._ask("log_in", name, password, *more)
        self._here = _Here(account, hash_password(password))
        return account

    def unlock(self, name: str, password: str) -> Account:
        """As :meth:`db.accounts.Accounts.unlock`. While the store is away the password is compared with the one that
        logged in here; it is written down, and delivered.

        Raises:
            Trouble: ``login_wrong``; ``store_unreachable`` (somebody else, or too many wrong tries).
        """
        try:
            account = self._ask("unlock", name, password)
        except Trouble as trouble:
            here = self._here
            if not is_passing(trouble) or here is None or here.account.name != name.strip().lower():
                raise
            if here.tries >= MAX_TRIES:
                raise
            return self._unlocked_here(here, password)
        self._here = _Here(account, hash_password(password))
        return account

    def _unlocked_here(self, here: _Here, password: str) -> Account:
        here.tries += 1
        right = verify_password(password, here.phc)
        self._outbox.keep_note(Act.UNLOCK, here.account.actor, result="done" if right else "login_wrong")
        if not right:
            raise Trouble("login_wrong")
        here.tries = 0
        return here.account

    def change_password(self, name: str, old: str, new: str) -> None:
        self._ask("change_password", name, old, new)
        if self._here is not None and self._here.account.name == name:
            self._here.phc = hash_password(new)

    def log_out(self, account: Account) -> None:
        """As :meth:`db.accounts.Accounts.log_out`; while the store is away it is written down, and delivered."""
        self._here = None
        if self._outbox.reachable:
            self._ask("log_out", account)
        else:
            self._outbox.keep_note(Act.LOGOUT, account.actor)
