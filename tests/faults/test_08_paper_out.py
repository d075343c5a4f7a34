"""Row 8: paper out in mid-job. Staff are told, the job waits, and then it is cancelled; the queue is empty."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devices.printer.api import PrinterStatus, PrintLimits
from devices.printer.private_cups import PrinterFault
from tests.daemons.cards import wait_for
from tests.daemons.printing import FAST, PATIENT, Waiting, document, ends_with, printing, text_of

FAULTS = {PrinterFault.PAPER_OUT: PrinterStatus.OUT_OF_PAPER, PrinterFault.DOOR_OPEN: PrinterStatus.DOOR_OPEN}
TROUBLES = {PrinterFault.PAPER_OUT: "printer_out_of_paper", PrinterFault.DOOR_OPEN: "printer_door_open"}
pytestmark = [pytest.mark.daemon, pytest.mark.expected_log("devices.print_failed", "devices.print_needs_staff")]


def test_the_promise_in_seconds() -> None:
    assert PrintLimits().staff_s <= 120


@pytest.mark.parametrize("fault", FAULTS)
def test_mended_in_time_the_job_goes_on(tmp_path: Path, fault: PrinterFault) -> None:
    with printing(tmp_path, PATIENT) as (service, printer):
        service.fail(fault)
        seen: list[PrinterStatus] = []
        with Waiting(printer, printer.print_pdf(document("A"), "kakanai"), seen.append) as waiting:
            wait_for(lambda: bool(seen))
            service.fail(PrinterFault.NONE)
        assert waiting.trouble == ""
        assert seen[0] is FAULTS[fault]
        assert len(service.documents()) == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_not_mended_it_is_cancelled_taken_back_and_never_printed(tmp_path: Path, fault: PrinterFault) -> None:
    with printing(tmp_path) as (service, printer):
        service.fail(fault)
        job = printer.print_pdf(document("A"), "kakanai")
        assert ends_with(printer, job) == TROUBLES[fault]
        assert printer.queue_is_empty()
        wait_for(lambda: service.taken_back() == {int(job.id)})
        assert list((service.root / "spool").glob("d*")) == []
        service.fail(PrinterFault.NONE)
        printer.wait(printer.print_pdf(document("B"), "kakanai"))
        assert ["form of B" in text_of(file) for file in service.documents()] == [True]


def test_still_no_paper_for_the_next_visitor_is_told_again(tmp_path: Path) -> None:
    with printing(tmp_path, replace(FAST, believe_s=0.2)) as (service, printer):
        service.fail(PrinterFault.PAPER_OUT)
        for whose in "ABC":
            seen: list[PrinterStatus] = []
            job = printer.print_pdf(document(whose), "kakanai")
            assert ends_with(printer, job, seen.append) == "printer_out_of_paper"
            assert seen == [PrinterStatus.OUT_OF_PAPER]
            assert printer.queue_is_empty()
