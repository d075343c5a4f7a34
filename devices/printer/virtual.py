"""A printer without a printer: what it prints lies in its tray. For the demo, training and tests."""

from __future__ import annotations

import threading

from base import events
from base.clock import Clock, SystemClock
from base.trouble import Trouble
from devices.printer.api import MENDED_BY_STAFF, TROUBLES, OnStatus, PrinterStatus, PrintJob, PrintLimits
from devices.printer.document import check_document


class VirtualPrinter:
    """Driven by its own words: fault, discard, tray.

    Attributes:
        fault: what the printer suffers from; READY is none. It may change while a job waits.
        discard: says "done" and prints nothing.
        tray: the printed documents, newest last; taking one out is the visitor's act.
    """

    def __init__(self, limits: PrintLimits = PrintLimits(), clock: Clock | None = None) -> None:  # noqa: B008
        self.fault = PrinterStatus.READY
        self.discard = False
        self.tray: list[bytes] = []
        self._limits = limits
        self._clock = clock or SystemClock()
        self._queue: dict[str, bytes] = {}
        self._number = 0
        self._stop = threading.Event()

    def status(self) -> PrinterStatus:
        if self.fault is PrinterStatus.READY and self._queue:
            return PrinterStatus.BUSY
        return self.fault

    def print_pdf(self, pdf: bytes, title: str) -> PrintJob:
        check_document(pdf, title)
        if self.fault in (PrinterStatus.ABSENT, PrinterStatus.STOPPED):
            raise Trouble(TROUBLES[self.fault])
        self.clear_queue()
        self._number += 1
        job = PrintJob(f"{title}-{self._number}")
        self._queue[job.id] = pdf
        events.log("devices.print_sent", job=job.id)
        return job

    def wait(self, job: PrintJob, on_status: OnStatus | None = None) -> None:
        try:
            self._wait(job, on_status or (lambda status: None))
        except Trouble as trouble:
            self._queue.clear()
            events.log("devices.print_failed", job=job.id, trouble=trouble.id)
            raise
        events.log("devices.print_done", job=job.id)

    def cancel(self, job: PrintJob) -> None:
        self._queue.pop(job.id, None)
        self._stop.set()

    def queue_is_empty(self) -> bool:
        return not self._queue

    def clear_queue(self) -> int:
        count = len(self._queue)
        self._queue.clear()
        if count:
            events.log("devices.print_queue_cleared", jobs=count)
        return count

    def resume(self) -> PrinterStatus:
        self._queue.clear()
        if self.fault in (PrinterStatus.STOPPED, PrinterStatus.JAM):
            self.fault = PrinterStatus.READY
        return self.status()

    def take(self) -> bytes | None:
        """Takes the newest document out of the tray."""
        return self.tray.pop() if self.tray else None

    def _wait(self, job: PrintJob, on_status: OnStatus) -> None:
        shown, since = PrinterStatus.READY, self._clock.monotonic()
        while True:
            if job.id not in self._queue:
                raise Trouble("print_cancelled")
            fault = self.fault
            if fault is PrinterStatus.READY:
                pdf = self._queue.pop(job.id)
                if not self.discard:
                    self.tray.append(pdf)
                return
            now = self._clock.monotonic()
            if fault is not shown:
                shown, since = fault, now
                on_status(fault)
                events.log("devices.print_needs_staff", job=job.id, status=fault.value)
            if fault not in MENDED_BY_STAFF or now - since > self._limits.staff_s:
                raise Trouble(TROUBLES[fault])
            self._stop.wait(self._limits.poll_s)
            self._stop.clear()
