"""Accounts at a counter whose server is away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from base.clock import HeldClock
from base.trouble import Trouble
from db.crypto import KeyRing
from db.desk import DeskStore
from db.place import Place
from forms.roles import Role
from tests.db.desks import PASSWORD, Counter
from tests.db.test_outbox import CUT_OFF, Server, leased, until


@pytest.fixture
def counter(keys: KeyRing, tmp_path: Path, clock: HeldClock) -> Iterator[Counter]:
    made = Counter(Server(f"sqlite:///{tmp_path}/server/k.sqlite", keys), tmp_path, clock)
    leased(made.box)
    yield made
    made.box.close()


@CUT_OFF
def test_who_locked_may_unlock_and_nobody_else(counter: Counter) -> None:
    with counter.store() as store:
        store.accounts.add("kacho", Role.SUPERVISOR, PASSWORD, actor="it:root")
        store.accounts.add("sato", Role.CLERK, PASSWORD + "!", actor="clerk:kacho")
    desk = DeskStore(counter.box, Place.parse(counter.server.url))
    sato = desk.accounts.log_in("sato", PASSWORD + "!")
    counter.go_away()
    desk.record("lock", actor=sato.actor, by="key")
    for name, password, trouble in (
        ("sato", PASSWORD, "login_wrong"),
        ("kacho", PASSWORD, "store_unreachable"),
    ):
        with pytest.raises(Trouble) as caught:
            desk.accounts.unlock(name, password)
        assert caught.value.id == trouble
    with pytest.raises(Trouble) as caught:
        desk.accounts.log_in("sato", PASSWORD + "!")
    assert caught.value.id == "store_unreachable"
    assert desk.accounts.unlock("sato", PASSWORD + "!") == sato
    for _ in range(5):
        with pytest.raises(Trouble) as caught:
            desk.accounts.unlock("sato", "guessed at random")
        assert caught.value.id == "login_wrong"
    with pytest.raises(Trouble) as caught:
        desk.accounts.unlock("sato", PASSWORD + "!")
    assert caught.value.id == "store_unreachable"
    desk.accounts.log_out(sato)
    with pytest.raises(Trouble):
        desk.accounts.unlock("sato", PASSWORD + "!")
    counter.come_back()
    until(lambda: not counter.box._box.notes())
    with counter.store() as store:
        lines = [each for each in store.audit.lines(actor=sato.actor) if "done_at" in each.detail]
    assert [(each.act, each.result) for each in lines] == [
        ("lock", "done"),
        ("unlock", "login_wrong"),
        ("unlock", "done"),
        *[("unlock", "login_wrong")] * 5,
        ("logout", "done"),
    ]
