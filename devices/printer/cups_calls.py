"""Questions to the print service that can be given up.

A call of libcups has no time-out of its own on a local socket: a print service that hangs would hang the counter.
So each question runs on a thread of its own with a fresh connection; one that does not come back in time is left
behind, and no further one is sent after it before it has come back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from base.trouble import Trouble

if TYPE_CHECKING:
    import cups

T = TypeVar("T")

IPP_TROUBLES = {
    0x0406: "printer_absent",  # client-error-not-found: no such queue
    0x0502: "printer_absent",  # server-error-service-unavailable
    0x0503: "printer_absent",  # server-error-version-not-supported: something else listens there
    0x0504: "printer_failed",  # server-error-device-error
    0x0506: "printer_stopped",  # server-error-not-accepting-jobs
    0x0507: "printer_busy",  # server-error-busy
}
"""IPP status (RFC 8011 appendix B) → trouble. All others (no right, bad request) are printer_failed."""


class JobGone(Exception):
    """The spooler knows no such job any more."""


class CupsCalls:
    """Asks one print service.

    Args:
        host: host name or path of a socket; empty is the system's own.
        ask_s: how long one question may take.
    """

    def __init__(self, host: str, port: int, ask_s: float) -> None:
        self._host = host
        self._port = port
        self._ask_s = ask_s
        self._left_behind: threading.Thread | None = None

    def ask(self, question: Callable[[cups.Connection, threading.Event], T], about_job: bool = False) -> T:
        """Puts one question and returns its answer.

        Args:
            question: gets a connection, and an event that is set when nobody waits for the answer any more.
            about_job: "not found" then means the job, not the queue.

        Raises:
            Trouble: printer_absent (no service, no answer, no queue), printer_stopped, printer_busy,
                printer_failed.
            JobGone: only with ``about_job``.
        """
        if self._left_behind and self._left_behind.is_alive():
            raise Trouble("printer_absent")
        self._left_behind = None
        answers: list[T] = []
        problems: list[Exception] = []
        given_up = threading.Event()

        def work() -> None:
            import cups

            try:
                arguments = {"host": self._host} if self._host else {}
                if self._port:
                    arguments["port"] = self._port
                answers.append(question(cups.Connection(**arguments), given_up))
            except (RuntimeError, cups.IPPError, cups.HTTPError) as problem:
                problems.append(problem)

        thread = threading.Thread(target=work, name="print-service", daemon=True)
        thread.start()
        thread.join(self._ask_s)
        if thread.is_alive():
            given_up.set()
            self._left_behind = thread
            raise Trouble("printer_absent")
        if problems:
            raise self._translated(problems[0], about_job) from None
        if not answers:
            raise RuntimeError("the question ended without an answer")  # a bug; its own thread has shown it
        return answers[0]

    @staticmethod
    def _translated(problem: Exception, about_job: bool) -> Exception:
        import cups

        if not isinstance(problem, cups.IPPError):
            return Trouble("printer_absent")  # RuntimeError: cannot connect; HTTPError: it hung up
        status = problem.args[0]
        if about_job and status in (0x0406, 0x0404):
            return JobGone()
        return Trouble(IPP_TROUBLES.get(status, "printer_failed"))
