"""kakanai accounts as whole processes, in the way IT staff type them."""

from __future__ import annotations

import getpass
import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from base.clock import JAPAN, HeldClock
from base.trouble import Trouble
from command.asking import new_secret
from db import commands
from db.accounts_secrets import totp_code
from db.crypto import KeyRing
from db.store import Store
from forms.roles import Role

GOOD = "correct horse battery"


class Office:
    """A configuration with its store."""

    def __init__(self, folder: Path) -> None:
        self.url, self.key = f"sqlite:///{folder}/data/k.sqlite", folder / "keys" / "k"
        self.file = folder / "kakanai.toml"
        self.file.write_text(f'[store]\nurl = "{self.url}"\nkey_file = "{self.key}"\n')
        commands.init(self.url, self.key)

    def start(self, *words: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", "command", "--config", str(self.file), "accounts", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, *words: str, typed: str = "", status: int = 0) -> str:
        process = self.start(*words)
        out, err = process.communicate(f"{typed}\n", timeout=120)
        assert process.returncode == status, out + err
        assert GOOD not in out + err
        return out or err

    def json(self, *words: str, typed: str = "", status: int = 0) -> dict:
        return json.loads(self.run(*words, "--json", typed=typed, status=status))

    def store(self, clock: HeldClock | None = None) -> Store:
        return Store.open(self.url, KeyRing.load(self.key), clock=clock)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_from_the_first_account_to_a_disabled_one(office: Office) -> None:
    assert office.json("list") == {"accounts": []}
    first = office.json("add", "sato", "--role", "clerk", typed=GOOD, status=3)
    assert first["error"]["id"] == "account_first"
    made = office.json("add", "mori", "--role", "supervisor", typed=GOOD)
    assert (made["name"], made["role"], made["totp"], made["disabled_at"]) == ("mori", "supervisor", False, None)
    assert office.json("add", "sato", "--role", "clerk", typed="short", status=3)["error"]["id"] == "password_weak"
    assert "sato" in office.run("add", "sato", "--role", "clerk", typed=GOOD)
    assert office.json("disable", "sato")["disabled_at"]
    assert "disabled_at" in office.run("list")
    assert office.json("disable", "mori", status=3)["error"]["id"] == "account_last"
    assert office.json("disable", "sato", "--undo")["disabled_at"] is None
    with office.store() as store:
        assert store.accounts.log_in("sato", GOOD).role is Role.CLERK
        lines = [line for line in store.audit.lines() if line.act.startswith("account_")]
        assert {line.actor for line in lines} and all(line.actor.startswith("it:") for line in lines)


def test_a_new_password(office: Office) -> None:
    office.json("add", "mori", "--role", "it", typed=GOOD)
    assert office.json("password", "nobody", status=3)["error"]["id"] == "account_unknown"
    office.json("password", "mori", typed="another long pass word")
    with office.store() as store:
        with pytest.raises(Trouble):
            store.accounts.log_in("mori", GOOD)
        assert store.accounts.log_in("mori", "another long pass word").name == "mori"


def test_codes_of_an_app(office: Office) -> None:
    office.json("add", "mori", "--role", "it", typed=GOOD)
    assert office.json("totp", "mori", typed="000000x", status=3)["error"]["id"] == "totp_wrong"
    process = office.start("totp", "mori", "--json")
    said = ""
    while "otpauth://" not in said:
        said = process.stderr.readline()
    secret = said.partition("secret=")[2].partition("&")[0].strip()
    now = datetime.now(JAPAN)
    out, _err = process.communicate(f"{totp_code(secret, now)}\n", timeout=120)
    assert json.loads(out)["totp"] is True
    assert secret not in out
    with office.store(HeldClock(now + timedelta(seconds=120))) as store:
        with pytest.raises(Trouble) as caught:
            store.accounts.log_in("mori", GOOD)
        assert caught.value.id == "login_code_needed"
        assert store.accounts.log_in("mori", GOOD, totp_code(secret, now + timedelta(seconds=120))).has_totp
    assert office.json("totp", "mori", "--off")["totp"] is False
    assert office.json("card", "mori", "--off")["card"] is False


def test_a_password_is_never_an_argument(office: Office) -> None:
    office.run("add", "mori", "--role", "it", "typed-here", status=2)
    office.run("add", "mori", "--role", "it", "--password", "typed-here", status=2)
    office.run("add", "kiosk", "--role", "kiosk", status=2)


def test_on_a_terminal_it_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    answers = iter([GOOD, GOOD, GOOD, "something else"])
    monkeypatch.setattr(getpass, "getpass", lambda _question: next(answers))
    assert new_secret("ask_password") == GOOD
    with pytest.raises(Trouble) as caught:
        new_secret("ask_password")
    assert caught.value.id == "password_differs"
