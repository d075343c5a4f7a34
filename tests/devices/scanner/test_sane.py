"""The real SANE, through its test backend."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import pytest

from base.trouble import Trouble
from devices.scanner.api import ScannerStatus
from devices.scanner.sane import SaneScanner
from tests.daemons.scanning import DPI, PATTERN, sane_config, sane_scanner

FEEDER = "Automatic Document Feeder"


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders go, so that a test can see that none is left."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_page_of_the_flatbed_comes_whole_and_leaves_no_file(tmp_path: Path, scratch: Path) -> None:
    [page] = sane_scanner(tmp_path, *PATTERN).scan()
    # The test backend's glass is 200 mm wide and as long.
    assert page.pixels.shape == (int(200 / 25.4 * DPI), int(200 / 25.4 * DPI), 3)
    assert page.dpi == DPI
    assert page.pixels.std() > 50
    assert list(scratch.iterdir()) == []


def test_the_feeder_gives_all_its_pages_in_order(tmp_path: Path) -> None:
    assert len(sane_scanner(tmp_path, source=FEEDER).scan()) == 10


def test_a_resolution_that_the_device_rounds_is_told_as_it_is(tmp_path: Path) -> None:
    [page] = sane_scanner(tmp_path, dpi=2000, area_mm=(5, 5)).scan()
    assert page.dpi == 1200
    assert page.pixels.shape[1] == pytest.approx(5 / 25.4 * 1200, abs=2)


def test_progress_grows_and_ends_at_one(tmp_path: Path) -> None:
    seen: list[float] = []
    sane_scanner(tmp_path, "--read-delay=yes", "--read-delay-duration=30000").scan(seen.append)
    assert len(set(seen)) > 2
    assert seen == sorted(seen)
    assert 0 <= seen[0] < 1


def test_status_of_a_scanner_that_is_there(tmp_path: Path) -> None:
    assert sane_scanner(tmp_path).status() is ScannerStatus.READY


@pytest.mark.expected_log("devices.scanner_gone")
def test_gone_is_logged_once_and_back_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "kakanai")
    scanner = SaneScanner("test:1", config_dir=sane_config(tmp_path), dpi=DPI)
    config = tmp_path / "sane" / "test.conf"
    told = []
    for devices in (2, 1, 1, 2, 2):
        config.write_text(f"number_of_devices {devices}\n")
        told.append(scanner.status())
    assert told == [ScannerStatus.READY, *[ScannerStatus.ABSENT] * 2, *[ScannerStatus.READY] * 2]
    assert [r.getMessage() for r in caplog.records] == ["devices.scanner_gone", "devices.scanner_back"]


@pytest.mark.expected_log("devices.scanner_gone")
def test_no_device_at_all_is_absent(tmp_path: Path) -> None:
    (tmp_path / "dll.conf").touch()
    assert SaneScanner(config_dir=tmp_path).status() is ScannerStatus.ABSENT


@pytest.mark.expected_log("devices.scanner_gone", "devices.scan_program_missing")
def test_no_scanimage_is_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert sane_scanner(tmp_path).status() is ScannerStatus.ABSENT


@pytest.mark.expected_log("devices.scan_failed")
def test_a_driver_that_crashes_takes_only_its_own_process_with_it(tmp_path: Path) -> None:
    scanner = sane_scanner(tmp_path)
    config = tmp_path / "sane" / "test.conf"
    config.write_text("number_of_devices 0\n")  # makes the test backend of SANE 1.2 crash (SIGSEGV)
    assert scanner.status() is ScannerStatus.FAILED
    with pytest.raises(Trouble, match="scanner_failed"):
        scanner.scan()
    config.write_text("number_of_devices 1\n")
    assert len(scanner.scan()) == 1


@pytest.mark.expected_log("devices.scan_failed")
def test_a_second_scan_while_one_runs_is_busy_and_the_first_goes_on(tmp_path: Path) -> None:
    scanner = sane_scanner(tmp_path, "--read-delay=yes", "--read-delay-duration=100000")
    began, pages = threading.Event(), []
    first = threading.Thread(target=lambda: pages.extend(scanner.scan(lambda part: began.set())))
    first.start()
    assert began.wait(10)
    assert scanner.status() is ScannerStatus.BUSY
    with pytest.raises(Trouble, match="scanner_busy"):
        scanner.scan()
    first.join(20)
    assert len(pages) == 1
