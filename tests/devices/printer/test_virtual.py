"""The virtual printer behaves like one."""

from __future__ import annotations

import time

import pytest

from base.trouble import Trouble
from devices.printer.api import MENDED_BY_STAFF, TROUBLES, PrinterStatus
from devices.printer.virtual import VirtualPrinter
from tests.daemons.printing import FAST, PATIENT, Waiting, document, ends_with

AT_ONCE = [s for s in TROUBLES if s not in (*MENDED_BY_STAFF, PrinterStatus.ABSENT, PrinterStatus.STOPPED)]


def test_what_is_printed_lies_in_the_tray_until_it_is_taken() -> None:
    printer = VirtualPrinter(FAST)
    printer.wait(printer.print_pdf(document("A"), "kakanai"))
    assert printer.take().startswith(b"%PDF-")
    assert printer.take() is None


@pytest.mark.parametrize("fault", [PrinterStatus.ABSENT, PrinterStatus.STOPPED])
def test_a_printer_that_is_off_takes_no_job(fault: PrinterStatus) -> None:
    printer = VirtualPrinter(FAST)
    printer.fault = fault
    assert printer.status() is fault
    with pytest.raises(Trouble, match=TROUBLES[fault]):
        printer.print_pdf(document("A"), "kakanai")


@pytest.mark.expected_log("devices.print_failed", "devices.print_needs_staff")
@pytest.mark.parametrize("fault", AT_ONCE)
def test_a_fault_in_the_job_empties_the_queue_and_resuming_prints_the_next_only(fault: PrinterStatus) -> None:
    printer = VirtualPrinter(FAST)
    printer.fault = fault
    assert ends_with(printer, printer.print_pdf(document("A"), "kakanai")) == TROUBLES[fault]
    assert printer.queue_is_empty()
    printer.fault = PrinterStatus.READY
    assert printer.resume() is PrinterStatus.READY
    printer.wait(printer.print_pdf(document("B"), "kakanai"))
    assert len(printer.tray) == 1


@pytest.mark.expected_log("devices.print_needs_staff")
@pytest.mark.parametrize("fault", MENDED_BY_STAFF)
def test_what_staff_mend_goes_on_by_itself(fault: PrinterStatus) -> None:
    printer = VirtualPrinter(PATIENT)
    printer.fault = fault
    seen: list[PrinterStatus] = []
    job = printer.print_pdf(document("A"), "kakanai")
    with Waiting(printer, job, seen.append) as waiting:
        while not seen:
            time.sleep(0.005)
        printer.fault = PrinterStatus.READY
    assert waiting.trouble == ""
    assert seen == [fault]
    assert len(printer.tray) == 1


@pytest.mark.expected_log("devices.print_queue_cleared")
def test_the_next_job_does_not_meet_the_last_one() -> None:
    printer = VirtualPrinter(FAST)
    printer.print_pdf(document("A"), "kakanai")
    assert printer.status() is PrinterStatus.BUSY
    job = printer.print_pdf(document("B"), "kakanai")
    printer.wait(job)
    assert len(printer.tray) == 1


@pytest.mark.expected_log("devices.print_failed")
def test_a_cancelled_job_is_not_printed() -> None:
    printer = VirtualPrinter(FAST)
    job = printer.print_pdf(document("A"), "kakanai")
    printer.cancel(job)
    assert ends_with(printer, job) == "print_cancelled"
    assert printer.tray == []


def test_discarding_says_done_and_prints_nothing() -> None:
    printer = VirtualPrinter(FAST)
    printer.discard = True
    printer.wait(printer.print_pdf(document("A"), "kakanai"))
    assert printer.tray == []
    assert printer.queue_is_empty()
