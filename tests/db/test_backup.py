"""A backup taken while others work, restored elsewhere, is the same store, also on the other database."""

from __future__ import annotations

import hashlib
import shutil
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from base.trouble import Trouble
from db import backup_commands, commands, schema
from db.audit import it_staff
from db.backup import read_header
from db.crypto import KeyRing
from db.engine import reading
from db.store import Store
from forms.actions import ActionType
from tests.db.conftest import Home
from tests.db.made import NAMES, PICTURE, TODAY, action, submitted


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "k"


@pytest.fixture
def used(home: Home, key: Path) -> str:
    """A store with five visits in several states; its URL."""
    commands.init(home.url, key)
    with Store.open(home.url, KeyRing.load(key)) as store:
        for number in range(5):
            actions, pages = submitted(store.next_reception_number(TODAY))
            store.add(actions, pages=pages)
            if number % 2:
                store.add([action(actions[0].visit_id, ActionType.TAKE, actor="clerk:a")])
    return home.url


def rows(url: str, key: Path) -> dict[str, list]:
    """Everything in a store, but what a backup and a restore write down about themselves."""
    with Store.open(url, KeyRing.load(key)) as store, reading(store._engine, store.place) as connection:
        found = {table.name: connection.execute(select(table)).all() for table in schema.metadata.sorted_tables}
    found["audit"] = [row for row in found["audit"] if row.act not in ("backup", "restore")]
    return {name: sorted(map(repr, each)) for name, each in found.items() if name not in ("audit_head", "backups")}


def test_a_restored_store_is_the_same(home: Home, used: str, key: Path, tmp_path: Path, clock) -> None:
    before = rows(used, key)
    made = backup_commands.backup(used, key, tmp_path, clock=clock)
    file = Path(made["file"])
    assert file.name == "kakanai-20261121-102400.kakanai-backup"
    assert file.stat().st_mode & 0o777 == 0o600
    assert hashlib.sha256(file.read_bytes()).hexdigest() == made["sha256"]
    elsewhere = home.fresh_url()
    report = backup_commands.restore(elsewhere, key, file)
    assert (report["ok"], report["findings"], report["visits"], report["actions"]) == (True, [], 5, 22)
    assert report["backup"] == made["backup"]
    assert rows(used, key) == before == rows(elsewhere, key)
    with Store.open(used, KeyRing.load(key)) as one, Store.open(elsewhere, KeyRing.load(key)) as other:
        for row in one.visits():
            assert one.actions(row.id) == other.actions(row.id)
            for page in one.visit(row.id).page_ids:
                assert other.page(page) == PICTURE
        # Both go on by themselves.
        assert one.next_reception_number(TODAY) == other.next_reception_number(TODAY) == "0006"
        last = other.audit.lines()[-1]
        assert (last.act, last.actor, last.detail["backup"]) == ("restore", it_staff(), made["backup"])
        assert one.audit.lines()[-1].act == "backup"
        with reading(one._engine, one.place) as connection:
            (noted,) = connection.execute(select(schema.backups)).all()
        assert (noted.id, noted.name, noted.bytes, noted.at) == (made["backup"], file.name, made["bytes"], clock.now())
    assert commands.check(elsewhere, key)["ok"]


@pytest.mark.daemon
def test_a_backup_moves_from_one_database_to_the_other(postgres, key: Path, tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path}/a/k.sqlite"]
    for name in ("moved1", "moved2"):
        postgres.execute(f"CREATE DATABASE {name}")
        urls.append(postgres.url(name))
    urls.append(f"sqlite:///{tmp_path}/b/k.sqlite")
    commands.init(urls[0], key)
    with Store.open(urls[0], KeyRing.load(key)) as store:
        actions, pages = submitted(store.next_reception_number(TODAY))
        store.add(actions, pages=pages)
        visit = store.visit(actions[0].visit_id)
    for number, (here, there) in enumerate(zip(urls, urls[1:], strict=False)):
        file = tmp_path / f"{number}.backup"
        backup_commands.backup(here, key, file)
        assert backup_commands.restore(there, key, file)["ok"]
        assert rows(here, key) == rows(there, key) or number  # later ones also know of earlier backups
        with Store.open(there, KeyRing.load(key)) as store:
            assert store.visit(visit.id) == visit


def test_nothing_is_written_over(home: Home, used: str, key: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.backup"
    backup_commands.backup(used, key, file)
    before = rows(used, key)
    with pytest.raises(Trouble) as caught:
        backup_commands.restore(used, key, file)
    assert caught.value.id == "store_exists"
    with pytest.raises(Trouble) as caught:
        backup_commands.backup(used, key, file)
    assert caught.value.id == "output_exists"
    assert rows(used, key) == before


def test_a_backup_of_a_busy_store_is_one_moment(home: Home, used: str, key: Path, tmp_path: Path) -> None:
    done = threading.Event()

    def work() -> None:
        with Store.open(used, KeyRing.load(key)) as store:
            while not done.is_set():
                actions, pages = submitted(store.next_reception_number(TODAY))
                store.add(actions, pages=pages)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        files = [tmp_path / f"{number}.backup" for number in range(3)]
        for file in files:
            backup_commands.backup(used, key, file)
    finally:
        done.set()
        thread.join(30)
    for file in files:
        assert backup_commands.restore(home.fresh_url(), key, file)["findings"] == []
    assert commands.check(used, key)["ok"]


@pytest.fixture
def small(tmp_path: Path, key: Path) -> tuple[Path, str]:
    """A backup of one visit on SQLite, and where a restored store would be."""
    url = f"sqlite:///{tmp_path}/data/k.sqlite"
    commands.init(url, key)
    with Store.open(url, KeyRing.load(key)) as store:
        actions, pages = submitted()
        store.add(actions, pages=pages)
    backup_commands.backup(url, key, tmp_path / "b")
    return tmp_path / "b", f"sqlite:///{tmp_path}/elsewhere/k.sqlite"


def refused(url: str, key: Path, file: Path) -> str:
    with pytest.raises(Trouble) as caught:
        backup_commands.restore(url, key, file)
    folder = Path(url.removeprefix("sqlite:///")).parent
    assert not folder.exists() or list(folder.iterdir()) == []
    return caught.value.id


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_altered_or_missing_byte_is_found(small, key: Path, data: st.DataObject) -> None:
    file, url = small
    content = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del content[at:]
    other = file.with_name("altered")
    other.write_bytes(content)
    assert refused(url, key, other) == "backup_damaged"


def test_pieces_cannot_be_left_out_moved_or_mixed(small, key: Path) -> None:
    """The checksum made anew, as somebody could who has no keys."""
    file, url = small
    content = file.read_bytes()[:-32]
    pieces, at = [], content.index(b"\n") + 1
    start = content[:at]
    while at < len(content):
        end = at + 4 + int.from_bytes(content[at : at + 4], "big")
        pieces.append(content[at:end])
        at = end
    header, *rest = pieces
    other_header = header.replace(read_header(file).id.encode(), b"x" * 26)
    assert other_header != header
    for changed in (
        [header, *rest[1:]],
        [header, *rest[:-1]],
        [header, *rest[:-2], rest[-1]],
        [header, rest[1], rest[0], *rest[2:]],
        [other_header, *rest],
        [header],
    ):
        made = start + b"".join(changed)
        forged = file.with_name("forged")
        forged.write_bytes(made + hashlib.sha256(made).digest())
        assert refused(url, key, forged) in ("backup_damaged", "key_wrong")


def test_other_keys_and_files_that_are_none(small, key: Path, tmp_path: Path) -> None:
    file, url = small
    KeyRing.create(tmp_path / "keys" / "other")
    assert refused(url, tmp_path / "keys" / "other", file) == "key_missing"
    ring = KeyRing.load(key)
    KeyRing({ring.active: bytes(32)}, ring.active, bytes(32)).save(tmp_path / "keys" / "same-name")
    assert refused(url, tmp_path / "keys" / "same-name", file) == "key_wrong"
    assert refused(url, key, tmp_path / "nowhere") == "backup_unreadable"
    assert refused(url, key, tmp_path) == "backup_unreadable"
    (tmp_path / "empty").touch()
    assert refused(url, key, tmp_path / "empty") == "backup_damaged"


def test_a_backup_of_a_newer_release_is_refused(small, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, url = small
    monkeypatch.setattr(schema, "REVISION", "0001")
    assert refused(url, key, file) == "store_newer"


def test_no_name_and_no_key_in_the_file(small, key: Path) -> None:
    content = small[0].read_bytes()
    assert not any(name.encode() in content for name in NAMES)
    assert PICTURE[:30] not in content
    ring = KeyRing.load(key)
    assert not any(secret in content for secret in (*ring._keys.values(), ring._index_secret))


def test_the_file_alone_is_enough(small, key: Path) -> None:
    """A new machine: the backup on a stick, the key out of the safe, nothing else."""
    file, url = small
    shutil.rmtree(file.parent / "data")
    assert backup_commands.restore(url, key, file)["ok"]
