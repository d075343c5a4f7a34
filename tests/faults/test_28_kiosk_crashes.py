"""Row 28: the kiosk crashes or is killed. It comes back on the welcome screen; after three times, out of service."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from kiosk.restarts import TOO_MANY
from kiosk.states import State

ROOT = Path(__file__).resolve().parents[2]
CANARY = "金糸雀"
KIOSK = """
import sys
from pathlib import Path
from types import SimpleNamespace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from base.clock import SystemClock
from kiosk import app, intake
from kiosk.states import Event
from kiosk.settings import KioskSettings
intake.warm_up = lambda: None
desk = SimpleNamespace(cards=None, bus=None, scanner=None, camera=None, printer=None, voice=None, is_virtual=True)
qt = QApplication(["kakanai"])
def told():
    window = next(each for each in qt.topLevelWidgets() if hasattr(each, "journey"))
    texts = [each.text() for each in window.findChildren(QWidget) if hasattr(each, "text")]
    print(window.journey.state, window.isFullScreen(), any(sys.argv[2] in each for each in texts), flush=True)
    if window.journey.takes(Event.START):
        window.journey.on(Event.START)
        named = ("members[0].name", sys.argv[2], "kiosk:1", SystemClock().now())
        window.journey.draft = window.journey.draft.confirmed(*named)
    print("visitor" if window.journey.draft else "nobody", flush=True)
QTimer.singleShot(0, told)
sys.exit(app.run(desk, None, SystemClock(), KioskSettings(lock_file=Path(sys.argv[1]))))
"""


def start(folder: Path) -> subprocess.Popen:
    """The kiosk as systemd starts it, but for the compositor."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-P", "-X", "utf8", "-c", KIOSK, str(folder / "kiosk.lock"), CANARY]
    return subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, cwd="/"
    )


def until_killed(folder: Path, how: signal.Signals) -> tuple[list[str], str, int]:
    """One life: what its first screen is, full screen or not, and whether it shows the visitor of before; who is
    there then; and how it ended."""
    with start(folder) as kiosk:
        try:
            first, visitor = kiosk.stdout.readline().split(), kiosk.stdout.readline().strip()
            kiosk.send_signal(how)
            return first, visitor, kiosk.wait(30)
        finally:
            kiosk.kill()


WELCOME = [State.WELCOME.value, "True", "False"]


def test_killed_with_a_visitor_it_comes_back_empty_and_the_fourth_time_stays_down(tmp_path: Path) -> None:
    for how in (signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT)[:TOO_MANY]:
        assert until_killed(tmp_path, how) == (WELCOME, "visitor", -how)
        assert nothing_is_left_of_the_visitor(tmp_path)
    first, visitor, ended = until_killed(tmp_path, signal.SIGTERM)
    assert (first, visitor, ended) == ([State.OUT_OF_SERVICE.value, "True", "False"], "nobody", 0)
    assert not (tmp_path / "kiosk.starts").exists(), "ended by staff in good order: it begins anew"


def nothing_is_left_of_the_visitor(folder: Path) -> bool:
    """Whether the folder of the kiosk holds its own notes and no name."""
    kept = [each for each in folder.rglob("*") if each.is_file()]
    assert {each.name for each in kept} == {"kiosk.lock", "kiosk.starts"}
    return not any(CANARY.encode() in each.read_bytes() for each in kept)


def test_the_unit_starts_it_again_more_often_than_it_takes_to_say_so() -> None:
    unit = (ROOT / "installer" / "files" / "kakanai-kiosk.service").read_text(encoding="utf-8")
    settings = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#"))
    assert settings["Restart"] == "always"
    assert int(settings["RestartSec"]) <= 1
    assert int(settings["StartLimitBurst"]) > TOO_MANY
