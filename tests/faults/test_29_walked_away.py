"""Row 29: who walks away is warned and wiped. A name typed at the kiosk is then in no folder and nowhere in its memory.

The kiosk runs in a process of its own, with the environment that its unit gives it; this one reads the other's memory.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNIT = ROOT / "installer" / "files" / "kakanai-kiosk.service"
pytestmark = pytest.mark.daemon

TYPED = "ヌヘニヨロモヌ"
"""What no catalogue, table or sample has."""

CHILD = f"""
import gc, sys
from devices import world
world.enter()
from PySide6.QtCore import QCoreApplication, QEvent
from command.bench.kiosk import Visitor, open_window
from command.demo.stage import set_up
from kiosk.states import Event, State

with set_up(None, cups=False, tray=True) as stage, open_window(stage) as window:
    journey, visitor = window.journey, Visitor(window, stage)
    visitor.press("welcome.moving_in")
    visitor.show_code()
    visitor.press("have.look_over")
    visitor.press("who.go_on")
    journey.on(Event.EDIT, path="members[0].kana")
    for key in {list(TYPED)}:
        visitor.press("key.type." + key)
    QCoreApplication.processEvents()
    visitor.press("edit.accept")
    QCoreApplication.processEvents()
    print("typed", flush=True)
    sys.stdin.readline()
    journey._touched_at -= journey.delays.idle_s
    visitor.wait(lambda: journey.warned_at is not None)
    journey.warned_at -= journey.delays.warning_s
    visitor.wait(lambda: journey.state is State.WELCOME and window.conductor.jobs.running == 0)
    for _ in range(10):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    print("wiped", flush=True)
    sys.stdin.readline()
"""


def environment() -> dict[str, str]:
    """As the unit of the kiosk has it."""
    lines = re.findall(r"^Environment=(\w+)=(.*)$", UNIT.read_text("utf-8"), re.MULTILINE)
    return {**os.environ, **dict(lines), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


def found_in_memory(pid: int) -> list[str]:
    """Where the typed text stands in a process, in any of the ways in which Python, Qt and files write it."""
    wanted = {name: TYPED.encode(name) for name in ("utf-8", "utf-16-le", "utf-32-le", "cp932", "euc-jp")}
    found = []
    with open(f"/proc/{pid}/mem", "rb", 0) as memory:  # noqa: PTH123  unbuffered, and no path to walk
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            area, rights, *_, name = f"{line} -".split(maxsplit=5)
            start, end = (int(each, 16) for each in area.split("-"))
            if "r" not in rights or name.startswith(("[v", "/dev/")):
                continue
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except OSError:  # gone meanwhile
                continue
            found += [f"{code} in {name}" for code, text in wanted.items() if text in content]
    return found


def test_what_was_typed_is_gone_from_memory_and_folders(tmp_path: Path) -> None:
    with (tmp_path / "said").open("w") as said, subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-c", CHILD],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True,
        cwd="/", env={**environment(), "TMPDIR": str(tmp_path)},
    ) as kiosk:  # fmt: skip
        try:
            assert kiosk.stdout.readline() == "typed\n", (tmp_path / "said").read_text()
            assert found_in_memory(kiosk.pid)  # the search itself works
            kiosk.stdin.write("\n")
            kiosk.stdin.flush()
            assert kiosk.stdout.readline() == "wiped\n", (tmp_path / "said").read_text()
            assert found_in_memory(kiosk.pid) == []
            for file in tmp_path.rglob("*"):
                if file.is_file():
                    content = file.read_bytes()
                    assert not any(TYPED.encode(code) in content for code in ("utf-8", "utf-16-le")), file.name
                assert TYPED not in file.name
            kiosk.stdin.write("\n")
            kiosk.stdin.close()
            assert kiosk.wait(60) == 0, (tmp_path / "said").read_text()
        finally:
            kiosk.kill()
