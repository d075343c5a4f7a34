"""Held by every test: no log at WARNING or above that the test did not expect, and a held clock."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import tempfile
from collections import namedtuple
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from base.clock import JAPAN, HeldClock
from db import accounts_secrets, engine, opening, room
from tests.compiled import Compiled
from tests.migrated import Remembered
from tests.together import Together, costly_first

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No time limits on shared machines. A change is judged on the same examples each time; developers search new ones.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")

Space = namedtuple("Space", "total used free")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Nothing of what is collected goes away again: looking for what does takes a twelfth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    costly_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Together:
    return Together(config, log)


@pytest.fixture(autouse=True)
def kept_log():
    """A command run inside a test starts its own log; afterwards the one that the tests watch is as it was."""
    root, ours = logging.getLogger(), logging.getLogger("kakanai")
    handlers, levels = list(root.handlers), (root.level, ours.level)
    yield
    if any(type(each) in (logging.StreamHandler, logging.FileHandler) for each in root.handlers):
        root.handlers[:] = handlers
        root.setLevel(levels[0])
        ours.setLevel(levels[1])


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture):
    """Fails a test that logs at WARNING or above, unless it is marked ``expected_log("event.id", …)``."""
    yield
    marker = request.node.get_closest_marker("expected_log")
    expected = set(marker.args) if marker else set()
    seen = {
        r.getMessage() for when in ("setup", "call") for r in caplog.get_records(when) if r.levelno >= logging.WARNING
    }
    assert seen <= expected, f"unexpected log: {sorted(seen - expected)}"


@pytest.fixture(autouse=True, scope="session")
def roomy_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """However full this disk is, stores find room on it. A small disk that a test mounts itself is asked as it is."""
    ours = {Path(each).stat().st_dev for each in (tempfile.gettempdir(), tmp_path_factory.getbasetemp())}

    def asked(folder: Path) -> Space:
        space = Space(*shutil.disk_usage(folder))
        return space._replace(free=space.total // 2) if Path(folder).stat().st_dev in ours else space

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "disk_usage", asked)
        yield


@pytest.fixture(autouse=True, scope="session")
def cheap_passwords() -> Iterator[None]:
    """Nobody guesses at the passwords of tests. What they cost in an office is asked by ``test_accounts_secrets``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts_secrets, "COST", accounts_secrets.Cost(64, 1, 1))
        yield


@pytest.fixture(autouse=True, scope="session")
def migrated_once() -> Iterator[None]:
    """The first new store goes the way of all migrations, and each after it by the same statements without Alembic."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "migrate", Remembered())
        yield


@pytest.fixture(autouse=True, scope="session")
def compiled_once() -> Iterator[None]:
    """A statement becomes SQL once in a process, and not once for each store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_engine", Compiled())
        yield


@pytest.fixture
def clock() -> HeldClock:
    """Held at 2026-11-21 10:24 in Japan."""
    return HeldClock(datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN))
