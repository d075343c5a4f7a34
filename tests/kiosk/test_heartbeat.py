"""The service manager hears of the first screen, then of every few seconds that the window answers, and of the end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.heartbeat import ALIVE, READY, STOPPING, Heartbeat
from tests.kiosk.test_app import PROGRAM, ROOT

PATIENCE_S = 20.0


@pytest.fixture
def manager(tmp_path):
    """What systemd holds the other end of."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(PATIENCE_S)
        yield listening


def environment(manager: socket.socket, watch_ms: int = 0) -> dict[str, str]:
    return {"NOTIFY_SOCKET": manager.getsockname()} | ({"WATCHDOG_USEC": str(watch_ms * 1000)} if watch_ms else {})


def test_it_beats_thrice_within_the_time_and_says_when_it_ends(qtbot, manager):
    heartbeat = Heartbeat(environment=environment(manager, 90))
    assert heartbeat.interval_ms == 30
    heartbeat.start()
    assert manager.recv(64) == READY
    manager.settimeout(0)
    heard = []

    def beaten_twice() -> bool:
        try:
            heard.append(manager.recv(64))
        except BlockingIOError:
            return False
        return len(heard) == 2

    qtbot.waitUntil(beaten_twice, timeout=5000)
    heartbeat.stop()
    while STOPPING not in heard:
        heard.append(manager.recv(64))
    assert set(heard) == {ALIVE, STOPPING}


def test_a_window_that_hangs_does_not_beat(qapp, manager):
    heartbeat = Heartbeat(environment=environment(manager, 30))
    heartbeat.start()
    assert manager.recv(64) == READY
    time.sleep(0.15)  # the window's thread does something else than turning its event loop
    manager.settimeout(0)
    with pytest.raises(BlockingIOError):
        manager.recv(64)
    heartbeat.stop()


def test_without_a_watchdog_only_the_beginning_and_the_end_are_told(qapp, manager):
    heartbeat = Heartbeat(environment=environment(manager))
    assert heartbeat.interval_ms == 0
    heartbeat.start()
    heartbeat.stop()
    assert [manager.recv(64), manager.recv(64)] == [READY, STOPPING]


@pytest.mark.parametrize("given", [{}, {"NOTIFY_SOCKET": "/nowhere/at/all", "WATCHDOG_USEC": "soon"}])
def test_nobody_who_listens_is_no_trouble(qapp, given):
    heartbeat = Heartbeat(environment=given)
    heartbeat.start()
    heartbeat.stop()
    assert heartbeat.interval_ms == 0


def test_abstract_sockets_are_understood(qapp):
    name = f"kakanai-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(f"\0{name}")
        listening.settimeout(PATIENCE_S)
        Heartbeat(environment={"NOTIFY_SOCKET": f"@{name}"}).start()
        assert listening.recv(64) == READY


def test_the_running_kiosk_beats_until_it_is_ended(manager, tmp_path: Path):
    given = os.environ | environment(manager, 300) | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-P", "-X", "utf8", "-c", PROGRAM, str(tmp_path / "kiosk.lock")]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, env=given, cwd="/") as child:
        try:
            assert [manager.recv(64) for _ in range(4)] == [READY, ALIVE, ALIVE, ALIVE]
            child.send_signal(signal.SIGTERM)
            while (heard := manager.recv(64)) == ALIVE:
                pass
            assert heard == STOPPING
            assert child.wait(PATIENCE_S) == 0
        finally:
            child.kill()
