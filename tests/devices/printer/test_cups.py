"""The printer behind a real cupsd: exact, private, and never the last visitor's form."""

from __future__ import annotations

import os
import signal
import socket
import threading
from pathlib import Path

import pikepdf
import pytest

from base.trouble import Trouble
from devices.printer.api import PrinterStatus, PrintLimits
from devices.printer.cups import OPTIONS, CupsPrinter
from devices.printer.private_cups import PrinterFault, PrivateCups
from tests.daemons.cards import wait_for
from tests.daemons.printing import FAST, PATIENT, Waiting, document, ends_with, printing, text_of

pytestmark = pytest.mark.daemon

A4_POINTS = (595.276, 841.890)
FRAME_POINTS = 20 * 72 / 25.4
EXACT_POINTS = 0.013 * 72 / 25.4


def boxes(pdf: Path) -> tuple[list[float], list[float]]:
    """The page's box and the frame as it lands on it, in points (x, y, width, height)."""
    with pikepdf.open(pdf) as opened:
        page = opened.pages[0]
        matrix = pikepdf.Matrix()
        media = [float(v) for v in page.mediabox]

        def frame(contents: object, matrix: pikepdf.Matrix, resources: pikepdf.Object) -> list[float] | None:
            stack = []
            for operands, operator in pikepdf.parse_content_stream(contents):
                name = str(operator)
                if name == "q":
                    stack.append(matrix)
                elif name == "Q":
                    matrix = stack.pop()
                elif name == "cm":
                    matrix = pikepdf.Matrix(*[float(v) for v in operands]) @ matrix
                elif name == "re" and float(operands[2]) > 100 and float(operands[0]) > 10:
                    x, y, w, h = (float(v) for v in operands)
                    (left, bottom), (right, top) = matrix.transform((x, y)), matrix.transform((x + w, y + h))
                    return [left, bottom, right - left, top - bottom]
                elif name == "Do":
                    form = resources.XObject[operands[0]]
                    inner = pikepdf.Matrix(form.Matrix) if "/Matrix" in form else pikepdf.Matrix()
                    found = frame(form, inner @ matrix, form.get("/Resources", resources))
                    if found:
                        return found
            return None

        found = frame(page, matrix, page.resources)
        assert found, "the frame is not on the page"
        return media, found


def test_a_document_comes_out_on_a4_at_its_own_size(tmp_path: Path) -> None:
    with printing(tmp_path, PATIENT) as (service, printer):
        printer.wait(printer.print_pdf(document("A"), "kakanai"))
        [printed] = service.documents()
        media, frame = boxes(printed)
        assert media == pytest.approx([0, 0, *A4_POINTS], abs=EXACT_POINTS)
        expected = [FRAME_POINTS, FRAME_POINTS, A4_POINTS[0] - 2 * FRAME_POINTS, A4_POINTS[1] - 2 * FRAME_POINTS]
        assert frame == pytest.approx(expected, abs=EXACT_POINTS)


@pytest.mark.parametrize("options", [{}, OPTIONS | {"print-scaling": "fit"}])
def test_without_our_options_the_same_printer_gets_it_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, str]
) -> None:
    monkeypatch.setattr("devices.printer.cups.OPTIONS", options)
    with printing(tmp_path, PATIENT) as (service, printer):
        printer.wait(printer.print_pdf(document("A"), "kakanai"))
        media, frame = boxes(service.documents()[0])
        assert abs(frame[0] - FRAME_POINTS) > 1 or abs(media[3] - A4_POINTS[1]) > 1


def test_every_page_is_printed_and_nothing_stays_in_the_spool(tmp_path: Path) -> None:
    with printing(tmp_path, PATIENT) as (service, printer):
        printer.wait(printer.print_pdf(document("A", pages=3), "kakanai"))
        with pikepdf.open(service.documents()[0]) as opened:
            assert len(opened.pages) == 3
        assert printer.queue_is_empty()
        assert list((service.root / "spool").glob("d*")) == []


@pytest.mark.expected_log("devices.print_failed")
def test_cancelled_by_the_visitor_it_is_taken_back_from_the_printer(tmp_path: Path) -> None:
    with printing(tmp_path, PATIENT) as (service, printer):
        service.fail(PrinterFault.HANG)
        job = printer.print_pdf(document("A"), "kakanai")
        with Waiting(printer, job) as waiting:
            wait_for(lambda: service.reached() == {int(job.id)})
            assert printer.status() is PrinterStatus.BUSY
            printer.cancel(job)
        assert waiting.trouble == "print_cancelled"
        wait_for(lambda: service.taken_back() == {int(job.id)})
        service.fail(PrinterFault.NONE)
        printer.wait(printer.print_pdf(document("B"), "kakanai"))
        assert [text_of(file).strip() for file in service.documents()] == ["form of B, page 1"]


@pytest.mark.expected_log("devices.print_queue_cleared")
def test_what_a_crash_left_in_the_queue_goes_before_anything_is_printed(tmp_path: Path) -> None:
    with printing(tmp_path, PATIENT) as (service, printer):
        service.fail(PrinterFault.HANG)
        printer.print_pdf(document("A"), "kakanai")  # and nobody waits for it
        service.stop()
        service.start_again()
        after_crash = CupsPrinter(service.queue, host=service.socket, limits=PATIENT)
        assert not after_crash.queue_is_empty()
        assert after_crash.clear_queue() == 1
        assert after_crash.queue_is_empty()
        service.fail(PrinterFault.NONE)
        after_crash.wait(after_crash.print_pdf(document("B"), "kakanai"))
        assert ["form of B" in text_of(file) for file in service.documents()] == [True]
        assert list((service.root / "spool").glob("d*")) == []


@pytest.mark.expected_log("devices.print_queue_cleared")
def test_the_next_print_itself_clears_what_somebody_left(tmp_path: Path) -> None:
    with printing(tmp_path, PATIENT) as (service, printer):
        service.fail(PrinterFault.HANG)
        printer.print_pdf(document("A"), "kakanai")
        second = printer.print_pdf(document("B"), "kakanai")
        service.fail(PrinterFault.NONE)
        printer.wait(second)
        assert ["form of B" in text_of(file) for file in service.documents()] == [True]


@pytest.mark.expected_log("devices.print_failed", "devices.print_needs_staff")
def test_an_old_complaint_does_not_stop_the_next_job(tmp_path: Path) -> None:
    with printing(tmp_path) as (service, printer):
        service.fail(PrinterFault.JAM)
        assert ends_with(printer, printer.print_pdf(document("A"), "kakanai")) == "printer_jam"
        service.fail(PrinterFault.NONE)
        assert printer.resume() is PrinterStatus.READY
        seen: list[PrinterStatus] = []
        printer.wait(printer.print_pdf(document("B"), "kakanai"), seen.append)
        assert seen == []


@pytest.mark.expected_log("devices.print_failed")
def test_a_printer_that_just_failed_is_not_offered_until_a_while_later(tmp_path: Path, clock) -> None:
    with PrivateCups(tmp_path / "printed") as service:
        limits = PrintLimits(poll_s=0.02, remember_s=60)
        printer = CupsPrinter(service.queue, host=service.socket, limits=limits, clock=clock)
        service.fail(PrinterFault.JAM)
        assert ends_with(printer, printer.print_pdf(document("A"), "kakanai")) == "printer_jam"
        service.fail(PrinterFault.NONE)
        other = CupsPrinter(service.queue, host=service.socket)  # staff at the machine itself
        other.resume()
        assert printer.status() is PrinterStatus.JAM
        clock.advance(61)
        assert printer.status() is PrinterStatus.READY


@pytest.mark.expected_log("devices.print_failed")
def test_a_print_service_that_hangs_holds_nobody_up_and_prints_nothing_later(tmp_path: Path) -> None:
    with PrivateCups(tmp_path / "printed") as service:
        limits = PrintLimits(ask_s=0.5, poll_s=0.02)
        printer = CupsPrinter(service.queue, host=service.socket, limits=limits)
        os.kill(service.pid, signal.SIGSTOP)
        assert printer.status() is PrinterStatus.ABSENT
        with pytest.raises(Trouble, match="printer_absent"):
            printer.print_pdf(document("A"), "kakanai")
        os.kill(service.pid, signal.SIGCONT)
        wait_for(lambda: printer.status() is PrinterStatus.READY)
        assert printer.queue_is_empty()
        assert service.documents() == []


@pytest.mark.expected_log("devices.print_failed", "devices.print_queue_cleared")
def test_a_service_that_dies_while_a_job_runs_is_told_and_the_job_never_comes_out(tmp_path: Path) -> None:
    with printing(tmp_path, PATIENT) as (service, printer):
        service.fail(PrinterFault.HANG)
        job = printer.print_pdf(document("A"), "kakanai")
        with Waiting(printer, job) as waiting:
            service.stop()
        assert waiting.trouble == "printer_absent"
        service.start_again()
        printer.clear_queue()
        service.fail(PrinterFault.NONE)
        printer.wait(printer.print_pdf(document("B"), "kakanai"))
        assert ["form of B" in text_of(file) for file in service.documents()] == [True]


def test_something_else_on_the_port_is_no_printer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        server.settimeout(5)

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nhello")

        thread = threading.Thread(target=answer)
        thread.start()
        printer = CupsPrinter("x", host="127.0.0.1", port=port, limits=FAST)
        assert printer.status() in (PrinterStatus.ABSENT, PrinterStatus.FAILED)
        thread.join(10)


def test_the_private_service_leaves_no_file_behind(tmp_path: Path) -> None:
    with PrivateCups(tmp_path / "printed") as service:
        root = service.root
        assert root.exists()
    assert not root.exists()
    assert list((tmp_path / "printed").iterdir()) == []
