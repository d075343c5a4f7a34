"""Row 10: the spooler says done and nothing came out. Only the visitor can know: the same document prints again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devices.printer.cups import CupsPrinter
from devices.printer.private_cups import PrinterFault
from devices.printer.virtual import VirtualPrinter
from tests.daemons.cards import wait_for
from tests.daemons.printing import FAST, PATIENT, document, ends_with, printing, text_of


@pytest.mark.daemon
def test_done_means_only_that_the_printer_said_so_and_a_reprint_comes_out_once(tmp_path: Path) -> None:
    with printing(tmp_path, PATIENT) as (service, printer):
        service.fail(PrinterFault.DISCARD)
        printer.wait(printer.print_pdf(document("A"), "kakanai"))
        assert service.documents() == []
        assert printer.queue_is_empty()
        service.fail(PrinterFault.NONE)
        printer.wait(printer.print_pdf(document("A"), "kakanai"))
        assert ["form of A" in text_of(file) for file in service.documents()] == [True]


@pytest.mark.daemon
@pytest.mark.expected_log("devices.print_failed")
def test_a_printer_that_never_says_done_is_given_up(tmp_path: Path) -> None:
    with printing(tmp_path, PATIENT) as (service, patient):
        service.fail(PrinterFault.HANG)
        printer = CupsPrinter(service.queue, host=service.socket, limits=replace(FAST, print_s=0.5))
        job = printer.print_pdf(document("A"), "kakanai")
        assert ends_with(printer, job) == "print_too_slow"
        assert printer.queue_is_empty()
        wait_for(lambda: service.taken_back() == service.reached())
        service.fail(PrinterFault.NONE)
        patient.wait(patient.print_pdf(document("B"), "kakanai"))
        assert ["form of B" in text_of(file) for file in service.documents()] == [True]


def test_virtual() -> None:
    printer = VirtualPrinter(FAST)
    printer.discard = True
    printer.wait(printer.print_pdf(document("A"), "kakanai"))
    printer.discard = False
    printer.wait(printer.print_pdf(document("A"), "kakanai"))
    assert len(printer.tray) == 1
