"""Row 21, while keys are rotated: kill -9 after every statement, and before every commit and change of the key file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from db import commands, keys_commands
from db.crypto import KeyRing
from db.store import Store
from tests.db.made import PICTURE, submitted

ROOT = Path(__file__).parents[2]


def test_killed_at_every_step_of_a_rotation(quick: Path) -> None:
    made = quick / "made"
    url, key = f"sqlite:///{made}/data/k.sqlite", made / "keys" / "ring"
    commands.init(url, key)
    actions, pages = submitted("0001")
    visit = actions[0].visit_id
    with Store.open(url, KeyRing.load(key)) as store:
        store.add(actions, pages=pages)
    keys_commands.add(url, key)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.killed_rotation", str(made)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as killer:  # fmt: skip
        step, answer, active = 0, "killed", set()
        while answer == "killed":
            step += 1
            place = quick / str(step)
            killer.stdin.write(f"{step} {place}\n")
            killer.stdin.flush()
            answer = killer.stdout.readline().strip()
            url, key = f"sqlite:///{place}/data/k.sqlite", place / "keys" / "ring"
            with Store.open(url, KeyRing.load(key)) as store:
                assert [store.page(page) for page in store.visit(visit).page_ids] == [PICTURE]
            states = {each["id"]: each["state"] for each in keys_commands.listed(url, key)["keys"]}
            active.add(next(id for id, state in states.items() if state == "active"))
            assert "missing" not in states.values()
            if step % 5 == 0 and "retired" not in states.values():
                assert keys_commands.rotate(url, key)["ok"]
                with Store.open(url, KeyRing.load(key)) as store:
                    assert [store.page(page) for page in store.visit(visit).page_ids] == [PICTURE]
            if step % 10 == 1:
                assert commands.check(url, key)["findings"] == []
        killer.stdin.close()
    assert answer == "completed"
    assert len(active) == 2  # killed before the change of keys, and after it
    assert step > 20
