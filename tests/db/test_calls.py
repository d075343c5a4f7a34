"""Calls for staff: arrive at once, are answered once, are forgotten in time, and are nobody's but a kiosk's to make."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from base.clock import HeldClock
from base.trouble import Trouble
from db import commands, purge_commands
from db.calls import FORGOTTEN_H, KEPT_DAYS, StaffCall
from db.crypto import KeyRing
from db.outbox import OutboxStore
from db.store import Store
from forms.roles import Role
from forms.visit import new_id
from tests.db.conftest import Home
from tests.db.test_following import Heard
from tests.db.test_outbox import CUT_OFF, Server, until

KIOSK, SATO, SUZUKI = "kiosk:1", "clerk:sato", "clerk:suzuki"


@pytest.fixture
def store(home: Home, clock: HeldClock):
    with Store.create(home.url, home.keys, clock=clock) as made:
        yield made


def call(clock: HeldClock, **given) -> StaffCall:
    return StaffCall(new_id(), "キオスク1", "confirm", "visitor", clock.now(), **given)


def test_a_call_is_open_until_somebody_goes(store: Store, clock: HeldClock) -> None:
    mine = call(clock)
    store.calls.raise_(mine, actor=KIOSK)
    assert store.calls.open() == [mine] and store.calls.find(mine.id) == mine
    clock.advance(40)
    answered = store.calls.answer(mine.id, actor=SATO)
    assert answered == replace(mine, answered_by=SATO, answered_at=clock.now())
    assert store.calls.open() == [] and store.calls.find(mine.id) == answered


def test_the_first_who_goes_counts(store: Store, home: Home, clock: HeldClock) -> None:
    mine = call(clock)
    store.calls.raise_(mine, actor=KIOSK)
    start, answers = threading.Barrier(6), []

    def go(name: int) -> None:
        start.wait()
        answers.append(store.calls.answer(mine.id, actor=f"clerk:{name}").answered_by)

    threads = [threading.Thread(target=go, args=(name,)) for name in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(answers) == 6 and len(set(answers)) == 1
    assert [line.act for line in store.audit.lines()].count("answer_call") == 1


def test_the_same_call_twice_is_one(store: Store, clock: HeldClock) -> None:
    mine = call(clock)
    store.calls.raise_(mine, actor=KIOSK)
    store.calls.answer(mine.id, actor=SATO)
    store.calls.raise_(mine, actor=KIOSK)  # its first answer was lost on the way
    assert store.calls.open() == []
    assert [line.act for line in store.audit.lines()].count("call_staff") == 1


def test_the_oldest_comes_first(store: Store, clock: HeldClock) -> None:
    first = call(clock)
    clock.advance(5)
    second = call(clock)
    for each in (second, first):
        store.calls.raise_(each, actor=KIOSK)
    assert store.calls.open() == [first, second]


def test_a_withdrawn_call_is_over_and_an_answered_one_stays_answered(store: Store, clock: HeldClock) -> None:
    left, gone_to = call(clock), call(clock)
    for each in (left, gone_to):
        store.calls.raise_(each, actor=KIOSK)
    store.calls.answer(gone_to.id, actor=SATO)
    for each in (left, gone_to):
        store.calls.withdraw(each.id, actor=KIOSK)
    assert store.calls.find(left.id).answered_by == KIOSK
    assert store.calls.find(gone_to.id).answered_by == SATO
    assert store.calls.open() == []


def test_a_call_that_is_not_there(store: Store) -> None:
    assert store.calls.answer("nothing", actor=SATO) is None
    store.calls.withdraw("nothing", actor=KIOSK)
    assert store.calls.find("nothing") is None
    assert not {"answer_call", "call_staff"} & {line.act for line in store.audit.lines()}


def test_nobody_is_sent_to_a_kiosk_that_called_long_ago(store: Store, clock: HeldClock) -> None:
    mine = call(clock)
    store.calls.raise_(mine, actor=KIOSK)
    clock.advance(FORGOTTEN_H * 3600)
    assert store.calls.open() == [mine]
    clock.advance(1)
    assert store.calls.open() == []


def test_old_calls_are_purged(home: Home, tmp_path: Path, clock: HeldClock) -> None:
    key = tmp_path / "keys" / "k"
    commands.init(home.url, key)
    with Store.open(home.url, KeyRing.load(key), clock=clock) as store:
        old = call(clock)
        store.calls.raise_(old, actor=KIOSK)
        clock.advance(KEPT_DAYS * 86_400 + 1)
        new = call(clock)
        store.calls.raise_(new, actor=KIOSK)
    assert purge_commands.purge(home.url, key, 365, dry_run=True, clock=clock)["calls"] == 0
    assert purge_commands.purge(home.url, key, 365, clock=clock)["calls"] == 1
    with Store.open(home.url, KeyRing.load(key), clock=clock) as store:
        assert store.calls.find(old.id) is None and store.calls.find(new.id) == new


def test_followers_hear_of_call_and_answer(home: Home, store: Store, clock: HeldClock) -> None:
    heard = Heard()
    with home.open() as counter:
        follower = counter.follow(heard.told)
        try:
            assert heard.more_than(0)
            mine = call(clock)
            before = heard.times
            store.calls.raise_(mine, actor=KIOSK)
            assert heard.more_than(before)
            before = heard.times
            store.calls.answer(mine.id, actor=SATO)
            assert heard.more_than(before)
        finally:
            follower.stop()


def test_who_may_call_and_who_may_go(home: Home, clock: HeldClock) -> None:
    with Store.create(home.url, home.keys, clock=clock) as store:
        for role in (Role.SUPERVISOR, Role.CLERK, Role.REVIEWER, Role.IT):
            store.accounts.add(str(role), role, "correct horse battery", actor="it:root")
        mine = call(clock)
        for actor in ("clerk:clerk", "clerk:it", "clerk:nobody"):
            for act in (store.calls.raise_, store.calls.withdraw):
                with pytest.raises(Trouble) as refused:
                    act(mine if act == store.calls.raise_ else mine.id, actor=actor)
                assert refused.value.id == "not_allowed"
        store.calls.raise_(mine, actor=KIOSK)
        for actor in ("clerk:reviewer", "clerk:it", "clerk:nobody", KIOSK):
            with pytest.raises(Trouble) as refused:
                store.calls.answer(mine.id, actor=actor)
            assert refused.value.id == "not_allowed"
        assert store.calls.open() == [mine]
        store.calls.answer(mine.id, actor="clerk:clerk")
        lines = [(line.act, line.actor, line.result) for line in store.audit.lines() if "call" in line.act]
        assert ("call_staff", KIOSK, "done") in lines and ("answer_call", "clerk:clerk", "done") in lines
        assert lines.count(("answer_call", KIOSK, "not_allowed")) == 1


@CUT_OFF
def test_a_kiosk_that_is_cut_off_is_told_so_at_once(tmp_path: Path, keys, clock: HeldClock) -> None:
    server = Server(f"sqlite:///{tmp_path}/server/k.sqlite", keys)
    with OutboxStore(tmp_path / "outbox" / "k.sqlite", keys, server.open, retry_s=0.05) as box:
        mine = call(clock)
        box.calls.raise_(mine, actor=KIOSK)
        server.away = True
        until(lambda: not box.state().reachable)
        with pytest.raises(Trouble) as caught:
            _ = box.calls
        assert caught.value.id == "store_unreachable" and box.state().waiting == 0
        server.away = False
        until(lambda: box.state().reachable)
        assert box.calls.find(mine.id) == mine
