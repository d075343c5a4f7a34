"""Row 16: the server refuses: the kiosk keeps its visits and says so, the counter says so and stays readable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from base.clock import HeldClock
from counter import sample
from counter.settings import CounterSettings
from counter.window import CounterWindow
from db.crypto import KeyRing
from db.outbox import OutboxStore
from db.place import Limits
from db.store import Store
from forms.actions import Status
from kiosk.staff.outbox import sentences
from kiosk.wording import Words
from tests.counter.conftest import desk  # noqa: F401
from tests.counter.hands import settled
from tests.daemons.postgres import running_postgres
from tests.db.made import TODAY, submitted

pytestmark = [
    pytest.mark.daemon,
    pytest.mark.expected_log("db.outbox_cut_off", "counter.store_lost"),
]
QUICK = Limits(busy_s=0.5, connect_s=2, ping_s=0.5, reply_s=1.0)
PATIENCE_MS = 60_000
"""The counter says it within 5 s: it asks every 2 s and is refused at once. A test on a busy machine waits longer."""


def test_the_server_refuses_and_comes_back(qtbot, clock: HeldClock, desk, tmp_path: Path) -> None:  # noqa: F811
    keys = KeyRing.generate()
    with running_postgres() as server:
        server.execute("CREATE DATABASE office")
        url = server.url("office")
        Store.create(url, keys, clock=clock).close()
        with (
            Store.open(url, keys, clock=clock, limits=QUICK) as store,
            OutboxStore(
                tmp_path / "outbox" / "kiosk.sqlite", keys, lambda: Store.open(url, keys, limits=QUICK), retry_s=0.05
            ) as box,
        ):
            visit, pages = replace(sample.clean(sample.household()), pages=()).actions("0042", clock.now())
            store.add(visit, pages=pages)
            qtbot.waitUntil(lambda: box.next_reception_number(TODAY) is not None, timeout=PATIENCE_MS)
            window = CounterWindow(desk, store, clock, CounterSettings(name="窓口2", clerk="佐藤"))
            qtbot.addWidget(window)
            window.resize(1366, 768)
            window.show()
            settled(qtbot, window)
            try:
                window.open(visit[0].visit_id)
                settled(qtbot, window)
                server.stop()
                try:
                    # The counter: it says so, and what it shows stays readable.
                    qtbot.waitUntil(lambda: window.strip.words != "", timeout=PATIENCE_MS)
                    assert not window.office.reachable
                    assert window.view is not None and window.view.mine
                    assert window.fields.row("new_address").accessibleName()
                    assert not window.foot.file.isEnabled()
                    # The kiosk: it takes the visit, and staff read how many wait.
                    actions, more = submitted()
                    box.add(actions, pages=more)
                    assert box.state().waiting == 1
                    said = [words for words, _role in sentences(box.state(), Words("ja"))]
                    assert Words("ja")("door.outbox_cut") in said and any("1件" in each for each in said)
                finally:
                    server.start()
                qtbot.waitUntil(lambda: window.strip.words == "", timeout=PATIENCE_MS)
                qtbot.waitUntil(lambda: box.state().waiting == 0, timeout=PATIENCE_MS)
                window.check_identity()
                window.identity.toggle("driving_licence")
                window.identity.record()
                qtbot.waitUntil(lambda: store.visit(visit[0].visit_id).documents != (), timeout=PATIENCE_MS)
                assert store.visit(actions[0].visit_id).status is Status.WAITING
            finally:
                window.close()
