"""A store of every released schema opens for ever. The files were written by the release whose number they bear and
are never made again; ``tests/data/db/vN.sqlite`` comes with each new revision."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from base.trouble import Trouble
from db import commands, schema
from db.crypto import KeyRing
from db.store import Store
from forms.actions import Status
from tests.db.made import HOUSEHOLD, TODAY

DATA = Path(__file__).parents[1] / "data" / "db"
RELEASED = [f"v{number}" for number in range(1, int(schema.REVISION) + 1)]


@pytest.mark.parametrize("name", RELEASED)
def test_a_released_store_opens(name: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    file = Path(shutil.copy(DATA / f"{name}.sqlite", tmp_path / "data"))
    key = Path(shutil.copy(DATA / f"{name}.keys.json", tmp_path))
    key.chmod(0o600)  # a checkout does not keep modes
    url = f"sqlite:///{file}"
    if name != f"v{int(schema.REVISION)}":
        with pytest.raises(Trouble) as caught:
            Store.open(url, KeyRing.load(key))
        assert caught.value.id == "store_older"
    commands.upgrade(url, key)
    with Store.open(url, KeyRing.load(key)) as store:
        assert {row.id: row.status for row in store.visits()} == {
            "visit-filed": Status.FILED,
            "visit-open": Status.OPEN,
            "visit-held": Status.HELD,
        }
        visit = store.visit("visit-filed")
        wanted = HOUSEHOLD | {"new_building": "九段サンプルハイツ２０１号室"}
        assert {path: each.value for path, each in visit.confirmations.items()} == wanted
        assert visit.readings[0].value("members[2].name") == "渡邉\U000e0110　𠮷江"
        assert (visit.reception_number, visit.documents, visit.assignee) == ("0001", ("mynumber",), "clerk:sato")
        assert store.page("page-1") == b"\x89PNG the picture of page 1"
        assert store.visit("visit-held").reason == "委任状を待つ"
        assert store.find_by_reception_number("0002", TODAY).id == "visit-held"
        assert store.next_reception_number(TODAY) == "0003"
    # Not the summaries: fusing may judge differently by then. But the record itself is whole.
    assert {each["id"] for each in commands.check(url, key)["findings"]} <= {"summary_differs"}
