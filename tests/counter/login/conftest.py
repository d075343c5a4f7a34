"""A store with staff, and the door to the counter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from shiboken6 import isValid

from base.clock import HeldClock
from counter.login_window import CounterDoor
from counter.settings import CounterSettings
from db.crypto import KeyRing
from db.store import Store
from forms.roles import Role
from tests.counter.login.at import GOOD, At


@pytest.fixture
def store(tmp_path, clock: HeldClock) -> Iterator[Store]:
    """A new store whose audit has the held clock."""
    for name in ("keys", "data"):
        (tmp_path / name).mkdir(mode=0o700)
    keys = KeyRing.create(tmp_path / "keys" / "k.keys")
    with Store.create(f"sqlite:///{tmp_path / 'data' / 'k.sqlite'}", keys, clock=clock) as made:
        yield made


@pytest.fixture
def staff(store: Store) -> Store:
    """A supervisor and one of each other role."""
    store.accounts.add("mori", Role.SUPERVISOR, GOOD, actor="it:root")
    for name, role in (("sato", Role.CLERK), ("suzuki", Role.CLERK), ("kato", Role.REVIEWER), ("root", Role.IT)):
        store.accounts.add(name, role, GOOD, actor="clerk:mori")
    return store


@pytest.fixture
def come(qtbot, store: Store, clock: HeldClock, desk) -> Iterator[Callable[..., At]]:
    """Opens the door."""
    doors: list[CounterDoor] = []

    def opened(clerk: str = "", store_=None) -> At:
        door = CounterDoor(desk, store_ or store, clock, CounterSettings(name="窓口2", clerk=clerk))
        doors.append(door)
        door.resize(1366, 768)
        door.show()
        at = At(qtbot, door)
        at.settled()
        return at

    yield opened
    for door in doors:
        if isValid(door):
            door.close()
