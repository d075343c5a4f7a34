"""The kiosk as a program: one instance, full screen, and a last resort that shows nobody's data."""

from __future__ import annotations

import signal
import sys
import time
import traceback
from types import TracebackType

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication

from base import events
from base.clock import Clock
from base.trouble import Trouble
from kiosk.heartbeat import Heartbeat
from kiosk.intake import Desk, Visits
from kiosk.restarts import Restarts
from kiosk.settings import KioskSettings
from kiosk.states import Event
from kiosk.window import KioskWindow
from look import style
from look.tokens import Look

SWITCH_S = 0.0005
"""Seconds that a thread at work may keep the interpreter from the window's thread. Each call into Qt lets it go and
has to get it back; at Python's own 5 ms a screen built while a page is read would take a second."""

VOICE_AFTER_MS = 60_000
"""Milliseconds after the start until the voice's sentences are rendered ahead: first the kiosk has to stand."""

STOP_S = 2.0
"""Seconds that work beside the window may take to end with it."""

__all__ = ["KioskSettings", "KioskWindow", "make_window", "run"]


def make_window(desk: Desk, store: Visits, clock: Clock, settings: KioskSettings) -> KioskWindow:
    """A kiosk in a window of its own, not shown yet. An application has to be there.

    Raises:
        Trouble: ``font_missing``.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    sys.setswitchinterval(SWITCH_S)
    style.start(app, Look(px_per_mm=settings.pixels_per_mm))
    return KioskWindow(desk, store, clock, settings)


def run(desk: Desk, store: Visits, clock: Clock, settings: KioskSettings) -> int:
    """Runs the kiosk until it is ended from outside: by SIGTERM, which wipes the visitor first.

    Returns:
        The exit status.

    Raises:
        Trouble: ``already_running``, ``font_missing``.
    """
    lock = restarts = None
    if settings.lock_file is not None:
        settings.lock_file.parent.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(settings.lock_file))
        if not lock.tryLock(0):
            raise Trouble("already_running")
        restarts = Restarts(settings.lock_file.with_suffix(".starts"), clock)
    stays_down = restarts is not None and restarts.begin()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    window = make_window(desk, store, clock, settings)
    if stays_down:
        events.log("kiosk.stays_down")
        window.journey.on(Event.BREAK_DOWN)
    before, sys.excepthook = sys.excepthook, LastResort(window)
    # Python looks at signals when it runs, and the journey's clock makes it run a few times a second.
    ended_by = signal.signal(signal.SIGTERM, lambda *_: app.quit())
    heartbeat = Heartbeat()
    try:
        show(window, settings.full_screen)
        QTimer.singleShot(0, heartbeat.start)  # behind the first paint
        events.log("kiosk.started", virtual=desk.is_virtual)
        window.conductor.warm_up()
        QTimer.singleShot(VOICE_AFTER_MS, window, window.guidance.prepare)
        status = app.exec()
        if restarts is not None:
            restarts.end()
        return status
    finally:
        sys.excepthook = before
        heartbeat.stop()
        window.close()
        _let_end(window)
        signal.signal(signal.SIGTERM, ended_by)
        if lock is not None:
            lock.unlock()


def _let_end(window: KioskWindow) -> None:
    """Gives what runs beside the window a moment: above all, emptying the print queue."""
    deadline = time.monotonic() + STOP_S
    while window.conductor.jobs.running and time.monotonic() < deadline:
        QApplication.processEvents()
        time.sleep(0.01)


def show(window: KioskWindow, full_screen: bool) -> None:
    """Shows the window. Without a window manager showFullScreen does not resize, so the size is set first."""
    if full_screen:
        screen = window.screen()
        window.setGeometry(screen.geometry())
        window.showFullScreen()
    else:
        window.resize(1920, 1080)
        window.show()
    window.activateWindow()


class LastResort:
    """Catches bugs: logs where, never what, drops the visitor, and shows the out-of-service screen."""

    def __init__(self, window: KioskWindow) -> None:
        self._window = window

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        frames = traceback.extract_tb(trace)
        at = f"{frames[-1].name}:{frames[-1].lineno}" if frames else ""
        events.log("kiosk.broke_down", error=kind.__name__, at=at)
        self._window.journey.on(Event.BREAK_DOWN)
