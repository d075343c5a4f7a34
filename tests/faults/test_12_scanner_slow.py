"""Row 12: slow scanner, huge page. Progress, cancel within a second, and nothing over the limit is taken in."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import pytest

from base.trouble import Trouble
from devices.scanner.api import ScanLimits
from tests.daemons.scanning import sane_scanner

SLOW = ("--read-delay=yes", "--read-delay-duration=200000", "--read-limit=yes", "--read-limit-size=512")


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_promise_in_seconds() -> None:
    assert ScanLimits().stop_s < 1


def test_cancelled_it_stops_leaves_nothing_and_scans_again(tmp_path: Path, scratch: Path) -> None:
    scanner = sane_scanner(tmp_path, *SLOW, dpi=100)
    seen: list[float] = []

    def progress(part: float) -> None:
        seen.append(part)
        scanner.cancel()

    with pytest.raises(Trouble, match="scanner_cancelled"):
        scanner.scan(progress)
    assert seen
    assert list(scratch.iterdir()) == []
    scanner._options = ()
    assert len(scanner.scan()) == 1


@pytest.mark.expected_log("devices.scan_failed")
def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path, scratch: Path) -> None:
    scanner = sane_scanner(tmp_path, *SLOW, dpi=100, limits=ScanLimits(page_s=0.3))
    with pytest.raises(Trouble, match="scanner_slow"):
        scanner.scan()
    assert list(scratch.iterdir()) == []


@pytest.mark.expected_log("devices.scan_failed")
@pytest.mark.parametrize("pixels", [100, 100_000])
def test_a_page_over_the_limit_is_refused(tmp_path: Path, scratch: Path, pixels: int) -> None:
    scanner = sane_scanner(tmp_path, dpi=150, limits=ScanLimits(pixels=pixels))
    with pytest.raises(Trouble, match="page_too_large"):
        scanner.scan()
    assert list(scratch.iterdir()) == []


@pytest.mark.expected_log("devices.scan_failed")
@pytest.mark.parametrize("stubborn", [False, True])
def test_a_driver_that_hangs_is_stopped_by_force_if_need_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stubborn: bool
) -> None:
    trap = "trap '' TERM\n" if stubborn else ""
    program = tmp_path / "bin" / "scanimage"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{trap}echo $$ > {tmp_path}/pid\nwhile :; do sleep 0.1; done\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    scanner = sane_scanner(tmp_path, limits=ScanLimits(page_s=0.3, stop_s=0.3))
    with pytest.raises(Trouble, match="scanner_slow"):
        scanner.scan()
    assert scanner._abandoned == []
    assert not Path(f"/proc/{(tmp_path / 'pid').read_text().strip()}").exists()


def test_cancel_from_another_thread(tmp_path: Path) -> None:
    scanner = sane_scanner(tmp_path, *SLOW, dpi=100)
    threading.Timer(0.1, scanner.cancel).start()
    with pytest.raises(Trouble, match="scanner_cancelled"):
        scanner.scan()
