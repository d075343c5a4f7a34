"""The outbox by itself, in front of a store on SQLite that can be taken away."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from base.clock import HeldClock
from base.trouble import Trouble
from db import box as boxes
from db.crypto import KeyRing
from db.numbers import FREE_AFTER_DAYS, LEASE_DAYS, SLOTS, offline_number
from db.outbox import OutboxStore
from db.store import Store
from forms.actions import ActionType
from tests.db.made import NAMES, PICTURE, TODAY, action, submitted

CUT_OFF = pytest.mark.expected_log("db.outbox_cut_off")


class Server:
    """A store that can be made unreachable."""

    def __init__(self, url: str, keys: KeyRing, made: bool = False) -> None:
        self.url, self.keys, self.away, self.opened = url, keys, False, 0
        self.lose_next = False
        if not made:
            Store.create(url, keys).close()

    def open(self) -> Store:
        self._check()
        self.opened += 1
        store = Store.open(self.url, self.keys)
        for name in ("add", "next_reception_number", "position", "lease_numbers", "actions", "record"):
            setattr(store, name, self._guarded(getattr(store, name)))
        return store

    def _check(self) -> None:
        if self.away:
            raise Trouble("store_unreachable", place="-")

    def _guarded(self, function: Callable) -> Callable:
        def guarded(*arguments, **named):
            self._check()
            result = function(*arguments, **named)
            if self.lose_next and function.__name__ == "add":  # it was done, and nobody hears of it
                self.lose_next = False
                raise Trouble("store_unreachable", place="-")
            return result

        return guarded


@pytest.fixture
def server(tmp_path: Path, keys: KeyRing) -> Server:
    return Server(f"sqlite:///{tmp_path}/server/k.sqlite", keys)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "outbox" / "kiosk.sqlite"


def until(what: Callable[[], bool]) -> None:
    for _ in range(500):
        if what():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come about")


def outbox(file: Path, server: Server, clock=None) -> OutboxStore:
    return OutboxStore(file, server.keys, server.open, clock=clock, acknowledge_s=5, retry_s=0.05)


def leased(box: OutboxStore, day=TODAY) -> None:
    until(lambda: box._leased_on == day)


def visits(server: Server) -> dict[str, int]:
    with Store.open(server.url, server.keys) as store:
        return {row.id: row.version for row in store.visits()}


def test_with_the_store_there_it_is_as_if_there_were_no_outbox(file: Path, server: Server) -> None:
    with outbox(file, server) as box:
        assert box.next_reception_number(TODAY) == "0001"
        actions, pages = submitted("0001")
        assert box.add(actions, pages=pages) == 4
        assert box.add(actions, pages=pages) == 4
        assert box.add([action(actions[0].visit_id, ActionType.TAKE, actor="clerk:a")], expected_version=4) == 5
        state = box.state()
        assert (state.reachable, state.waiting, state.refused, state.trouble) == (True, 0, 0, None)
    assert visits(server) == {actions[0].visit_id: 5}
    with Store.open(server.url, server.keys) as store:
        assert store.page(next(iter(pages))) == PICTURE


@pytest.mark.parametrize(
    ("type", "expected", "trouble"),
    [(ActionType.FILE, None, "action_not_allowed"), (ActionType.TAKE, 3, "version_conflict")],
)
def test_a_refusal_in_time_is_raised_and_nothing_waits(file, server, type, expected, trouble) -> None:
    with outbox(file, server) as box:
        actions, pages = submitted()
        box.add(actions, pages=pages)
        with pytest.raises(Trouble) as caught:
            box.add([action(actions[0].visit_id, type)], expected_version=expected)
        assert caught.value.id == trouble
        assert (box.state().waiting, box.state().refused) == (0, 0)


def test_bugs_of_the_caller_are_raised_at_once(file, server) -> None:
    one, pages = submitted()
    other, _ = submitted()
    with outbox(file, server) as box:
        for wrong in (lambda: box.add([]), lambda: box.add([*one, *other]), lambda: box.add(other, pages=pages)):
            with pytest.raises(ValueError):
                wrong()
        assert box.state().waiting == 0


@CUT_OFF
def test_cut_off_it_takes_everything_and_delivers_it_later(file, server, clock: HeldClock) -> None:
    with outbox(file, server, clock) as box:
        leased(box)
        server.away = True
        made = []
        for number in range(5):
            actions, pages = submitted(box.next_reception_number(TODAY))
            assert box.add(actions, pages=pages) == 4
            assert box.add([action(actions[0].visit_id, ActionType.PRINT)], expected_version=4) == 5
            made.append(actions)
            state = box.state()
            assert (state.reachable, state.waiting, state.trouble) == (False, 2 * (number + 1), "store_unreachable")
        assert state.oldest_at == clock.now()
        assert visits(server) == {}
        server.away = False
        until(lambda: box.state().waiting == 0 and box.state().reachable)
        assert box.next_reception_number(TODAY) == "0001"
    assert visits(server) == {actions[0].visit_id: 5 for actions in made}
    with Store.open(server.url, server.keys) as store:
        assert [row.reception_number for row in store.visits()] == ["8000", "8001", "8002", "8003", "8004"]


@CUT_OFF
def test_what_waits_survives_a_restart_and_is_sealed(file, server) -> None:
    server.away = True
    actions, pages = submitted()
    with outbox(file, server) as box:
        box.add(actions, pages=pages)
        content = b"".join(each.read_bytes() for each in file.parent.iterdir())
    content += file.read_bytes()
    assert actions[0].visit_id.encode() in content
    assert PICTURE[:30] not in content and not any(name.encode() in content for name in NAMES)
    assert file.stat().st_mode & 0o777 == 0o600
    server.away = False
    with outbox(file, server) as box:
        until(lambda: box.state().waiting == 0)
        # Delivered, so nothing of it is left in the files.
        until(lambda: not any(actions[0].visit_id.encode() in each.read_bytes() for each in file.parent.iterdir()))
    assert visits(server) == {actions[0].visit_id: 4}


@pytest.mark.expected_log("db.outbox_cut_off", "db.outbox_refused")
def test_a_refusal_that_comes_too_late_is_kept_and_holds_up_nobody(file, server) -> None:
    with outbox(file, server) as box:
        first, pages = submitted("0001")
        box.add(first, pages=pages)
        server.away = True
        until(lambda: not box.state().reachable)
        box.add([action(first[0].visit_id, ActionType.FILE)])
        clash, pages = submitted("0001")
        box.add(clash, pages=pages)
        good, pages = submitted("0002")
        box.add(good, pages=pages)
        box.add([good[0]])  # again
        reused = action(good[0].visit_id, ActionType.PRINT)
        box.add([type(reused)(good[0].id, *[getattr(reused, n) for n in ("visit_id", "type", "at", "actor", "data")])])
        server.away = False
        until(lambda: box.state().waiting == 0 and box.state().reachable)
        state = box.state()
        assert (state.reachable, state.refused, state.trouble) == (True, 3, "action_not_allowed")
    assert visits(server) == {first[0].visit_id: 4, good[0].visit_id: 4}
    with outbox(file, server) as box:
        assert box.state().refused == 3


@CUT_OFF
def test_it_is_bounded(file, server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "MAX_WAITING", 2)
    server.away = True
    with outbox(file, server) as box:
        for _ in range(2):
            box.add(submitted()[0][:1])
        with pytest.raises(Trouble) as caught:
            box.add(submitted()[0][:1])
        assert caught.value.id == "outbox_full"
        monkeypatch.setattr(boxes, "MAX_WAITING", 2000)
        monkeypatch.setattr(boxes, "MAX_BYTES", 4000)
        actions, pages = submitted()
        with pytest.raises(Trouble):
            box.add(actions, pages=dict.fromkeys(pages, os.urandom(5000)))
        assert box.state().waiting == 2


@pytest.mark.expected_log("db.outbox_cut_off", "db.row_unreadable")
def test_one_that_does_not_open_is_put_aside(file, server) -> None:
    server.away = True
    with outbox(file, server) as box:
        for _ in range(2):
            box.add(submitted()[0][:1])
    connection = sqlite3.connect(file)
    connection.execute("UPDATE waiting SET visit_id = 'another' WHERE number = 1")
    connection.commit()
    connection.close()
    server.away = False
    with outbox(file, server) as box:
        until(lambda: box.state().waiting == 0)
        assert box.state().refused == 1
    assert len(visits(server)) == 1


@pytest.mark.parametrize("content", [b"junk" * 2000, b"SQLite format 3\0" + b"\xa5" * 5000])
def test_a_damaged_file_is_refused_and_left_alone(file, server, content: bytes) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    with pytest.raises(Trouble) as caught:
        outbox(file, server)
    assert caught.value.id == "outbox_damaged"
    assert file.read_bytes() == content


def test_a_store_is_no_outbox(tmp_path: Path, server) -> None:
    with pytest.raises(Trouble) as caught:
        outbox(tmp_path / "server" / "k.sqlite", server)
    assert caught.value.id == "outbox_damaged"
    assert visits(server) == {}


# --- reception numbers -------------------------------------------------------------------------------------------


def test_every_outbox_has_numbers_of_its_own() -> None:
    numbers = [offline_number(slot, count) for slot in range(SLOTS) for count in range(1, 101)]
    assert len(set(numbers)) == len(numbers) == 2000
    assert (min(numbers), max(numbers)) == ("8000", "9999")
    for slot, count in ((-1, 1), (20, 1), (0, 0), (0, 101)):
        with pytest.raises(ValueError):
            offline_number(slot, count)


def test_slots_are_lent_returned_and_used_up(store: Store) -> None:
    assert [store.lease_numbers(f"box{n}", TODAY) for n in range(SLOTS)] == list(range(SLOTS))
    assert store.lease_numbers("late", TODAY) is None
    later = TODAY + timedelta(days=FREE_AFTER_DAYS)
    assert store.lease_numbers("box3", later) == 3
    assert store.lease_numbers("late", later) is None
    assert store.lease_numbers("late", later + timedelta(days=1)) == 0
    assert store.lease_numbers("box3", later + timedelta(days=1)) == 3
    assert store.lease_numbers("box0", later + timedelta(days=1)) == 1  # its own went to another


@CUT_OFF
def test_no_numbers_without_a_lease_or_after_it(file, server, clock: HeldClock) -> None:
    server.away = True
    with outbox(file, server, clock) as box:
        until(lambda: not box.state().reachable)
        with pytest.raises(Trouble) as caught:
            box.next_reception_number(TODAY)
        assert caught.value.id == "store_unreachable"
        server.away = False
        leased(box)
        until(lambda: box.state().reachable)
        server.away = True
        until(lambda: not box.state().reachable)
        last = TODAY + timedelta(days=LEASE_DAYS - 1)
        assert [box.next_reception_number(day) for day in (TODAY, TODAY, last)] == ["8000", "8001", "8000"]
        for day in (TODAY + timedelta(days=LEASE_DAYS), TODAY - timedelta(days=1)):
            with pytest.raises(Trouble):
                box.next_reception_number(day)
        for _ in range(98):
            box.next_reception_number(TODAY)
        with pytest.raises(Trouble) as caught:
            box.next_reception_number(TODAY)
        assert caught.value.id == "reception_numbers_used_up"


@CUT_OFF
def test_two_kiosks_cut_off_never_give_the_same_number(tmp_path, file, server, clock) -> None:
    with outbox(file, server, clock) as one, outbox(tmp_path / "outbox" / "other.sqlite", server, clock) as other:
        leased(one)
        leased(other)
        server.away = True
        given = [each.next_reception_number(TODAY) for each in (one, other, one, other)]
    assert len(set(given)) == 4
    assert {number[:2] for number in given} == {"80", "81"}
