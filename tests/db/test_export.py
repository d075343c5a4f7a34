"""The export: exact beside shrunk, no question marks, batches that can be repeated, formulas defused."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from db import batches, commands, export_commands
from db.carrying import GETA, Carried
from db.crypto import KeyRing
from db.export import columns
from db.output import csv_line, defused
from db.store import Store
from forms.actions import ActionType, Status
from forms.fields import FIELDS
from tests.db.conftest import Home
from tests.db.made import HOUSEHOLD, TODAY, action, submitted

DOCS = Path(__file__).parents[2] / "docs/export.md"


def file_one(store: Store, **settled: str) -> str:
    actions, pages = submitted(store.next_reception_number(TODAY))
    id = actions[0].visit_id
    store.add(actions, pages=pages)
    store.add([action(id, ActionType.TAKE, actor="clerk:a")])
    for path, value in settled.items():
        data = {"path": path, "value": value, "old": None}
        store.add([action(id, ActionType.SETTLE, data, actor="clerk:a")])
    store.add([action(id, ActionType.CHECK_IDENTITY, {"documents": ["mynumber"]}, actor="clerk:a")])
    store.add([action(id, ActionType.FILE, actor="clerk:a", seconds=600)])
    return id


@pytest.fixture
def place(home: Home, tmp_path: Path) -> tuple[str, Path]:
    key = tmp_path / "keys" / "k"
    commands.init(home.url, key)
    return home.url, key


@pytest.fixture
def open_store(place):
    with Store.open(place[0], KeyRing.load(place[1])) as store:
        yield store


def table(content: bytes, encoding: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content.decode(encoding), newline="")))


@pytest.mark.parametrize("format", ["csv", "json"])
def test_who_does_not_move_is_not_exported_and_those_below_move_up(place, open_store, tmp_path, clock, format) -> None:
    file_one(open_store, **{"members[1].name": ""})
    folder = Path(export_commands.export(*place, tmp_path, format=format, clock=clock)["folder"])
    left = [HOUSEHOLD["members[0].name"], HOUSEHOLD["members[2].name"]]
    if format == "csv":
        rows = table((folder / "utf8.csv").read_bytes(), "utf-8-sig")
        assert [row["members[].name"] for row in rows] == left and {row["members"] for row in rows} == {"2"}
    else:
        (visit,) = json.loads((folder / "export.json").read_bytes())["visits"]
        assert [visit["fields"][f"members[{row}].name"]["value"] for row in range(2)] == left
        assert visit["members"] == 2 and "members[2].name" not in visit["fields"]


def test_a_household_in_both_encodings(place, open_store, tmp_path: Path, clock) -> None:
    id = file_one(open_store)
    submitted_only, pages = submitted("0099")
    open_store.add(submitted_only, pages=pages)
    made = export_commands.export(*place, tmp_path, clock=clock)
    folder = Path(made["folder"])
    assert made["visits"] == 1
    assert folder == tmp_path / f"kakanai-{made['batch']}-csv"
    assert (folder.stat().st_mode & 0o777, (folder / "utf8.csv").stat().st_mode & 0o777) == (0o700, 0o600)
    exact = table((folder / "utf8.csv").read_bytes(), "utf-8-sig")
    narrow = table((folder / "cp932.csv").read_bytes(), "cp932")
    assert len(exact) == len(narrow) == 3
    assert {row["visit_id"] for row in exact} == {id}
    assert [row["member"] for row in exact] == ["1", "2", "3"]
    assert (exact[0]["filed_by"], exact[0]["filed_at"]) == ("clerk:a", "2026-11-21T10:34:00+09:00")
    for member, row in enumerate(exact):
        for path, value in HOUSEHOLD.items():
            if not path.startswith("members") or path.startswith(f"members[{member}]"):
                assert row[re.sub(r"\[\d\]", "[]", path)] == value
    assert exact[2]["members[].name:shrunk"] == "渡邉　吉江"
    assert narrow[0]["members[].name"] == "髙橋　一郎"  # CP932 does carry 髙
    assert narrow[2]["members[].name"] == f"渡{GETA}　{GETA}江"
    assert narrow[2]["members[].name:shrunk"] == "渡邉　吉江"
    lacking = table((folder / "lacking.csv").read_bytes(), "utf-8-sig")
    assert [(row["member"], row["column"], row["character"], row["code_points"], row["shrunk"]) for row in lacking] == [
        ("3", "members[].name", "邉\U000e0110", "U+9089 U+E0110", "邉"),
        ("3", "members[].name", "𠮷", "U+20BB7", "吉"),
    ]
    assert b"?" not in b"".join(file.read_bytes() for file in folder.iterdir())


def test_the_columns_are_the_vocabulary_without_the_code() -> None:
    heads = columns()
    assert len(heads) == len(set(heads))
    applied_for = {row.pattern for row in FIELDS if row.of_application}
    assert {row.pattern for row in FIELDS} - set(heads) == {"members[].resident_code"} | applied_for
    assert applied_for == {"copy.document", "copy.items", "copy.count", "allowance.begins", "allowance.ends"}


def test_the_json_says_what_the_contract_says(place, open_store, tmp_path: Path) -> None:
    id = file_one(open_store)
    made = export_commands.export(*place, tmp_path, format="json")
    content = json.loads((Path(made["folder"]) / "export.json").read_text("utf-8"))
    contract = json.loads(re.search(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)[1])
    assert content.keys() == contract.keys()
    (visit,), (promised,) = content["visits"], contract["visits"]
    assert visit.keys() == promised.keys()
    assert (content["format"], content["batch"], visit["visit_id"]) == (contract["format"], made["batch"], id)
    for path in promised["fields"]:
        assert visit["fields"][path] == promised["fields"][path]
    assert {path: each["value"] for path, each in visit["fields"].items()} == HOUSEHOLD
    assert visit["documents"] == ["mynumber"]


def test_a_batch_is_taken_once_and_can_be_repeated(place, open_store, tmp_path: Path) -> None:
    ids = [file_one(open_store) for _ in range(3)]
    first = export_commands.export(*place, tmp_path / "a" if (tmp_path / "a").mkdir() is None else tmp_path)
    assert batches.taken_in(open_store, first["batch"]) == ids
    assert export_commands.export(*place, tmp_path) == {"batch": None, "visits": 0, "folder": None, "files": []}
    late = file_one(open_store)
    second = export_commands.export(*place, tmp_path)
    assert batches.taken_in(open_store, second["batch"]) == [late]
    again = export_commands.export(*place, tmp_path, batch=first["batch"])
    for name in again["files"]:
        assert (Path(again["folder"]) / name).read_bytes() == (Path(first["folder"]) / name).read_bytes()
    assert export_commands.export(*place, tmp_path)["visits"] == 0
    for id in ids:
        visit = open_store.visit(id)
        assert visit.status is Status.FILED
        assert [each.type for each in open_store.actions(id)].count(ActionType.EXPORT) == 1
    lines = open_store.audit.lines(act="export")
    assert [line.detail for line in lines if not line.visit_id][-1] == {
        "batch": first["batch"], "visits": 3, "format": "csv", "again": True,
    }  # fmt: skip
    assert {line.visit_id for line in lines if line.visit_id} == {*ids, late}
    with pytest.raises(Trouble) as caught:
        export_commands.export(*place, tmp_path, batch="nonsense")
    assert caught.value.id == "batch_unknown"
    assert commands.check(*place)["ok"]


def test_since_a_day(place, open_store, tmp_path: Path) -> None:
    file_one(open_store)
    assert export_commands.export(*place, tmp_path, since=date(2026, 11, 22))["visits"] == 0
    assert export_commands.export(*place, tmp_path, since=TODAY)["visits"] == 1


def test_what_could_not_be_written_is_not_taken_over(place, open_store, tmp_path: Path) -> None:
    file_one(open_store)
    with pytest.raises(Trouble) as caught:
        export_commands.export(*place, tmp_path / "nowhere")
    assert caught.value.id == "output_failed"
    assert export_commands.export(*place, tmp_path)["visits"] == 1


def test_formulas_are_defused_in_the_csv_only(place, open_store, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","氏名")'
    file_one(open_store, **{"former_building": evil, "phone": "+81-3-0000-0000", "new_building": "＝１"})
    folder = Path(export_commands.export(*place, tmp_path)["folder"])
    for name, encoding in (("utf8.csv", "utf-8-sig"), ("cp932.csv", "cp932")):
        row = table((folder / name).read_bytes(), encoding)[0]
        assert (row["former_building"], row["phone"]) == (f"'{evil}", "'+81-3-0000-0000")
        assert row["new_building"].startswith("'") and row["former_building:shrunk"].startswith("'")


NAMES = st.text(
    st.sampled_from("髙橋渡邉邊\U000e0110\U000e0101𠮷﨑神福塚・ー〜—ヴ①㈱ｱﾟ\u309aé한中们𩸽⿰0A　")
    | st.characters(codec="utf-8"),
    max_size=12,
)


@given(NAMES)
def test_whatever_a_name_holds_cp932_gets_no_question_mark(name: str) -> None:
    cell = Carried.of(name)
    assert cell.exact == name
    for text in (cell.exact_cp932, cell.shrunk_cp932):
        assert text.encode("cp932").decode("cp932") == text
        assert text.count("?") <= name.count("?") + name.count("？")
    if not cell.lacking:
        assert cell.exact_cp932 == name


@given(st.text(max_size=20))
def test_no_cell_begins_a_formula(text: str) -> None:
    (cell,) = next(csv.reader(io.StringIO(csv_line([text]), newline=""))) or [""]
    assert not cell or cell[0] not in "=+-@\t\r\n＝＋－＠"
    assert cell in (text, f"'{text}") and cell == defused(text)
