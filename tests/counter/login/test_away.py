"""The door of a counter in front of a server: nobody comes in while that is away, but who locked it goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counter.login import State
from db.desk import DeskStore
from db.outbox import OutboxStore
from db.place import Place
from tests.counter.hands import Hands
from tests.counter.login.at import CONTROL, GOOD, KEY, said
from tests.db.test_outbox import Server, until


@pytest.fixture
def desk_store(staff, tmp_path, clock):
    server = Server(f"sqlite:///{staff.place.file}", staff._keys, made=True)
    file = tmp_path / "outbox" / "c.sqlite"
    with OutboxStore(file, staff._keys, server.open, clock=clock, acknowledge_s=20, retry_s=0.02) as box:
        until(lambda: box._leased_on is not None)
        made = DeskStore(box, Place.parse(server.url))
        made.server = server
        yield made


def away(desk_store, at) -> None:
    desk_store.server.away = True
    until(lambda: not desk_store.outbox.reachable)
    at.settled()


@pytest.mark.expected_log("db.outbox_cut_off", "counter.store_lost")
def test_who_locked_it_goes_on_and_nobody_else_comes_in(staff, desk_store, come, put, clean) -> None:
    put(clean)
    at = come(store_=desk_store)
    at.log_in("sato")
    work = at.door.work
    hands = Hands(at.qtbot, work)
    hands.press(KEY.Key_Return)
    assert work.view.mine
    away(desk_store, at)
    hands.press(KEY.Key_F4, KEY.Key_1, KEY.Key_Return)
    at.press(Qt.Key.Key_L, CONTROL)
    assert at.state is State.LOCKED
    at.type("wrong horse battery")
    at.press(KEY.Key_Return)
    assert at.state is State.LOCKED and said("login_wrong") in at.words
    at.type(GOOD)
    at.press(KEY.Key_Return)
    assert at.state is State.WORK and at.door.work is work
    assert "1 件の操作が送信待ちです" in work.unsent.words
    at.press(Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    at.log_in("sato")
    assert at.state is not State.WORK
    assert said("store_unreachable", place="-") in at.words and "1 件の操作が送信待ちです" in at.words
    desk_store.server.away = False
    until(lambda: desk_store.outbox.reachable and not desk_store.outbox.state().waiting)
    until(lambda: not desk_store.outbox._box.notes())
    late = [line for line in staff.audit.lines(actor="clerk:sato") if "done_at" in line.detail]
    assert [(line.act, line.result) for line in late] == [
        ("check_identity", "done"),
        ("lock", "done"),
        ("unlock", "login_wrong"),
        ("unlock", "done"),
        ("logout", "done"),
    ]
