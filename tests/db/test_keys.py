"""Keys are rotated while an office works, killed at any step: every row opens, and the old key goes last."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from base.trouble import Trouble
from db import backup_commands, commands, keys_commands, rotation, schema
from db.crypto import KeyRing, key_id_of
from db.engine import reading, writing
from db.store import Store
from forms.actions import ActionType
from forms.roles import Role
from tests.db.conftest import Home
from tests.db.made import PICTURE, action, submitted

VISITS = 5


class Killed(BaseException):
    """Stands for SIGKILL: nothing in the program may catch it."""


@pytest.fixture
def key_file(home: Home, tmp_path: Path) -> Path:
    """Of a ring of the test's own: the fixture's is everybody's."""
    file = tmp_path / "ring" / "k.keys"
    home.keys = KeyRing.create(file)
    return file


@pytest.fixture
def ids(home: Home, key_file: Path, monkeypatch) -> list[str]:
    """The visits of a store with accounts, in small batches."""
    small = tuple(
        rotation.Sealed(each.table, each.column, each.again, {"pages": 1}.get(each.table.name, 3))
        for each in rotation.SEALED
    )
    monkeypatch.setattr(rotation, "SEALED", small)
    found = []
    with home.create() as store:
        store.accounts.add("boss", Role.SUPERVISOR, "correct horse battery", actor="it:root")
        for number in range(1, VISITS + 1):
            actions, pages = submitted(f"{number:04d}")
            store.add(actions, pages=pages)
            found.append(actions[0].visit_id)
    return found


def opens(home: Home, key_file: Path, ids: list[str]) -> None:
    """Everything is there and whole, for whoever opens the store now."""
    with Store.open(home.url, KeyRing.load(key_file)) as store:
        for id in ids:
            visit = store.visit(id)
            assert [store.page(page) for page in visit.page_ids] == [PICTURE]
        assert [each.id for each in store.search("高橋")] == ids[::-1]
        store.accounts.log_in("boss", "correct horse battery")
    assert commands.check(home.url, key_file)["ok"]


def states(home: Home, key_file: Path) -> dict[str, str]:
    return {each["id"]: each["state"] for each in keys_commands.listed(home.url, key_file)["keys"]}


def test_from_one_key_to_the_next(home: Home, key_file: Path, ids: list[str]) -> None:
    (old,) = KeyRing.load(key_file).ids
    new = keys_commands.add(home.url, key_file)["key"]
    assert states(home, key_file) == {old: "active", new: "added"}
    opens(home, key_file, ids)
    done = keys_commands.rotate(home.url, key_file)
    assert done["ok"] and done["retired"] == [old] and done["unreadable"] == 0
    assert done["rows"] == {"actions": 4 * VISITS, "visits": VISITS, "pages": VISITS, "accounts": 1}
    assert states(home, key_file) == {new: "active", old: "retired"}
    assert key_file.stat().st_mode & 0o777 == 0o600
    opens(home, key_file, ids)
    with Store.open(home.url, KeyRing.load(key_file)) as store:
        acts = [(each.act, each.detail["key"]) for each in store.audit.lines() if each.act.startswith("key_")]
    assert acts == [("key_add", new), ("key_activate", new), ("key_retire", old)]


def test_without_the_old_key_everything_still_opens(home: Home, key_file: Path, ids: list[str]) -> None:
    keys_commands.add(home.url, key_file)
    keys_commands.rotate(home.url, key_file)
    ring = KeyRing.load(key_file)
    bare = KeyRing({ring.active: ring._keys[ring.active]}, ring.active, ring._index_secret)
    with Store.open(home.url, bare) as store:
        for id in ids:
            assert [store.page(page) for page in store.visit(id).page_ids] == [PICTURE]
        store.accounts.log_in("boss", "correct horse battery")


def test_killed_after_every_step_it_goes_on(home: Home, key_file: Path, ids: list[str]) -> None:
    old = KeyRing.load(key_file).active
    new = keys_commands.add(home.url, key_file)["key"]
    kills = 0
    while True:

        def strike(_what: str, _rows: int) -> None:
            raise Killed

        try:
            keys_commands.rotate(home.url, key_file, told=strike)
        except Killed:
            kills += 1
            opens(home, key_file, ids)
            assert set(states(home, key_file)) == {old, new}
            if states(home, key_file)[old] == "retired":
                break
            continue
        pytest.fail("a rotation without any step")
    # The mark, actions by three, pages one by one, and the end. The account was sealed anew by a log-in in between.
    assert kills >= 1 + 7 + VISITS + 1
    with pytest.raises(Trouble, match="key_none_added"):
        keys_commands.rotate(home.url, key_file)


@pytest.mark.parametrize("at", ["replace", "_write"])
@pytest.mark.parametrize("time", [1, 2])
def test_killed_around_the_key_file(
    home: Home, key_file: Path, ids: list[str], monkeypatch, at: str, time: int
) -> None:
    """Before the file is written, and with half of it written beside."""
    keys_commands.add(home.url, key_file)
    seen = 0
    true = getattr(KeyRing, at)

    def strike(self, *words):
        nonlocal seen
        seen += 1
        if seen == time:
            raise Killed
        return true(self, *words)

    with monkeypatch.context() as patch:
        patch.setattr(KeyRing, at, strike)
        with pytest.raises(Killed):
            keys_commands.rotate(home.url, key_file)
    opens(home, key_file, ids)
    done = keys_commands.rotate(home.url, key_file)
    assert done["ok"] and len(done["retired"]) == 1
    opens(home, key_file, ids)


def test_an_office_that_works_on_follows(home: Home, key_file: Path, ids: list[str]) -> None:
    """A program that has been open all the time seals with the new key from the moment on that the store says so."""
    keys_commands.add(home.url, key_file)
    with Store.open(home.url, KeyRing.load(key_file)) as working:
        written: list[str] = []

        def work(_what: str, _rows: int) -> None:
            actions, pages = submitted(f"{100 + len(written):04d}")
            working.add(actions, pages=pages)
            written.append(actions[0].visit_id)
            working.accounts.set_password("boss", "correct horse battery", actor="it:root")

        done = keys_commands.rotate(home.url, key_file, told=work)
        assert done["ok"]
        with reading(working._engine, working.place) as connection:
            assert set(rotation.needed(connection)) == {done["key"]}
        opens(home, key_file, [*ids, *written])


def test_a_machine_without_the_new_key_writes_nothing(home: Home, key_file: Path, ids: list[str]) -> None:
    with Store.open(home.url, KeyRing.load(key_file)) as behind:
        keys_commands.add(home.url, key_file)
        keys_commands.rotate(home.url, key_file)
        before = behind.position()
        actions, pages = submitted("0100")
        with pytest.raises(Trouble, match="key_missing"):
            behind.add(actions, pages=pages)
        assert behind.position() == before
        with pytest.raises(Trouble, match="key_missing"):
            behind.accounts.set_password("boss", "another good password", actor="it:root")
    opens(home, key_file, ids)


@pytest.mark.expected_log("db.row_unreadable")
def test_a_row_that_does_not_open_keeps_the_old_key(home: Home, key_file: Path, ids: list[str]) -> None:
    old = KeyRing.load(key_file).active
    with Store.open(home.url, KeyRing.load(key_file)) as store, writing(store._engine, store.place) as connection:
        page = connection.execute(select(schema.pages)).mappings().first()
        broken = bytes(page["data"][:-1]) + bytes([page["data"][-1] ^ 1])
        connection.execute(update(schema.pages).where(schema.pages.c.id == page["id"]).values(data=broken))
    keys_commands.add(home.url, key_file)
    done = keys_commands.rotate(home.url, key_file)
    assert not done["ok"] and done["unreadable"] == 1 and done["retired"] == []
    assert done["findings"] == [{"id": "key_still_needed", "key": old}]
    assert states(home, key_file)[old] == "old"


def test_an_old_backup_still_comes_back_and_is_sealed_anew(
    home: Home, key_file: Path, ids: list[str], tmp_path: Path
) -> None:
    made = backup_commands.backup(home.url, key_file, tmp_path / "b.backup")
    old = KeyRing.load(key_file).active
    keys_commands.add(home.url, key_file)
    new = keys_commands.rotate(home.url, key_file)["key"]
    url = home.fresh_url()
    backup_commands.restore(url, key_file, Path(made["file"]))
    assert {each["id"]: bool(each["rows"]) for each in keys_commands.listed(url, key_file)["keys"]} == {
        new: False,
        old: True,
    }
    with Store.open(url, KeyRing.load(key_file)) as store:
        store.add([action(ids[0], ActionType.TAKE, actor="clerk:boss", seconds=200)])
        with reading(store._engine, store.place) as connection:
            data = connection.scalars(select(schema.actions.c.data).order_by(schema.actions.c.position.desc())).first()
    assert key_id_of(data) == new
    assert keys_commands.rotate(url, key_file)["ok"]
    assert {each["id"]: bool(each["rows"]) for each in keys_commands.listed(url, key_file)["keys"]}[old] is False


def test_one_new_key_at_a_time(home: Home, key_file: Path, ids: list[str]) -> None:
    with pytest.raises(Trouble, match="key_none_added"):
        keys_commands.rotate(home.url, key_file)
    keys_commands.add(home.url, key_file)
    with pytest.raises(Trouble, match="key_waiting"):
        keys_commands.add(home.url, key_file)
    keys_commands.rotate(home.url, key_file)
    keys_commands.add(home.url, key_file)
    keys_commands.rotate(home.url, key_file)
    assert sorted(states(home, key_file).values()) == ["active", "retired", "retired"]
    opens(home, key_file, ids)


def test_every_sealed_column_is_rotated() -> None:
    """Whoever adds a sealed column adds it to the rotation, or its rows would be lost with the old key."""
    bytes_columns = {
        f"{table.name}.{column.name}"
        for table in schema.metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, schema.LargeBinary)
    }
    hashes = {"audit.previous", "audit.mac", "audit_head.mac", "audit_head.seal", "search_terms.term"}
    sealed = {f"{each.table.name}.{each.column.name}" for each in rotation.SEALED}
    assert bytes_columns == hashes | sealed | {"store.key_check"}
