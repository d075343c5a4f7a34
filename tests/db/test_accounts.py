"""Accounts on both kinds of database: made, logged in, locked, disabled, and everything in the audit."""

from __future__ import annotations

import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, update

from base.clock import HeldClock
from base.trouble import Trouble
from db import accounts_secrets, commands, schema
from db.accounts import FREE_TRIES, LONGEST_LOCK_S, lock_seconds
from db.accounts_secrets import Cost, new_totp_secret, totp_code
from db.checking import check_store
from db.crypto import KeyRing
from db.engine import reading, writing
from db.store import Store
from forms.roles import Role
from tests.db.conftest import Home

GOOD, OTHER = "correct horse battery", "another long pass word"
IT = "it:root"
DATA = Path(__file__).parents[1] / "data" / "db"


@pytest.fixture
def held(clock: HeldClock) -> HeldClock:
    return clock


@pytest.fixture
def office(home: Home, held: HeldClock):
    """A store with a supervisor and a clerk."""
    with Store.create(home.url, home.keys, origin="counter:1", clock=held) as store:
        store.accounts.add("mori", Role.SUPERVISOR, GOOD, actor=IT)
        store.accounts.add("sato", Role.CLERK, GOOD, actor="clerk:mori")
        yield store


def refused(id: str, act, *args, **kwargs) -> Trouble:
    with pytest.raises(Trouble) as caught:
        act(*args, **kwargs)
    assert caught.value.id == id
    return caught.value


def told(store: Store) -> list[tuple]:
    return [(line.act, line.actor, line.result, dict(line.detail)) for line in store.audit.lines()]


def test_an_account_is_found_by_its_name(office: Store) -> None:
    assert office.accounts.find("sato") == office.accounts.all()[1]
    assert office.accounts.find("nobody") is None


def test_who_makes_the_first_account_in_their_own_name_makes_no_second_one(store: Store, monkeypatch) -> None:
    store.accounts.add("mori", Role.SUPERVISOR, GOOD, actor="clerk:mori")
    refused("not_allowed", store.accounts.add, "sato", Role.IT, GOOD, actor="clerk:sato")
    # Nor when both asked at the very same time, and neither saw the other's.
    monkeypatch.setattr(store.accounts, "_check_keeper", lambda *_: None)
    refused("not_allowed", store.accounts.add, "sato", Role.IT, GOOD, actor="clerk:sato")
    assert [each.name for each in store.accounts.all()] == ["mori"]


def findings(store: Store) -> list[dict]:
    return check_store(store._engine, store.place, store._keys)["findings"]


def change(store: Store, **values) -> None:
    """What somebody does who has the database alone."""
    with writing(store._engine, store.place) as connection:
        connection.execute(update(schema.accounts).where(schema.accounts.c.name == "sato").values(values))


def test_there_is_no_account_before_the_first_and_it_must_be_a_keepers(store: Store) -> None:
    assert not store.accounts.exist() and store.accounts.all() == []
    for role in (Role.CLERK, Role.REVIEWER):
        refused("account_first", store.accounts.add, "sato", role, GOOD, actor=IT)
    assert not store.accounts.exist()
    made = store.accounts.add("mori", Role.IT, GOOD, actor=IT)
    assert (made.name, made.role, made.disabled_at, made.has_totp, made.actor) == (
        "mori",
        Role.IT,
        None,
        False,
        "clerk:mori",
    )
    assert store.accounts.exist() and store.accounts.all() == [made]
    assert told(store)[-1] == ("account_add", IT, "done", {"account": "mori", "role": "it"})


def test_what_cannot_be_an_account(office: Store) -> None:
    for name in ("", "Sato", "佐藤", "a b", "-a", "a" * 33, "a:b", "a\n"):
        refused("account_name", office.accounts.add, name, Role.CLERK, GOOD, actor=IT)
    refused("account_exists", office.accounts.add, "sato", Role.CLERK, GOOD, actor=IT)
    refused("password_weak", office.accounts.add, "ito", Role.CLERK, "short", actor=IT)
    with pytest.raises(ValueError):
        office.accounts.add("ito", Role.KIOSK, GOOD, actor=IT)
    assert [each.name for each in office.accounts.all()] == ["mori", "sato"]


@pytest.mark.parametrize("actor", ["clerk:sato", "clerk:nobody", "kiosk:1", "sato", ""])
def test_only_keepers_keep_accounts(office: Store, actor: str) -> None:
    keep = office.accounts
    for act in (
        lambda: keep.add("ito", Role.SUPERVISOR, GOOD, actor=actor),
        lambda: keep.set_password("mori", OTHER, actor=actor),
        lambda: keep.set_disabled("mori", True, actor=actor),
        lambda: keep.set_totp("mori", new_totp_secret(), "123456", actor=actor),
        lambda: keep.drop_totp("mori", actor=actor),
    ):
        refused("not_allowed", act)
        assert told(office)[-1][2] == "not_allowed"
    assert keep.log_in("mori", GOOD).role is Role.SUPERVISOR


def test_logging_in_and_out_is_in_the_audit(office: Store) -> None:
    account = office.accounts.log_in(" Sato ", GOOD)
    assert (account.name, account.role) == ("sato", Role.CLERK)
    office.accounts.log_out(account)
    assert told(office)[-2:] == [("login", "clerk:sato", "done", {}), ("logout", "clerk:sato", "done", {})]


def test_a_wrong_try_tells_nothing_and_what_was_typed_is_nowhere(office: Store, home: Home) -> None:
    messages = {
        (error.id, str(error.details))
        for error in (
            refused("login_wrong", office.accounts.log_in, "sato", "SECRET-typed-wrong"),
            refused("login_wrong", office.accounts.log_in, "SECRET-as-a-name", "x"),
        )
    }
    assert len(messages) == 1
    assert told(office)[-2:] == [("login", "clerk:sato", "login_wrong", {}), ("login", "unknown", "login_wrong", {})]
    assert "SECRET" not in str(told(office)) and "secret-as" not in str(told(office))


def test_locked_after_wrong_tries_with_growing_delay(office: Store, held: HeldClock) -> None:
    for _ in range(FREE_TRIES):
        refused("login_wrong", office.accounts.log_in, "sato", OTHER)
    waits = []
    for number in range(9):
        refused("login_wrong", office.accounts.log_in, "sato", OTHER)
        failures = FREE_TRIES + 1 + number
        assert told(office)[-1] == (
            "lock",
            "clerk:sato",
            "done",
            {"failures": failures, "seconds": lock_seconds(failures)},
        )
        wait = refused("login_locked", office.accounts.log_in, "sato", GOOD).details["seconds"]
        assert told(office)[-1][:3] == ("login", "clerk:sato", "login_locked")
        waits.append(wait - 1)
        held.advance(lock_seconds(failures) - 1)
        refused("login_locked", office.accounts.log_in, "sato", GOOD)
        held.advance(2)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert office.accounts.log_in("sato", GOOD).failures == 0
    refused("login_wrong", office.accounts.log_in, "sato", OTHER)  # and counted anew
    assert office.accounts.all()[1].failures == 1
    office.accounts.log_in("mori", GOOD)  # nobody else was locked


@given(st.integers(0, 10_000))
def test_the_delay_never_shrinks(failures: int) -> None:
    assert 0 <= lock_seconds(failures) <= lock_seconds(failures + 1) <= LONGEST_LOCK_S


def test_many_tries_at_once_are_no_way_around_the_lock(office: Store) -> None:
    answers: list[str] = []

    def try_it() -> None:
        try:
            office.accounts.log_in("sato", OTHER)
        except Trouble as trouble:
            answers.append(trouble.id)

    threads = [threading.Thread(target=try_it) for _ in range(12)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert len(answers) == 12
    assert answers.count("login_wrong") == FREE_TRIES + 1
    assert answers.count("login_locked") == 12 - FREE_TRIES - 1


def test_a_second_factor(office: Store, held: HeldClock) -> None:
    secret = new_totp_secret()
    refused("totp_wrong", office.accounts.set_totp, "sato", secret, "000000x", actor="clerk:mori")
    assert not office.accounts.all()[1].has_totp
    office.accounts.set_totp("sato", secret, totp_code(secret, held.now()), actor="clerk:mori")
    assert told(office)[-1] == ("account_totp", "clerk:mori", "done", {"account": "sato", "on": True})
    refused("login_code_needed", office.accounts.log_in, "sato", GOOD)
    assert office.accounts.all()[1].failures == 0
    refused("login_wrong", office.accounts.log_in, "sato", OTHER)  # says nothing of the code
    # The code of the enrolment was used.
    refused("login_wrong", office.accounts.log_in, "sato", GOOD, totp_code(secret, held.now()))
    held.advance(60)
    code = totp_code(secret, held.now())
    assert office.accounts.log_in("sato", GOOD, code).has_totp
    refused("login_wrong", office.accounts.log_in, "sato", GOOD, code)  # seen over a shoulder
    assert office.accounts.unlock("sato", GOOD).name == "sato"
    office.accounts.drop_totp("sato", actor=IT)
    assert not office.accounts.log_in("sato", GOOD).has_totp


def test_asking_for_a_code_forgives_no_wrong_tries(office: Store, held: HeldClock) -> None:
    secret = new_totp_secret()
    office.accounts.set_totp("sato", secret, totp_code(secret, held.now()), actor=IT)
    held.advance(90)
    for _ in range(FREE_TRIES + 1):
        refused("login_code_needed", office.accounts.log_in, "sato", GOOD)
        refused("login_wrong", office.accounts.log_in, "sato", GOOD, "abcdef")
    refused("login_locked", office.accounts.log_in, "sato", GOOD, totp_code(secret, held.now()))


def test_changing_ones_own_password(office: Store) -> None:
    refused("login_wrong", office.accounts.change_password, "sato", OTHER, "yet another pass word")
    refused("password_weak", office.accounts.change_password, "sato", GOOD, "short")
    office.accounts.change_password("sato", GOOD, OTHER)
    assert told(office)[-1] == ("account_password", "clerk:sato", "done", {})
    refused("login_wrong", office.accounts.log_in, "sato", GOOD)
    assert office.accounts.log_in("sato", OTHER).name == "sato"


def test_a_keeper_gives_a_new_password_and_so_unlocks(office: Store) -> None:
    for _ in range(FREE_TRIES + 1):
        refused("login_wrong", office.accounts.log_in, "sato", OTHER)
    refused("login_locked", office.accounts.log_in, "sato", GOOD)
    office.accounts.set_password("sato", OTHER, actor="clerk:mori")
    assert told(office)[-1] == ("account_password", "clerk:mori", "done", {"account": "sato"})
    assert office.accounts.log_in("sato", OTHER).failures == 0
    refused("account_unknown", office.accounts.set_password, "nobody", OTHER, actor=IT)


def test_disabled_at_once_and_back(office: Store, held: HeldClock) -> None:
    office.accounts.set_disabled("sato", True, actor="clerk:mori")
    office.accounts.set_disabled("sato", True, actor="clerk:mori")  # nothing new
    assert [line[0] for line in told(office)].count("account_disable") == 1
    assert office.accounts.all()[1].disabled_at == held.now()
    refused("login_wrong", office.accounts.log_in, "sato", GOOD)
    refused("login_wrong", office.accounts.unlock, "sato", GOOD)
    office.accounts.set_disabled("sato", False, actor="clerk:mori")
    assert office.accounts.log_in("sato", GOOD).disabled_at is None
    refused("account_unknown", office.accounts.set_disabled, "nobody", True, actor=IT)


def test_one_keeper_always_stays(office: Store) -> None:
    refused("account_last", office.accounts.set_disabled, "mori", True, actor=IT)
    office.accounts.add("ito", Role.IT, GOOD, actor=IT)
    office.accounts.set_disabled("mori", True, actor=IT)
    refused("account_last", office.accounts.set_disabled, "ito", True, actor=IT)
    refused("not_allowed", office.accounts.set_disabled, "ito", True, actor="clerk:mori")


def test_a_dearer_hash_at_the_next_log_in(office: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def stored() -> str:
        from db.accounts_rows import find_row, secrets_from_row

        with reading(office._engine, office.place) as connection:
            return secrets_from_row(find_row(connection, "sato"), office._keys).password

    assert "$m=64," in stored()
    monkeypatch.setattr(accounts_secrets, "COST", Cost(128, 1, 1))
    office.accounts.log_in("sato", GOOD)
    assert "$m=128," in stored()
    office.accounts.log_in("sato", GOOD)


@pytest.mark.expected_log("db.row_unreadable")
@pytest.mark.parametrize("values", [{"role": "supervisor"}, {"secrets": b"x" * 80}])
def test_the_database_alone_raises_nobody(office: Store, values: dict) -> None:
    change(office, **values)
    refused("store_altered", office.accounts.log_in, "sato", GOOD)
    refused("store_altered", office.accounts.set_password, "mori", OTHER, actor="clerk:sato")
    assert {"id": "store_altered", "row": "sato"} in findings(office)


@pytest.mark.expected_log("db.row_unreadable")
def test_the_database_alone_enables_nobody(office: Store) -> None:
    office.accounts.set_disabled("sato", True, actor=IT)
    change(office, disabled_at=None)
    refused("store_altered", office.accounts.log_in, "sato", GOOD)


def test_a_deleted_account_is_found(office: Store) -> None:
    assert findings(office) == []
    with writing(office._engine, office.place) as connection:
        connection.execute(delete(schema.accounts))
    assert findings(office) == [{"id": "account_missing", "row": name} for name in ("mori", "sato")]


def test_no_password_and_no_secret_in_clear(tmp_path: Path, keys, held: HeldClock) -> None:
    secret = new_totp_secret()
    with Store.create(f"sqlite:///{tmp_path}/data/k.sqlite", keys, clock=held) as store:
        store.accounts.add("mori", Role.SUPERVISOR, GOOD, actor=IT)
        store.accounts.set_totp("mori", secret, totp_code(secret, held.now()), actor=IT)
        held.advance(timedelta(seconds=60).total_seconds())
        store.accounts.log_in("mori", GOOD, totp_code(secret, held.now()))
        content = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert b"mori" in content and b"account_totp" in content
    for canary in (GOOD.encode(), secret.encode(), b"argon2id"):
        assert canary not in content


def test_the_accounts_of_a_released_store(tmp_path: Path, held: HeldClock) -> None:
    """``v5.sqlite`` was written by the release that brought accounts."""
    (tmp_path / "data").mkdir()
    file = Path(shutil.copy(DATA / "v5.sqlite", tmp_path / "data"))
    key = Path(shutil.copy(DATA / "v5.keys.json", tmp_path))
    key.chmod(0o600)  # a checkout does not keep modes
    commands.upgrade(f"sqlite:///{file}", key)
    held.advance(120)
    with Store.open(f"sqlite:///{file}", KeyRing.load(key), clock=held) as store:
        assert store.accounts.log_in("sato", GOOD).role is Role.CLERK
        code = totp_code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", held.now())
        assert store.accounts.log_in("mori", GOOD, code).role is Role.SUPERVISOR
        assert store.visit("visit-filed").assignee == "clerk:sato"
