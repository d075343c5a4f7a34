"""Row 7: printer absent or off. The status says so beforehand, so that the button is off with its reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from base.texts import LANGUAGES, action, message
from base.trouble import Trouble
from devices.printer.api import TROUBLES, Printer, PrinterStatus
from devices.printer.cups import CupsPrinter
from devices.printer.private_cups import PrinterFault
from devices.printer.virtual import VirtualPrinter
from tests.daemons.printing import FAST, document, ends_with, printing, text_of


def told(printer: Printer) -> str:
    """The trouble whose sentences stand on the button; each language has both."""
    id = TROUBLES[printer.status()]
    for language in LANGUAGES:
        assert message(Trouble(id), language)
        assert action(Trouble(id), language)
    return id


def test_no_print_service(tmp_path: Path) -> None:
    printer = CupsPrinter("kakanai", host=str(tmp_path / "no.sock"), limits=FAST)
    assert told(printer) == "printer_absent"
    with pytest.raises(Trouble, match="printer_absent"):
        printer.print_pdf(document("A"), "kakanai")


@pytest.mark.daemon
def test_no_such_queue_and_no_default_queue(tmp_path: Path) -> None:
    with printing(tmp_path) as (service, printer):
        for name in ("other", ""):
            assert told(CupsPrinter(name, host=service.socket, limits=FAST)) == "printer_absent"
        assert printer.status() is PrinterStatus.READY


@pytest.mark.daemon
@pytest.mark.expected_log("devices.print_failed")
def test_switched_off_the_job_is_cancelled_and_the_button_stays_off_for_a_while(tmp_path: Path) -> None:
    with printing(tmp_path, replace(FAST, remember_s=600.0)) as (service, printer):
        service.fail(PrinterFault.OFF)
        assert ends_with(printer, printer.print_pdf(document("A"), "kakanai")) == "printer_absent"
        assert told(printer) == "printer_absent"
        assert printer.queue_is_empty()
        service.fail(PrinterFault.NONE)
        assert printer.resume() is PrinterStatus.READY
        printer.wait(printer.print_pdf(document("B"), "kakanai"))
        assert ["form of B" in text_of(file) for file in service.documents()] == [True]


@pytest.mark.daemon
@pytest.mark.expected_log("devices.print_failed", "devices.print_needs_staff")
def test_a_printer_that_cannot_be_reached_is_given_up_and_comes_back_by_itself(tmp_path: Path) -> None:
    with printing(tmp_path) as (service, printer):
        service.fail(PrinterFault.OFFLINE)
        seen: list[PrinterStatus] = []
        assert ends_with(printer, printer.print_pdf(document("A"), "kakanai"), seen.append) == "printer_absent"
        assert seen == [PrinterStatus.ABSENT]
        assert printer.queue_is_empty()
        service.fail(PrinterFault.NONE)
        printer.wait(printer.print_pdf(document("B"), "kakanai"))
        assert ["form of B" in text_of(file) for file in service.documents()] == [True]


def test_virtual() -> None:
    printer = VirtualPrinter(FAST)
    printer.fault = PrinterStatus.ABSENT
    assert told(printer) == "printer_absent"
    printer.fault = PrinterStatus.READY
    assert printer.status() is PrinterStatus.READY
