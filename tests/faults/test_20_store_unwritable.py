"""Row 20: the folder or the file of the store is read-only. Start-up names the path and what to do."""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from base import texts
from base.trouble import Trouble
from db import commands
from db.crypto import KeyRing
from db.store import Store
from tests.db.made import TODAY, submitted

KEYS = KeyRing.generate()


@pytest.fixture(autouse=True, scope="module")
def everything_loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is imported on first use is there before: the ordinary account may not read Python's own files."""
    actions, pages = submitted()
    place = tmp_path_factory.mktemp("loaded")
    KeyRing.create(place / "keys")
    with Store.create(_url(place), KEYS) as store:
        store.add(actions, pages=pages)


@contextmanager
def _without_rights() -> Iterator[None]:
    """As an ordinary account: root may write everywhere, whatever the mode."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the ordinary account can reach; pytest's own cannot be entered by others."""
    made = Path(tempfile.mkdtemp(prefix="kakanai-unwritable-"))
    data = made / "data"
    data.mkdir()
    if os.geteuid() == 0:
        account = pwd.getpwnam("nobody")
        for each in (made, data):
            os.chown(each, account.pw_uid, account.pw_gid)
    yield data
    data.chmod(0o755)
    shutil.rmtree(made)


def _url(folder: Path) -> str:
    return f"sqlite:///{folder}/kakanai.sqlite"


def _assert_told(trouble: Trouble, folder: Path) -> None:
    assert trouble.id == "store_readonly"
    for language in texts.LANGUAGES:
        assert f"{folder}/kakanai.sqlite" in texts.message(trouble, language)


def _filled(folder: Path) -> str:
    actions, pages = submitted()
    with _without_rights(), Store.create(_url(folder), KEYS) as store:
        store.add(actions, pages=pages)
    return actions[0].visit_id


def test_init_in_a_folder_that_cannot_be_written(folder: Path) -> None:
    folder.chmod(0o555)
    with _without_rights(), pytest.raises(Trouble) as caught:
        Store.create(_url(folder), KEYS)
    _assert_told(caught.value, folder)
    assert list(folder.iterdir()) == []
    folder.chmod(0o755)
    with _without_rights():
        Store.create(_url(folder), KEYS).close()


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o600), (0o555, 0o400), (0o755, 0o400), (0o755, 0o000)])
def test_a_store_that_cannot_be_written(folder: Path, folder_mode: int, file_mode: int) -> None:
    """At opening, or at the first write: in either case nothing is lost, and it goes on once the rights are back."""
    id = _filled(folder)
    (folder / "kakanai.sqlite").chmod(file_mode)
    folder.chmod(folder_mode)
    with _without_rights(), pytest.raises(Trouble) as caught:
        Store.open(_url(folder), KEYS)
    _assert_told(caught.value, folder)
    folder.chmod(0o755)
    (folder / "kakanai.sqlite").chmod(0o600)
    with _without_rights(), Store.open(_url(folder), KEYS) as store:
        assert store.visit(id).version == 4
        assert store.next_reception_number(TODAY) == "0001"


def test_a_folder_that_cannot_be_entered(folder: Path) -> None:
    id = _filled(folder)
    folder.chmod(0o000)
    with _without_rights(), pytest.raises(Trouble) as caught:
        Store.open(_url(folder), KEYS)
    _assert_told(caught.value, folder)
    folder.chmod(0o755)
    with _without_rights(), Store.open(_url(folder), KEYS) as store:
        assert store.visit(id).version == 4


def test_rights_that_go_while_the_store_is_open(folder: Path) -> None:
    """The open connections keep their rights; new ones are refused, and nothing is half-saved."""
    _filled(folder)
    with _without_rights(), Store.open(_url(folder), KEYS) as store:
        store._engine.dispose()
        (folder / "kakanai.sqlite").chmod(0o400)
        actions, pages = submitted("0002")
        with pytest.raises(Trouble) as caught:
            store.add(actions, pages=pages)
        _assert_told(caught.value, folder)
        (folder / "kakanai.sqlite").chmod(0o600)
        assert store.add(actions, pages=pages) == 4
        assert len(store.visits()) == 2


def test_init_in_a_folder_that_cannot_be_entered(folder: Path) -> None:
    folder.chmod(0o000)
    key = folder.parent / "keys" / "k"
    with _without_rights(), pytest.raises(Trouble) as caught:
        commands.init(_url(folder), key)
    _assert_told(caught.value, folder)
    with _without_rights(), pytest.raises(Trouble) as caught:
        commands.init(_url(folder.parent / "other"), folder / "k")
    assert caught.value.id == "key_unwritable"
    folder.chmod(0o755)
    with _without_rights():
        assert commands.init(_url(folder), key)["key_made"] is False
