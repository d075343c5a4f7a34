"""A scanner without a scanner: picture files are the paper laid on its glass. For the demo, training and tests."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from base import events
from base.trouble import Trouble
from devices.scanner.api import TROUBLES, Progress, ScanLimits, ScannedPage, ScannerStatus

if TYPE_CHECKING:
    import numpy as np

_STEPS = 20


class VirtualScanner:
    """Driven by its own words: lay, take_away, fault, page_s.

    Attributes:
        fault: what the scanner suffers from; READY is none.
        fault_after: pages that come through before the fault strikes.
        page_s: how long a page takes.
    """

    def __init__(self, limits: ScanLimits = ScanLimits(), page_s: float = 0.0) -> None:  # noqa: B008 - frozen
        self.fault = ScannerStatus.READY
        self.fault_after = 0
        self.page_s = page_s
        self._limits = limits
        self._pages: list[ScannedPage] = []
        self._cancelled = threading.Event()
        self._in_use = threading.Lock()

    def lay(self, pages: Sequence[Path | np.ndarray], dpi: int = 300) -> None:
        """Lays these pages on the glass in place of what lay there.

        Raises:
            Trouble: scanner_picture_unreadable when a file is no picture.
        """
        self._pages = [ScannedPage(_picture(page) if isinstance(page, Path) else page.copy(), dpi) for page in pages]

    def take_away(self) -> None:
        """Clears the glass."""
        self._pages = []

    def status(self) -> ScannerStatus:
        if self._in_use.locked():
            return ScannerStatus.BUSY
        if self.fault is ScannerStatus.READY and not self._pages:
            return ScannerStatus.NO_PAGE
        return self.fault

    def scan(self, progress: Progress | None = None) -> list[ScannedPage]:
        if not self._in_use.acquire(blocking=False):
            raise Trouble("scanner_busy")
        self._cancelled.clear()
        try:
            pages = self._scan(progress)
        except Trouble as trouble:
            if trouble.id != "scanner_cancelled":
                events.log("devices.scan_failed", trouble=trouble.id)
            raise
        finally:
            self._in_use.release()
        events.log("devices.scan_done", pages=len(pages), dpi=pages[0].dpi)
        return pages

    def cancel(self) -> None:
        self._cancelled.set()

    def _scan(self, progress: Progress | None) -> list[ScannedPage]:
        if not self._pages:
            raise Trouble(TROUBLES[ScannerStatus.NO_PAGE if self.fault is ScannerStatus.READY else self.fault])
        for number, page in enumerate(self._pages):
            if self.fault is not ScannerStatus.READY and number >= self.fault_after:
                raise Trouble(TROUBLES[self.fault])
            if self.page_s > self._limits.page_s:
                self._wait(self._limits.page_s)
                raise Trouble("scanner_slow")
            if page.pixels.shape[0] * page.pixels.shape[1] > self._limits.pixels:
                raise Trouble("page_too_large")
            for step in range(_STEPS):
                self._wait(self.page_s / _STEPS)
                if progress:
                    progress((step + 1) / _STEPS)
        return [ScannedPage(page.pixels.copy(), page.dpi) for page in self._pages]

    def _wait(self, seconds: float) -> None:
        if self._cancelled.wait(seconds):
            raise Trouble("scanner_cancelled")


def _picture(file: Path) -> np.ndarray:
    import cv2
    import numpy as np

    raw = np.fromfile(file, dtype=np.uint8)  # not imread, which cannot open every Japanese path on Windows
    pixels = cv2.imdecode(raw, cv2.IMREAD_COLOR) if raw.size else None
    if pixels is None:
        raise Trouble("scanner_picture_unreadable")
    return pixels
