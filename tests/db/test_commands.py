"""kakanai db init and check, as the command line calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from base.trouble import Trouble
from db import commands, schema
from db.crypto import KeyRing
from db.engine import writing
from db.store import Store
from forms.actions import ActionType
from tests.db.conftest import Home
from tests.db.made import NAMES, action, submitted


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "kakanai.key"


def test_init_makes_a_store_and_its_key(home: Home, key_file: Path) -> None:
    result = commands.init(home.url, key_file)
    assert result["key_made"] is True
    assert result["revision"] == schema.REVISION
    Store.open(home.url, KeyRing.load(key_file)).close()
    report = commands.check(home.url, key_file)
    assert (report["ok"], report["visits"], report["findings"]) == (True, 0, [])
    json.dumps([result, report])


def test_init_takes_a_key_that_is_there(home: Home, key_file: Path) -> None:
    KeyRing.create(key_file)
    before = key_file.read_bytes()
    assert commands.init(home.url, key_file)["key_made"] is False
    assert key_file.read_bytes() == before


def test_init_refuses_a_store_that_is_there(home: Home, key_file: Path) -> None:
    commands.init(home.url, key_file)
    for key in (key_file, key_file.with_name("second")):
        with pytest.raises(Trouble) as caught:
            commands.init(home.url, key)
        assert caught.value.id == "store_exists"
    Store.open(home.url, KeyRing.load(key_file)).close()


def test_init_leaves_no_key_beside_the_data(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        commands.init(f"sqlite:///{tmp_path}/k.sqlite", tmp_path / "k.key")
    assert caught.value.id == "key_beside_data"
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def checked(home: Home, key_file: Path):
    """A store with two visits, and a way to change its database behind its back and see what check finds."""
    commands.init(home.url, key_file)
    store = Store.open(home.url, KeyRing.load(key_file))
    first, pages = submitted("0001")
    store.add(first, pages=pages)
    store.add([action(first[0].visit_id, ActionType.TAKE, actor="clerk:a")])
    second, pages = submitted("0002")
    store.add(second, pages=pages)

    def change(*statements) -> list[dict]:
        with writing(store._engine, store.place) as connection:
            for statement in statements:
                connection.execute(statement)
        report = commands.check(home.url, key_file)
        assert report["ok"] is not bool(report["findings"])
        assert not any(name in json.dumps(report, ensure_ascii=False) for name in NAMES)
        return report["findings"]

    yield change, first, store
    store.close()


def test_check_counts(checked, home: Home, key_file: Path) -> None:
    change, _first, _store = checked
    assert change() == []
    report = commands.check(home.url, key_file)
    assert (report["visits"], report["actions"], report["pages"]) == (2, 9, 2)
    assert report["statuses"] == {"in_review": 1, "waiting": 1}
    assert (report.get("free_bytes") or 1) > 0


def test_check_finds_a_summary_that_is_not_true(checked) -> None:
    change, first, _store = checked
    id = first[0].visit_id
    assert change(update(schema.visits).where(schema.visits.c.id == id).values(status="filed")) == [
        {"id": "summary_differs", "visit": id}
    ]


@pytest.mark.expected_log("db.row_unreadable")
@pytest.mark.parametrize("column", ["actor", "type", "at", "data"])
def test_check_finds_an_altered_action(checked, column: str) -> None:
    """Each clear column is bound to what is sealed."""
    change, first, store = checked
    table = schema.actions
    with writing(store._engine, store.place) as connection:
        other = connection.execute(select(table).where(table.c.id == first[1].id)).mappings().one()
    value = {"actor": "clerk:z", "type": "print", "at": other["at"], "data": other["data"]}[column]
    findings = change(update(table).where(table.c.id == first[2].id).values({column: value}))
    assert findings == [{"id": "store_altered", "visit": first[0].visit_id, "row": first[2].id}]
    with pytest.raises(Trouble) as caught:
        store.visit(first[0].visit_id)
    assert caught.value.id == "store_altered"


@pytest.mark.expected_log("db.row_unreadable")
def test_check_finds_a_type_that_never_was(checked) -> None:
    change, first, _store = checked
    table = schema.actions
    findings = change(update(table).where(table.c.id == first[2].id).values(type="nonsense"))
    assert [each["id"] for each in findings] == ["store_altered"]


@pytest.mark.expected_log("db.row_unreadable")
def test_check_finds_a_missing_action(checked) -> None:
    change, first, store = checked
    findings = change(delete(schema.actions).where(schema.actions.c.id == first[1].id))
    assert {each["id"] for each in findings} == {"actions_missing", "store_altered"} or [
        each["id"] for each in findings
    ] == ["actions_missing", "actions_missing"]
    with pytest.raises(Trouble) as caught:
        store.visit(first[0].visit_id)
    assert caught.value.id == "store_altered"


def test_check_finds_a_cut_off_end(checked) -> None:
    """The last action of a visit taken away, which leaves a visit that replays."""
    change, first, _store = checked
    take = (schema.actions.c.visit_id == first[0].visit_id) & (schema.actions.c.number == 5)
    findings = change(delete(schema.actions).where(take))
    assert [each["id"] for each in findings] == ["actions_missing", "summary_differs"]


@pytest.mark.expected_log("db.row_unreadable")
def test_check_finds_pages_lost_and_altered(checked) -> None:
    change, first, store = checked
    visit = store.visit(first[0].visit_id)
    page = visit.page_ids[0]
    findings = change(update(schema.pages).where(schema.pages.c.id == page).values(data=b"x" * 80))
    assert findings == [{"id": "store_altered", "visit": visit.id, "row": page}]
    with pytest.raises(Trouble) as caught:
        store.page(page)
    assert caught.value.id == "store_altered"
    findings = change(delete(schema.pages).where(schema.pages.c.id == page))
    assert findings == [{"id": "page_missing", "visit": visit.id, "row": page}]


def test_check_finds_actions_that_make_no_visit(checked, home: Home, key_file: Path) -> None:
    """Sealed rightly, but against the rules: a release with a bug wrote it."""
    change, first, store = checked
    from db.rows import action_row

    id = first[0].visit_id
    row = action_row(action(id, ActionType.OPEN, {"kind": "moving_in"}), 6, 10, KeyRing.load(key_file))
    findings = change(schema.actions.insert().values(row), update(schema.store).values(position=10))
    assert findings == [{"id": "visit_not_replayable", "visit": id}]
