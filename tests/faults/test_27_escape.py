"""Row 27: nobody gets out of the kiosk: under the compositor of the kiosk machine, with keys, long presses and swipes.

cage runs on a screen that it makes up, in a user namespace because it refuses root; the kiosk is a client of its
Xwayland, so that xdotool's keys and presses take the way through a server. Keys that a compositor itself acts on
(changing the terminal) do not pass through there: the unit does not let cage change terminals, which is looked at.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.daemons.cards import wait_for

ROOT = Path(__file__).resolve().parents[2]
KIOSK = """
import json, os, sys, time
from pathlib import Path
from types import SimpleNamespace
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication
from base.clock import SystemClock
from kiosk import app, intake
from kiosk.settings import KioskSettings
intake.warm_up = lambda: None
desk = SimpleNamespace(cards=None, bus=None, scanner=None, camera=None, printer=None, voice=None, is_virtual=True)
qt = QApplication(["kakanai"])
def told():
    sys.stdin.readline()
    for _ in range(4):  # what the server has sent by now has its effect first
        qt.processEvents()
        time.sleep(0.01)
    shown = [each for each in qt.topLevelWidgets() if each.isVisible()]
    window = next(each for each in shown if hasattr(each, "journey"))
    print(json.dumps({
        "state": window.journey.state, "windows": len(shown), "active": window.isActiveWindow(),
        "display": os.environ["DISPLAY"], "process": os.getpid(),
        "whole": window.geometry() == window.screen().geometry(), "popup": qt.activePopupWidget() is not None,
        "clipboard": qt.clipboard().text(),
    }), flush=True)
asked = QSocketNotifier(0, QSocketNotifier.Type.Read)
asked.activated.connect(told)
sys.exit(app.run(desk, None, SystemClock(), KioskSettings(lock_file=Path(sys.argv[1]))))
"""

LETTERS = ("c", "v", "x", "a", "q", "w", "n", "t", "o", "p", "s", "r", "l", "Tab", "Escape", "space", "plus")
COMBINATIONS = (
    *(f"ctrl+{key}" for key in LETTERS),
    *(f"ctrl+shift+{key}" for key in ("Escape", "i", "t", "Delete", "q")),
    *(
        f"alt+{key}"
        for key in ("F1", "F2", "F4", "F7", "F8", "F10", "Tab", "Escape", "space", "Return", "Left", "Home")
    ),
    *(f"ctrl+alt+{key}" for key in ("Delete", "BackSpace", "t", "l", "F1", "F2", "F7", "Escape")),
    *(f"super+{key}" for key in ("d", "l", "r", "e", "Tab", "space", "1")),
    *(
        "super",
        "Menu",
        "Print",
        "Pause",
        "Insert",
        "Help",
        "XF86HomePage",
        "XF86Search",
        "XF86Explorer",
        "XF86Terminal",
    ),
    *(f"F{number}" for number in range(1, 13)),
    "alt+Print+b",
)


class Machine:
    """A kiosk on a screen of its own, and hands that try things."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process
        wait_for(lambda: (told := self.told())["active"] and told["whole"], 60)
        self.first = self.told()

    def told(self) -> dict:
        """How the kiosk is now. A kiosk that is gone or hangs does not answer."""
        self._process.stdin.write("how\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the kiosk is gone"
        return json.loads(line)

    def hand(self, *words: str) -> None:
        """One run of xdotool."""
        environment = {**os.environ, "DISPLAY": self.first["display"]}
        subprocess.run(["xdotool", *words], env=environment, check=True, capture_output=True, timeout=30)

    def clients(self) -> int:
        """How many windows there are on the server, for whoever could see them."""
        environment = {**os.environ, "DISPLAY": self.first["display"]}
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "."],
            env=environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return len(found.stdout.split())


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    folder = tmp_path_factory.mktemp("kiosk")
    (folder / "run").mkdir(mode=0o700)
    environment = {
        **os.environ,
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "WLR_BACKENDS": "headless",
        "WLR_LIBINPUT_NO_DEVICES": "1",
        "WLR_RENDERER": "pixman",
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(ROOT),
    }
    kiosk = [sys.executable, "-P", "-X", "utf8", "-c", KIOSK, str(folder / "kiosk.lock")]
    apart = ["unshare", "--user", "--map-user=1000", "--map-group=1000"] if os.geteuid() == 0 else []
    with subprocess.Popen(
        [*apart, "cage", "--", *kiosk],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
        cwd="/",
    ) as process:
        try:
            yield Machine(process)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def is_held(machine: Machine) -> None:
    """Our window, and no other, has the whole screen and the keys, in the same process, at its first screen."""
    told = machine.told()
    assert told == machine.first
    assert (told["state"], told["windows"], told["whole"], told["popup"]) == ("welcome", 1, True, False)
    assert told["clipboard"] == ""


pytestmark = pytest.mark.daemon


def test_the_kiosk_has_the_whole_screen(machine: Machine) -> None:
    is_held(machine)
    assert machine.clients() == 1


@pytest.mark.parametrize("combination", COMBINATIONS)
def test_keys(machine: Machine, combination: str) -> None:
    machine.hand("key", combination)
    is_held(machine)


def test_all_keys_at_once_in_a_hurry(machine: Machine) -> None:
    for combination in COMBINATIONS:
        machine.hand("key", "--delay", "1", combination)
    is_held(machine)
    assert machine.clients() == 1


CENTRE, EDGES = (640, 700), ((0, 0), (1279, 0), (0, 719), (1279, 719), (640, 0), (640, 719), (0, 360), (1279, 360))


@pytest.mark.parametrize("button", ["2", "3", "4", "5", "8", "9"])
def test_other_buttons_of_a_mouse(machine: Machine, button: str) -> None:
    machine.hand("mousemove", "20", "200", "click", "--repeat", "3", button)
    is_held(machine)


@pytest.mark.parametrize("at", EDGES)
def test_swipes_from_every_edge(machine: Machine, at: tuple[int, int]) -> None:
    x, y = at
    to = [str(each) for each in CENTRE]
    machine.hand("mousemove", str(x), str(y), "mousedown", "1", "mousemove", *to, "mouseup", "1")
    machine.hand("mousemove", *to, "mousedown", "1", "mousemove", str(x), str(y), "mouseup", "1")
    is_held(machine)


def test_a_long_press(machine: Machine) -> None:
    machine.hand("mousemove", "20", "200", "mousedown", "1", "sleep", "2", "mouseup", "1")
    is_held(machine)


def test_a_press_in_the_corner_opens_nothing_without_a_pin(machine: Machine) -> None:
    machine.hand("mousemove", "5", "5", "click", "--repeat", "12", "--delay", "50", "1")
    is_held(machine)


def test_the_compositor_may_not_change_terminals() -> None:
    unit = (ROOT / "installer" / "files" / "kakanai-kiosk.service").read_text(encoding="utf-8")
    start = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    assert start == "ExecStart=/usr/bin/cage -- /usr/bin/kakanai kiosk"
