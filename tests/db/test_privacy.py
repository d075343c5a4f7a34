"""No personal value stands in clear in the database, on no path to the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.store import Store
from forms.actions import ActionType
from tests.daemons.postgres import Cluster
from tests.db.made import HOUSEHOLD, NAMES, PICTURE, TODAY, action, submitted

WHOLE = tuple(
    form for path, name in HOUSEHOLD.items() if path.endswith(".name") for form in (name, "".join(name.split()))
)
"""Surname and given name, as written and without the blank."""
SURE_BYTES = 6
"""Shorter runs of bytes are not looked for. Four, as a given name has in UTF-16 and in CP932, stand by chance in the
16 MiB of PostgreSQL's log and sealed rows once in some 250 runs; six once in millions. In UTF-8 a kanji has three
bytes, so that each part of a name is looked for; in the others those that are long enough, and whole names."""


def _forms(name: str) -> list[bytes]:
    """A name in every way in which it may have got to the disk and can be told from chance."""
    escaped = name.encode("ascii", "backslashreplace")
    forms = [name.encode(), name.encode("utf-16-le"), name.encode("cp932", "replace"), escaped]
    return [form for form in forms if len(form) >= SURE_BYTES and b"?" not in form]


def _assert_sealed(content: bytes) -> None:
    assert b"moving_in" in content, "the search would have found nothing anyway"
    assert b"kiosk:1" in content
    for name in (*NAMES, *WHOLE):
        assert name.encode() in _forms(name)
        for form in _forms(name):
            assert form not in content
    assert PICTURE[:30] not in content


def _use(store: Store) -> None:
    for number in range(3):
        actions, pages = submitted(store.next_reception_number(TODAY))
        store.add(actions, pages=pages)
        id = actions[0].visit_id
        store.add([action(id, ActionType.TAKE, actor="clerk:a")])
        store.add(
            [action(id, ActionType.SETTLE, {"path": "members[0].name", "value": "髙橋　一郎", "old": "高橋一郎"})]
        )
        store.add([action(id, ActionType.HOLD, {"reason": f"髙橋 一郎さんを待つ {number}"})])
        store.visit(id)


def test_nothing_personal_in_the_files_of_sqlite(tmp_path: Path, keys) -> None:
    with Store.create(f"sqlite:///{tmp_path}/data/k.sqlite", keys) as store:
        _use(store)
        files = sorted(file.name for file in (tmp_path / "data").iterdir())
        assert files == ["k.sqlite", "k.sqlite-shm", "k.sqlite-wal"]
        _assert_sealed(b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir()))
    _assert_sealed((tmp_path / "data" / "k.sqlite").read_bytes())


@pytest.mark.daemon
def test_nothing_personal_in_the_files_of_postgresql(postgres: Cluster, keys) -> None:
    postgres.execute("CREATE DATABASE canary")
    ((oid, segment),) = postgres.execute(
        "SELECT oid, pg_walfile_name(pg_current_wal_lsn()) FROM pg_database WHERE datname = 'canary'"
    )
    with Store.create(postgres.url("canary"), keys) as store:
        _use(store)
    postgres.execute("CHECKPOINT")
    data = postgres.folder / "data"
    wal = sorted(file for file in (data / "pg_wal").iterdir() if file.is_file() and file.name >= segment)
    for files in (wal, sorted((data / "base" / str(oid)).iterdir())):
        _assert_sealed(b"".join(file.read_bytes() for file in files))
    assert not any(name in postgres.log() for name in NAMES)


def test_nothing_personal_in_logs_and_errors(tmp_path: Path, keys, caplog: pytest.LogCaptureFixture) -> None:
    import logging

    caplog.set_level(logging.DEBUG)
    with Store.create(f"sqlite:///{tmp_path}/data/k.sqlite", keys) as store:
        _use(store)
        visit = store.visits()[0]
        with pytest.raises(Exception) as caught:  # noqa: B017  whatever it is, it must not quote
            store.add([action(visit.id, ActionType.FILE, {"x": "髙橋　一郎"})])
        assert "髙橋" not in str(caught.value) + repr(caught.value.details)
    said = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert "db.store_opened" in said or "db.store_created" in said
    assert not any(name in said for name in NAMES)
