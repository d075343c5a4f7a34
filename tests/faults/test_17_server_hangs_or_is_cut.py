"""Rows 16 and 17: PostgreSQL dead, frozen, stalled, or cut at byte N: the outbox takes it, and one row results."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from base.trouble import Trouble
from db.crypto import KeyRing
from db.desk import DeskStore
from db.outbox import OutboxStore
from db.place import Limits, Place
from db.store import Store
from forms.actions import ActionType
from tests.daemons.postgres import Cluster, running_postgres
from tests.daemons.proxy import Proxy
from tests.db.made import PICTURE, TODAY, action, submitted

pytestmark = [pytest.mark.daemon, pytest.mark.expected_log("db.outbox_cut_off")]
QUICK = Limits(busy_s=0.5, connect_s=2, ping_s=0.5, reply_s=1.0)
STEPS = 24


def until(what: Callable[[], bool]) -> None:
    for _ in range(1500):
        if what():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come about")


@pytest.fixture(scope="module")
def own() -> Iterator[Cluster]:
    with running_postgres() as cluster:
        yield cluster


@pytest.fixture
def proxy(own: Cluster) -> Iterator[Proxy]:
    made = Proxy(own.port)
    yield made
    made.close()


@pytest.fixture
def keys() -> KeyRing:
    return KeyRing.generate()


@pytest.fixture
def url(own: Cluster, request: pytest.FixtureRequest, keys: KeyRing) -> str:
    name = f"t{abs(hash(request.node.name))}"
    own.execute(f"CREATE DATABASE {name}")
    Store.create(own.url(name), keys).close()
    return own.url(name)


def outbox(tmp_path: Path, url: str, keys: KeyRing, acknowledge_s: float = 3.0) -> OutboxStore:
    return OutboxStore(
        tmp_path / "outbox" / "kiosk.sqlite",
        keys,
        lambda: Store.open(url, keys, limits=QUICK),
        acknowledge_s=acknowledge_s,
        retry_s=0.05,
    )


def through(proxy: Proxy, own: Cluster, url: str) -> str:
    return url.replace(f":{own.port}/", f":{proxy.port}/")


def assert_once(url: str, keys: KeyRing, visits: list[str]) -> None:
    with Store.open(url, keys) as store:
        assert sorted(row.id for row in store.visits()) == sorted(visits)
        assert store.position() == 4 * len(visits)
        for id in visits:
            visit = store.visit(id)
            assert visit.version == 4
            assert [store.page(page) for page in visit.page_ids] == [PICTURE]


def test_stopped_and_started(own: Cluster, url: str, keys: KeyRing, tmp_path: Path) -> None:
    made = []
    with outbox(tmp_path, url, keys) as box:
        until(lambda: box._leased_on is not None)
        own.stop()
        try:
            for _ in range(3):
                actions, pages = submitted(box.next_reception_number(box._leased_on))
                box.add(actions, pages=pages)
                made.append(actions[0].visit_id)
            assert box.state().waiting == 3 and not box.state().reachable
        finally:
            own.start()
        until(lambda: box.state().waiting == 0)
    assert_once(url, keys, made)


def test_dead_from_the_start(own: Cluster, url: str, keys: KeyRing, tmp_path: Path) -> None:
    actions, pages = submitted()
    own.stop()
    try:
        with outbox(tmp_path, url, keys) as box:
            assert box.add(actions, pages=pages) == 4
            with pytest.raises(Trouble) as caught:
                box.next_reception_number(TODAY)
            assert caught.value.id == "store_unreachable"
    finally:
        own.start()
    with outbox(tmp_path, url, keys) as box:
        until(lambda: box.state().waiting == 0)
    assert_once(url, keys, [actions[0].visit_id])


def test_frozen(own: Cluster, url: str, keys: KeyRing, tmp_path: Path) -> None:
    made = []
    with outbox(tmp_path, url, keys) as box:
        until(lambda: box._leased_on is not None)
        own.pause()
        try:
            for _ in range(3):
                actions, pages = submitted(box.next_reception_number(box._leased_on))
                box.add(actions, pages=pages)
                made.append(actions[0].visit_id)
            assert not box.state().reachable
        finally:
            own.resume()
        until(lambda: box.state().waiting == 0)
    assert_once(url, keys, made)


def test_killed_around_a_commit(own: Cluster, url: str, keys: KeyRing) -> None:
    """kill -9 of the whole server before, in and after a commit. What was acknowledged is there, the rest whole or not
    at all, and whoever adds again ends with one."""
    made = []
    for number, delay_s in enumerate((0.0, 0.001, 0.02)):
        actions, pages = submitted(f"{number + 1:04d}")
        made.append(actions[0].visit_id)
        killer = threading.Timer(delay_s, own.kill)
        with Store.open(url, keys, limits=QUICK) as store:

            def strike(connection: Connection, killer=killer, at_once=not delay_s) -> None:
                if connection.get_execution_options().get("kakanai_writes") and killer.ident is None:
                    killer.start()
                    if at_once:
                        killer.join()

            event.listen(store._engine, "commit", strike)
            acknowledged = False
            try:
                acknowledged = store.add(actions, expected_version=0, pages=pages) == 4
            except Trouble as trouble:
                assert trouble.id == "store_unreachable"
            killer.join()
        own.start()
        with Store.open(url, keys) as store:
            there = [row.id for row in store.visits()]
            assert made[:-1] == there[:number]
            assert made[-1] in there or not acknowledged
            assert store.add(actions, pages=pages) == 4
        assert_once(url, keys, made)


@pytest.mark.parametrize("stalls", [False, True], ids=["cut", "stalled"])
def test_at_byte_n(own: Cluster, proxy: Proxy, url: str, keys: KeyRing, tmp_path: Path, stalls: bool) -> None:
    """Looped over the bytes of one add, connection and commit included, until it comes through untouched."""
    made = []
    steps = 6 if stalls else STEPS
    with outbox(tmp_path, through(proxy, own, url), keys, acknowledge_s=1.5) as box:
        until(lambda: box._leased_on is not None)
        actions, pages = submitted("0001")
        proxy.limit(1 << 30)
        box.add(actions, pages=pages)
        length = proxy.passed
        made.append(actions[0].visit_id)
        assert length > 2000
        for step in range(steps + 1):
            actions, pages = submitted(f"{step + 2:04d}")
            proxy.limit(length * step // steps, stalls=stalls)
            assert box.add(actions, pages=pages) == 4
            made.append(actions[0].visit_id)
            proxy.limit(None)
            until(lambda: box.state().waiting == 0)
            assert_once(url, keys, made)


CLERK = "clerk:sato"
CLERK_STEPS = 10


def test_a_clerks_acts_at_byte_n_and_frozen(
    own: Cluster, proxy: Proxy, url: str, keys: KeyRing, tmp_path: Path
) -> None:
    """Each act of a clerk is cut at another byte, its commit and the lost answer included, and the last ones are made
    while the server is frozen: the case goes on each time, and each act is there once, in order."""
    actions, pages = submitted()
    visit = actions[0].visit_id
    made = [each.id for each in actions]
    with Store.open(url, keys) as store:
        store.add(actions, pages=pages)
    with outbox(tmp_path, through(proxy, own, url), keys, acknowledge_s=1.5) as box:
        desk = DeskStore(box, Place.parse(url)).seen_by(CLERK)

        def do(type: ActionType, **data: object) -> None:
            act = action(visit, type, data, actor=CLERK)
            desk.add([act], expected_version=len(made))
            made.append(act.id)
            assert [each.id for each in desk.actions(visit)] == made

        until(lambda: box._leased_on is not None)
        assert len(desk.actions(visit)) == 4
        do(ActionType.TAKE)
        proxy.limit(1 << 30)
        do(ActionType.SETTLE, path="phone", value="0", old=None)
        length = proxy.passed
        for step in range(CLERK_STEPS + 1):
            proxy.limit(length * step // CLERK_STEPS)
            do(ActionType.SETTLE, path="phone", value=str(step), old=None)
            proxy.limit(None)
            until(lambda: box.reachable and not box.state().waiting)
            assert [each.id for each in desk.actions(visit)] == made
        own.pause()
        try:
            do(ActionType.SETTLE, path="phone", value="9", old=None)
            until(lambda: not box.reachable)
            do(ActionType.FILE)
            with pytest.raises(Trouble) as caught:
                do(ActionType.TAKE)
            assert caught.value.id == "needs_server"
            assert box.state().waiting == 2
        finally:
            own.resume()
        until(lambda: box.reachable and not box.state().waiting)
        assert box.state().refused == 0
    with Store.open(url, keys) as store:
        assert [each.id for each in store.actions(visit)] == made
        assert store.position() == len(made)
