"""Patience while screens are drawn for pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

ANSWER_S = 20.0
"""How long a screen may take to have everything that it shows."""
LOOK_S = 0.002
"""Between two looks at whether it has."""


class Window(Protocol):
    """What has work under way."""

    @property
    def idle(self) -> bool: ...


def settle(window: Window, ready: Callable[[], bool] = lambda: True) -> None:
    """Lets the window answer everything that was asked of it."""
    until = time.monotonic() + ANSWER_S
    for _ in range(2):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        while time.monotonic() < until and not (window.idle and ready()):
            time.sleep(LOOK_S)  # the processor is for the window's own thread
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
