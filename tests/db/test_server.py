"""PostgreSQL that refuses, hangs, stops, locks or is taken away: said within the limits, nothing lost."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest

from base.trouble import Trouble
from db import commands, schema
from db.crypto import KeyRing
from db.grants import rights
from db.journeys import LeftJourney
from db.place import LIMITS
from db.store import Store
from forms.actions import ActionType
from forms.visit import new_id
from tests.daemons.postgres import Cluster, running_postgres
from tests.db.conftest import QUICK
from tests.db.made import AT, TODAY, action, submitted

pytestmark = pytest.mark.daemon


@pytest.fixture(scope="module")
def own() -> Cluster:
    """A cluster of this file's own, because it is stopped and frozen."""
    with running_postgres() as cluster:
        yield cluster


@pytest.fixture
def server(own: Cluster, request: pytest.FixtureRequest, keys: KeyRing):
    name = f"t{abs(hash(request.node.name))}"
    own.execute(f"CREATE DATABASE {name}")
    Store.create(own.url(name), keys).close()
    return own, own.url(name)


def test_the_limits_of_a_working_day() -> None:
    """The counter says so within five seconds (faults.md row 16)."""
    assert LIMITS.ping_s + LIMITS.connect_s <= 5
    assert LIMITS.reply_s > LIMITS.busy_s


def test_a_server_that_hangs_is_given_up_and_found_again(server, keys: KeyRing) -> None:
    own, url = server
    actions, pages = submitted()
    with Store.open(url, keys, limits=QUICK) as store:
        own.pause()
        try:
            for attempt in (
                store.visits,
                lambda: store.add(actions, pages=pages),
                lambda: Store.open(url, keys, limits=QUICK),
            ):
                with pytest.raises(Trouble) as caught:
                    attempt()
                assert caught.value.id == "store_unreachable"
        finally:
            own.resume()
        assert store.add(actions, expected_version=0, pages=pages) == 4


def test_a_server_that_hangs_in_the_middle_leaves_one_visit(server, keys: KeyRing) -> None:
    """Frozen while the transaction is on its way: whoever adds again with the same ids ends with one visit."""
    own, url = server
    actions, pages = submitted()
    with Store.open(url, keys, limits=QUICK) as store:
        frozen = threading.Event()

        def freeze(*_arguments: object) -> None:
            if not frozen.is_set():
                frozen.set()
                own.pause()

        from sqlalchemy import event

        event.listen(store._engine, "commit", freeze)
        try:
            with pytest.raises(Trouble) as caught:
                store.add(actions, expected_version=0, pages=pages)
            assert caught.value.id == "store_unreachable"
        finally:
            own.resume()
        assert _until_there(lambda: store.add(actions, expected_version=0, pages=pages)) == 4
        assert [row.id for row in store.visits()] == [actions[0].visit_id]
        assert store.position() == 4


def test_a_server_that_stops_and_starts(server, keys: KeyRing) -> None:
    own, url = server
    actions, pages = submitted()
    with Store.open(url, keys, limits=QUICK) as store:
        assert store.next_reception_number(TODAY) == "0001"
        own.stop()
        try:
            with pytest.raises(Trouble) as caught:
                store.add(actions, pages=pages)
            assert caught.value.id == "store_unreachable"
        finally:
            own.start()
        assert _until_there(lambda: store.add(actions, pages=pages)) == 4
        assert store.visit(actions[0].visit_id).version == 4


def test_connections_cut_by_the_server_are_not_even_noticed(server, keys: KeyRing) -> None:
    own, url = server
    with Store.open(url, keys, limits=QUICK) as store:
        store.visits()
        own.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kakanai'")
        assert store.visits() == []


def test_a_row_that_another_holds_makes_us_busy(server, keys: KeyRing) -> None:
    own, url = server
    actions, pages = submitted()
    import psycopg

    with (
        Store.open(url, keys, limits=QUICK) as store,
        psycopg.connect(url.replace("+psycopg", "")) as other,
    ):
        other.execute("SELECT * FROM store FOR UPDATE")
        with pytest.raises(Trouble) as caught:
            store.add(actions, pages=pages)
        assert caught.value.id == "store_locked"
        assert store.visits() == []
        other.rollback()
        assert store.add(actions, pages=pages) == 4


def test_an_account_that_may_only_read(server, keys: KeyRing) -> None:
    own, url = server
    name = url.rpartition("/")[2]
    own.execute("DO $$ BEGIN CREATE ROLE reader LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    own.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", name)
    actions, pages = submitted()
    with Store.open(url.replace("kakanai@", "reader@"), keys) as store:
        assert store.visits() == []
        with pytest.raises(Trouble) as caught:
            store.add(actions, pages=pages)
        assert caught.value.id == "store_readonly"


def test_the_account_needs_no_right_to_change_the_schema(server, keys: KeyRing) -> None:
    """A store is used with SELECT, INSERT and UPDATE alone; only init and upgrade need the owner."""
    own, url = server
    name = url.rpartition("/")[2]
    own.execute("DO $$ BEGIN CREATE ROLE worker LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    own.execute("GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO worker", name)
    actions, pages = submitted()
    with Store.open(url.replace("kakanai@", "worker@"), keys) as store:
        assert store.next_reception_number(TODAY) == "0001"
        assert store.add(actions, pages=pages) == 4
        assert store.visit(actions[0].visit_id).version == 4


def test_the_account_of_the_service_as_the_manual_grants_it(server, keys: KeyRing) -> None:
    """docs/operations-store.md: it works with them, and cannot change or delete what was done."""
    import psycopg

    own, url = server
    name = url.rpartition("/")[2]
    own.execute("DO $$ BEGIN CREATE ROLE kakanai_service LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    for statement in _manual():
        own.execute(statement, name)
    actions, pages = submitted()
    service = url.replace("kakanai@", "kakanai_service@")
    with Store.open(service, keys) as store:
        assert store.next_reception_number(TODAY) == "0001"
        assert store.add(actions, pages=pages) == 4
        assert store.record("view", actor="clerk:a", visit_id=actions[0].visit_id) == 6
        assert store.lease_numbers("box", TODAY) == 0
    with psycopg.connect(service.replace("+psycopg", ""), autocommit=True) as connection:
        for table in ("audit", "actions", "pages", "visits", "purges", "backups"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608
        for change in ("UPDATE audit SET actor = 'x'", "UPDATE actions SET actor = 'x'", "DROP TABLE audit"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(change)


def test_an_upgrade_grants_what_its_new_tables_need(server, keys: KeyRing, tmp_path) -> None:
    """The service of the release before works on after `db upgrade`, without a word from the administrator."""
    own, url = server
    name = url.rpartition("/")[2]
    own.execute('DO $$ BEGIN CREATE ROLE "office-service" LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$')
    for statement in _manual():
        own.execute(statement.replace("kakanai_service", '"office-service"'), name)
    # As the release before left it.
    for statement in (
        "ALTER TABLE search_terms DROP COLUMN queued",
        "DROP TABLE journeys",
        "ALTER TABLE visits DROP COLUMN figures",
        "UPDATE alembic_version SET version_num = '0007'",
    ):
        own.execute(statement, name)
    keys.save(tmp_path / "k")
    assert commands.upgrade(url, tmp_path / "k")["changed"]
    actions, pages = submitted()
    id = actions[0].visit_id
    with Store.open(url.replace("kakanai@", "office-service@"), keys) as store:
        store.add(actions, pages=pages)
        store.journeys.add([LeftJourney(new_id(), AT, "moving_in", "pin", "idle", 9)], actor="kiosk:1")
        assert store.statistics(TODAY, TODAY).left == 1
        # A name that was put right is no longer found by the wrong one, for which an account has to delete.
        store.add([action(id, ActionType.TAKE, actor="clerk:a")])
        for path, value in (("members[0].name", "山田　太郎"), ("members[0].kana", "ヤマダ　タロウ")):
            data = {"path": path, "value": value, "old": "x"}
            store.add([action(id, ActionType.SETTLE, data, actor="clerk:a")])
        assert [row.id for row in store.search("山田")] == [id] and not store.search("一郎")


def test_the_manual_grants_what_an_upgrade_would(server, keys: KeyRing) -> None:
    own, url = server
    name = url.rpartition("/")[2]
    own.execute("DO $$ BEGIN CREATE ROLE kakanai_service LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    for statement in _manual():
        own.execute(statement, name)
    held = own.execute(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants WHERE grantee = 'kakanai_service'",
        name,
    )
    for table in schema.metadata.sorted_tables:
        assert {right for of, right in held if of == table.name} == set(rights(table.name).split(", ")), table.name


def _manual() -> list[str]:
    manual = (Path(__file__).parents[2] / "docs/operations-store.md").read_text("utf-8")
    return re.search(r"```sql\n(.*?)```", manual, re.DOTALL)[1].strip().split(";\n")


def _until_there(what):
    """The result, once the server is up again; it may need a moment after its restart."""
    for _ in range(50):
        try:
            return what()
        except Trouble as trouble:
            assert trouble.id in ("store_unreachable", "store_locked")
            time.sleep(0.1)
    raise AssertionError("the server did not come back")
