"""A printer behind CUPS, watched by ourselves from sending to done.

Two options go with every job, always: ``media=A4`` and ``print-scaling=none``. Only then does a millimetre in the
document come out as a millimetre on the paper (measured: 5.5 mm off with fit-to-page, 7.5 mm off and cut without
a size). The document leaves the spooler as soon as the job is over: CUPS would keep it for a day.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from base import events
from base.clock import Clock, SystemClock
from base.trouble import Trouble
from devices.printer.api import (
    MENDED_BY_STAFF,
    TROUBLES,
    OnStatus,
    PrinterStatus,
    PrintJob,
    PrintLimits,
)
from devices.printer.cups_calls import CupsCalls, JobGone
from devices.printer.document import check_document
from devices.printer.reasons import judge

if TYPE_CHECKING:
    import cups

OPTIONS = {
    "media": "A4",
    "print-scaling": "none",
    "job-sheets": "none,none",
    "fit-to-page": "false",
    "sides": "one-sided",
}
"""Sent with every job. A banner page would cost a sheet and name the visitor's document; on the back of a notification
that stays at the counter nothing may stand that the visitor takes along."""

IDLE, PROCESSING, STOPPED = 3, 4, 5
"""IPP printer-state."""

HELD, JOB_STOPPED, CANCELED, ABORTED, COMPLETED = 4, 6, 7, 8, 9
OVER = (CANCELED, ABORTED, COMPLETED)
"""IPP job-state; 3 is pending, 5 processing."""

RUNNING = "processing-to-stop-point"
"""The job-state-reason of a job that has ended and whose backend has not."""


class CupsPrinter:
    """One queue of a print service.

    Args:
        queue: its name; empty takes the service's default queue.
        host: the service, by name or by the path of its socket; empty is the system's.
        limits: time-outs.
    """

    def __init__(
        self,
        queue: str = "",
        *,
        host: str = "",
        port: int = 0,
        limits: PrintLimits = PrintLimits(),  # noqa: B008 - frozen
        clock: Clock | None = None,
    ) -> None:
        self._name = queue
        self._limits = limits
        self._clock = clock or SystemClock()
        self._calls = CupsCalls(host, port, limits.ask_s)
        self._stop = threading.Event()
        self._cancelled: set[str] = set()
        self._stale: dict[str, frozenset[str]] = {}
        self._failed: tuple[PrinterStatus, float] | None = None

    def status(self) -> PrinterStatus:
        try:
            state, accepting, reasons = self._state()
        except Trouble as trouble:
            return _status_of(trouble)
        if state == STOPPED or not accepting:
            return _at_rest(reasons)
        # The reasons of a printer at rest are what the last job left there, often long mended: believed for a while.
        if self._failed and self._clock.monotonic() - self._failed[1] < self._limits.remember_s:
            return self._failed[0]
        return PrinterStatus.BUSY if state == PROCESSING else PrinterStatus.READY

    def print_pdf(self, pdf: bytes, title: str) -> PrintJob:
        check_document(pdf, title)
        self.clear_queue()
        state, accepting, reasons = self._state()
        if state == STOPPED or not accepting:
            raise Trouble(TROUBLES[_at_rest(reasons)])
        queue = self._queue()

        def send(connection: cups.Connection, given_up: threading.Event) -> int:
            job = connection.createJob(queue, title, OPTIONS | {"job-cancel-after": self._longest_s()})
            if not given_up.is_set():
                connection.startDocument(queue, job, title, "application/pdf", 1)
                connection.writeRequestData(pdf, len(pdf))
                connection.finishDocument(queue)
            if given_up.is_set():  # the service answered after the visitor was told it did not
                connection.cancelJob(job, purge_job=True)
            return job

        job = PrintJob(str(self._calls.ask(send)))
        # What it complained of before this job began is old, unless it goes and comes again.
        self._stale[job.id] = frozenset(reasons)
        events.log("devices.print_sent", job=job.id)
        return job

    def wait(self, job: PrintJob, on_status: OnStatus | None = None) -> None:
        try:
            self._wait(job, on_status or (lambda status: None))
        except Trouble as trouble:
            status = next((s for s, id in TROUBLES.items() if id == trouble.id), None)
            if status:
                self._failed = (status, self._clock.monotonic())
            events.log("devices.print_failed", job=job.id, trouble=trouble.id)
            self._forget(job)
            self._empty()
            raise
        self._failed = None
        self._forget(job)
        events.log("devices.print_done", job=job.id)

    def cancel(self, job: PrintJob) -> None:
        self._cancelled.add(job.id)
        self._stop.set()
        with contextlib.suppress(JobGone):
            self._ask_to_stop(int(job.id))

    def queue_is_empty(self) -> bool:
        return not self._waiting()

    def clear_queue(self) -> int:
        count = self._empty()
        if count:
            events.log("devices.print_queue_cleared", jobs=count)
        return count

    def resume(self) -> PrinterStatus:
        self._empty()
        queue = self._queue()

        def go(connection: cups.Connection, given_up: threading.Event) -> bool:
            connection.acceptJobs(queue)
            connection.enablePrinter(queue)
            return True

        self._calls.ask(go)
        self._failed = None
        return self.status()

    def _wait(self, job: PrintJob, on_status: OnStatus) -> None:
        """Watches the job to its end: first the job's own state, only then what the printer complains of."""
        limits, started = self._limits, self._clock.monotonic()
        stale = set(self._stale.get(job.id, ()))
        shown, since = PrinterStatus.READY, started
        helped_s = 0.0  # spent waiting for staff, which is not the printer's time
        while True:
            if job.id in self._cancelled:
                raise Trouble("print_cancelled")
            try:
                state = self._job_state(job)
            except JobGone:
                raise Trouble("print_cancelled") from None
            if state == COMPLETED:
                return
            printer_state, _, reasons = self._state()
            stale &= set(reasons)
            now = self._clock.monotonic()
            status = judge(set(reasons) - stale)
            if state in (CANCELED, ABORTED, JOB_STOPPED, HELD) or printer_state == STOPPED:
                # A queue that was stopped by the same fault as before repeats no complaint, so old ones count.
                raise Trouble(_ended(state, status if status is not PrinterStatus.READY else judge(reasons)))
            if status is PrinterStatus.READY and now - started > limits.believe_s:
                status = judge(reasons)  # an old complaint, and the job does not come out: it still holds
            if status is PrinterStatus.JAM:
                raise Trouble("printer_jam")
            if status is not shown:
                helped_s += (now - since) if shown in MENDED_BY_STAFF else 0
                shown, since = status, now
                on_status(status)
                if status is not PrinterStatus.READY:
                    events.log("devices.print_needs_staff", job=job.id, status=status.value)
            if shown in MENDED_BY_STAFF:
                if now - since > limits.staff_s:
                    raise Trouble(TROUBLES[shown])
            elif shown is PrinterStatus.ABSENT and now - since > limits.offline_s:
                raise Trouble("printer_absent")
            elif now - started - helped_s > limits.print_s:
                raise Trouble("print_too_slow")
            self._stop.wait(limits.poll_s)
            self._stop.clear()

    def _forget(self, job: PrintJob) -> None:
        """Removes the job with its document from the spooler, whatever became of it."""
        self._stale.pop(job.id, None)
        self._cancelled.discard(job.id)
        with contextlib.suppress(Trouble):
            self._purge(int(job.id))

    def _purge(self, number: int) -> None:
        """Ends a job and takes its document out of the spooler.

        In this order: asked to stop, the backend takes the job back from the printer itself; purged at once it
        would be killed instead, and the printer could still print what it has.
        """
        deadline = self._clock.monotonic() + self._limits.stop_s
        with contextlib.suppress(JobGone):
            self._ask_to_stop(number)
            while not self._is_over(number) and self._clock.monotonic() < deadline:
                self._stop.wait(min(self._limits.poll_s, 0.1))
            self._calls.ask(lambda c, _: c.cancelJob(number, purge_job=True) or True, about_job=True)

    def _ask_to_stop(self, number: int) -> None:
        if self._job(number)[0] not in OVER:
            self._calls.ask(lambda c, _: c.cancelJob(number) or True, about_job=True)

    def _is_over(self, number: int) -> bool:
        """Whether neither spooler nor backend works at this job any more."""
        state, reasons = self._job(number)
        # CUPS 2.4 leaves the reason standing on jobs that ended by themselves; then the printer is at rest.
        return state in OVER and (RUNNING not in reasons or self._state()[0] != PROCESSING)

    def _job(self, number: int) -> tuple[int, list[str]]:
        wanted = ["job-state", "job-state-reasons"]
        job = self._calls.ask(lambda c, _: c.getJobAttributes(number, requested_attributes=wanted), about_job=True)
        reasons = job["job-state-reasons"]
        return job["job-state"], reasons if isinstance(reasons, list) else [reasons]

    def _empty(self) -> int:
        """Cancels all that waits and sees that it is gone.

        Raises:
            Trouble: print_queue_stuck, printer_absent.
        """
        deadline = self._clock.monotonic() + self._limits.clear_s
        seen: set[int] = set()
        while waiting := self._waiting():
            seen |= set(waiting)
            if self._clock.monotonic() > deadline:
                raise Trouble("print_queue_stuck")
            for number in waiting:
                try:
                    self._purge(number)
                except Trouble as trouble:
                    if trouble.id == "printer_absent":
                        raise
                    raise Trouble("print_queue_stuck") from None
            self._stop.wait(min(self._limits.poll_s, 0.1))
        return len(seen)

    def _waiting(self) -> list[int]:
        queue = self._queue()
        jobs = self._calls.ask(
            lambda c, _: c.getJobs(
                which_jobs="not-completed", my_jobs=False, requested_attributes=["job-id", "job-printer-uri"]
            )
        )
        return [n for n, job in jobs.items() if job.get("job-printer-uri", "").rpartition("/")[2] == queue]

    def _queue(self) -> str:
        if not self._name:
            name = self._calls.ask(lambda c, _: c.getDefault() or "")
            if not name:
                raise Trouble("printer_absent")
            return name
        return self._name

    def _state(self) -> tuple[int, bool, list[str]]:
        queue = self._queue()
        wanted = ["printer-state", "printer-state-reasons", "printer-is-accepting-jobs"]
        found = self._calls.ask(lambda c, _: c.getPrinterAttributes(queue, requested_attributes=wanted))
        reasons = [r for r in found["printer-state-reasons"] if r != "none"]
        return found["printer-state"], found["printer-is-accepting-jobs"], reasons

    def _job_state(self, job: PrintJob) -> int:
        number = int(job.id)
        wanted = ["job-state"]
        return self._calls.ask(
            lambda c, _: c.getJobAttributes(number, requested_attributes=wanted)["job-state"], about_job=True
        )

    def _longest_s(self) -> str:
        """After this the spooler itself cancels a running job, should we no longer be there to do it."""
        return str(int(self._limits.print_s + self._limits.staff_s + self._limits.clear_s) + 60)


def _status_of(trouble: Trouble) -> PrinterStatus:
    return next((s for s, id in TROUBLES.items() if id == trouble.id), PrinterStatus.FAILED)


def _at_rest(reasons: list[str]) -> PrinterStatus:
    """Why a stopped printer is stopped."""
    told = judge(reasons)
    return told if told is not PrinterStatus.READY else PrinterStatus.STOPPED


def _ended(job_state: int, status: PrinterStatus) -> str:
    """The trouble of a job that ended badly, in the printer's words if it has any."""
    if job_state == HELD:
        return "printer_absent"  # nobody holds our jobs but CUPS, to try again a printer that it could not reach
    if status is not PrinterStatus.READY:
        return TROUBLES[status]
    return {CANCELED: "print_cancelled", ABORTED: "printer_failed"}.get(job_state, "printer_stopped")
