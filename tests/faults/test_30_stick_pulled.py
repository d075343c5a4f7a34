"""Row 30: the stick is pulled, or is full, while something is written to it. No half file is taken for good."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from base.trouble import Trouble
from db import audit_commands, backup_commands, commands, export_commands, output
from db.store import Store
from tests.db.carried import PASSPHRASE, make_cheap, new_place
from tests.db.made import submitted

SIZE = 64 * 1024


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)


@pytest.fixture
def place(tmp_path: Path) -> tuple[str, Path]:
    """A store whose backup is larger than the stick."""

    def put(store: Store) -> None:
        for number in range(10):
            actions, pages = submitted(f"{number:04d}")
            store.add(actions, pages=dict.fromkeys(pages, os.urandom(SIZE // 6)))

    return new_place(tmp_path, put)


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own, mounted."""
    folder = tmp_path / "stick"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True, timeout=20)
    yield folder
    subprocess.run(["umount", "-l", folder], check=False, timeout=20, stderr=subprocess.DEVNULL)


ACTS = {
    "backup": lambda place, file: backup_commands.backup(*place, file),
    "audit": lambda place, file: audit_commands.export(*place, file),
    "sealed export": lambda place, file: export_commands.write_sealed(file, {"a.csv": bytes(SIZE)}, PASSPHRASE),
}


@pytest.mark.daemon
def test_a_stick_that_is_full(place: tuple[str, Path], stick: Path) -> None:
    with pytest.raises(Trouble) as caught:
        backup_commands.backup(*place, stick / "b")
    assert caught.value.id == "output_failed"
    assert list(stick.iterdir()) == []
    assert commands.check(*place)["ok"]


@pytest.mark.daemon
@pytest.mark.parametrize("name", ACTS)
def test_a_stick_that_is_pulled(place, stick: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unmounted between writing and naming: the folder is there, the file is not."""
    synced = output.os.fsync

    def pulled(handle: int) -> None:
        synced(handle)
        subprocess.run(["umount", "-l", stick], check=True, timeout=20)

    subprocess.run(["mount", "-o", "remount,size=8m", stick], check=True, timeout=20)
    with monkeypatch.context() as inner:
        inner.setattr(output.os, "fsync", pulled)
        with pytest.raises(Trouble) as caught:
            ACTS[name](place, stick / "b")
    assert caught.value.id == "output_failed"
    assert list(stick.iterdir()) == []
    assert ACTS[name](place, stick / "b")["file"] == str(stick / "b")  # put in again: it works


class Failing:
    """A file whose medium goes away after so many bytes."""

    def __init__(self, file, left: int) -> None:
        self._file, self._left = file, left

    def write(self, content: bytes) -> int:
        if len(content) > self._left:
            self._file.write(content[: self._left])
            self._file.flush()
            raise OSError(errno.EIO, "input/output error")
        self._left -= len(content)
        return self._file.write(content)

    def __getattr__(self, name: str):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()


@pytest.mark.parametrize("name", ACTS)
def test_pulled_at_any_byte(place, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looped over the whole length: nothing of the file's name until the last byte is written."""
    whole = tmp_path / "whole"
    ACTS[name](place, whole)
    length = whole.stat().st_size
    opened = os.fdopen
    for left in {*range(0, length - 64, length // 24), length - 1}:
        with monkeypatch.context() as inner:
            inner.setattr(output.os, "fdopen", lambda handle, mode, left=left: Failing(opened(handle, mode), left))
            with pytest.raises(Trouble) as caught:
                ACTS[name](place, tmp_path / "out")
        assert caught.value.id == "output_failed"
        assert sorted(file.name for file in tmp_path.iterdir()) == ["data", "keys", "whole"]


def test_what_reads_wrong_is_not_named(place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick that takes every byte and gives back others."""
    synced = output.os.fsync

    def rots(handle: int) -> None:
        synced(handle)
        os.pwrite(handle, b"\0\0\0\0", 3000)

    with monkeypatch.context() as inner:
        inner.setattr(output.os, "fsync", rots)
        with pytest.raises(Trouble) as caught:
            backup_commands.backup(*place, tmp_path / "out")
    assert caught.value.id == "output_failed"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["data", "keys"]


@pytest.mark.daemon
def test_a_folder_of_an_export_appears_whole_or_not_at_all(stick: Path) -> None:
    with pytest.raises(Trouble) as caught:
        output.write_folder(stick / "batch", {"a.csv": bytes(SIZE // 2), "b.csv": bytes(SIZE)})
    assert caught.value.id == "output_failed"
    assert list(stick.iterdir()) == []
    (stick / "batch.part").mkdir()  # left by a stick that was pulled before
    (stick / "batch.part" / "a.csv").touch()
    output.write_folder(stick / "batch", {"a.csv": b"1", "b.csv": b"2"})
    assert {file.name: file.read_bytes() for file in (stick / "batch").iterdir()} == {"a.csv": b"1", "b.csv": b"2"}
    assert [file.name for file in stick.iterdir()] == ["batch"]
