"""Not a test: a program that works on a disk until its power is cut; see test_21_power_cut.py.

Argument: the folder that is the disk. A machine with the store (``server/``, ``keys/``) and one with the outboxes of
a kiosk and a counter (``kiosk/``). What was acknowledged is told to the world by a line of JSON in the file ``told``.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from base.clock import HeldClock
from base.trouble import Trouble
from db import backup_commands, commands, keys_commands
from db.crypto import KeyRing
from db.desk import DeskStore
from db.outbox import OutboxStore
from db.place import Place
from db.store import Store
from forms.actions import Action, ActionType, Status
from forms.reading import ReadField, Reading, Source
from tests.db.made import AT, TODAY, action, submitted

CLERK = "clerk:yamada"
PHONE = "090-0000-0000"
REVIEW = (
    (ActionType.TAKE, {}),
    (ActionType.SETTLE, {"path": "phone", "value": "03-0000-0001", "old": PHONE}),
    (ActionType.CHECK_IDENTITY, {"documents": ["mynumber"]}),
    (ActionType.FILE, {}),
)


def _submitted(number: str) -> tuple[list[Action], dict[str, bytes]]:
    """What a kiosk hands over, with so little in it that it is quickly looked through."""
    actions, pages = submitted(number)
    reading = Reading(Source.CERTIFICATE, (ReadField("phone", PHONE, PHONE, 0.99, page=0, box=(1, 2, 3, 4)),), pages=1)
    few = {ActionType.READ: {"reading": reading.to_json()}, ActionType.CONFIRM: {"values": {"phone": PHONE}}}
    return [replace(each, data=dict(each.data) | few.get(each.type, {})) for each in actions], pages


class World:
    """Whoever was told something. Not a part of the disk, though its lines stand in the disk's log."""

    def __init__(self, disk: Path) -> None:
        self._handle = os.open(disk / "told", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def tell(self, what: str, **more: object) -> None:
        os.write(self._handle, json.dumps({"what": what, **more}).encode() + b"\n")


def main(disk: Path) -> None:
    world, key = World(disk), disk / "keys" / "ring"
    url = f"sqlite:///{disk}/server/k.sqlite"
    commands.init(url, key)
    world.tell("init")
    _work_without_outbox(world, url, key)
    _work_with_outbox(world, url, key, disk / "kiosk" / "outbox.sqlite")
    _work_at_counter(world, url, key, disk / "kiosk" / "counter.sqlite")
    keys_commands.add(url, key)
    world.tell("keys", count=2)
    keys_commands.rotate(url, key)
    made = backup_commands.backup(url, key, disk / "server" / "backup")
    world.tell("backup", file="server/backup", sha256=made["sha256"])


def _work_without_outbox(world: World, url: str, key: Path) -> None:
    with Store.open(url, KeyRing.load(key)) as store:
        number = store.next_reception_number(TODAY)
        world.tell("number", number=int(number))
        actions, pages = _submitted(number)
        visit = actions[0].visit_id
        world.tell("visit", visit=visit, version=store.add(actions, pages=pages), pages=list(pages))
        world.tell("audit", line=store.record("view", actor=CLERK, visit_id=visit))
    with Store.open(url, KeyRing.load(key)) as store:  # the first closing merged the WAL; now it begins anew
        for type, data in REVIEW:
            version = store.add([action(visit, type, data, actor=CLERK, seconds=300)])
            world.tell("visit", visit=visit, version=version, pages=[])


def _work_with_outbox(world: World, url: str, key: Path, file: Path) -> None:
    keys, away = KeyRing.load(key), []

    def open_store() -> Store:
        if away:
            raise Trouble("store_unreachable", place="-")
        return Store.open(url, keys)

    for cut_off in (False, True):
        away[:] = [True] if cut_off else []
        acknowledge_s = 0.1 if cut_off else 60.0
        with OutboxStore(file, keys, open_store, clock=HeldClock(AT), retry_s=0.05, acknowledge_s=acknowledge_s) as box:
            number = box.next_reception_number(TODAY)
            world.tell("number", number=int(number))
            actions, pages = _submitted(number)
            box.add(actions, pages=pages)
            world.tell("visit", visit=actions[0].visit_id, version=4, pages=list(pages))
            away.clear()
            while box.state().waiting:
                time.sleep(0.01)


def _work_at_counter(world: World, url: str, key: Path, file: Path) -> None:
    """A clerk takes the last visit, and files it while the server is away."""
    keys = KeyRing.load(key)
    with OutboxStore(
        file, keys, lambda: Distant.open(url, keys), clock=HeldClock(AT), retry_s=0.05, acknowledge_s=60.0
    ) as box:
        desk = DeskStore(box, Place.parse(url)).seen_by(CLERK)
        visit = desk.visits(statuses=[Status.WAITING])[-1].id
        for number, (type, data) in enumerate((REVIEW[0], REVIEW[1], REVIEW[-1])):
            known = len(desk.actions(visit))
            if number == 1:
                Distant.away = True
                while box.reachable:
                    time.sleep(0.01)
            desk.add([action(visit, type, data, actor=CLERK, seconds=400)], expected_version=known)
            world.tell("visit", visit=visit, version=known + 1, pages=[])
        Distant.away = False
        while box.state().waiting:
            time.sleep(0.01)


class Distant(Store):
    """A store that can be away."""

    away = False

    def position(self) -> int:
        if self.away:
            raise Trouble("store_unreachable", place="-")
        return super().position()

    def add(self, *words, **named) -> int:
        if self.away:
            raise Trouble("store_unreachable", place="-")
        return super().add(*words, **named)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
