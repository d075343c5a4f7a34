"""The self-test tells each state of each device in words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from base.texts import LANGUAGES
from base.trouble import Trouble
from devices.camera.api import CameraStatus
from devices.check import Check, Outcome
from devices.desk import CHOICES, Desk, DeskSettings, open_desk
from devices.printer.api import PrinterStatus
from devices.scanner.api import ScannerStatus
from devices.selftest import DEVICES, passed, run_selftest
from tests.daemons.printing import document, text_of

pytestmark = pytest.mark.expected_log(
    "devices.virtual_in_use",
    "devices.virtual_reader_allowed",
    "devices.camera_trouble",
    "devices.print_failed",
    "devices.print_needs_staff",
    "devices.print_queue_cleared",
    "devices.reader_gone",
    "devices.card_service_gone",
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    kinds = dict.fromkeys(CHOICES, "virtual") | {"card_reader": "none"}
    with open_desk(DeskSettings(**kinds, virtual=True)) as desk:
        desk.scanner.lay([np.zeros((4, 4, 3), np.uint8)])
        yield desk


def outcomes(checks: list[Check]) -> dict[str, Outcome]:
    return {f"{check.device}.{number}": check.outcome for number, check in enumerate(checks)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_desk_in_order_in_every_language(desk: Desk, language: str) -> None:
    checks = run_selftest(desk, language=language)
    assert [check.device for check in checks] == [*DEVICES, "printer"]
    assert {check.outcome for check in checks if check.device != "reader"} == {Outcome.OK}
    assert next(check for check in checks if check.device == "reader").outcome is Outcome.ABSENT
    assert all(check.name and check.detail and check.action for check in checks)
    assert passed(checks)
    assert desk.printer.tray == []


def test_only_the_named_ones_run_in_the_order_asked_for(desk: Desk) -> None:
    assert [check.device for check in run_selftest(desk, ["scanner", "qr"])] == ["scanner", "qr"]


def test_an_unknown_name_is_told_with_the_known_ones(desk: Desk) -> None:
    with pytest.raises(Trouble, match="selftest_unknown") as caught:
        run_selftest(desk, ["scaner"], {"ocr": lambda language: []})
    assert "scanner" in caught.value.details["choices"]
    assert "ocr" in caught.value.details["choices"]


def test_checks_of_other_rooms_run_after_ours(desk: Desk) -> None:
    line = Check("fonts", "字体", Outcome.WARNING, "…", "…")
    assert run_selftest(desk, extra={"fonts": lambda language: [line]})[-1] == line
    assert run_selftest(desk, ["fonts"], {"fonts": lambda language: [line]}) == [line]
    assert passed([line])


@pytest.mark.parametrize("fault", [status for status in CameraStatus if status is not CameraStatus.READY])
def test_each_camera_fault_fails(desk: Desk, fault: CameraStatus) -> None:
    desk.camera.fault = fault
    [check] = run_selftest(desk, ["camera"])
    assert check.outcome is Outcome.FAILED
    assert not passed([check])


def test_an_empty_glass_is_fine_a_busy_scanner_a_warning_a_jam_a_failure(desk: Desk) -> None:
    told = []
    for fault in (ScannerStatus.NO_PAGE, ScannerStatus.BUSY, ScannerStatus.JAM):
        desk.scanner.fault = fault
        told += [check.outcome for check in run_selftest(desk, ["scanner"])]
    assert told == [Outcome.OK, Outcome.WARNING, Outcome.FAILED]


def test_a_former_document_in_the_queue_fails_and_is_not_printed(desk: Desk) -> None:
    desk.printer.print_pdf(document("A"), "kakanai")
    state, queue = run_selftest(desk, ["printer"], print_sheet=True)
    assert (state.outcome, queue.outcome) == (Outcome.WARNING, Outcome.FAILED)
    assert desk.printer.tray == []


def test_the_test_sheet_is_printed_only_when_asked_for(desk: Desk) -> None:
    assert run_selftest(desk, ["printer"], print_sheet=True)[-1].outcome is Outcome.OK
    [sheet] = desk.printer.tray
    assert "actual size" in text_of(sheet)


def test_a_sheet_that_does_not_come_out_fails(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(desk.printer), "status", lambda printer: PrinterStatus.READY)
    desk.printer.fault = PrinterStatus.JAM
    assert run_selftest(desk, ["printer"], print_sheet=True)[-1].outcome is Outcome.FAILED
    assert desk.printer.queue_is_empty()


def test_a_printer_that_is_not_there_has_no_queue_to_look_at(desk: Desk) -> None:
    desk.printer.fault = PrinterStatus.ABSENT
    [check] = run_selftest(desk, ["printer"])
    assert check.outcome is Outcome.FAILED
