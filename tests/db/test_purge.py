"""Retention: old visits are gone from the files themselves; what is left proves it, and nothing brings them back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select

from base.clock import HeldClock
from base.trouble import Trouble
from db import backup_commands, commands, export_commands, purge_commands, schema
from db.crypto import KeyRing
from db.engine import reading, writing
from db.store import Store
from forms.actions import Action, ActionType
from forms.visit import new_id
from tests.daemons.postgres import Cluster
from tests.db.conftest import Home
from tests.db.made import AT, TODAY, action, submitted

DAYS = 30
DAY_S = 24 * 3600


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "k"


def visit(store: Store, *types: ActionType) -> str:
    actions, pages = submitted(store.next_reception_number(TODAY))
    store.add(actions, pages=pages)
    id = actions[0].visit_id
    for type in types:
        data = {"reason": "待つ"} if type in (ActionType.HOLD, ActionType.RETURN) else {}
        store.add([action(id, type, data, actor="clerk:a", seconds=100)])
    return id


@pytest.fixture
def old(home: Home, key: Path) -> tuple[str, dict[str, str]]:
    """A store with a visit in each state; its URL, and the ids."""
    commands.init(home.url, key)
    T = ActionType
    with Store.open(home.url, KeyRing.load(key)) as store:
        ids = {
            "filed": visit(store, T.TAKE, T.FILE),
            "returned": visit(store, T.TAKE, T.RETURN),
            "held": visit(store, T.TAKE, T.HOLD),
            "waiting": visit(store),
        }
        id = new_id()
        store.add([action(id, T.OPEN, {"kind": "moving_in"}), action(id, T.ABANDON)])
    return home.url, ids | {"abandoned": id}


def sealed(url: str, key: Path, visit_id: str) -> list[bytes]:
    """What stands of a visit in the files of its database: pieces long enough to be of nobody else."""
    with Store.open(url, KeyRing.load(key)) as store, reading(store._engine, store.place) as connection:
        tables = (schema.actions, schema.pages)
        rows = [r for t in tables for r in connection.execute(select(t.c.data).where(t.c.visit_id == visit_id))]
    return [bytes(row.data)[17:49] for row in rows]


def test_the_day_it_is_due(old, key: Path, clock: HeldClock) -> None:
    url, _ids = old
    clock.advance(DAYS * DAY_S)
    assert purge_commands.purge(url, key, DAYS, dry_run=True, clock=clock)["visits"] == 0
    clock.advance(DAY_S)
    row = purge_commands.purge(url, key, DAYS, dry_run=True, clock=clock)
    assert (row["visits"], row["unfinished"], row["never_exported"]) == (3, 2, 1)
    assert row["by_status"] == {"abandoned": 1, "filed": 1, "returned": 1}
    assert commands.check(url, key)["visits"] == 5


def test_what_is_purged_is_gone_and_what_is_left_proves_it(old, key: Path, clock: HeldClock, tmp_path: Path) -> None:
    url, ids = old
    clock.advance((DAYS + 1) * DAY_S)
    row = purge_commands.purge(url, key, DAYS, clock=clock)
    assert (row["visits"], row["unfinished"], row["pages"], row["wiped"]) == (3, 2, 2, True)
    assert purge_commands.purge(url, key, DAYS, clock=clock)["visits"] == 0
    report = commands.check(url, key)
    assert (report["findings"], report["visits"], report["purges"]) == ([], 2, 3)
    with Store.open(url, KeyRing.load(key)) as store:
        for name in ("filed", "returned", "abandoned"):
            with pytest.raises(Trouble) as caught:
                store.visit(ids[name])
            assert caught.value.id == "visit_unknown"
            (line,) = store.audit.lines(visit_id=ids[name], act="purge")
            assert line.at == clock.now() and line.detail["actions"] > 0
        again, pages = submitted("0001", ids["filed"])
        with pytest.raises(Trouble) as caught:  # somebody's outbox was cut off for a year
            store.add(again, pages=pages)
        assert caught.value.id == "visit_purged"
        assert store.add([action(ids["waiting"], ActionType.TAKE, actor="clerk:a")]) == 5
    backup_commands.backup(url, key, tmp_path / "b")
    assert commands.check(url, key)["ok"]


def test_nothing_is_left_in_the_files_of_sqlite(tmp_path: Path, key: Path, clock: HeldClock) -> None:
    url = f"sqlite:///{tmp_path}/data/k.sqlite"
    commands.init(url, key)
    with Store.open(url, KeyRing.load(key)) as store:
        id = visit(store, ActionType.TAKE, ActionType.FILE)
        visit(store)
        pieces = sealed(url, key, id)
        clock.advance((DAYS + 1) * DAY_S)

        def content() -> bytes:
            return b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())

        assert all(piece in content() for piece in pieces)
        assert purge_commands.purge(url, key, DAYS, clock=clock)["wiped"] is True
        assert not any(piece in content() for piece in pieces)


@pytest.mark.daemon
def test_nothing_is_left_in_the_files_of_postgresql(postgres: Cluster, key: Path, clock: HeldClock) -> None:
    postgres.execute("CREATE DATABASE purged")
    ((oid,),) = postgres.execute("SELECT oid FROM pg_database WHERE datname = 'purged'")
    url = postgres.url("purged")
    commands.init(url, key)
    with Store.open(url, KeyRing.load(key)) as store:
        id = visit(store, ActionType.TAKE, ActionType.FILE)
    pieces = sealed(url, key, id)
    clock.advance((DAYS + 1) * DAY_S)

    def content() -> bytes:
        postgres.execute("CHECKPOINT")
        files = (postgres.folder / "data" / "base" / str(oid)).iterdir()
        return b"".join(file.read_bytes() for file in files)

    assert all(piece in content() for piece in pieces[:2])
    assert purge_commands.purge(url, key, DAYS, clock=clock)["wiped"] is True
    assert not any(piece in content() for piece in pieces)


def test_a_reader_in_the_way_is_told_and_the_next_run_wipes(tmp_path, key: Path, clock, monkeypatch) -> None:
    from db.place import Limits

    monkeypatch.setattr(purge_commands, "PATIENT", Limits(busy_s=0.1))
    url = f"sqlite:///{tmp_path}/data/k.sqlite"
    commands.init(url, key)
    with Store.open(url, KeyRing.load(key)) as store:
        visit(store, ActionType.TAKE, ActionType.FILE)
        clock.advance((DAYS + 1) * DAY_S)
        with reading(store._engine, store.place) as connection:
            connection.execute(select(schema.visits)).all()
            row = purge_commands.purge(url, key, DAYS, clock=clock)
    assert (row["visits"], row["wiped"]) == (1, False)
    row = purge_commands.purge(url, key, DAYS, clock=clock)
    assert (row["visits"], row["wiped"]) == (0, True)


def test_backups_that_still_hold_it_are_named(old, key: Path, clock: HeldClock, tmp_path: Path) -> None:
    url, _ids = old
    backup_commands.backup(url, key, tmp_path / "holds", clock=clock)
    clock.advance((DAYS + 1) * DAY_S)
    row = purge_commands.purge(url, key, DAYS, clock=clock)
    assert row["backups"] == [{"name": "holds", "at": "2026-11-21T10:24:00+09:00"}]
    clock.advance(60)
    backup_commands.backup(url, key, tmp_path / "clean", clock=clock)
    assert [each["name"] for each in purge_commands.purge(url, key, DAYS, clock=clock)["backups"]] == ["holds"]


def test_exported_ones_are_not_reported_as_lost(old, key: Path, clock: HeldClock, tmp_path: Path) -> None:
    url, _ids = old
    export_commands.export(url, key, tmp_path, clock=clock)
    clock.advance((DAYS + 1) * DAY_S)
    assert purge_commands.purge(url, key, DAYS, clock=clock)["never_exported"] == 0


def test_one_that_somebody_works_on_meanwhile_stays(old, key: Path, clock: HeldClock) -> None:
    from db import purging

    url, ids = old
    clock.advance((DAYS + 1) * DAY_S)
    with Store.open(url, KeyRing.load(key)) as store:
        take = Action(new_id(), ids["returned"], ActionType.TAKE, clock.now(), "clerk:b")
        store.add([take])
        assert purging.purge_one(store, ids["returned"], AT.replace(day=22), clock.now()) is None
        assert store.visit(ids["returned"]).assignee == "clerk:b"


def test_deleted_rows_cannot_be_passed_off_as_a_purge(old, key: Path, clock: HeldClock) -> None:
    url, ids = old
    id = ids["filed"]
    with Store.open(url, KeyRing.load(key)) as store:
        count = store.visit(id).version
        with writing(store._engine, store.place) as connection:
            for table in (schema.pages, schema.actions):
                connection.execute(delete(table).where(table.c.visit_id == id))
            connection.execute(delete(schema.search_terms).where(schema.search_terms.c.visit_id == id))
            connection.execute(delete(schema.visits).where(schema.visits.c.id == id))
            row = {"visit_id": id, "at": clock.now(), "actions": count, "position": 1}
            connection.execute(insert(schema.purges).values(row))
    assert commands.check(url, key)["findings"] == [{"id": "purge_unproven", "visit": id}]
