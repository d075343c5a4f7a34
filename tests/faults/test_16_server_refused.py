"""Row 16: the server refuses: the kiosk keeps its visits, a clerk files the visit in hand; one row each results."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from base.clock import HeldClock
from counter import sample
from counter.settings import CounterSettings
from counter.window import CounterWindow
from db.crypto import KeyRing
from db.desk import DeskStore
from db.outbox import OutboxStore
from db.place import Limits, Place
from db.store import Store
from forms.actions import ActionType, Status
from kiosk.staff.outbox import sentences
from kiosk.wording import Words
from tests.counter.conftest import desk  # noqa: F401
from tests.counter.hands import settled
from tests.daemons.postgres import Cluster, running_postgres
from tests.db.made import TODAY, submitted

pytestmark = [
    pytest.mark.daemon,
    pytest.mark.expected_log("db.outbox_cut_off", "counter.store_lost"),
]
QUICK = Limits(busy_s=0.5, connect_s=2, ping_s=0.5, reply_s=1.0)
PATIENCE_MS = 60_000
"""Both say it within 5 s: they are tried every 2 s and are refused at once. A test on a busy machine waits longer."""


class Office:
    """A server, a kiosk's outbox, and a counter with its own."""

    def __init__(self, server: Cluster, folder: Path, clock: HeldClock) -> None:
        self.keys, self.server, self._folder, self._clock = KeyRing.generate(), server, folder, clock
        server.execute("CREATE DATABASE office")
        self.url = server.url("office")
        Store.create(self.url, self.keys, clock=clock).close()

    def outbox(self, name: str) -> OutboxStore:
        return OutboxStore(
            self._folder / "outbox" / f"{name}.sqlite",
            self.keys,
            lambda: Store.open(self.url, self.keys, limits=QUICK),
            retry_s=0.05,
            clock=self._clock,
        )

    def window(self, qtbot, devices, outbox: OutboxStore) -> CounterWindow:
        store = DeskStore(outbox, Place.parse(self.url)).seen_by("clerk:佐藤")
        window = CounterWindow(devices, store, self._clock, CounterSettings(name="窓口2", clerk="佐藤"), outbox=store)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        settled(qtbot, window)
        return window

    def there(self, visit_id: str) -> list[str]:
        with Store.open(self.url, self.keys) as store:
            return [str(each.type) for each in store.actions(visit_id)]


def test_the_server_refuses_and_comes_back(qtbot, clock: HeldClock, desk, tmp_path: Path) -> None:  # noqa: F811
    with running_postgres() as server:
        office = Office(server, tmp_path, clock)
        visits = []
        with Store.open(office.url, office.keys) as store:
            for number in ("0042", "0043"):
                visit, _ = replace(sample.clean(sample.household()), pages=()).actions(number, clock.now())
                store.add(visit)
                visits.append(visit[0].visit_id)
        with office.outbox("kiosk") as box:
            qtbot.waitUntil(lambda: box.next_reception_number(TODAY) is not None, timeout=PATIENCE_MS)
            with office.outbox("counter") as counter:
                window = office.window(qtbot, desk, counter)
                try:
                    window.open(visits[0])
                    settled(qtbot, window)
                    server.stop()
                    # The counter: it says so, and the case in hand goes on to its end.
                    qtbot.waitUntil(lambda: window.unsent.words != "", timeout=PATIENCE_MS)
                    assert not window.office.reachable
                    assert window.view is not None and window.view.mine
                    assert window.fields.row("new_address").accessibleName()
                    window.check_identity()
                    window.identity.toggle("driving_licence")
                    window.identity.record()
                    settled(qtbot, window)
                    assert "1 件の操作が送信待ちです" in window.unsent.words
                    window.file()
                    settled(qtbot, window)
                    assert window.view is None and "受理しました" in window.foot.notice
                    window.open(visits[1])  # which a colleague may have taken by now
                    settled(qtbot, window)
                    assert window.view is None and "今はできません" in window.foot.notice
                finally:
                    window.close()
            # The kiosk: it takes the visit, and staff read how many wait.
            actions, more = submitted()
            box.add(actions, pages=more)
            assert box.state().waiting == 1
            said = [words for words, _role in sentences(box.state(), Words("ja"))]
            assert Words("ja")("door.outbox_cut") in said and any("1件" in each for each in said)
            # The counter was switched off and on while the server was away.
            with office.outbox("counter") as counter:
                assert counter.state().waiting == 2
                window = office.window(qtbot, desk, counter)
                try:
                    server.start()
                    qtbot.waitUntil(lambda: window.unsent.words == "" and window.office.reachable, timeout=PATIENCE_MS)
                    qtbot.waitUntil(lambda: box.state().waiting == counter.state().waiting == 0, timeout=PATIENCE_MS)
                    settled(qtbot, window)
                    window.open(visits[1])
                    settled(qtbot, window)
                    assert window.view is not None and window.view.mine
                finally:
                    window.close()
        done = office.there(visits[0])
        assert done[-3:] == [ActionType.TAKE, ActionType.CHECK_IDENTITY, ActionType.FILE]
        assert len(done) == len(set(done)) + done.count("read") - 1
        with Store.open(office.url, office.keys) as store:
            assert store.visit(visits[0]).status is Status.FILED
            assert store.visit(actions[0].visit_id).status is Status.WAITING
            assert store.position() == sum(row.version for row in store.visits())
