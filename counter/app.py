"""The counter as a program."""

from __future__ import annotations

import signal
import sys

from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication

from base.clock import Clock
from base.trouble import Trouble
from counter.login_window import CounterDoor
from counter.settings import CounterSettings
from db.desk import DeskStore
from db.store import Store
from devices.desk import Desk
from look import style

__all__ = ["CounterSettings", "make_window", "run"]


def make_window(desk: Desk, store: Store | DeskStore, clock: Clock, settings: CounterSettings) -> CounterDoor:
    """The window, not yet shown; it asks who is there before it shows anything. There must be a QApplication.

    Args:
        desk: the devices.
        store: an open one; it may lie on a server that does not answer just now.
        clock: the time.
        settings: how this counter is set up.
    """
    return CounterDoor(desk, store, clock, settings)


def run(desk: Desk, store: Store | DeskStore, clock: Clock, settings: CounterSettings) -> int:
    """Opens the window and returns the exit status when it is closed.

    Raises:
        Trouble: ``counter_already_open``, ``font_missing``.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    lock = None
    if settings.lock_file:
        settings.lock_file.parent.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(settings.lock_file))
        if not lock.tryLock(0):
            raise Trouble("counter_already_open")
    try:
        style.start(app, settings.look)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal that started it
        window = make_window(desk, store, clock, settings)
        window.showMaximized()
        return app.exec()
    finally:
        if lock:
            lock.unlock()
