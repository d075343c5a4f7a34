"""The schema in code and the migrations say the same; old stores come forward, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from base.trouble import Trouble
from db import commands, migrations, opening, schema
from db.crypto import KeyRing
from db.engine import reading
from db.store import Store
from tests.db.conftest import Home
from tests.db.made import submitted
from tests.migrated import Remembered

NOW = schema.REVISION
AFTER = f"{int(NOW) + 1:04d}"
NEXT = '''
"""Made up by the test."""
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{now}"


def upgrade() -> None:
    op.add_column("visits", sa.Column("note", sa.String(10)))
    op.create_table("more", sa.Column("id", sa.Integer, primary_key=True))
    {end}
'''


def test_the_migrations_end_in_the_schema_of_the_code(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """By Alembic, and by the statements that tests remember of it."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    monkeypatch.setattr(opening, "migrate", Remembered())
    heads = []
    for url in (home.url, home.fresh_url()):
        with Store.create(url, home.keys) as store, reading(store._engine, store.place) as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, schema.metadata) == []
            assert migrations.find_revision(connection) == NOW
            heads.append(connection.execute(text("SELECT id, number FROM audit_head")).all())
    assert heads[0] == heads[1] == [(1, 1)]


def test_the_newest_script_is_the_revision_of_the_code() -> None:
    names = sorted(file.name for file in (migrations.SCRIPTS / "versions").glob("[0-9]*.py"))
    assert names[-1].startswith(f"{schema.REVISION}_")
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]


@pytest.fixture
def next_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Turns this code into the next release, whose migration ends as told."""

    def become(end: str = "pass") -> None:
        scripts = tmp_path / "scripts"
        shutil.copytree(migrations.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / f"{AFTER}_next.py").write_text(NEXT.format(end=end, next=AFTER, now=NOW))
        monkeypatch.setattr(migrations, "SCRIPTS", scripts)
        monkeypatch.setattr(schema, "REVISION", AFTER)

    return become


@pytest.fixture
def key_file(tmp_path: Path, home: Home) -> Path:
    file = tmp_path / "keys" / "k"
    home.keys.save(file)
    home.keys.path = None
    return file


def test_an_older_store_is_refused_then_upgraded_with_a_backup(home, key_file, next_release, tmp_path, clock) -> None:
    actions, pages = submitted()
    with home.create() as store:
        store.add(actions, pages=pages)
    next_release()
    with pytest.raises(Trouble) as caught:
        home.open()
    assert caught.value.id == "store_older"
    result = commands.upgrade(home.url, key_file, clock=clock)
    assert (result["before"], result["revision"], result["changed"]) == (NOW, AFTER, True)
    with home.open() as store:
        assert store.visit(actions[0].visit_id).version == 4
        assert "note" in {column["name"] for column in inspect(store._engine).get_columns("visits")}
    if home.kind == "sqlite":
        backup = Path(result["backup"])
        assert backup.name.endswith(f".before-upgrade-{NOW}-20261121-102400")
        assert backup.stat().st_mode & 0o777 == 0o600
        with pytest.raises(Trouble) as caught:  # whole, and still of the old form
            Store.open(f"sqlite:///{backup}", home.keys)
        assert caught.value.id == "store_older"
    else:
        assert result["backup"] is None
    assert commands.upgrade(home.url, key_file)["changed"] is False


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(home, key_file, next_release, monkeypatch) -> None:
    home.create().close()
    next_release(end="raise RuntimeError('in the middle')")
    with pytest.raises(RuntimeError):
        commands.upgrade(home.url, key_file)
    monkeypatch.setattr(schema, "REVISION", NOW)
    with home.open() as store:
        assert not inspect(store._engine).has_table("more")
        with reading(store._engine, store.place) as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == NOW


def test_a_newer_store_is_not_touched_by_upgrade(home, key_file, next_release, monkeypatch) -> None:
    next_release()
    home.create().close()
    monkeypatch.setattr(schema, "REVISION", NOW)
    with pytest.raises(Trouble) as caught:
        commands.upgrade(home.url, key_file)
    assert caught.value.id == "store_newer"


def test_upgrade_wants_the_right_keys(home, tmp_path, next_release) -> None:
    home.create().close()
    next_release()
    KeyRing.create(tmp_path / "keys" / "other")
    with pytest.raises(Trouble) as caught:
        commands.upgrade(home.url, tmp_path / "keys" / "other")
    assert caught.value.id == "key_missing"
