"""Whoever follows a store hears of every change soon, and goes on after its connection was cut."""

from __future__ import annotations

import threading

import pytest

from db import following
from db.following import Following
from db.place import Place
from db.store import Store
from tests.db.made import submitted

SOON_S = 10.0


class Heard:
    """Counts how often it was told."""

    def __init__(self) -> None:
        self.times = 0
        self._changed = threading.Condition()

    def told(self) -> None:
        with self._changed:
            self.times += 1
            self._changed.notify_all()

    def more_than(self, times: int) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.times > times, SOON_S)


def test_a_follower_hears_of_what_others_add(home, store):
    heard = Heard()
    with home.open() as other:
        follower = other.follow(heard.told)
        try:
            assert heard.more_than(0)  # once, for whatever came before it listened
            before = heard.times
            actions, pages = submitted()
            store.add(actions, pages=pages)
            assert heard.more_than(before)
            assert other.position() == len(actions)
        finally:
            follower.stop()


def test_one_connection_hears_of_what_the_same_store_adds(store):
    heard = Heard()
    follower = store.follow(heard.told)
    try:
        assert heard.more_than(0)
        before = heard.times
        actions, pages = submitted()
        store.add(actions, pages=pages)
        assert heard.more_than(before)
    finally:
        follower.stop()


def test_nobody_is_told_after_the_stop(store):
    heard = Heard()
    follower = store.follow(heard.told)
    assert heard.more_than(0)
    follower.stop()
    before = heard.times
    actions, pages = submitted()
    store.add(actions, pages=pages)
    assert heard.times == before and not follower._thread.is_alive()


@pytest.mark.daemon
def test_a_cut_listener_says_so_once_and_listens_again(postgres, keys, monkeypatch, caplog):
    monkeypatch.setattr(following, "RETRY_S", 0.05)
    caplog.set_level("INFO")
    postgres.execute("CREATE DATABASE followed")
    heard = Heard()
    with Store.create(postgres.url("followed"), keys) as store:
        follower = store.follow(heard.told)
        try:
            assert heard.more_than(0)
            before = heard.times
            postgres.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kakanai following'"
            )
            assert heard.more_than(before)  # once more, for what it may have missed
            before = heard.times
            actions, pages = submitted()
            store.add(actions, pages=pages)
            assert heard.more_than(before)
        finally:
            follower.stop()
    assert [each.getMessage() for each in caplog.records].count("db.following_lost") == 1


def test_an_outage_is_said_once(tmp_path, keys, monkeypatch, caplog):
    monkeypatch.setattr(following, "RETRY_S", 0.02)
    caplog.set_level("INFO")
    tried = threading.Semaphore(0)

    class Counted(Following):
        def _watched(self):
            tried.release()
            return super()._watched()

    follower = Counted(Place.parse(f"sqlite:///{tmp_path}/nothing/here.sqlite"), lambda: None)
    try:
        assert all(tried.acquire(timeout=SOON_S) for _ in range(3))
    finally:
        follower.stop()
    assert [each.getMessage() for each in caplog.records].count("db.following_lost") == 1
