"""A printer that is a folder: each document becomes a PDF file in it.

For offices that print from their own computer, and for the demo. The file's name tells nobody anything.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from base import events
from base.clock import Clock, SystemClock
from base.trouble import Trouble
from devices.printer.api import OnStatus, PrinterStatus, PrintJob
from devices.printer.document import check_document


class FolderPrinter:
    """Prints into this folder.

    Args:
        folder: made if it is missing, for this account's eyes only.
    """

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self._folder = folder
        self._clock = clock or SystemClock()

    def file(self, job: PrintJob) -> Path:
        """Where the document of this job lies."""
        return self._folder / f"{job.id}.pdf"

    def status(self) -> PrinterStatus:
        try:
            self._make()
        except Trouble:
            return PrinterStatus.ABSENT
        return PrinterStatus.READY

    def print_pdf(self, pdf: bytes, title: str) -> PrintJob:
        check_document(pdf, title)
        self._make()
        job = PrintJob(f"{title}-{self._clock.now():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}")
        part = self.file(job).with_suffix(".part")
        try:
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:  # noqa: PTH123
                stream.write(pdf)
                stream.flush()
                os.fsync(stream.fileno())
            part.rename(self.file(job))
        except OSError:
            part.unlink(missing_ok=True)
            raise Trouble("print_folder_unwritable", folder=str(self._folder)) from None
        events.log("devices.print_sent", job=job.id)
        return job

    def wait(self, job: PrintJob, on_status: OnStatus | None = None) -> None:
        if not self.file(job).exists():
            raise Trouble("print_cancelled")
        events.log("devices.print_done", job=job.id)

    def cancel(self, job: PrintJob) -> None:
        """Nothing: the document is on the paper, as it were. Taking it away again is the staff's own act."""

    def queue_is_empty(self) -> bool:
        return True

    def clear_queue(self) -> int:
        """Removes the parts of files that a crash left behind; returns how many."""
        parts = list(self._folder.glob("*.part"))
        for part in parts:
            part.unlink(missing_ok=True)
        if parts:
            events.log("devices.print_queue_cleared", jobs=len(parts))
        return len(parts)

    def resume(self) -> PrinterStatus:
        return self.status()

    def _make(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise Trouble("print_folder_unwritable", folder=str(self._folder)) from None
        if not os.access(self._folder, os.W_OK | os.X_OK):
            raise Trouble("print_folder_unwritable", folder=str(self._folder))
