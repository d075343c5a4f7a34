"""A full disk: the write is refused whole, what was there stays, and it goes on once there is room."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event

from base.trouble import Trouble
from db import commands
from db.crypto import KeyRing
from db.store import Store
from tests.db.made import submitted


def test_a_visit_that_does_not_fit_is_refused_whole(tmp_path: Path) -> None:
    url, key = f"sqlite:///{tmp_path}/data/k.sqlite", tmp_path / "keys" / "k"
    commands.init(url, key)
    with Store.open(url, KeyRing.load(key)) as store:
        first, pages = submitted("0001")
        store.add(first, pages=pages)
        second, pages = submitted("0002")
        pages = {page: bytes(400_000) for page in pages}
        room = [60]

        def limit(connection: sqlite3.Connection, *_more: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {room[0]}")

        event.listen(store._engine, "checkout", limit)
        for _ in range(2):
            with pytest.raises(Trouble) as caught:
                store.add(second, expected_version=0, pages=pages)
            assert caught.value.id == "store_full"
            assert [row.id for row in store.visits()] == [first[0].visit_id]
            assert store.visit(first[0].visit_id).version == 4
        room[0] = 100_000
        assert store.add(second, expected_version=0, pages=pages) == 4
    assert commands.check(url, key)["findings"] == []


def test_init_on_a_full_disk_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from db import opening

    url, keys = f"sqlite:///{tmp_path}/k.sqlite", KeyRing.generate()

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    with monkeypatch.context() as inner:
        inner.setattr(opening.os, "link", full)
        with pytest.raises(Trouble) as caught:
            Store.create(url, keys)
    assert caught.value.id == "store_full"
    assert not (tmp_path / "k.sqlite").exists()
    Store.create(url, keys).close()
    assert [file.name for file in tmp_path.iterdir()] == ["k.sqlite"]


@pytest.mark.expected_log("db.copy_aside_failed")
def test_no_room_for_the_copy_of_a_damaged_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The half copy goes, the damage is still told, the original is untouched."""
    from db import opening

    file = tmp_path / "k.sqlite"
    file.write_bytes(b"junk" * 2000)

    def half(_source: Path, target: Path) -> None:
        target.write_bytes(b"junk")
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(opening.shutil, "copy2", half)
    with pytest.raises(Trouble) as caught:
        Store.open(f"sqlite:///{file}", KeyRing.generate())
    assert caught.value.id == "store_corrupt"
    assert [each.name for each in tmp_path.iterdir()] == ["k.sqlite"]
