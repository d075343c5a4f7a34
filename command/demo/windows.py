"""``kakanai demo --windows``: kiosk and counter on the same virtual devices, and a panel for the visitor's hands."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from base import texts
from command.demo.panel import DevicePanel
from command.demo.play import CLERK
from command.demo.stage import Stage
from counter import app as counter_app
from forms.guide.description import get_guide
from kiosk import app as kiosk_app

KIOSK_SIZE_MM = (480, 270)
"""The kiosk's drawing is 1920 × 1080 pixels at 4 px/mm."""
SHARE = 0.72
"""Of the screen's width that the kiosk's window takes."""


def show(stage: Stage, *, milliseconds: int | None = None) -> int:
    """Opens the three windows and returns when the last one is closed.

    Args:
        stage: whose devices and store they use.
        milliseconds: closes them by itself after this time; for tests.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationDisplayName(texts.text("command.panel.title"))
    room = app.primaryScreen().availableGeometry()
    per_mm = min(4.0, SHARE * room.width() / KIOSK_SIZE_MM[0])
    kiosk = kiosk_app.make_window(
        stage.desk,
        stage.store,
        stage.clock,
        kiosk_app.KioskSettings(
            name="demo", guide=get_guide(), full_screen=False, pixels_per_mm=per_mm, lock_file=None
        ),
    )
    counter = counter_app.make_window(
        stage.desk, stage.store, stage.clock, counter_app.CounterSettings(clerk=CLERK, lock_file=None)
    )
    panel = DevicePanel(stage)
    kiosk.resize(round(KIOSK_SIZE_MM[0] * per_mm), round(KIOSK_SIZE_MM[1] * per_mm))
    counter.resize(min(1600, room.width()), min(900, room.height()))
    counter.move(room.left(), room.top() + max(0, room.height() - counter.height()))
    kiosk.move(room.left(), room.top())
    panel.move(room.right() - panel.sizeHint().width(), room.top())
    for window in (counter, kiosk, panel):
        window.show()
    panel.activateWindow()
    kiosk.conductor.warm_up()
    if milliseconds is not None:
        QTimer.singleShot(milliseconds, app.closeAllWindows)
    try:
        return app.exec()
    finally:
        # Closing wipes the kiosk and ends the workers; a window that the user closed is gone already.
        app.closeAllWindows()
