"""A thread that does what may take long (the store, pictures, the printer), so that the window never waits."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from base.trouble import Trouble


class Worker(QObject):
    """One thread that carries out calls in the order given; their results come back to the GUI thread.

    The thread is a daemon: a call that hangs for good (a printer, a server) cannot keep the app from ending.
    """

    _done = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls: queue.SimpleQueue[Callable[[], Callable[[], None]] | None] = queue.SimpleQueue()
        self._left = 0
        self._stopped = False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def idle(self) -> bool:
        """Nothing is waiting or under way, and every result has been delivered."""
        return self._left == 0

    def do(
        self,
        call: Callable[[], Any],
        then: Callable[[Any], None] | None = None,
        trouble: Callable[[Trouble], None] | None = None,
    ) -> None:
        """Has the thread call something.

        Args:
            call: runs in the thread; touches no widget.
            then: gets its result, in the GUI thread.
            trouble: gets expected trouble, in the GUI thread. Anything else is a bug and is raised there.
        """
        if self._stopped:
            return

        def run() -> Callable[[], None]:
            try:
                result = call()
            except Trouble as expected:
                if trouble is None:
                    return _raiser(expected)
                return lambda expected=expected: trouble(expected)
            except BaseException as bug:  # noqa: BLE001 - carried to the GUI thread and raised there
                return _raiser(bug)
            return (lambda: then(result)) if then else (lambda: None)

        self._left += 1
        self._calls.put(run)

    def stop(self, timeout_s: float = 2.0) -> None:
        """Ends the thread after the calls given so far; results that come later are dropped."""
        self._stopped = True
        self._calls.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            self._done.emit(call())

    def _deliver(self, deliver: Callable[[], None]) -> None:
        self._left -= 1
        if not self._stopped:
            deliver()


def _raiser(error: BaseException) -> Callable[[], None]:
    def deliver() -> None:
        raise error

    return deliver
