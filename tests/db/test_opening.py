"""Making and opening a store, with every refusal."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.sql.compiler import SQLCompiler

from base.trouble import Trouble
from db import schema
from db.crypto import KeyRing
from db.engine import pragma, reading, writing
from db.store import Store
from tests.daemons.postgres import Cluster
from tests.db.conftest import Home
from tests.db.made import submitted


def _refused(url: str, keys: KeyRing) -> str:
    with pytest.raises(Trouble) as caught:
        Store.open(url, keys)
    return caught.value.id


def test_a_store_is_never_made_by_opening(home: Home, tmp_path: Path) -> None:
    assert _refused(home.url, home.keys) == "store_missing"
    if home.kind == "sqlite":
        assert not (tmp_path / "data").exists()


def test_a_store_is_never_made_over_another(home: Home) -> None:
    home.create().close()
    with pytest.raises(Trouble) as caught:
        home.create()
    assert caught.value.id == "store_exists"
    home.open().close()


def test_another_key_is_told_from_damage(home: Home) -> None:
    home.create().close()
    assert _refused(home.url, KeyRing.generate()) == "key_missing"
    fake = KeyRing({home.keys.active: bytes(32)}, home.keys.active, bytes(32))
    assert _refused(home.url, fake) == "key_wrong"


def test_a_rotated_ring_opens_the_store(home: Home) -> None:
    home.create().close()
    Store.open(home.url, home.keys.rotated()).close()


@pytest.mark.expected_log("db.copied_aside")
@pytest.mark.parametrize(
    ("revision", "trouble"),
    [("9998", "store_newer"), ("9999", "store_newer"), ("0000", "store_older"), ("junk", "store_corrupt")],
)
def test_a_revision_that_is_not_ours(home: Home, revision: str, trouble: str) -> None:
    with home.create() as store, writing(store._engine, store.place) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
    assert _refused(home.url, home.keys) == trouble


@pytest.mark.expected_log("db.copied_aside")
def test_a_store_that_does_not_say_whose_keys_it_has(home: Home) -> None:
    with home.create() as store, writing(store._engine, store.place) as connection:
        connection.execute(schema.store.delete())
    assert _refused(home.url, home.keys) == "store_corrupt"


def test_a_server_that_is_not_there(keys: KeyRing) -> None:
    assert _refused("postgresql://kakanai@127.0.0.1:1/none", keys) == "store_unreachable"
    with pytest.raises(Trouble) as caught:
        Store.create("postgresql://kakanai@127.0.0.1:1/none", keys)
    assert caught.value.id == "store_unreachable"


def test_keys_beside_the_data_are_refused(tmp_path: Path) -> None:
    keys = KeyRing.create(tmp_path / "k")
    url = f"sqlite:///{tmp_path}/kakanai.sqlite"
    with pytest.raises(Trouble) as caught:
        Store.create(url, keys)
    assert caught.value.id == "key_beside_data"
    assert not (tmp_path / "kakanai.sqlite").exists()
    Store.create(url, KeyRing.generate()).close()
    assert _refused(url, keys) == "key_beside_data"


def test_a_folder_that_is_a_file(tmp_path: Path, keys: KeyRing) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(Trouble) as caught:
        Store.create(f"sqlite:///{tmp_path}/data/k.sqlite", keys)
    assert caught.value.id == "store_readonly"
    assert caught.value.details["place"] == f"{tmp_path}/data/k.sqlite"


def test_what_a_killed_init_left_does_not_matter(tmp_path: Path, keys: KeyRing) -> None:
    (tmp_path / "k.sqlite.making").write_bytes(b"half")
    (tmp_path / "k.sqlite.making-wal").write_bytes(b"half")
    Store.create(f"sqlite:///{tmp_path}/k.sqlite", keys).close()
    assert [file.name for file in tmp_path.iterdir()] == ["k.sqlite"]


def test_a_file_name_that_looks_like_a_url(tmp_path: Path, keys: KeyRing) -> None:
    with Store.create(f"sqlite:///{tmp_path}/窓口 #1%3Fmode.sqlite", keys) as store:
        assert store.place.file.exists()


def test_sqlite_is_set_for_keeping(tmp_path: Path, keys: KeyRing) -> None:
    with Store.create(f"sqlite:///{tmp_path}/k.sqlite", keys) as store:
        with reading(store._engine, store.place) as connection:
            seen = {name: pragma(connection, name)[0][0] for name in ("journal_mode", "synchronous", "foreign_keys")}
        assert seen == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
        assert store.place.file.stat().st_mode & 0o777 == 0o600


@pytest.mark.expected_log("db.copied_aside")
def test_a_foreign_file_is_refused_and_not_touched(tmp_path: Path, keys: KeyRing) -> None:
    """Also an empty one: SQLite would happily fill it."""
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    (tmp_path / "empty.sqlite").write_bytes(b"")
    (tmp_path / "text.sqlite").write_text("not a database " * 50)
    for file in sorted(tmp_path.iterdir()):
        before = file.read_bytes()
        assert _refused(f"sqlite:///{file}", keys) == "store_corrupt"
        assert file.read_bytes() == before
        assert not file.with_name(f"{file.name}-wal").exists()


@pytest.mark.daemon
def test_a_foreign_server_database_is_not_filled(postgres: Cluster, keys: KeyRing) -> None:
    postgres.execute("CREATE DATABASE theirs")
    postgres.execute("CREATE TABLE theirs (x int)", "theirs")
    with pytest.raises(Trouble) as caught:
        Store.create(postgres.url("theirs"), keys)
    assert caught.value.id == "store_exists"


def test_opening_needs_neither_alembic_nor_psycopg(tmp_path: Path, keys: KeyRing) -> None:
    """A kiosk starts with every visitor waiting: only making and upgrading load Alembic."""
    key_file = tmp_path / "keys" / "k"
    keys.save(key_file)
    keys.path = None
    url = f"sqlite:///{tmp_path}/data/k.sqlite"
    Store.create(url, keys).close()
    code = (
        "import sys; from pathlib import Path; from db.store import Store; from db.crypto import KeyRing;"
        f"Store.open({url!r}, KeyRing.load(Path({str(key_file)!r}))).close();"
        "print([name for name in ('alembic', 'psycopg', 'mako', 'cv2', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_stores_of_tests_share_what_their_statements_are(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_ = SQLCompiler.__init__

    def noted(self, *words, **named) -> None:
        compiled.append(self)
        compile_(self, *words, **named)

    monkeypatch.setattr(SQLCompiler, "__init__", noted)
    counts = []
    for url in (home.fresh_url(), home.fresh_url()):
        with Store.create(url, home.keys) as store:
            before = len(compiled)
            actions, pages = submitted()
            store.add(actions, pages=pages)
            counts.append(len(compiled) - before)
    assert counts[1] == 0
