"""Row 9: jam, half a page. The job is cancelled, and no page of A comes out after it, whoever does what."""

from __future__ import annotations

from pathlib import Path

import cups
import pytest

from devices.printer.api import PrinterStatus
from devices.printer.cups import CupsPrinter
from devices.printer.private_cups import PrinterFault, PrivateCups
from devices.printer.virtual import VirtualPrinter
from tests.daemons.cards import wait_for
from tests.daemons.printing import FAST, document, ends_with, printing, text_of

pytestmark = pytest.mark.expected_log(
    "devices.print_failed", "devices.print_needs_staff", "devices.print_queue_cleared"
)


def jam(service: PrivateCups, printer: CupsPrinter) -> None:
    service.fail(PrinterFault.JAM)
    assert ends_with(printer, printer.print_pdf(document("A"), "kakanai")) == "printer_jam"
    assert printer.queue_is_empty()
    service.fail(PrinterFault.NONE)


@pytest.mark.daemon
def test_left_to_itself_the_spooler_prints_a_after_the_jam_is_cleared(tmp_path: Path) -> None:
    """The fact behind the promise: should CUPS ever mend this, our care costs nothing."""
    with printing(tmp_path) as (service, printer):
        service.fail(PrinterFault.JAM)
        printer.print_pdf(document("A"), "kakanai")
        wait_for(lambda: printer.status() in (PrinterStatus.JAM, PrinterStatus.STOPPED))
        service.fail(PrinterFault.NONE)
        cups.Connection(host=service.socket).enablePrinter(service.queue)
        wait_for(lambda: len(service.documents()) == 1)
        assert "form of A" in text_of(service.documents()[0])


@pytest.mark.daemon
@pytest.mark.parametrize("who", ["we", "staff at the machine"])
def test_after_the_jam_only_b_comes_out(tmp_path: Path, who: str) -> None:
    with printing(tmp_path) as (service, printer):
        jam(service, printer)
        assert printer.status() in (PrinterStatus.JAM, PrinterStatus.STOPPED)
        if who == "we":
            printer.resume()
        else:
            cups.Connection(host=service.socket).enablePrinter(service.queue)
        printer.wait(printer.print_pdf(document("B"), "kakanai"))
        assert ["form of B" in text_of(file) for file in service.documents()] == [True]


@pytest.mark.daemon
def test_jam_after_jam(tmp_path: Path) -> None:
    with printing(tmp_path) as (service, printer):
        for _ in range(2):
            jam(service, printer)
            assert printer.resume() is PrinterStatus.READY
        printer.wait(printer.print_pdf(document("B"), "kakanai"))
        assert ["form of B" in text_of(file) for file in service.documents()] == [True]


@pytest.mark.daemon
def test_we_die_in_the_jam_and_the_next_start_empties_the_queue(tmp_path: Path) -> None:
    with printing(tmp_path) as (service, printer):
        service.fail(PrinterFault.JAM)
        printer.print_pdf(document("A"), "kakanai")
        wait_for(lambda: printer.status() in (PrinterStatus.JAM, PrinterStatus.STOPPED))
        service.fail(PrinterFault.NONE)
        restarted = CupsPrinter(service.queue, host=service.socket, limits=FAST)
        assert restarted.clear_queue() == 1
        restarted.resume()
        restarted.wait(restarted.print_pdf(document("B"), "kakanai"))
        assert ["form of B" in text_of(file) for file in service.documents()] == [True]


def test_virtual() -> None:
    printer = VirtualPrinter(FAST)
    printer.fault = PrinterStatus.JAM
    assert ends_with(printer, printer.print_pdf(document("A"), "kakanai")) == "printer_jam"
    assert printer.resume() is PrinterStatus.READY
    printer.wait(printer.print_pdf(document("B"), "kakanai"))
    assert [text_of(pdf).strip() for pdf in printer.tray] == ["form of B, page 1"]
