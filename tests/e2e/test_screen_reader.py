"""What a screen reader gets: the first screen over a real AT-SPI bus, on a real display, in another process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from base.texts import catalogue

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.daemon
LIMIT_S = 120
"""Seconds for display, buses, window and reading together, on a machine that is busy."""

KIOSK = """
from PySide6.QtWidgets import QApplication
from kiosk.pictures import LANDSCAPE, stage
from look.tokens import Look
app = QApplication(["kakanai"])
with stage(Look(), LANDSCAPE) as window:
    window.activateWindow()
    print("shown", flush=True)
    app.exec()
"""

READER = r"""
import re, subprocess, sys, time

def call(address, name, path, method, *words):
    where = ["--address", address] if address else ["--session"]
    command = ["gdbus", "call", *where, "--dest", name, "--object-path", path, "--method", method, *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=20).stdout

kiosk = subprocess.Popen([sys.executable, "-P", "-c", sys.argv[1]], stdout=subprocess.PIPE, text=True)
try:
    assert kiosk.stdout.readline() == "shown\n"
    said = call("", "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
    bus = re.search(r"'(.*)'", said)[1]
    accessible = "org.a11y.atspi.Accessible"
    children = re.compile(r"\('([^']+)', (?:objectpath )?'([^']+)'\)")
    apps = []
    deadline = time.monotonic() + 30
    while not apps and time.monotonic() < deadline:
        root = call(bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", accessible + ".GetChildren")
        apps = children.findall(root)
        time.sleep(0.2)
    waiting = list(apps)
    while waiting:
        name, path = waiting.pop(0)
        said = call(bus, name, path, "org.freedesktop.DBus.Properties.Get", accessible, "Name")
        role = call(bus, name, path, accessible + ".GetRoleName")
        print(re.sub(r"^\(<'(.*)'>,\)$", r"\1", said.strip()), role.strip(), sep="\t", flush=True)
        waiting += children.findall(call(bus, name, path, accessible + ".GetChildren"))
finally:
    kiosk.kill()
    kiosk.wait()
"""


@pytest.fixture
def display(tmp_path):
    """A display of its own, with its number found by the server."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_the_first_screen_is_read_out_over_at_spi(display, tmp_path):
    home = tmp_path / "run"
    home.mkdir(mode=0o700)
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_RUNTIME_DIR": str(home),
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
    }
    words = ["dbus-run-session", "--", sys.executable, "-X", "utf8", "-P", "-c", READER, KIOSK]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    heard = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    names = {name for name, _role in heard}
    ours = catalogue("ja")
    assert {ours["kiosk.welcome.heading"], ours["kiosk.welcome.lead"], ours["kiosk.staff"], "English"} <= names
    buttons = {name for name, role in heard if re.search("button|check box", role)}
    assert {ours["kiosk.staff"], "English"} <= buttons
    assert any(ours["kiosk.welcome.moving_in_note"] in name for name in buttons)
    assert all(name for name, role in heard if "button" in role or "label" in role)
