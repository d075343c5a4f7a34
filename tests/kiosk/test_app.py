"""The kiosk as a program: one instance, and an end that wipes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from base.trouble import Trouble
from kiosk import app
from kiosk.settings import KioskSettings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def settings(tmp_path):
    return KioskSettings(lock_file=tmp_path / "data" / "kiosk.lock")


def test_a_second_kiosk_is_refused(qapp, desk, store, clock, settings):
    settings.lock_file.parent.mkdir()
    first = QLockFile(str(settings.lock_file))
    assert first.tryLock(0)
    with pytest.raises(Trouble) as refused:
        app.run(desk, store, clock, settings)
    assert refused.value.id == "already_running"
    first.unlock()


PROGRAM = """
import sys
from pathlib import Path
from types import SimpleNamespace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from base.clock import SystemClock
from kiosk import app, intake
from kiosk.states import Event
from kiosk.settings import KioskSettings
intake.warm_up = lambda: None
desk = SimpleNamespace(cards=None, bus=None, scanner=None, camera=None, printer=None, voice=None, is_virtual=True)
qt = QApplication(["kakanai"])
def begin():
    window = next(each for each in qt.topLevelWidgets() if hasattr(each, "journey"))
    window.journey.on(Event.START)
    window.conductor.wiped.connect(lambda: print("wiped", window.journey.draft, flush=True))
    print("begun", flush=True)
QTimer.singleShot(400, begin)
status = app.run(desk, None, SystemClock(), KioskSettings(lock_file=Path(sys.argv[1])))
print("ended", flush=True)
sys.exit(status)
"""


def test_sigterm_wipes_and_ends_cleanly(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-P", "-X", "utf8", "-X", "faulthandler", "-c", PROGRAM, str(tmp_path / "kiosk.lock")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment, cwd="/") as child:
        try:
            assert child.stdout.readline() == "begun\n"
            child.send_signal(signal.SIGTERM)
            said, _ = child.communicate(timeout=20)
        finally:
            child.kill()
    assert child.returncode == 0
    assert said.splitlines() == ["wiped None", "ended"]
    deadline = time.monotonic() + 5
    while (tmp_path / "kiosk.lock").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not (tmp_path / "kiosk.lock").exists()


def test_the_command_says_so_and_ends_with_3(tmp_path):
    """Through ``kakanai kiosk``: the configuration names a folder in which a kiosk holds its place."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-P", "-X", "utf8", "-m", "command", "--config", str(tmp_path / "kakanai.toml")]
    (tmp_path / "kakanai.toml").write_text(
        f'[store]\ndata_folder = "{tmp_path / "data"}"\nkey_file = "{tmp_path / "keys" / "store.keys"}"\n'
        '[devices]\ncard_reader = "none"\nscanner = "none"\ncamera = "none"\nprinter = "none"\n',
        encoding="utf-8",
    )
    subprocess.run([*command, "db", "init"], check=True, env=environment, capture_output=True, timeout=60)
    held = QLockFile(str(tmp_path / "data" / "kiosk.lock"))
    assert held.tryLock(0)
    done = subprocess.run([*command, "kiosk"], env=environment, capture_output=True, text=True, timeout=60, check=False)
    held.unlock()
    assert done.returncode == 3, done.stderr
    assert "同じ画面が、もう動いています" in done.stdout + done.stderr
