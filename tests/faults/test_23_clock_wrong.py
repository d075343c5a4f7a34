"""Row 23: a clock that is wrong or jumps back. Order goes by number; nothing is lost, doubled or found broken."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.clock import JAPAN, HeldClock
from db.chain import find_broken
from db.crypto import KeyRing
from db.engine import reading
from db.outbox import OutboxStore
from db.store import Store
from forms.actions import Action, ActionType
from forms.visit import new_id
from tests.db.made import AT, TODAY, action, submitted

JUMPS = st.lists(st.integers(-400 * 86400, 400 * 86400), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(jumps=JUMPS)
def test_actions_and_audit_keep_their_order(tmp_path: Path, keys: KeyRing, jumps: list[int]) -> None:
    clock = HeldClock(AT)
    with Store.create(f"sqlite:///{tmp_path}/data/{new_id()}.sqlite", keys, clock=clock) as store:
        actions, pages = submitted()
        id = actions[0].visit_id
        store.add(actions, pages=pages)
        made = list(actions)
        for jump in jumps:
            clock.advance(jump)
            take = Action(new_id(), id, ActionType.TAKE, clock.now(), "clerk:a")
            store.add([take], expected_version=len(made))
            made.append(take)
        assert [each.id for each in store.actions(id)] == [each.id for each in made]
        assert [line.number for line in store.audit.lines()] == list(range(1, len(made) + 2))
        assert store.visit(id).version == len(made)
        later = submitted("0002")[0]
        store.add([action(later[0].visit_id, ActionType.OPEN, {"kind": "moving_in"})])
        # The list goes by what came first, whatever the clocks said.
        assert [row.id for row in store.visits()] == [id, later[0].visit_id]
        with reading(store._engine, store.place) as connection:
            assert find_broken(connection, keys) == (len(made) + 2, [])


@pytest.fixture
def keys() -> KeyRing:
    return KeyRing.generate()


def test_numbers_of_a_day_that_comes_twice_go_on(tmp_path: Path, keys: KeyRing) -> None:
    """The clock was a day ahead in the morning and is set right at noon: nobody gets a number again."""
    with Store.create(f"sqlite:///{tmp_path}/data/k.sqlite", keys) as store:
        tomorrow = TODAY + timedelta(days=1)
        given = [store.next_reception_number(day) for day in (TODAY, TODAY, tomorrow, TODAY, tomorrow)]
        assert given == ["0001", "0002", "0001", "0003", "0002"]


@pytest.mark.expected_log("db.outbox_cut_off")
def test_an_outbox_whose_clock_jumps_still_delivers_in_order(tmp_path: Path, keys: KeyRing) -> None:
    from base.trouble import Trouble

    url = f"sqlite:///{tmp_path}/server/k.sqlite"
    Store.create(url, keys).close()
    clock, away = HeldClock(datetime(2026, 11, 21, 10, tzinfo=JAPAN)), [True]

    def open_store() -> Store:
        if away[0]:
            raise Trouble("store_unreachable", place="-")
        return Store.open(url, keys)

    actions, pages = submitted()
    with OutboxStore(tmp_path / "outbox" / "k", keys, open_store, clock=clock, retry_s=0.05) as box:
        box.add(actions, pages=pages)
        for jump in (-86400, 3 * 86400, -90 * 86400):
            clock.advance(jump)
            box.add([action(actions[0].visit_id, ActionType.PRINT)])
        away[0] = False
        while box.state().waiting:
            clock.advance(0.01)
        assert box.state().refused == 0
    with Store.open(url, keys) as store:
        assert [each.type for each in store.actions(actions[0].visit_id)][4:] == [ActionType.PRINT] * 3
