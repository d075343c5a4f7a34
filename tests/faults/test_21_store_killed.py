"""Row 21: kill -9 at every step of an add. Every acknowledged visit is there, the others wholly or not at all."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from base.trouble import Trouble
from db import commands
from db.crypto import KeyRing
from db.store import Store
from tests.db.made import submitted

ROOT = Path(__file__).parents[2]
MAX_STEPS = 80
RANDOM_MOMENTS_S = (0.001, 0.004, 0.008, 0.012, 0.02, 0.04)


class Victim:
    """The program that is killed; see killed_writer.py."""

    def __init__(self, url: str, key: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.killed_writer", url, str(key)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def killed(self, how: str) -> dict:
        self._process.stdin.write(f"{how}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()


@pytest.fixture
def place(tmp_path: Path) -> tuple[str, Path]:
    url, key = f"sqlite:///{tmp_path}/data/k.sqlite", tmp_path / "keys" / "k"
    commands.init(url, key)
    return url, key


@pytest.fixture
def victim(place: tuple[str, Path]) -> Iterator[Victim]:
    made = Victim(*place)
    yield made
    made.close()


def _version(store: Store, visit_id: str) -> int:
    try:
        return store.visit(visit_id).version
    except Trouble as trouble:
        assert trouble.id == "visit_unknown"
        return 0


def _assert_whole(place: tuple[str, Path], results: list[dict]) -> None:
    """Checks everything, then that the store takes the next visit."""
    url, key = place
    with Store.open(url, KeyRing.load(key)) as store:
        versions = {result["visit"]: _version(store, result["visit"]) for result in results}
        for result in results:
            assert versions[result["visit"]] in ((4,) if result["acknowledged"] else (0, 4))
        assert store.position() == sum(versions.values())
    report = commands.check(url, key)
    assert report["findings"] == []
    assert report["pages"] == report["visits"] == sum(version == 4 for version in versions.values())


def test_killed_at_every_step_of_an_add(place: tuple[str, Path], victim: Victim) -> None:
    results = []
    for step in range(1, MAX_STEPS):
        results.append(victim.killed(str(step)))
        _assert_whole(place, results)
        if results[-1]["completed"]:
            break
    assert results[-1] == results[-1] | {"completed": True, "acknowledged": True}
    assert len(results) >= 12, "too few steps: the strikes did not reach the statements"
    assert not any(result["acknowledged"] for result in results[:-1])
    with Store.open(place[0], KeyRing.load(place[1])) as store:
        kept = [_version(store, result["visit"]) == 4 for result in results[:-1]]
        # Nothing before the commit is kept, everything after it is: one edge, no ragged middle.
        assert kept == sorted(kept)
        assert True in kept
        actions, pages = submitted("9999")
        assert store.add(actions, pages=pages) == 4


def test_killed_at_any_moment(place: tuple[str, Path], victim: Victim) -> None:
    results = []
    for moment in RANDOM_MOMENTS_S:
        results.append(victim.killed(f"after {moment}"))
        _assert_whole(place, results)


def test_killed_while_making_a_store(tmp_path: Path) -> None:
    """At every step there is a whole store or none, and the next init succeeds or says that there is one."""
    code = (
        "import os, signal, sys; from pathlib import Path; from sqlalchemy import Engine, event\n"
        "from db import commands; seen = [0]\n"
        "def count(*_):\n"
        "    seen[0] += 1\n"
        "    if seen[0] == int(sys.argv[1]): os.kill(os.getpid(), signal.SIGKILL)\n"
        "event.listen(Engine, 'after_cursor_execute', count); event.listen(Engine, 'commit', count)\n"
        "commands.init(sys.argv[2], Path(sys.argv[3]))\n"
    )
    key = tmp_path / "keys" / "k"
    for step in (1, 4, 9, 14):
        url = f"sqlite:///{tmp_path}/data/{step}.sqlite"
        done = subprocess.run([sys.executable, "-c", code, str(step), url, str(key)], cwd=ROOT, timeout=60, check=False)
        assert done.returncode == -9
        assert not (tmp_path / "data" / f"{step}.sqlite").exists()
        commands.init(url, key)
        assert commands.check(url, key)["ok"]
