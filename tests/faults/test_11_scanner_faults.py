"""Row 11: scanner jam, cover open, no page, busy, I/O error. Its own text each, no half image left, retry works."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from base.texts import LANGUAGES, action, message
from base.trouble import Trouble
from devices.scanner.api import ScanLimits
from tests.daemons.scanning import PATTERN, sane_scanner

FEEDER = "Automatic Document Feeder"
FAULTS = {
    "SANE_STATUS_JAMMED": "scanner_jam",
    "SANE_STATUS_COVER_OPEN": "scanner_cover_open",
    "SANE_STATUS_NO_DOCS": "scanner_no_page",
    "SANE_STATUS_DEVICE_BUSY": "scanner_busy",
    "SANE_STATUS_IO_ERROR": "scanner_failed",
    "SANE_STATUS_INVAL": "scanner_failed",
    "SANE_STATUS_UNSUPPORTED": "scanner_failed",
    "SANE_STATUS_NO_MEM": "scanner_failed",
    "SANE_STATUS_ACCESS_DENIED": "scanner_failed",
    "SANE_STATUS_CANCELLED": "scanner_failed",
}
NO_PIXEL = "SANE_STATUS_EOF"
"""scanimage ends with 0 and leaves a file with a header and no pixel, or its driver trips over a pipe and hangs."""


@pytest.mark.expected_log("devices.scan_failed")
@pytest.mark.parametrize("source", ["Flatbed", FEEDER])
@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_the_real_driver(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: str, source: str
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    scanner = sane_scanner(tmp_path, *PATTERN, f"--read-return-value={fault}", source=source)
    with pytest.raises(Trouble) as caught:
        scanner.scan()
    assert caught.value.id == FAULTS[fault]
    assert [r.data for r in caplog.records] == [{"trouble": FAULTS[fault]}]
    assert list(scratch.iterdir()) == []
    scanner._options = PATTERN  # the cover is closed again
    assert scanner.scan()[0].pixels.std() > 50


HANGING = """#!/bin/sh
for each in "$@"; do case "$each" in --batch=*) page=$(printf "${each#--batch=}" 1) ;; esac; done
echo "Scanning 1 page, incrementing by 1, numbering from 1"
echo "Scanning page 1"
printf 'P5\\n40 40\\n255\\n' > "$page"; head -c 1600 /dev/urandom >> "$page"
echo "Scanned page 1. (scanner status = STATUS)"
echo "Batch terminated, 1 page scanned"
exec sleep 600
"""


@pytest.mark.expected_log("devices.scan_failed")
@pytest.mark.parametrize("status", [5, 3])
def test_a_driver_that_hangs_while_it_closes_keeps_neither_page_nor_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    program = tmp_path / "bin" / "scanimage"
    program.parent.mkdir()
    program.write_text(HANGING.replace("STATUS", str(status)))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    scanner = sane_scanner(tmp_path)
    if status == 5:
        assert scanner.scan()[0].pixels.std() > 50
        return
    with pytest.raises(Trouble, match="scanner_busy"):
        scanner.scan()


@pytest.mark.expected_log("devices.scan_failed")
@pytest.mark.parametrize("source", ["Flatbed", FEEDER])
def test_a_scan_that_succeeds_without_a_pixel_is_no_scan(tmp_path: Path, source: str) -> None:
    options = (*PATTERN, f"--read-return-value={NO_PIXEL}")
    scanner = sane_scanner(tmp_path, *options, source=source, limits=ScanLimits(page_s=2.0))
    with pytest.raises(Trouble, match="scanner_failed|scanner_slow"):
        scanner.scan()


@pytest.mark.parametrize("id", sorted(set(FAULTS.values())))
def test_each_has_its_own_text_in_every_language(id: str) -> None:
    for language in LANGUAGES:
        others = {message(Trouble(other), language) for other in set(FAULTS.values()) - {id}}
        assert message(Trouble(id), language) not in others
        assert action(Trouble(id), language)


@pytest.mark.expected_log("devices.scan_failed", "devices.scanner_gone")
def test_a_name_that_no_scanner_has_is_absent(tmp_path: Path) -> None:
    scanner = sane_scanner(tmp_path)
    scanner._device = "test:7"
    with pytest.raises(Trouble, match="scanner_absent"):
        scanner.scan()
    scanner._device = "test:0"
    assert len(scanner.scan()) == 1
