"""Self-test of the printer: its state, that no former document waits in it, and on request a sheet of paper."""

from __future__ import annotations

import io

from base.trouble import Trouble
from devices.check import Check, Outcome, found, troubled
from devices.printer.api import TROUBLES, Printer, PrinterStatus

A4_MM = (210, 297)
FRAME_MM = (10, 15, 20)
"""Distance of the frames on the test sheet from the edge: measured with a ruler they give the printer's feed."""


def check_printer(printer: Printer, language: str, print_sheet: bool = False) -> list[Check]:
    """Prints only when asked to, and only on a printer that is ready and empty."""
    status = printer.status()
    if status is PrinterStatus.READY:
        checks = [found("printer", "state", Outcome.OK, "ready", language)]
    else:
        outcome = Outcome.WARNING if status is PrinterStatus.BUSY else Outcome.FAILED
        checks = [troubled("printer", "state", Trouble(TROUBLES[status]), language, outcome)]
    if status is PrinterStatus.ABSENT:
        return checks
    try:
        if printer.queue_is_empty():
            checks.append(found("printer", "queue", Outcome.OK, "queue_empty", language))
        else:
            checks.append(found("printer", "queue", Outcome.FAILED, "queue_full", language, "clear_queue"))
    except Trouble as trouble:
        checks.append(troubled("printer", "queue", trouble, language))
    if print_sheet and all(check.outcome is Outcome.OK for check in checks):
        try:
            printer.wait(printer.print_pdf(sheet(), "kakanai-selftest"))
            checks.append(found("printer", "sheet", Outcome.OK, "printed", language, "see_paper"))
        except Trouble as trouble:
            checks.append(troubled("printer", "sheet", trouble, language))
    return checks


def sheet() -> bytes:
    """A page of A4 with frames at known distances from its edges, and a ruler of 150 mm."""
    from reportlab.lib.units import mm
    from reportlab.pdfgen import canvas

    buffer = io.BytesIO()
    width, height = (side * mm for side in A4_MM)
    page = canvas.Canvas(buffer, pagesize=(width, height))
    page.setTitle("kakanai-selftest")
    page.setFont("Helvetica", 9)
    page.setLineWidth(0.1 * mm)
    for inset in FRAME_MM:
        page.rect(inset * mm, inset * mm, width - 2 * inset * mm, height - 2 * inset * mm)
        page.drawString((inset + 1) * mm, (inset + 1) * mm, f"{inset} mm")
    for at in range(0, 151):
        length = 6 if at % 10 == 0 else 4 if at % 5 == 0 else 2.5
        page.line((30 + at) * mm, 150 * mm, (30 + at) * mm, (150 + length) * mm)
        if at % 10 == 0:
            page.drawCentredString((30 + at) * mm, 158 * mm, str(at))
    page.setFont("Helvetica", 16)
    page.drawString(30 * mm, 180 * mm, "Kakanai: A4, actual size")
    page.save()
    return buffer.getvalue()
