"""A real cupsd for tests, with short time-outs, and documents that say whose they are."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from types import TracebackType

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from base.trouble import Trouble
from devices.printer.api import Printer, PrinterStatus, PrintJob, PrintLimits
from devices.printer.cups import CupsPrinter
from devices.printer.private_cups import PrivateCups

FAST = PrintLimits(
    ask_s=10.0,
    print_s=20.0,
    offline_s=0.3,
    staff_s=0.5,
    believe_s=20.0,
    stop_s=10.0,
    clear_s=10.0,
    poll_s=0.02,
    remember_s=0.0,
)
"""Faults that wait for somebody are given up soon; what only takes time has it, for machines that are busy."""

PATIENT = PrintLimits(ask_s=5.0, print_s=20.0, offline_s=20.0, staff_s=20.0, poll_s=0.02, remember_s=0.0)
"""For tests in which no time-out may strike."""


def document(whose: str = "A", pages: int = 1) -> bytes:
    """A4 with somebody's name on it and a frame 20 mm from the edges."""
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=A4)
    inset = 20 * 72 / 25.4
    for number in range(pages):
        page.rect(inset, inset, A4[0] - 2 * inset, A4[1] - 2 * inset)
        page.drawString(100, 500, f"form of {whose}, page {number + 1}")
        page.showPage()
    page.save()
    return buffer.getvalue()


def text_of(pdf: Path | bytes) -> str:
    """All text of a document."""
    import pypdfium2

    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


@contextlib.contextmanager
def printing(folder: Path, limits: PrintLimits = FAST) -> Iterator[tuple[PrivateCups, CupsPrinter]]:
    """A running private cupsd and the printer behind it, which prints into this folder."""
    with PrivateCups(folder / "printed") as service:
        yield service, CupsPrinter(service.queue, host=service.socket, limits=limits)


def ends_with(printer: Printer, job: PrintJob, on_status: Callable[[PrinterStatus], None] | None = None) -> str:
    """The id of the trouble that a job ends with."""
    with pytest.raises(Trouble) as caught:
        printer.wait(job, on_status)
    return caught.value.id


class Waiting:
    """Waits for a job on a thread, as the apps do; ``trouble`` is the id of how it ended, or empty."""

    def __init__(self, printer: Printer, job: PrintJob, on_status: Callable[[PrinterStatus], None] | None = None):
        self.trouble = ""
        self._thread = Thread(target=self._wait, args=(printer, job, on_status))

    def _wait(self, printer: Printer, job: PrintJob, on_status: Callable[[PrinterStatus], None] | None) -> None:
        try:
            printer.wait(job, on_status)
        except Trouble as trouble:
            self.trouble = trouble.id

    def __enter__(self) -> Waiting:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.join(30)
        assert not self._thread.is_alive(), "the wait never ended"
