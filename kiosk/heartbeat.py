"""Telling systemd that the window still answers, so that a kiosk that hangs is ended and started anew.

The protocol is three short datagrams (sd_notify(3)), so no library is needed. The timer runs in the window's own
thread: a screen that no longer reacts to touch no longer sends either.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

READY = b"READY=1"
ALIVE = b"WATCHDOG=1"
STOPPING = b"STOPPING=1"

BEATS_PER_WATCH = 3
"""sd_watchdog_enabled(3) recommends to send at half the time; a third forgives one late beat."""


class Heartbeat(QObject):
    """Beats while the event loop turns. Does nothing where no service manager asks for it.

    Args:
        parent: lives as long as this.
        environment: ``NOTIFY_SOCKET`` and ``WATCHDOG_USEC`` as systemd sets them.
    """

    def __init__(self, parent: QObject | None = None, environment: Mapping[str, str] = os.environ) -> None:
        super().__init__(parent)
        address = environment.get("NOTIFY_SOCKET", "")
        # A leading @ stands for Linux's abstract sockets, whose names begin with a zero byte.
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: self._send(ALIVE))
        if self._address and (interval_ms := _watch_ms(environment) // BEATS_PER_WATCH):
            self._timer.setInterval(interval_ms)

    @property
    def interval_ms(self) -> int:
        """Between two beats, in ms; 0 where nobody watches."""
        return self._timer.interval()

    def start(self) -> None:
        """Says that the first screen is up, and begins to beat. Call it when the screen has been painted."""
        self._send(READY)
        if self.interval_ms:
            self._timer.start()

    def stop(self) -> None:
        """Says that the end is meant."""
        self._timer.stop()
        self._send(STOPPING)

    def _send(self, state: bytes) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK) as s:
                s.sendto(state, self._address)
        except OSError:
            # A service manager that takes no message ends us at its time; there is nobody else to tell.
            self._timer.stop()


def _watch_ms(environment: Mapping[str, str]) -> int:
    """How long systemd waits for a sign of life, in ms; 0 where it does not, or where the text is no number.

    ``WATCHDOG_PID`` is not looked at: the compositor is the service's main process, the kiosk its child
    (``NotifyAccess=all``).
    """
    text = environment.get("WATCHDOG_USEC", "")
    return int(text) // 1000 if text.isdecimal() else 0
