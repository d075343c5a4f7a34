"""The virtual scanner behaves like one."""

from __future__ import annotations

import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from base.trouble import Trouble
from devices.scanner.api import TROUBLES, ScanLimits, ScannerStatus
from devices.scanner.virtual import VirtualScanner

PAGE = np.full((30, 20, 3), 200, np.uint8)


def test_what_is_laid_on_the_glass_is_scanned(tmp_path: Path) -> None:
    file = tmp_path / "転出証明書.png"
    cv2.imencode(".png", PAGE)[1].tofile(file)
    scanner = VirtualScanner()
    scanner.lay([file, PAGE], dpi=200)
    first, second = scanner.scan()
    assert (first.pixels == PAGE).all()
    assert (second.pixels == PAGE).all()
    assert first.dpi == 200


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_is_no_picture_is_told_at_once(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.png").write_bytes(content)
    with pytest.raises(Trouble, match="scanner_picture_unreadable"):
        VirtualScanner().lay([tmp_path / "x.png"])


@pytest.mark.expected_log("devices.scan_failed")
def test_an_empty_glass_is_no_page_and_a_page_then_works() -> None:
    scanner = VirtualScanner()
    assert scanner.status() is ScannerStatus.NO_PAGE
    with pytest.raises(Trouble, match="scanner_no_page"):
        scanner.scan()
    scanner.lay([PAGE])
    assert len(scanner.scan()) == 1
    scanner.take_away()
    assert scanner.status() is ScannerStatus.NO_PAGE


@pytest.mark.expected_log("devices.scan_failed")
@pytest.mark.parametrize("fault", list(TROUBLES))
@pytest.mark.parametrize("after", [0, 1])
def test_each_fault_at_each_page_keeps_nothing_and_heals(fault: ScannerStatus, after: int) -> None:
    scanner = VirtualScanner()
    scanner.lay([PAGE, PAGE])
    scanner.fault, scanner.fault_after = fault, after
    with pytest.raises(Trouble, match=TROUBLES[fault]):
        scanner.scan()
    scanner.fault = ScannerStatus.READY
    assert len(scanner.scan()) == 2


@pytest.mark.expected_log("devices.scan_failed")
def test_slow_and_too_large() -> None:
    scanner = VirtualScanner(ScanLimits(page_s=0.01, pixels=100), page_s=1)
    scanner.lay([PAGE])
    with pytest.raises(Trouble, match="scanner_slow"):
        scanner.scan()
    scanner.page_s = 0
    with pytest.raises(Trouble, match="page_too_large"):
        scanner.scan()


def test_cancel_from_another_thread_ends_the_scan() -> None:
    scanner = VirtualScanner(page_s=30)
    scanner.lay([PAGE])
    threading.Timer(0.05, scanner.cancel).start()
    with pytest.raises(Trouble, match="scanner_cancelled"):
        scanner.scan()
    scanner.page_s = 0
    seen: list[float] = []
    assert len(scanner.scan(seen.append)) == 1
    assert seen[-1] == 1
