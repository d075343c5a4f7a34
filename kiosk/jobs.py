"""Blocking work off the window's thread, with its answer brought back to it; what nobody waits for is dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from base.trouble import Trouble


class Jobs(QObject):
    """Runs functions on threads of their own and calls back on the thread that made this object.

    An answer that comes after :meth:`drop` is thrown away: the visitor who asked for it has gone on. Bugs come
    back, too, and are raised on the window's thread, where the last resort catches them.
    """

    _back = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turn = 0
        self._running = 0
        self._back.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @staticmethod
    def _call(back: Callable[[], None]) -> None:
        back()

    @property
    def turn(self) -> int:
        """Grows with each :meth:`drop`; work that loops ends itself when it has changed."""
        return self._turn

    @property
    def running(self) -> int:
        """How many answers are still to come."""
        return self._running

    def drop(self) -> None:
        """Forgets everything that is under way."""
        self._turn += 1

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        trouble: Callable[[Trouble], None],
        *,
        keep: bool = False,
        ended: bool = False,
    ) -> None:
        """Starts a piece of work.

        Args:
            work: runs on a thread of its own.
            done: gets its result, on this object's thread.
            trouble: gets the Trouble that it raised, on this object's thread.
            keep: whether the answer counts even after :meth:`drop`.
            ended: whether the program may not end before it: a library that is cut off in C++ takes the program down.
        """
        turn = self._turn
        self._running += 1

        def wanted() -> bool:
            return keep or turn == self._turn

        def finished(answer: Callable[[], None]) -> None:
            self._running -= 1
            if wanted():
                answer()

        def bug(error: BaseException) -> None:
            raise error

        def body() -> None:
            try:
                result = work()
            except Trouble as refused:
                self._post(partial(finished, partial(trouble, refused)))
            except BaseException as error:  # noqa: BLE001  raised again on the window's thread, never swallowed
                self._post(partial(finished, partial(bug, error)))
            else:
                self._post(partial(finished, partial(done, result)))

        # A daemon: a device that never answers must not keep the program from ending.
        threading.Thread(target=body, name="kiosk-job", daemon=not ended).start()

    def post(self, turn: int, answer: Callable[[], None]) -> None:
        """From a thread: calls back on this object's thread if the turn is still the same."""
        self._post(lambda: answer() if turn == self._turn else None)

    def _post(self, back: Callable[[], None]) -> None:
        try:
            self._back.emit(back)
        except RuntimeError:
            # The window has been closed meanwhile; nobody is left to hear it.
            return
