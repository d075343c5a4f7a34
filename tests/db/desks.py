"""A counter's outbox in front of a server that can be taken away, for tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from base.clock import HeldClock
from db.desk import Desk, DeskStore
from db.outbox import OutboxStore
from db.place import Place
from db.store import Store
from forms.actions import Action, ActionType
from forms.visit import new_id
from tests.db.made import action, submitted
from tests.db.test_outbox import Server, until

ME, OTHER = "clerk:sato", "clerk:suzuki"
REFUSED = pytest.mark.expected_log("db.outbox_cut_off", "db.outbox_refused")
PASSWORD = "correct horse battery"


class Counter:
    """A counter in front of a server that can be taken away; restarted on wish."""

    def __init__(self, server: Server, folder: Path, clock: HeldClock, **limits: int) -> None:
        self.server, self.file, self.clock, self.limits = server, folder / "outbox" / "counter.sqlite", clock, limits
        self._open()

    def _open(self) -> None:
        self.box = OutboxStore(
            self.file,
            self.server.keys,
            self.server.open,
            clock=self.clock,
            acknowledge_s=20,
            retry_s=0.02,
            forget_days=30,
            **self.limits,
        )
        self.desk = self.seen_by(ME)

    def seen_by(self, actor: str) -> Desk:
        return DeskStore(self.box, Place.parse(self.server.url)).seen_by(actor)

    def restart(self) -> None:
        self.box.close()
        self._open()

    def go_away(self) -> None:
        self.server.away = True
        until(lambda: not self.box.reachable)

    def come_back(self) -> None:
        self.server.away = False
        until(lambda: self.box.reachable and not self.box.state().waiting)

    def store(self) -> Store:
        return Store.open(self.server.url, self.server.keys)

    def do(self, type: ActionType, visit: str, data: dict | None = None, desk: Desk | None = None, **named) -> Action:
        """One act on the visit as it is before the clerk."""
        desk = desk or self.desk
        made = Action(new_id(), visit, type, self.clock.now(), ME, data or {})
        desk.add([made], expected_version=len(desk.actions(visit)), **named)
        return made

    def settle(self, visit: str, value: str, path: str = "phone") -> Action:
        return self.do(ActionType.SETTLE, visit, {"path": path, "value": value, "old": None})

    def in_hand(self, number: str = "0001") -> str:
        """A visit that the clerk has taken."""
        actions, pages = submitted(number)
        visit = actions[0].visit_id
        with self.store() as store:
            store.add(actions, pages=pages)
        self.desk.actions(visit)
        self.do(ActionType.TAKE, visit)
        self.desk.actions(visit)
        return visit

    def other(self, visit: str, type: ActionType, data: dict | None = None) -> Action:
        """A colleague, at another counter."""
        made = action(visit, type, data, actor=OTHER, seconds=600)
        with self.store() as store:
            store.add([made])
        return made

    def there(self, visit: str) -> list[Action]:
        with self.store() as store:
            return store.actions(visit)


def ids(actions: list[Action]) -> list[str]:
    return [each.id for each in actions]
