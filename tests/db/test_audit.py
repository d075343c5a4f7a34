"""The audit: every change has its line in the same transaction; lines are chained, and any alteration is found."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update

from base.trouble import Trouble
from db import schema
from db.audit import raw_columns
from db.chain import find_broken
from db.crypto import KeyRing
from db.engine import reading, writing
from db.lines import Anchor, Entry
from db.store import Store
from forms.actions import ActionType
from tests.db.conftest import Home
from tests.db.made import NAMES, action, submitted

LINES = 12


def broken(store: Store, *anchors: Anchor) -> list[tuple[str, int, int]]:
    with reading(store._engine, store.place) as connection:
        _count, found = find_broken(connection, store._keys, anchors)
    return [(each.id, each.number, each.count) for each in found]


def change(store: Store, *statements) -> None:
    with writing(store._engine, store.place) as connection:
        for statement in statements:
            connection.execute(statement)


def fill(store: Store, lines: int = LINES) -> None:
    """The first line was written by the making of the store."""
    for number in range(2, lines + 1):
        store.record("view", actor="clerk:a", visit_id=f"visit{number}", number=number)


def test_a_change_and_its_lines_are_one(home: Home, clock) -> None:
    with Store.create(home.url, home.keys, origin="counter:2", clock=clock) as store:
        actions, pages = submitted()
        store.add(actions, pages=pages)
        store.add(actions, pages=pages)  # again: nothing new, so no line
        with pytest.raises(Trouble):
            store.add([action(actions[0].visit_id, ActionType.FILE)])
        lines = store.audit.lines()
        assert [line.act for line in lines] == ["init", "open", "read", "confirm", "submit"]
        assert [line.number for line in lines] == [1, 2, 3, 4, 5]
        last = lines[-1]
        assert (last.actor, last.origin, last.visit_id) == ("kiosk:1", "counter:2", actions[0].visit_id)
        assert (last.result, last.detail, last.at) == ("done", {"number": 4}, clock.now())
        assert broken(store) == []


def test_looking_and_being_refused_are_recorded(store: Store) -> None:
    assert store.record("search", actor="clerk:b", by="kana", hits=3) == 2
    assert store.record("file", actor="clerk:b", visit_id="v", result="action_not_allowed") == 3
    store.record("login", actor="clerk:c d\n")
    lines = store.audit.lines(actor="clerk:b")
    assert [(line.act, line.result, line.detail) for line in lines] == [
        ("search", "done", {"by": "kana", "hits": 3}),
        ("file", "action_not_allowed", {}),
    ]
    assert [line.actor for line in store.audit.lines(act="login")] == ["clerk:c_d_"]
    assert [line.number for line in store.audit.lines(visit_id="v")] == [3]
    assert [line.number for line in store.audit.lines(limit=2)] == [3, 4]


@pytest.mark.parametrize("value", ["髙橋　一郎", "a b", "x" * 65, "タカハシ", "=1+1 "])
def test_a_line_takes_nothing_that_could_be_a_name(value: str) -> None:
    for made in (
        lambda: Entry("search", "clerk:a", detail={"text": value}),
        lambda: Entry(value, "clerk:a"),
        lambda: Entry("search", "clerk:a", result=value),
        lambda: Entry("search", "clerk:a", detail={value: 1}),
    ):
        with pytest.raises(ValueError):
            made()


def test_days_are_those_of_japan(home: Home, clock) -> None:
    with Store.create(home.url, home.keys, clock=clock) as store:
        store.record("view", actor="clerk:a")
        clock.advance(14 * 3600)  # 00:24 of the next day
        store.record("search", actor="clerk:a")
        day, after = date(2026, 11, 21), date(2026, 11, 22)
        assert [line.act for line in store.audit.lines(since=day, until=day)][-1] == "view"
        assert [line.act for line in store.audit.lines(since=after)][-1] == "search"
        assert store.audit.anchor(after).number == store.audit.anchor().number == 3
        assert store.audit.anchor(date(2020, 1, 1)) is None


COLUMNS = [column.name for column in schema.audit.c]


@pytest.fixture
def filled(home: Home):
    with home.create() as store:
        fill(store)
        with reading(store._engine, store.place) as connection:
            rows = [dict(row) for row in connection.execute(select(*raw_columns())).mappings()]
            head = dict(connection.execute(select(schema.audit_head)).mappings().one())
        yield store, rows, head


def put(store: Store, rows: list[dict], head: dict) -> None:
    """Writes the tables as somebody with the database, but without the keys, could."""
    raw = text(
        f"INSERT INTO audit ({', '.join(COLUMNS)}) VALUES ({', '.join(f':{name}' for name in COLUMNS)})"  # noqa: S608
    )
    with writing(store._engine, store.place) as connection:
        connection.execute(delete(schema.audit))
        for row in rows:
            connection.execute(raw, row)
        connection.execute(update(schema.audit_head).values(head))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_single_alteration_of_any_line_is_found(filled, data: st.DataObject) -> None:
    store, rows, head = filled
    at = data.draw(st.integers(0, LINES - 1))
    column = data.draw(st.sampled_from(COLUMNS))
    old = rows[at][column]
    if isinstance(old, int):
        new = data.draw(st.integers(-5, 40).filter(lambda n: n not in range(1, LINES + 1)))
    elif isinstance(old, bytes | memoryview):
        new = bytearray(old or b"\0")
        new[data.draw(st.integers(0, len(new) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        new = bytes(new)
    else:
        new = data.draw(st.text("abc{}:Z0", max_size=20).filter(lambda t: t != old))
    put(store, [{**row, column: new} if i == at else row for i, row in enumerate(rows)], head)
    found = broken(store)
    assert found
    if column != "number":
        assert ("audit_altered", at + 1, 1) in found
        assert {number for _id, number, _count in found} <= {at + 1, LINES}  # the last one's hash is the head's, too
    put(store, rows, head)
    assert broken(store) == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_missing_moved_and_doubled_lines_are_told(filled, data: st.DataObject) -> None:
    store, rows, head = filled
    at = data.draw(st.integers(0, LINES - 2))
    closed = data.draw(st.booleans())
    fewer = rows[:at] + rows[at + 1 :]
    if not closed:
        put(store, fewer, head)
        assert broken(store) == [("audit_missing", at + 1, 1)]
    else:  # the gap closed by new numbers: the chain still misses one
        put(store, [{**row, "number": i + 1} for i, row in enumerate(fewer)], head)
        assert ("audit_missing", at + 1, 1) in broken(store)
    other = data.draw(st.integers(0, LINES - 1).filter(lambda n: n != at))
    swapped = list(rows)
    swapped[at], swapped[other] = {**rows[other], "number": at + 1}, {**rows[at], "number": other + 1}
    put(store, swapped, head)
    found = broken(store)
    assert ("audit_moved", at + 1, 1) in found or ("audit_moved", other + 1, 1) in found
    put(store, [*rows, {**rows[at], "number": LINES + 1}], head)
    assert [id for id, _n, _c in broken(store)] == ["audit_moved", "audit_head"]
    put(store, rows, head)


@pytest.mark.parametrize("gone", [1, 3, LINES])
def test_lines_cut_off_are_counted(filled, gone: int) -> None:
    store, rows, head = filled
    put(store, rows[: LINES - gone], head)
    assert broken(store) == [("audit_cut", LINES - gone, gone)]
    # Covered up by pointing the head to an earlier line: it cannot be sealed without the keys.
    last = rows[LINES - gone - 1]["mac"] if gone < LINES else b""
    put(store, rows[: LINES - gone], head | {"number": LINES - gone, "mac": last})
    assert broken(store) == [("audit_head", LINES - gone, 1)]
    put(store, [], {"number": 0, "mac": b"", "seal": b""})
    assert broken(store) == [("audit_head", 0, 1)]


def test_nobody_without_the_keys_chains_anew(filled) -> None:
    store, rows, head = filled
    from db.lines import head_seal, mac_of

    forger, previous, forged = KeyRing.generate(), b"", []
    for row in rows:
        made = {**row, "actor": "clerk:innocent", "previous": previous}
        made["mac"] = previous = mac_of(forger, previous, made)
        forged.append(made)
    put(store, forged, {"number": LINES, "mac": previous, "seal": head_seal(forger, LINES, previous)})
    assert broken(store) == [("audit_altered", n, 1) for n in range(1, LINES + 1)] + [("audit_head", LINES, 1)]


def test_an_anchor_on_paper_finds_a_whole_audit_put_back(filled) -> None:
    """Somebody puts back an older copy of the tables, true in itself: only the paper knows."""
    store, rows, head = filled
    anchor = Anchor.parse(store.audit.anchor().text.lower().replace("-", " "))
    assert broken(store, anchor) == []
    fill(store, 3)
    later = store.audit.anchor()
    assert broken(store, anchor, later) == []
    put(store, rows, head)
    assert broken(store, anchor) == []
    assert broken(store, later) == [("audit_anchor", later.number, 1)]
    store.record("view", actor="clerk:z")
    store.record("view", actor="clerk:z")
    assert broken(store, later) == [("audit_anchor", later.number, 1)]


@pytest.mark.parametrize("text", ["", "12", "x:00", "12:zz", "12:" + "0" * 62, ":" + "0" * 64])
def test_what_is_no_anchor(text: str) -> None:
    with pytest.raises(ValueError):
        Anchor.parse(text)


def test_many_writers_make_one_chain(store: Store) -> None:
    def write(who: int) -> None:
        for number in range(8):
            store.record("view", actor=f"clerk:{who}", number=number)
            actions, pages = submitted(f"{who}{number:03d}")
            store.add(actions, pages=pages)

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert broken(store) == []
    assert store.audit.anchor().number == 1 + 4 * 8 * 5
    for who in range(4):
        assert [line.detail["number"] for line in store.audit.lines(actor=f"clerk:{who}")] == list(range(8))


def test_the_keys_may_rotate(home: Home) -> None:
    home.create().close()
    with Store.open(home.url, home.keys.rotated()) as store:
        fill(store, 3)
        assert broken(store) == []


def test_nothing_personal_in_the_audit(store: Store) -> None:
    actions, pages = submitted()
    store.add(actions, pages=pages)
    store.add([action(actions[0].visit_id, ActionType.TAKE, actor="clerk:a")])
    data = {"path": "members[0].name", "value": "髙橋　一郎", "old": "高橋"}
    store.add([action(actions[0].visit_id, ActionType.SETTLE, data)])
    with reading(store._engine, store.place) as connection:
        content = repr(connection.execute(select(*raw_columns())).all())
    assert "settle" in content
    assert not any(name in content for name in NAMES)


def test_any_type_in_any_column_is_a_finding_and_no_crash(tmp_path, keys: KeyRing) -> None:
    """SQLite takes text in a number's column and bytes in a text's."""
    with Store.create(f"sqlite:///{tmp_path}/k.sqlite", keys) as store:
        fill(store, 4)
        for column in COLUMNS[1:]:
            for value in ("X'00ff'", "'text'", "7"):
                with reading(store._engine, store.place) as connection:
                    row = dict(
                        connection.execute(select(*raw_columns()).where(schema.audit.c.number == 3)).mappings().one()
                    )
                with writing(store._engine, store.place) as connection:
                    connection.exec_driver_sql(f"UPDATE audit SET {column} = {value} WHERE number = 3")  # noqa: S608
                assert ("audit_altered", 3, 1) in broken(store), (column, value)
                change(store, delete(schema.audit).where(schema.audit.c.number == 3))
                raw = text(f"INSERT INTO audit VALUES ({', '.join(f':{name}' for name in COLUMNS)})")  # noqa: S608
                with writing(store._engine, store.place) as connection:
                    connection.execute(raw, row)
        assert broken(store) == []


def test_an_act_without_its_line_does_not_happen(store: Store) -> None:
    """The head taken away: an add is refused whole rather than done unseen."""
    from sqlalchemy.exc import NoResultFound

    change(store, delete(schema.audit_head))
    actions, pages = submitted()
    with pytest.raises(NoResultFound):
        store.add(actions, pages=pages)
    assert store.visits() == []
    change(store, insert(schema.audit_head).values(id=1, number=0, mac=b"", seal=b""))
