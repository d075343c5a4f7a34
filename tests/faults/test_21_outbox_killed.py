"""Row 21, for the outbox: kill -9 between any two of its steps. What was acknowledged is in the store exactly once."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import commands
from db.crypto import KeyRing
from db.outbox import OutboxStore
from db.store import Store
from tests.db.made import PICTURE

ROOT = Path(__file__).parents[2]
CODE = """
import os, signal, sys
from pathlib import Path
from db.box import Box
from db.crypto import KeyRing
from db.outbox import OutboxStore
from db.store import Store
from tests.db.made import submitted

where, url, key, file, visit, number = sys.argv[1:]
keys = KeyRing.load(Path(key))

def deadly(owner, name, before):
    old = getattr(owner, name)
    def act(*arguments, **named):
        if before:
            os.kill(os.getpid(), signal.SIGKILL)
        result = old(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(owner, name, act)

moment, _, step = where.partition(" ")
owner = {"put": Box, "first": Box, "add": Store, "drop": Box}.get(step)
if owner:
    deadly(owner, step, moment == "before")
box = OutboxStore(Path(file), keys, lambda: Store.open(url, keys), acknowledge_s=20)
actions, pages = submitted(number, visit)
box.add(actions, pages=pages)
print("acknowledged", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
STEPS = [f"{moment} {step}" for step in ("put", "first", "add", "drop") for moment in ("before", "after")] + [
    "at the end"
]


@pytest.fixture
def place(tmp_path: Path) -> tuple[str, Path]:
    url, key = f"sqlite:///{tmp_path}/server/k.sqlite", tmp_path / "keys" / "k"
    commands.init(url, key)
    return url, key


def test_killed_between_any_two_steps(place: tuple[str, Path], tmp_path: Path) -> None:
    url, key = place
    file = tmp_path / "outbox" / "kiosk.sqlite"
    kept: dict[str, bool] = {}
    for number, where in enumerate(STEPS):
        visit = f"visit{number}"
        done = subprocess.run(
            [sys.executable, "-c", CODE, where, url, str(key), str(file), visit, f"{number:04d}"],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == -9, done.stderr
        acknowledged = "acknowledged" in done.stdout
        keys = KeyRing.load(key)
        with OutboxStore(file, keys, lambda keys=keys: Store.open(url, keys), retry_s=0.05) as box:
            for _ in range(500):
                if not box.state().waiting:
                    break
                time.sleep(0.02)
            assert (box.state().waiting, box.state().refused) == (0, 0)
        with Store.open(url, keys) as store:
            there = {row.id: row.version for row in store.visits()}
            assert set(there.values()) <= {4}
            kept[where] = visit in there
            if kept[where]:
                assert [store.page(page) for page in store.visit(visit).page_ids] == [PICTURE]
            assert kept[where] or not acknowledged
            assert store.position() == 4 * len(there)
    # "first" is also asked when nothing waits yet, so a kill there may come before the add.
    assert not kept["before put"]
    assert all(kept[where] for where in STEPS if "put" not in where and "first" not in where)
    assert kept["after put"]
    assert commands.check(*place)["ok"]
