"""One office day in fast motion: 521 visits, 6 kiosks, 10 counters at once, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import queue
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from base.clock import JAPAN
from base.trouble import Trouble
from command.bench import store_search
from command.bench.table import Row, Table
from db.crypto import KeyRing
from db.engine import reading
from db.outbox import OutboxStore
from db.place import Limits
from db.store import Store
from forms.actions import Action, ActionType, Status
from forms.reading import ReadField, Reading, Source
from forms.visit import new_id

T = TypeVar("T")

VISITS, KIOSKS, COUNTERS = 521, 6, 10
HOUR = VISITS // 8
"""Visits in an hour of an office day."""
PAGE_BYTES = 200_000
DAY = date(2026, 11, 21)
_AT = datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN)
_VALUES = {
    "moved_on": "2026-11-15",
    "notified_on": "2026-11-21",
    "former_address": "大阪府堺市堺区南瓦町３番１号",
    "new_address": "東京都千代田区九段南１丁目２番１号",
    "householder.new": "山田　太郎",
    **{
        f"members[{index}].{name}": value
        for index in range(2)
        for name, value in {
            "name": "山田　太郎",
            "kana": "ヤマダ　タロウ",
            "birth_date": "1980-01-01",
            "sex": "male",
            "relationship": "世帯主",
        }.items()
    },
}


def measure() -> Table:
    """The day on each database that can be had, and an outbox that was cut off for an hour."""
    rows: list[Row] = []
    sizes = []
    with tempfile.TemporaryDirectory(prefix="kakanai-bench-") as folder:
        for name, place in _places(Path(folder)):
            with place as url:
                taken, seconds, size = _day(url)
            sizes.append(f"{name}: {seconds:.0f} s, {size / 2**20:.0f} MiB")
            rows += [_row(f"{name}, {act}", each) for act, each in taken.items()]
        for name, place in _places(Path(folder) / "big"):
            with place as url:
                rows += [_row(f"{name}, {act} among {store_search.VISITS:,}", each) for act, each in _searched(url)]
        seconds = _drained(Path(folder))
        rows.append(
            Row(f"outbox, {HOUR} visits after an hour cut off", {"p50 ms": "", "p99 ms": seconds * 1000, "times": 1})
        )
    what = f"{VISITS} visits of {KIOSKS} kiosks and {COUNTERS} counters at once ({'; '.join(sizes)})"
    return Table("store", what, tuple(rows))


def _places(folder: Path) -> Iterator[tuple[str, object]]:
    @contextmanager
    def file() -> Iterator[str]:
        yield f"sqlite:///{folder}/data/k.sqlite"

    yield "SQLite", file()
    try:
        from tools.postgres import binaries
    except ImportError:  # an installed package has no tools
        return
    if binaries():
        yield "PostgreSQL", _server()


@contextmanager
def _server() -> Iterator[str]:
    from tools.postgres import running_postgres

    # Unlike in tests: a figure without real commits to the disk would flatter.
    with running_postgres(settings=("shared_buffers=128MB", "max_connections=120")) as cluster:
        cluster.execute("CREATE DATABASE bench")
        yield cluster.url("bench")


class _Watch:
    """Collects how long each act took, from many threads."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = defaultdict(list)

    def time(self, act: str, function: Callable[[], T]) -> T:
        began = time.perf_counter()
        result = function()
        self.taken[act].append((time.perf_counter() - began) * 1000)
        return result


def _action(visit: str, type: ActionType, actor: str, **data) -> Action:
    return Action(new_id(), visit, type, _AT, actor, data)


def _submission(number: str, actor: str) -> tuple[list[Action], dict[str, bytes]]:
    visit, page = new_id(), new_id()
    reading = Reading(
        Source.CERTIFICATE, tuple(ReadField(path, value, value, 0.99) for path, value in _VALUES.items()), pages=1
    )
    actions = [
        _action(visit, ActionType.OPEN, actor, kind="moving_in", language="ja", place=actor),
        _action(visit, ActionType.READ, actor, reading=reading.to_json(), page_ids=[page]),
        _action(visit, ActionType.CONFIRM, actor, values=_VALUES),
        _action(visit, ActionType.SUBMIT, actor, reception_number=number),
    ]
    return actions, {page: os.urandom(PAGE_BYTES)}


def _day(url: str) -> tuple[dict[str, list[float]], float, int]:
    watch, waiting, left = _Watch(), queue.SimpleQueue(), iter(range(VISITS))
    keys = KeyRing.generate()
    store = Store.create(url, keys)
    stores = [store, *(Store.open(url, keys) for _ in range(KIOSKS + COUNTERS - 1))]  # a process each in real life

    def kiosk(own: Store, name: str) -> None:
        for _ in left:
            number = watch.time("number", lambda: own.next_reception_number(DAY))
            actions, pages = _submission(number, name)
            watch.time("submit", lambda: own.add(actions, pages=pages))  # noqa: B023  called at once
            waiting.put((actions[0].visit_id, next(iter(pages))))

    def counter(own: Store, name: str) -> None:
        while (found := waiting.get()) is not None:
            visit, page = found
            watch.time("list", lambda: own.visits(statuses=[Status.WAITING]))
            watch.time("view", lambda: own.record("view", actor=name, visit_id=visit))  # noqa: B023
            watch.time("open", lambda: (own.visit(visit), own.page(page)))  # noqa: B023
            decided = {"path": "members[0].name", "value": "山田　太朗", "old": "山田　太郎"}
            for act, type, data in (
                ("take", ActionType.TAKE, {}),
                ("settle", ActionType.SETTLE, decided),
                ("check identity", ActionType.CHECK_IDENTITY, {"documents": ["mynumber"]}),
                ("file", ActionType.FILE, {}),
            ):
                action = _action(visit, type, name, **data)
                watch.time(act, lambda: own.add([action]))  # noqa: B023

    began = time.perf_counter()
    with ThreadPoolExecutor(KIOSKS + COUNTERS) as threads:
        kiosks = [threads.submit(kiosk, stores[n], f"kiosk:{n}") for n in range(KIOSKS)]
        counters = [threads.submit(counter, stores[KIOSKS + n], f"clerk:{n}") for n in range(COUNTERS)]
        try:
            for each in kiosks:
                each.result()
        finally:
            for _ in counters:
                waiting.put(None)
        for each in counters:
            each.result()
    seconds = time.perf_counter() - began
    size = _size(store)
    for each in stores:
        each.close()
    return dict(watch.taken), seconds, size


def _searched(url: str) -> Iterator[tuple[str, list[float]]]:
    keys = KeyRing.generate()
    with Store.create(url, keys, limits=Limits(reply_s=600.0)) as store:  # for filling it
        for number in ("0001", "0002"):  # twice the same people: each the other's duplicate
            actions, pages = _submission(number, "kiosk:1")
            store.add(actions, pages=pages)
        visit = store.visit(actions[0].visit_id)
        store_search.fill(store, keys, visit, store_search.VISITS)
        yield from store_search.ask(store, visit)
        began = time.perf_counter()
        store.statistics(DAY - timedelta(days=365), DAY)
        yield f"a year's figures ({store_search.VISITS:,} visits)", [(time.perf_counter() - began) * 1000]


def _size(store: Store) -> int:
    if store.place.file:
        return sum(file.stat().st_size for file in store.place.file.parent.glob(f"{store.place.file.name}*"))
    with reading(store._engine, store.place) as connection:
        return connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()


def _drained(folder: Path) -> float:
    url, keys, away = f"sqlite:///{folder}/server/k.sqlite", KeyRing.generate(), threading.Event()
    Store.create(url, keys).close()

    def open_store() -> Store:
        if not away.is_set():
            raise Trouble("store_unreachable", place="-")
        return Store.open(url, keys)

    with OutboxStore(folder / "outbox" / "k.sqlite", keys, open_store, retry_s=0.05) as box:
        for number in range(HOUR):
            actions, pages = _submission(f"{number:04d}", "kiosk:1")
            box.add(actions, pages=pages)
        began = time.perf_counter()
        away.set()
        while box.state().waiting:
            time.sleep(0.01)
        return time.perf_counter() - began


def _row(who: str, taken: list[float]) -> Row:
    ordered = sorted(taken)
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return Row(who, {"p50 ms": round(ordered[len(ordered) // 2], 2), "p99 ms": round(last, 2), "times": len(ordered)})
