"""Row 19: the disk fills up. A warning at a tenth, nothing new below a fiftieth, earlier rows intact."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from base.trouble import Trouble
from db import commands, room
from db.crypto import KeyRing
from db.outbox import OutboxStore
from db.room import BLOCK_BELOW, WARN_BELOW
from db.store import Store
from tests.db.made import submitted

SIZE = 4 << 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True, timeout=20)
    yield folder
    subprocess.run(["umount", "-l", folder], check=True, timeout=20)


def fill(disk: Path, left: float) -> Path:
    """A file that leaves so much of the disk."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    status = os.statvfs(disk)
    ballast.write_bytes(bytes(int(status.f_bavail * status.f_frsize - left * SIZE)))
    return ballast


@pytest.mark.daemon
@pytest.mark.expected_log("db.room_scarce")
def test_a_store_whose_disk_fills_up(disk: Path, tmp_path: Path) -> None:
    url, key = f"sqlite:///{disk}/data/k.sqlite", tmp_path / "keys" / "k"
    commands.init(url, key)
    with Store.open(url, KeyRing.load(key)) as store:
        first, pages = submitted("0001")
        store.add(first, pages=pages)
        assert not store.room.scarce()
        fill(disk, WARN_BELOW - 0.01)
        assert store.room.scarce()
        second, pages = submitted("0002")
        store.add(second, pages=pages)
        ballast = fill(disk, BLOCK_BELOW - 0.005)
        third, pages = submitted("0003")
        for _ in range(2):
            with pytest.raises(Trouble) as caught:
                store.add(third, pages=pages)
            assert caught.value.id == "store_full"
        assert {store.visit(each[0].visit_id).version for each in (first, second)} == {4}
        ballast.unlink()
        assert store.add(third, pages=pages) == 4
        assert not store.room.scarce()
    assert commands.check(url, key)["ok"]


@pytest.mark.daemon
@pytest.mark.expected_log("db.room_scarce")
@pytest.mark.parametrize("left", [0, 4096, 12288, 40960])
def test_the_disk_is_full_in_the_middle_of_an_add(disk: Path, tmp_path: Path, monkeypatch, left: int) -> None:
    """Without the look beforehand, as when another program takes the room: refused whole."""
    url, key = f"sqlite:///{disk}/data/k.sqlite", tmp_path / "keys" / "k"
    commands.init(url, key)
    monkeypatch.setattr(room, "BLOCK_BELOW", 0.0)
    with Store.open(url, KeyRing.load(key)) as store:
        first, pages = submitted("0001")
        store.add(first, pages=pages)
        ballast = fill(disk, left / SIZE)
        second, pages = submitted("0002")
        big = dict.fromkeys(pages, os.urandom(100_000))
        with pytest.raises(Trouble) as caught:
            store.add(second, pages=big)
        assert caught.value.id == "store_full"
        ballast.unlink()
        assert [row.id for row in store.visits()] == [first[0].visit_id]
        assert store.add(second, pages=big) == 4
    assert commands.check(url, key)["ok"]


@pytest.mark.daemon
@pytest.mark.expected_log("db.room_scarce", "db.outbox_cut_off")
def test_an_outbox_whose_disk_fills_up(disk: Path, tmp_path: Path) -> None:
    keys = KeyRing.generate()

    def away() -> Store:
        raise Trouble("store_unreachable", place="-")

    with OutboxStore(disk / "outbox" / "k.sqlite", keys, away, retry_s=0.05) as box:
        actions, pages = submitted("0001")
        assert box.add(actions, pages=pages) == 4
        fill(disk, BLOCK_BELOW / 2)
        more, pages = submitted("0002")
        with pytest.raises(Trouble) as caught:
            box.add(more, pages=pages)
        assert caught.value.id == "store_full"
        assert (box.state().waiting, box.state().scarce) == (1, True)
        (disk / "ballast").unlink()
        assert box.add(more, pages=pages) == 4
        assert (box.state().waiting, box.state().scarce) == (2, False)
