"""Row 15: another program holds the SQLite store. Retried for a while, then "busy"; nothing half-saved."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from base.trouble import Trouble
from db import commands
from db.crypto import KeyRing
from db.place import LIMITS, Limits
from db.store import Store
from forms.actions import ActionType
from tests.db.made import TODAY, action, submitted

IMPATIENT = Limits(busy_s=0.1)


@pytest.fixture
def place(tmp_path: Path) -> tuple[str, Path]:
    """The URL and the key file of a store with one waiting visit."""
    url, key = f"sqlite:///{tmp_path}/data/k.sqlite", tmp_path / "keys" / "k"
    commands.init(url, key)
    return url, key


class Holder:
    """Another program in a write transaction."""

    def __init__(self, url: str) -> None:
        self._connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=1)
        self._connection.execute("BEGIN IMMEDIATE")

    def let_go(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._connection.close()


def test_the_limit_of_a_working_day() -> None:
    assert LIMITS.busy_s <= 5


def _take(store: Store, visit_id: str) -> object:
    return store.add([action(visit_id, ActionType.TAKE, actor="clerk:a")])


def _new(store: Store, _visit_id: str) -> object:
    actions, pages = submitted("0002")
    return store.add(actions, expected_version=0, pages=pages)


def _number(store: Store, _visit_id: str) -> object:
    return store.next_reception_number(TODAY)


@pytest.mark.parametrize("write", [_take, _new, _number])
def test_a_locked_store_is_busy_and_then_goes_on(place: tuple[str, Path], write: Callable) -> None:
    url, key = place
    actions, pages = submitted()
    id = actions[0].visit_id
    with Store.open(url, KeyRing.load(key), limits=IMPATIENT) as store:
        store.add(actions, pages=pages)
        before = store.position(), store.visits()
        holder = Holder(url)
        try:
            for _ in range(2):
                with pytest.raises(Trouble) as caught:
                    write(store, id)
                assert caught.value.id == "store_locked"
            # What is there can still be read, the lists and the pages too.
            assert (store.position(), store.visits()) == before
            assert store.visit(id).version == 4
            assert store.page(next(iter(pages)))
            Store.open(url, KeyRing.load(key), limits=IMPATIENT).close()
        finally:
            holder.let_go()
        assert write(store, id) in (5, 4, "0001")
    assert commands.check(url, key)["ok"]


def test_a_lock_that_goes_in_time_is_not_even_noticed(place: tuple[str, Path]) -> None:
    url, key = place
    actions, pages = submitted()
    with Store.open(url, KeyRing.load(key)) as store:
        holder = Holder(url)
        done: list[int] = []
        writer = threading.Thread(target=lambda: done.append(store.add(actions, pages=pages)))
        writer.start()
        writer.join(0.3)
        assert done == []
        holder.let_go()
        writer.join(10)
        assert done == [4]
