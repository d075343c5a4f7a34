"""Row 22: corrupt, junk, missing or newer. Refused, copied aside, never made anew; the original is not touched."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from base.trouble import Trouble
from db import commands
from db.crypto import KeyRing
from db.store import Store
from forms.visit import new_id
from tests.db.made import submitted

PAGE = 4096


@pytest.fixture
def place(tmp_path: Path) -> tuple[str, Path, Path]:
    """URL, key file and database file of a store with thirty visits, merged into one file."""
    url, key = f"sqlite:///{tmp_path}/data/k.sqlite", tmp_path / "keys" / "k"
    commands.init(url, key)
    with Store.open(url, KeyRing.load(key)) as store:
        for number in range(30):
            actions, pages = submitted(f"{number:04d}")
            store.add(actions, pages=pages)
    return url, key, tmp_path / "data" / "k.sqlite"


def _refused(url: str, key: Path) -> str:
    with pytest.raises(Trouble) as caught:
        Store.open(url, KeyRing.load(key))
    return caught.value.id


def _files(file: Path) -> list[str]:
    return sorted(each.name for each in file.parent.iterdir())


DAMAGE = {
    "empty": lambda content: b"",
    "junk": lambda content: bytes(range(256)) * 64,
    "text": lambda content: "転入届\n".encode() * 900,
    "no header": lambda content: bytes(100) + content[100:],
    "flipped header": lambda content: bytes([content[0] ^ 1]) + content[1:],
    "cut to its first page": lambda content: content[:PAGE],
    "first pages overwritten": lambda content: content[:100] + b"\xa5" * (2 * PAGE - 100) + content[2 * PAGE :],
}


@pytest.mark.expected_log("db.copied_aside")
@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_store_is_refused_and_copied_aside(place: tuple[str, Path, Path], name: str) -> None:
    url, key, file = place
    whole = file.read_bytes()
    damaged = DAMAGE[name](whole)
    file.write_bytes(damaged)
    for _ in range(3):  # a service that is restarted again and again makes one copy
        assert _refused(url, key) == "store_corrupt"
    assert file.read_bytes() == damaged
    (copy,) = [each for each in file.parent.iterdir() if ".damaged-" in each.name and each.suffix != "-wal"]
    assert copy.read_bytes() == damaged
    for command in (commands.check, commands.upgrade):
        with pytest.raises(Trouble) as caught:
            command(url, key)
        assert caught.value.id == "store_corrupt"
    with pytest.raises(Trouble) as caught:
        commands.init(url, key)
    assert caught.value.id == "store_exists"
    assert file.read_bytes() == damaged
    file.write_bytes(whole)  # restored from a backup
    with Store.open(url, KeyRing.load(key)) as store:
        assert len(store.visits()) == 30


@pytest.mark.expected_log("db.copied_aside", "db.row_unreadable")
@pytest.mark.parametrize("page", range(3, 40, 6))
def test_a_damaged_page_is_never_taken_for_truth(place: tuple[str, Path, Path], page: int) -> None:
    """One page of the file overwritten, page after page: what is read is right or is refused; check finds it."""
    url, key, file = place
    with Store.open(url, KeyRing.load(key)) as store:
        truth = {row.id: store.visit(row.id) for row in store.visits()}
    content = bytearray(file.read_bytes())
    assert len(content) > page * PAGE
    content[(page - 1) * PAGE : page * PAGE] = b"\x5a" * PAGE
    file.write_bytes(content)
    found: list[str] = []
    try:
        with Store.open(url, KeyRing.load(key)) as store:
            for id, visit in truth.items():
                try:
                    assert store.visit(id) == visit
                except Trouble as trouble:
                    found.append(trouble.id)
        report = commands.check(url, key)
        assert not report["ok"]
        assert any(each.startswith("k.sqlite.damaged-") for each in _files(file)) or "file_damaged" not in {
            each["id"] for each in report["findings"]
        }
    except Trouble as trouble:
        found.append(trouble.id)
    assert set(found) <= {"store_corrupt", "store_altered", "visit_unknown"}


def test_a_missing_store_is_not_made_anew(place: tuple[str, Path, Path]) -> None:
    url, key, file = place
    file.rename(file.with_name("moved.sqlite"))
    assert _refused(url, key) == "store_missing"
    for command in (commands.check, commands.upgrade):
        with pytest.raises(Trouble) as caught:
            command(url, key)
        assert caught.value.id == "store_missing"
    assert _files(file) == ["moved.sqlite"]


def test_a_store_that_vanishes_while_open_is_not_made_anew(place: tuple[str, Path, Path]) -> None:
    url, key, file = place
    with Store.open(url, KeyRing.load(key)) as store:
        store._engine.dispose()
        shutil.move(file, file.with_name("moved.sqlite"))
        with pytest.raises(Trouble) as caught:
            store.visit(new_id())
        assert caught.value.id == "store_missing"
        assert not file.exists()
        shutil.move(file.with_name("moved.sqlite"), file)
        assert len(store.visits()) == 30


def test_a_newer_store_is_refused_and_left_alone(place: tuple[str, Path, Path]) -> None:
    url, key, file = place
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '9998'")
    connection.commit()
    connection.close()
    before = file.read_bytes()
    assert _refused(url, key) == "store_newer"
    with pytest.raises(Trouble) as caught:
        commands.upgrade(url, key)
    assert caught.value.id == "store_newer"
    assert file.read_bytes() == before
    assert _files(file) == ["k.sqlite"]
