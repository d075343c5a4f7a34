"""Journeys left at a kiosk are counted by whoever may, kept while the store is away, bounded, and forgotten."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from base.clock import HeldClock
from base.trouble import Trouble
from db import box as box_module
from db.crypto import KeyRing
from db.journeys import KEPT_DAYS, LeftJourney
from db.outbox import OutboxStore
from db.store import Store
from forms.roles import Role
from forms.visit import new_id
from tests.db.made import AT, TODAY

WAIT_S = 20.0


def left(days: int = 0) -> LeftJourney:
    return LeftJourney(new_id(), AT + timedelta(days=days), "moving_in", "confirm", "idle", 42)


def until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_only_a_kiosk_counts(store: Store) -> None:
    store.accounts.add("boss", Role.SUPERVISOR, "correct horse battery", actor="it:root")
    with pytest.raises(Trouble) as caught:
        store.journeys.add([left()], actor="clerk:boss")
    assert caught.value.id == "not_allowed"
    assert (store.audit.lines()[-1].act, store.audit.lines()[-1].result) == ("count_journey", "not_allowed")
    store.journeys.add([left()], actor="kiosk:1")
    assert store.statistics(TODAY, TODAY).left == 1


def test_the_old_ones_are_forgotten(tmp_path: Path) -> None:
    keys = KeyRing.generate()
    clock = HeldClock(AT)
    with Store.create(f"sqlite:///{tmp_path}/data/k.sqlite", keys, clock=clock) as store:
        store.journeys.add([left(), left(days=3)], actor="kiosk:1")
        clock.advance((KEPT_DAYS + 1) * 86400)
        assert store.journeys.purge() == 1
        assert store.statistics(TODAY, TODAY + timedelta(days=9)).left == 1


@pytest.mark.expected_log("db.outbox_cut_off")
def test_kept_while_the_store_is_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(box_module, "MAX_JOURNEYS", 3)
    url, keys, away = f"sqlite:///{tmp_path}/data/k.sqlite", KeyRing.generate(), [True]
    Store.create(url, keys).close()

    def open_store() -> Store:
        if away:
            raise Trouble("store_unreachable", place="-")
        return Store.open(url, keys)

    file = tmp_path / "outbox" / "kiosk.sqlite"
    with OutboxStore(file, keys, open_store, retry_s=0.02) as box:
        for _ in range(5):  # no room for two of them, and nobody hears of it
            box.journeys.add([left()], actor="kiosk:1")
        assert len(box._box.journeys()["kiosk:1"]) == 3
    away.clear()
    with OutboxStore(file, keys, open_store, retry_s=0.02) as box:  # after a restart, too
        until(lambda: not box._box.journeys())
    with Store.open(url, keys) as store:
        assert store.statistics(TODAY, TODAY).left == 3
