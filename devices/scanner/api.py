"""What a scanner can do, whatever it is.

Every call blocks, so it belongs on a worker thread; only :meth:`Scanner.cancel` may come from another one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np

Progress = Callable[[float], None]
"""Told how much of the running page has come, 0 to 1."""


class ScannerStatus(StrEnum):
    """One plain word per cause that a person can act on."""

    READY = "ready"
    ABSENT = "absent"  # no such device: cable, power, or the configured name
    BUSY = "busy"  # another program, or another scan of ours, holds it
    NO_PAGE = "no_page"  # the feeder is empty
    JAM = "jam"
    COVER_OPEN = "cover_open"
    SLOW = "slow"  # did not answer in time
    FAILED = "failed"  # anything else: staff look at the log


TROUBLES = {
    ScannerStatus.ABSENT: "scanner_absent",
    ScannerStatus.BUSY: "scanner_busy",
    ScannerStatus.NO_PAGE: "scanner_no_page",
    ScannerStatus.JAM: "scanner_jam",
    ScannerStatus.COVER_OPEN: "scanner_cover_open",
    ScannerStatus.SLOW: "scanner_slow",
    ScannerStatus.FAILED: "scanner_failed",
}
"""The trouble that :meth:`Scanner.scan` raises in each state in which it cannot go on."""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One side of one sheet.

    Attributes:
        pixels: height × width × 3, blue-green-red, uint8.
        dpi: pixels per inch, as the device says it really scanned.
    """

    pixels: np.ndarray
    dpi: int


@dataclass(frozen=True, slots=True)
class ScanLimits:
    """Time-outs in seconds and sizes, of one scan.

    Attributes:
        status_s: for a device to say whether it is there; network scanners take some seconds.
        page_s: for one page; the clock starts again with each page.
        stop_s: for the scanner's program to stop politely after a cancel, before it is killed.
        pixels: of one page. A3 in 400 dpi is 31 million.
        pages: of one scan. A certificate has one or two.
    """

    status_s: float = 10.0
    page_s: float = 60.0
    stop_s: float = 0.5
    pixels: int = 40_000_000
    pages: int = 20


class Scanner(Protocol):
    """A scanner, asked afresh each time: nothing is held open across a hot-plug."""

    def status(self) -> ScannerStatus:
        """Whether a scan could start now. A jam or an empty feeder may show only in the scan itself."""
        ...

    def scan(self, progress: Progress | None = None) -> list[ScannedPage]:
        """Scans what lies there, all or nothing: after a fault no page of this scan is kept.

        Raises:
            Trouble: scanner_absent, scanner_busy, scanner_no_page, scanner_jam, scanner_cover_open,
                scanner_slow, scanner_failed, scanner_cancelled, page_too_large.
        """
        ...

    def cancel(self) -> None:
        """Ends a running scan within a second, from any thread; the scan raises scanner_cancelled."""
        ...
