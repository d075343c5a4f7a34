"""kakanai db audit, as the command line calls it."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from base.trouble import Trouble
from db import audit_commands, commands, schema
from db.crypto import KeyRing
from db.engine import writing
from db.store import Store
from tests.db.conftest import Home


@pytest.fixture
def place(home: Home, tmp_path: Path) -> tuple[str, Path]:
    key = tmp_path / "keys" / "k"
    commands.init(home.url, key)
    with Store.open(home.url, KeyRing.load(key)) as store:
        for who in ("clerk:a", "clerk:b", "=cmd()"):
            store.record("view", actor=who, visit_id="v1")
    return home.url, key


def alter(place: tuple[str, Path], number: int, **values) -> None:
    with Store.open(place[0], KeyRing.load(place[1])) as store, writing(store._engine, store.place) as connection:
        connection.execute(update(schema.audit).where(schema.audit.c.number == number).values(values))


def test_looking_at_the_audit_is_in_the_audit(place) -> None:
    row = audit_commands.show(*place, visit_id="v1", limit=2)
    assert [(line["number"], line["actor"]) for line in row["lines"]] == [(3, "clerk:b"), (4, "_cmd__")]
    last = audit_commands.show(*place)["lines"][-1]
    assert (last["act"], last["visit"], last["detail"]) == ("audit_view", "v1", {"lines": 2})
    assert last["actor"].startswith("it:")
    json.dumps(row)


@pytest.mark.expected_log("db.audit_broken")
def test_verify_names_the_line_and_check_finds_it_too(place) -> None:
    assert audit_commands.verify(*place)["ok"]
    alter(place, 3, actor="clerk:innocent")
    report = audit_commands.verify(*place)
    assert (report["ok"], report["findings"]) == (False, [{"id": "audit_altered", "row": 3}])
    assert commands.check(*place)["findings"] == [{"id": "audit_altered", "row": 3}]


@pytest.mark.expected_log("db.audit_broken")
def test_an_anchor_holds_and_a_wrong_one_does_not(place) -> None:
    text = audit_commands.anchor(*place)["anchor"]
    assert text.startswith("4:")
    assert audit_commands.verify(*place, anchors=[text])["ok"]
    wrong = text[:-1] + ("0" if text[-1] != "0" else "1")
    assert audit_commands.verify(*place, anchors=[wrong])["findings"] == [{"id": "audit_anchor", "row": 4}]
    with pytest.raises(Trouble) as caught:
        audit_commands.verify(*place, anchors=["4:nonsense"])
    assert caught.value.id == "audit_anchor_unreadable"
    with pytest.raises(Trouble) as caught:
        audit_commands.anchor(*place, day=date(2001, 1, 1))
    assert caught.value.id == "audit_empty"


def test_the_export_is_a_csv_that_no_spreadsheet_runs(place, tmp_path: Path) -> None:
    alter(place, 4, actor='=cmd|"/c calc"!A1', origin="@x", act="+1")
    out = tmp_path / "audit.csv"
    assert audit_commands.export(*place, out)["lines"] == 4
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [row["number"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[3]["actor"] == '\'=cmd|"/c calc"!A1'
    assert (rows[3]["origin"], rows[3]["act"]) == ("'@x", "'+1")
    assert not list(tmp_path.glob("*.part"))
    with pytest.raises(Trouble) as caught:
        audit_commands.export(*place, out)
    assert caught.value.id == "output_exists"
    with pytest.raises(Trouble) as caught:
        audit_commands.export(*place, tmp_path / "no" / "x.csv")
    assert caught.value.id == "output_failed"
