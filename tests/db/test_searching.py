"""Visits are found by the names of who moves, in any way of writing them, and no name stands in the database."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from db import commands, schema, searching
from db.crypto import KeyRing
from db.engine import reading, writing
from db.purging import purge_one
from db.store import Store
from forms.actions import ActionType
from tests.db.made import AT, HOUSEHOLD, action, submitted

DATA = Path(__file__).parents[1] / "data" / "db"


@pytest.fixture
def family(store) -> str:
    actions, pages = submitted()
    store.add(actions, pages=pages)
    return actions[0].visit_id


@pytest.mark.parametrize(
    "typed",
    [
        "髙橋　一郎",
        "高橋一郎",
        "高橋 一郎",
        "髙橋",
        "一郎",
        "髙橋美崎",
        "渡辺",
        "渡邉",
        "吉江",
        "タカハシ　イチロウ",
        "たかはし",
        "ﾀｶﾊｼ ｲﾁﾛｳ",
        "わたなべ",
    ],
)
def test_found_in_any_way_of_writing(store, family, typed):
    assert [each.id for each in store.search(typed)] == [family]


@pytest.mark.parametrize("typed", ["高", "橋一", "鈴木", "タカハ", "", "　"])
def test_not_found_by_what_is_no_name_of_theirs(store, family, typed):
    assert store.search(typed) == []


def test_a_corrected_name_replaces_the_wrong_one(store, family):
    wrong = HOUSEHOLD["members[0].name"]
    edit = action(
        family, ActionType.SETTLE, {"path": "members[0].name", "value": "田中　太郎", "old": wrong}, seconds=120
    )
    store.add([action(family, ActionType.TAKE, {}, seconds=100), edit])
    assert [each.id for each in store.search("田中")] == [family]
    assert store.search("".join(wrong.split())) == []


def test_the_latest_comes_first_and_no_more_than_asked(store):
    ids = []
    for number in range(1, 5):
        actions, pages = submitted(f"{number:04d}")
        store.add(actions, pages=pages)
        ids.append(actions[0].visit_id)
    assert [each.id for each in store.search("高橋")] == ids[::-1]
    assert [each.id for each in store.search("高橋", limit=2)] == ids[:1:-1]


def test_who_submits_late_is_the_latest_however_early_they_began(store):
    early, pages = submitted("0002")
    store.add(early[:3], pages=pages)
    between, pages = submitted("0001")
    store.add(between, pages=pages)
    assert [each.id for each in store.search("高橋", limit=1)] == [between[0].visit_id]
    store.add(early[3:])
    assert [each.id for each in store.search("高橋", limit=1)] == [early[0].visit_id]
    with reading(store._engine, store.place) as connection:
        visits, index = schema.visits, schema.search_terms
        join = select(visits.c.queued, index.c.queued).join(index, index.c.visit_id == visits.c.id)
        assert all(one == other for one, other in connection.execute(join))


def test_the_index_holds_keyed_hashes_only(store, family, keys):
    with reading(store._engine, store.place) as connection:
        terms = set(connection.scalars(select(schema.search_terms.c.term)))
    assert terms and {len(each) for each in terms} == {searching.HASH_BYTES}
    with reading(store._engine, store.place) as connection:
        assert connection.execute(searching.query("高橋", KeyRing.generate(), 5)).all() == []


def test_what_is_purged_is_not_found(store, family, home):
    assert purge_one(store, family, AT + timedelta(days=2), AT + timedelta(days=3)) is not None
    assert store.search("高橋") == []


@pytest.mark.parametrize("name", ["v5", "v8"])
def test_an_older_store_is_indexed_when_it_is_upgraded(tmp_path, name):
    (tmp_path / "data").mkdir()
    file = Path(shutil.copy(DATA / f"{name}.sqlite", tmp_path / "data"))
    key = Path(shutil.copy(DATA / f"{name}.keys.json", tmp_path))
    key.chmod(0o600)
    commands.upgrade(f"sqlite:///{file}", key)
    with Store.open(f"sqlite:///{file}", KeyRing.load(key)) as store:
        found = [each.id for each in store.search("高橋")]
        assert "visit-filed" in found
        assert [each.id for each in store.search("高橋", limit=1)] == found[:1]


def test_filling_again_changes_nothing(store, family, keys):
    def terms():
        with reading(store._engine, store.place) as connection:
            return set(connection.scalars(select(schema.search_terms.c.term)))

    before = terms()
    with writing(store._engine, store.place) as connection:
        assert searching.fill(connection, keys) == 1
    assert terms() == before


@pytest.mark.expected_log("db.row_unreadable")
def test_a_row_that_does_not_open_keeps_only_its_own_visit_out(store, family, keys):
    actions, pages = submitted("0002")
    store.add(actions, pages=pages)
    with writing(store._engine, store.place) as connection:
        of_it = schema.actions.c.visit_id == family
        connection.execute(update(schema.actions).where(of_it).values(data=b"altered"))
        assert searching.fill(connection, keys) == 1
    assert [each.id for each in store.search("高橋")] == [actions[0].visit_id]
