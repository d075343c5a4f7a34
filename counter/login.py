"""Who sits at the counter, as a state machine without Qt: first account, log-in, lock, another person.

Passwords never come in here: the window hands them to ``db.accounts`` and tells the machine what came of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from base.clock import Clock

if TYPE_CHECKING:
    from db.accounts_rows import Account


class State(StrEnum):
    """What the window shows."""

    ASKING = "asking"
    """Whether there are accounts is not known yet; also while the store does not answer."""
    FIRST = "first"
    """There are none: the first one is made."""
    LOGIN = "login"
    """Name and password."""
    CODE = "code"
    """The password was right, and the account has a one-time code."""
    WORK = "work"
    LOCKED = "locked"
    """Somebody's work lies under the cover."""


class Event(StrEnum):
    """What leads from one state to another."""

    NO_ACCOUNT = "no_account"
    ACCOUNTS = "accounts"
    """There are accounts (now)."""
    ALONE = "alone"
    """There are none, and this counter is set up for one clerk."""
    CODE_NEEDED = "code_needed"
    ENTERED = "entered"
    LOCK = "lock"
    LEAVE = "leave"
    """Logged out, or the account is no longer good."""
    OTHER = "other"
    """Another person wants to log in while somebody's work is locked."""
    BACK = "back"


LEADS_TO: Mapping[tuple[State, Event], State] = MappingProxyType(
    {
        (State.ASKING, Event.NO_ACCOUNT): State.FIRST,
        (State.ASKING, Event.ACCOUNTS): State.LOGIN,
        (State.ASKING, Event.ALONE): State.WORK,
        (State.FIRST, Event.ACCOUNTS): State.LOGIN,
        (State.FIRST, Event.ENTERED): State.WORK,
        (State.LOGIN, Event.CODE_NEEDED): State.CODE,
        (State.LOGIN, Event.ENTERED): State.WORK,
        (State.LOGIN, Event.BACK): State.LOCKED,
        (State.CODE, Event.ENTERED): State.WORK,
        (State.CODE, Event.BACK): State.LOGIN,
        (State.WORK, Event.ACCOUNTS): State.LOGIN,
        (State.WORK, Event.LOCK): State.LOCKED,
        (State.WORK, Event.LEAVE): State.LOGIN,
        (State.LOCKED, Event.ENTERED): State.WORK,
        (State.LOCKED, Event.OTHER): State.LOGIN,
    }
)
"""What is not here is a bug of the window."""

OF_AN_ACCOUNT = frozenset({(State.LOGIN, Event.BACK), (State.WORK, Event.LOCK)})
"""Only where somebody's work is open or covered: nobody could open what nobody has locked."""


@dataclass(frozen=True, slots=True)
class Delays:
    """How long things may lie.

    Attributes:
        lock_s: without a key or the pointer, until the work is covered.
        clear_s: without a key, until what was typed at the cover is wiped.
        check_s: between two looks at whether the account is still good.
    """

    lock_s: float
    clear_s: float = 60.0
    check_s: float = 30.0


class Guard:
    """The machine.

    Args:
        clock: both of its times: a machine that slept has an old wall clock only.
        delays: how long things may lie.
    """

    def __init__(self, clock: Clock, delays: Delays) -> None:
        self._clock, self._delays = clock, delays
        self.state = State.ASKING
        self.account: Account | None = None
        """Whose work is open, or lies under the cover."""
        self._wait_name, self._wait_until = "", 0.0
        self._checked = clock.monotonic()
        self.touched()

    # -- events

    def tell(self, event: Event) -> State:
        """Goes on to the next state.

        Raises:
            ValueError: the state does not take the event.
        """
        following = LEADS_TO.get((self.state, event))
        if following is None or ((self.state, event) in OF_AN_ACCOUNT and self.account is None):
            raise ValueError(f"{event} on {self.state}")
        self.state = following
        if event in (Event.ACCOUNTS, Event.LEAVE):
            self.account = None
        self.touched()
        return following

    def entered(self, account: Account) -> bool:
        """Somebody has shown who they are. Whether it is the one whose work lies under the cover."""
        same = self.account is not None and self.account.name == account.name
        self.tell(Event.ENTERED)
        self.account = account
        self._wait_name = ""
        self._checked = self._clock.monotonic()
        return same

    def refuse_until(self, name: str, seconds: int) -> None:
        """The account takes no try for so long."""
        self._wait_name, self._wait_until = as_name(name), self._clock.monotonic() + seconds

    def wait_s(self, name: str) -> int:
        """For how many seconds this account takes no try; 0 when it does."""
        if not self._wait_name or as_name(name) != self._wait_name:
            return 0
        left = self._wait_until - self._clock.monotonic()
        return int(left) + (left > int(left)) if left > 0 else 0

    # -- time

    def touched(self) -> None:
        """Somebody is there: a key, or the pointer."""
        self._touched: tuple[float, datetime] = self._clock.monotonic(), self._clock.now()

    @property
    def idle_s(self) -> float:
        """For how long nobody has been there. By the longer clock: one stops while the machine sleeps."""
        monotonic, wall = self._touched
        return max(self._clock.monotonic() - monotonic, (self._clock.now() - wall).total_seconds())

    @property
    def must_lock(self) -> bool:
        """Whether the work has lain open for too long. Without an account nobody could open it again."""
        return self.state is State.WORK and self.account is not None and self.idle_s >= self._delays.lock_s

    @property
    def must_clear(self) -> bool:
        """Whether what was typed at the cover has lain there for too long."""
        return self.state is not State.WORK and self.idle_s >= self._delays.clear_s

    def due_for_check(self) -> bool:
        """Whether to look again if the account is still good; then not again for a while."""
        if self.state is not State.WORK or self._clock.monotonic() - self._checked < self._delays.check_s:
            return False
        self._checked = self._clock.monotonic()
        return True


def as_name(typed: str) -> str:
    """The name of an account as somebody typed it."""
    return typed.strip().lower()
