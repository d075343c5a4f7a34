"""What a printer can do, whatever it is.

The promise behind every method: what one visitor printed never comes out before the next one. A spooler left to
itself keeps a job that failed and prints it when staff switch the printer on again (measured with a jam: no error
policy prevents it), so every failed, timed-out or abandoned job is cancelled and the queue is checked to be empty.

Every call blocks, so it belongs on a worker thread; only :meth:`Printer.cancel` may come from another one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PrinterStatus(StrEnum):
    """One plain word per cause that a person can act on."""

    READY = "ready"
    ABSENT = "absent"  # no such queue, no print service, or the printer is off
    OUT_OF_PAPER = "out_of_paper"
    OUT_OF_INK = "out_of_ink"
    JAM = "jam"
    DOOR_OPEN = "door_open"
    STOPPED = "stopped"  # staff or the spooler stopped the queue
    BUSY = "busy"  # something is still being printed
    FAILED = "failed"  # anything else: staff look at the log


TROUBLES = {
    PrinterStatus.ABSENT: "printer_absent",
    PrinterStatus.OUT_OF_PAPER: "printer_out_of_paper",
    PrinterStatus.OUT_OF_INK: "printer_out_of_ink",
    PrinterStatus.JAM: "printer_jam",
    PrinterStatus.DOOR_OPEN: "printer_door_open",
    PrinterStatus.STOPPED: "printer_stopped",
    PrinterStatus.BUSY: "printer_busy",
    PrinterStatus.FAILED: "printer_failed",
}
"""The trouble to tell in each state in which nothing can be printed."""

MENDED_BY_STAFF = (PrinterStatus.OUT_OF_PAPER, PrinterStatus.OUT_OF_INK, PrinterStatus.DOOR_OPEN)
"""States in which a running job goes on by itself as soon as somebody has seen to the printer."""

OnStatus = Callable[[PrinterStatus], None]
"""Told, from the waiting thread, each time the printer's state changes while a job runs."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A sheet on its way.

    Attributes:
        id: the printer's own number or name of the job; free of personal data.
        pages: of the document as handed over; 0 when nobody counted.
    """

    id: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class PrintLimits:
    """Time-outs, in seconds.

    Attributes:
        ask_s: for the spooler to answer one question.
        print_s: for a job that needs nobody, from sending to done.
        offline_s: for a printer that the spooler cannot reach to be reached; it takes this long to wake up.
        staff_s: for staff to put in paper, close the door or clear a jam; then the job is cancelled.
        believe_s: a printer keeps old complaints after it was mended; they count when a job takes longer than this.
        stop_s: for a cancelled job to be taken back from the printer, before it is killed.
        clear_s: for the queue to be empty after a cancel.
        poll_s: between two looks at a running job.
        remember_s: a printer that failed a job counts as unfit this long, then the next job may try it.
    """

    ask_s: float = 5.0
    print_s: float = 90.0
    offline_s: float = 20.0
    staff_s: float = 120.0
    believe_s: float = 10.0
    stop_s: float = 5.0
    clear_s: float = 10.0
    poll_s: float = 0.25
    remember_s: float = 60.0


class Printer(Protocol):
    """A printer that takes A4 documents as PDF."""

    def status(self) -> PrinterStatus:
        """How the printer is now: the print button is offered only when READY."""
        ...

    def print_pdf(self, pdf: bytes, title: str) -> PrintJob:
        """Sends a document to be printed at its own size on A4.

        Args:
            title: the spooler shows and logs it, so it is the same for everybody: ``kakanai``.

        Raises:
            Trouble: printer_absent, printer_stopped, printer_busy (somebody else's job could not be removed),
                print_not_pdf.
        """
        ...

    def wait(self, job: PrintJob, on_status: OnStatus | None = None) -> None:
        """Returns when the printer says that it is done, which is not yet paper in a hand: ask the visitor.

        When it raises, the job is cancelled already and the queue is empty (or the trouble is
        print_queue_stuck, and then nothing may be printed before staff have emptied it).

        Raises:
            Trouble: printer_absent, printer_out_of_paper, printer_out_of_ink, printer_jam, printer_door_open,
                printer_stopped, printer_failed, print_too_slow, print_cancelled, print_queue_stuck.
        """
        ...

    def cancel(self, job: PrintJob) -> None:
        """Takes the job back; a running :meth:`wait` raises print_cancelled. Harmless when it is done."""
        ...

    def queue_is_empty(self) -> bool:
        """Whether nothing waits to be printed.

        Raises:
            Trouble: printer_absent.
        """
        ...

    def clear_queue(self) -> int:
        """Cancels everything that waits and returns how many it was: at start-up, at the wipe after each visitor.

        Raises:
            Trouble: printer_absent, print_queue_stuck.
        """
        ...

    def resume(self) -> PrinterStatus:
        """Staff have seen to the printer: empties the queue, then sets a stopped printer going again.

        Raises:
            Trouble: printer_absent, print_queue_stuck, printer_failed (no right to do so).
        """
        ...
