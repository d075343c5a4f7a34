"""Row 21: the power is cut after every single write of the whole way from an empty machine to a filed visit.

disk.c remembers which writes were synced and which not; from that come the disks that a cut may leave: without what
was not synced, with torn and reordered parts of it, and (a kill -9) with all of it. Each is opened again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from base.clock import HeldClock
from base.trouble import Trouble
from db import commands
from db.box import Box
from db.crypto import KeyRing
from db.outbox import OutboxStore
from db.store import Store
from tests.daemons.disk import Change, Disk, lay_out, written_down
from tests.db.made import AT, PICTURE, TODAY

TORN_EVERY, KILLED_EVERY = 12, 60
"""Between two syncs: after every so-manieth change."""
UP_S = 10.0
"""How long it may take until everything works again (faults.md row 21)."""


@dataclass
class Told:
    """What the world was told before the cut."""

    init: bool = False
    visits: dict[str, int] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    line: int = 0
    keys: int = 1
    files: dict[str, str] = field(default_factory=dict)

    def hear(self, line: dict) -> None:
        what = line["what"]
        if what == "init":
            self.init = True
        elif what == "visit":
            self.visits[line["visit"]] = line["version"]
            self.pages += line["pages"]
        elif what == "number":
            self.numbers.append(line["number"])
        elif what == "audit":
            self.line = line["line"]
        elif what == "keys":
            self.keys = line["count"]
        else:
            self.files[line["file"]] = line["sha256"]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Change]]:
    """Everything that the program of powered.py did to its disk."""
    folder = tmp_path_factory.mktemp("disk")
    disk = folder / "disk"
    disk.mkdir()
    return disk, written_down("tests.faults.powered", disk, folder / "log", folder / "disk.so")


def _moments(
    root: Path, changes: list[Change], told: Told, keeps=lambda _path: True
) -> Iterator[tuple[int, Change, Disk]]:
    """The disk after each change; `told` hears along."""
    disk = Disk(root, keeps)
    for at, change in enumerate(changes):
        path = change.paths[0]
        if path == f"{root}/told":
            if change.op == "write":
                told.hear(json.loads(change.content))
                yield at, change, disk
        elif not path.endswith("-shm"):  # shared memory, which SQLite makes anew
            disk.take(change)
            yield at, change, disk


def _assert_whole(place: Path, told: Told) -> None:
    """Everything acknowledged is there, and work goes on."""
    began = time.monotonic()
    url, key = f"sqlite:///{place}/server/k.sqlite", place / "keys" / "ring"
    if not (place / "server" / "k.sqlite").exists():
        assert not told.init
        commands.init(url, key)  # begun again, it comes through
        return
    assert commands.check(url, key)["findings"] == []
    keys = KeyRing.load(key)
    assert len(keys.ids) + len(keys.retired_ids) >= told.keys
    for name, sha256 in told.files.items():
        assert hashlib.sha256((place / name).read_bytes()).hexdigest() == sha256
    with OutboxStore(
        place / "kiosk" / "outbox.sqlite", keys, lambda: Store.open(url, keys), clock=HeldClock(AT), retry_s=0.02
    ) as box:
        number = box.next_reception_number(TODAY)
        while (state := box.state()).waiting:
            assert time.monotonic() - began < UP_S
            time.sleep(0.002)
        assert state.refused == 0
        own = box._box.next_number(TODAY)
    assert not {int(number), int(own or 0)} & set(told.numbers)
    file = place / "kiosk" / "counter.sqlite"
    if file.exists() and _holds_anything(file, keys):
        with OutboxStore(file, keys, lambda: Store.open(url, keys), clock=HeldClock(AT), retry_s=0.02) as counter:
            while (state := counter.state()).waiting:
                assert time.monotonic() - began < UP_S
                time.sleep(0.002)
            assert state.refused == 0
    with Store.open(url, keys) as store:
        rows = {row.id: row.version for row in store.visits()}
        assert sum(rows.values()) == store.position()
        for visit, version in told.visits.items():
            assert rows.get(visit, 0) >= version
        assert all(store.page(page) == PICTURE for page in told.pages)
        assert store.audit.anchor().number >= told.line
    assert time.monotonic() - began < UP_S


def _holds_anything(file: Path, keys: KeyRing) -> bool:
    box = Box(file, keys)
    try:
        waiting, _since, refused, _why = box.counts()
    finally:
        box.close()
    return bool(waiting or refused)


def _images(disk: Disk, root: Path, change: Change, at: int, random: Random) -> Iterator[dict]:
    """What a cut at this moment may leave. Only what differs from the moment before is worth a look."""
    if change.op == "sync" or change.paths[0] == f"{root}/told":
        cut, now = disk.cut(), disk.now()
        yield cut
        # The kiosk's power alone, and the server's alone: the other machine goes on from what it was told.
        for kiosk in (True, False):
            yield {
                path: content
                for image, of_kiosk in ((cut, kiosk), (now, not kiosk))
                for path, content in image.items()
                if path.startswith(f"{root}/kiosk") == of_kiosk
            }
    if at % TORN_EVERY == 0:
        yield disk.torn(random)
    if at % KILLED_EVERY == 0:
        yield disk.now()


def test_the_log_has_everything_that_reached_the_disk(recorded: tuple[Path, list[Change]]) -> None:
    """Played to its end it gives the very files that the program left."""
    root, changes = recorded
    (*_, (_at, _change, disk)) = _moments(root, changes, Told())
    there = {str(file): file.read_bytes() for file in root.rglob("*") if file.is_file() and file.name != "told"}
    assert {path: content for path, content in disk.now().items() if content is not None} == there
    # Whatever was said to be done is safe, and nothing waits for luck. An emptied WAL may still have its name.
    assert {path: content for path, content in disk.cut().items() if not path.endswith("-wal")} == disk.now()


@pytest.mark.parametrize("lost", ["k.sqlite-wal", "outbox.sqlite-wal", "counter.sqlite-wal", "ring.new", "keys"])
def test_a_sync_that_is_left_out_shows(recorded: tuple[Path, list[Change]], quick: Path, lost: str) -> None:
    """The test's own test: without this one sync, something acknowledged is gone at some moment."""
    root, changes = recorded
    told = Told()
    losses = 0
    for at, change, disk in _moments(root, changes, told, lambda path: Path(path).name != lost):
        if change.paths[0] != f"{root}/told":
            continue
        lay_out(disk.cut(), root, quick / str(at))
        try:
            _assert_whole(quick / str(at), told)
        except (AssertionError, Trouble):
            losses += 1
            break
    assert losses


def test_the_power_is_cut_after_every_write(recorded: tuple[Path, list[Change]], quick: Path) -> None:
    root, changes = recorded
    told, seen = Told(), set()
    random = Random(21)
    for at, change, disk in _moments(root, changes, told):
        for index, image in enumerate(_images(disk, root, change, at, random)):
            digest = hashlib.sha256(repr((sorted(image.items()), told)).encode()).digest()
            if digest in seen:
                continue
            seen.add(digest)
            place = quick / f"{at}-{index}"
            lay_out(image, root, place)
            try:
                _assert_whole(place, told)
            except BaseException as error:
                error.add_note(f"cut after change {at} ({change.op} {change.paths}), image {index}")
                raise
            shutil.rmtree(place)
    assert told.files and len(told.visits) == 3  # noqa: PT018  it heard to the end
