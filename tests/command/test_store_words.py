"""kakanai db backup, restore, export, purge and audit as whole processes, in the way IT staff type them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from db.crypto import KeyRing
from db.store import Store
from forms.actions import ActionType
from tests.db.made import action, submitted


class Office:
    """A configuration with its store."""

    def __init__(self, folder: Path, name: str, key: Path) -> None:
        self.folder, self.url, self.key = folder, f"sqlite:///{folder}/{name}/k.sqlite", key
        self.file = folder / f"{name}.toml"
        self.file.write_text(f'[store]\nurl = "{self.url}"\nkey_file = "{key}"\nretention_days = 30\n')

    def prints_into(self, folder: Path) -> None:
        """Has a folder for its printer from now on."""
        with self.file.open("a") as file:
            file.write(f'[devices]\nprinter = "folder"\nprinter_folder = "{folder}"\n')

    def run(self, *words: str | Path, status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-P", "-X", "utf8", "-m", "command", "--config", str(self.file), "db", *map(str, words)],
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == status, (done.stdout + done.stderr).decode()
        return (done.stdout or done.stderr).decode()

    def json(self, *words: str | Path, status: int = 0) -> dict:
        return json.loads(self.run(*words, "--json", status=status))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, "one", tmp_path / "keys" / "k")
    made.run("init")
    with Store.open(made.url, KeyRing.load(made.key)) as store:
        actions, pages = submitted()
        store.add(actions, pages=pages)
        for type in (ActionType.TAKE, ActionType.FILE):
            store.add([action(actions[0].visit_id, type, actor="clerk:a")])
    return made


def test_away_and_back(office: Office, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    made = office.json("backup", tmp_path / "out")
    assert Path(made["file"]).parent == tmp_path / "out"
    other = Office(tmp_path, "two", office.key)
    assert other.json("restore", made["file"])["visits"] == 1
    assert other.json("restore", made["file"], status=3)["error"]["id"] == "store_exists"
    exported = other.json("export", "--out", tmp_path / "out", "--format", "json")
    assert (exported["visits"], exported["files"]) == (1, ["export.json"])
    assert "0" in other.run("purge", "--dry-run")
    assert other.json("purge")["visits"] == 0
    other.run("purge", "--older-than", "0", status=2)


def test_the_audit_is_shown_anchored_and_verified(office: Office, tmp_path: Path) -> None:
    shown = office.run("audit", "show", "--actor", "clerk:a")
    assert [line.split()[4] for line in shown.splitlines()[1:]] == ["take", "file"]
    anchor = office.json("audit", "anchor")["anchor"]
    sheet = office.run("audit", "anchor", "--day", "2999-01-01")
    assert all(len(line.strip()) <= 60 for line in sheet.splitlines() if "/" not in line)
    assert office.json("audit", "verify", "--anchor", anchor)["ok"] is True
    office.json("audit", "export", "--out", tmp_path / "a.csv")
    office.prints_into(tmp_path / "printed")
    page = office.json("audit", "anchor", "--pdf", tmp_path / "anchor.pdf", "--print")
    assert (tmp_path / "anchor.pdf").read_bytes()[:5] == b"%PDF-" and page["printed"] is True
    assert len(list((tmp_path / "printed").glob("*.pdf"))) == 1
    assert office.json("audit", "anchor", "--pdf", tmp_path / "anchor.pdf", status=3)["error"]["id"] == "output_exists"
    wrong = f"{anchor[:-4]}{'0000' if anchor[-4:] != '0000' else '1111'}"
    report = office.json("audit", "verify", "--anchor", wrong, status=3)
    assert [each["id"] for each in report["findings"]] == ["audit_anchor"]
    assert office.json("check")["ok"] is True


def test_an_export_for_somebodys_key(office: Office, tmp_path: Path) -> None:
    pair = office.json("recipient", tmp_path / "register")
    file = office.json("export", "--out", tmp_path, "--sealed-for", pair["public"])["file"]
    opened = office.json("open", file, "--out", tmp_path, "--key", pair["private"])
    assert "utf8.csv" in opened["files"]


def test_a_new_key_and_the_figures(office: Office) -> None:
    assert office.json("keys", "rotate", status=3)["error"]["id"] == "key_none_added"
    new = office.json("keys", "add")["key"]
    assert [each["state"] for each in office.json("keys", "list")["keys"]] == ["active", "added"]
    done = office.json("keys", "rotate")
    assert (done["ok"], done["key"], len(done["retired"])) == (True, new, 1)
    days = ("--from", "2026-11-01", "--to", "2026-11-30")
    found = office.json("statistics", *days)
    assert (found["visits"], found["by_kind"], found["unreadable"]) == (1, {"moving_in": 1}, 0)
    table = office.run("statistics", *days, "--csv")
    assert "total,visits,count,1" in table.splitlines()
    office.run("statistics", "--from", "2026-11-30", "--to", "2026-11-01", status=2)
