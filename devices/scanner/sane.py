"""A scanner behind SANE, driven through the program ``scanimage``.

A child process, not ``python-sane``: a SANE read cannot be interrupted, and a driver that hangs or crashes must
not take the counter with it. What it says of each page, and its exit status, are SANE's own status numbers.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from base import events
from base.clock import Clock, SystemClock
from base.trouble import Trouble
from devices.scanner.api import TROUBLES, Progress, ScanLimits, ScannedPage, ScannerStatus
from devices.scanner.pnm import read_pnm

KILLED_S = 0.3
"""How long a killed child may take to be gone."""

ENDING_S = 1.0
"""How long scanimage may take to end after it has said that the batch is over: some drivers hang while they close."""

POLL_S = 0.03
"""How often the running child is looked at; a cancel waits at most this long to be seen."""

STATUSES = {
    3: ScannerStatus.BUSY,  # SANE_STATUS_DEVICE_BUSY
    6: ScannerStatus.JAM,  # SANE_STATUS_JAMMED
    7: ScannerStatus.NO_PAGE,  # SANE_STATUS_NO_DOCS
    8: ScannerStatus.COVER_OPEN,  # SANE_STATUS_COVER_OPEN
}
"""Exit status of scanimage → ours. All others (invalid, unsupported, I/O error, no memory, denied) are FAILED."""

GOOD = (0, 5)
"""SANE_STATUS_GOOD, and SANE_STATUS_EOF, with which every page ends."""

_PAGE_STATUS = re.compile(r"\(scanner status = (\d+)\)")
_OPEN_FAILED = re.compile(r"open of device .* failed: (?P<reason>.*)")
_NO_DEVICES = "no SANE devices found"
_ROUNDED = re.compile(r"rounded value of resolution from \S+ to (\d+)")
_PROGRESS = re.compile(r"Progress: *(\d+(?:\.\d+)?)%")
_BATCH = "Scanning page "
_BATCH_OVER = "Batch terminated, "


class SaneScanner:
    """One scanner of this machine or of the network, by its SANE name.

    Args:
        device: as ``scanimage -L`` prints it, for example ``airscan:e0:Office``; empty takes the first one.
        source: the device's own word for where the paper lies, for example ``ADF``; empty leaves its default.
            A source whose name speaks of a feeder gives all its pages, any other gives one.
        dpi: asked of the device; 300 is what reading needs.
        mode: the device's own word for colour.
        area_mm: width and height to scan; the device cuts it down to what it has.
        options: further options of this device, for example ``("--swdeskew=yes",)``.
        config_dir: SANE's configuration, where it is not the system's.
        limits: time-outs and sizes.
    """

    def __init__(
        self,
        device: str = "",
        *,
        source: str = "",
        dpi: int = 300,
        mode: str = "Color",
        area_mm: tuple[int, int] | None = (210, 297),
        options: Sequence[str] = (),
        config_dir: Path | None = None,
        limits: ScanLimits = ScanLimits(),  # noqa: B008 - frozen
        clock: Clock | None = None,
    ) -> None:
        self._device = device
        self._source = source
        self._dpi = dpi
        self._mode = mode
        self._area_mm = area_mm
        self._options = tuple(options)
        self._config_dir = config_dir
        self._limits = limits
        self._clock = clock or SystemClock()
        self._cancelled = threading.Event()
        self._in_use = threading.Lock()
        self._present: bool | None = None
        self._abandoned: list[subprocess.Popen] = []

    def status(self) -> ScannerStatus:
        if not self._in_use.acquire(blocking=False):
            return ScannerStatus.BUSY
        try:
            with tempfile.TemporaryDirectory(prefix="kakanai-scan-") as folder:
                status, _ = self._run(["--dont-scan"], Path(folder), self._limits.status_s, None)
        except Trouble as trouble:
            status = next(s for s, id in TROUBLES.items() if id == trouble.id)
        finally:
            self._in_use.release()
        return self._noticed(status)

    def scan(self, progress: Progress | None = None) -> list[ScannedPage]:
        if not self._in_use.acquire(blocking=False):
            raise Trouble("scanner_busy")
        self._cancelled.clear()
        try:
            pages = self._scan(progress)
        except Trouble as trouble:
            self._noticed(ScannerStatus.ABSENT if trouble.id == "scanner_absent" else ScannerStatus.READY)
            if trouble.id != "scanner_cancelled":
                events.log("devices.scan_failed", trouble=trouble.id)
            raise
        finally:
            self._in_use.release()
        self._noticed(ScannerStatus.READY)
        events.log("devices.scan_done", pages=len(pages), dpi=pages[0].dpi)
        return pages

    def cancel(self) -> None:
        self._cancelled.set()

    def _scan(self, progress: Progress | None) -> list[ScannedPage]:
        feeder = any(word in self._source.lower() for word in ("adf", "feeder", "duplex"))
        count = self._limits.pages if feeder else 1
        # The folder goes whatever happens, and with it every half-scanned page (0700, so nobody else reads it).
        with tempfile.TemporaryDirectory(prefix="kakanai-scan-") as name:
            folder = Path(name)
            arguments = ["--format=pnm", f"--batch={folder}/%03d.pnm", f"--batch-count={count}", "--progress"]
            if self._area_mm:
                arguments += ["-l", "0", "-t", "0", "-x", str(self._area_mm[0]), "-y", str(self._area_mm[1])]
            status, said = self._run(arguments, folder, self._limits.page_s, progress)
            files = sorted(folder.glob("*.pnm"))
            # A feeder ends every scan by being empty; only an empty one to begin with is a trouble.
            if status is not ScannerStatus.READY and not (status is ScannerStatus.NO_PAGE and files):
                raise Trouble(TROUBLES[status])
            rounded = _ROUNDED.search(said)
            dpi = int(rounded[1]) if rounded else self._dpi
            if not files:
                raise Trouble("scanner_failed")
            return [ScannedPage(read_pnm(file, self._limits.pixels), dpi) for file in files]

    def _command(self, arguments: list[str]) -> list[str]:
        program = shutil.which("scanimage")
        if program is None:
            events.log("devices.scan_program_missing", program="scanimage")
            raise Trouble("scanner_absent")
        device = [f"--device-name={self._device}"] if self._device else []
        source = [f"--source={self._source}"] if self._source else []
        wanted = [f"--mode={self._mode}", f"--resolution={self._dpi}", *self._options]
        return [program, *device, *source, *wanted, *arguments]

    def _run(
        self, arguments: list[str], folder: Path, timeout_s: float, progress: Progress | None
    ) -> tuple[ScannerStatus, str]:
        """Runs the child to its end and judges its exit status; gives what it said as well.

        Raises:
            Trouble: scanner_absent, scanner_slow, scanner_cancelled, page_too_large.
        """
        environment = dict(os.environ, LC_ALL="C")
        if self._config_dir:
            environment["SANE_CONFIG_DIR"] = str(self._config_dir)
        command = self._command(arguments)
        said_file = folder / "said"
        with said_file.open("wb") as said:
            child = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment, cwd=folder
            )
            try:
                self._watch(child, folder, said_file, timeout_s, progress)
            finally:
                self._end(child)
        text = said_file.read_text(encoding="utf-8", errors="replace")
        if (failed := _OPEN_FAILED.search(text)) or _NO_DEVICES in text:
            busy = failed is not None and failed["reason"].strip() == "Device busy"
            return (ScannerStatus.BUSY if busy else ScannerStatus.ABSENT), text
        # The status of a page is said before the end, and a broken pipe in the driver can turn the exit into 0.
        bad = [int(number) for number in _PAGE_STATUS.findall(text) if int(number) not in GOOD]
        # A driver that hangs after its last page is stopped by us; what it said of the pages still holds.
        stopped = _BATCH_OVER in text and (child.returncode is None or child.returncode < 0)
        number = bad[-1] if bad else 0 if stopped else child.returncode
        return (STATUSES.get(number, ScannerStatus.FAILED) if number else ScannerStatus.READY), text

    def _watch(
        self, child: subprocess.Popen, folder: Path, said_file: Path, timeout_s: float, progress: Progress | None
    ) -> None:
        deadline = self._clock.monotonic() + timeout_s
        page = 0
        over = False
        while child.poll() is None:
            if self._cancelled.wait(POLL_S):
                raise Trouble("scanner_cancelled")
            said = said_file.read_text(encoding="utf-8", errors="replace")
            if said.count(_BATCH) > page:
                page = said.count(_BATCH)
                deadline = self._clock.monotonic() + timeout_s
            if progress and (parts := _PROGRESS.findall(said.rpartition(_BATCH)[2])):
                progress(min(float(parts[-1]) / 100, 1.0))
            # Three bytes a pixel (colour, 8 bits): a page that has grown beyond the limit will not get better.
            if any(_size(file) > self._limits.pixels * 3 + 512 for file in _files(folder)):
                raise Trouble("page_too_large")
            if not over and _BATCH_OVER in said:
                over, deadline = True, self._clock.monotonic() + ENDING_S
            if self._clock.monotonic() > deadline:
                if over:
                    return
                raise Trouble("scanner_slow")

    def _end(self, child: subprocess.Popen) -> None:
        """Stops the child: politely (the scanner gets its sane_cancel), then by force, and then without it."""
        self._abandoned = [old for old in self._abandoned if old.poll() is None]
        if child.poll() is not None:
            return
        for stop, patience_s in ((child.terminate, self._limits.stop_s), (child.kill, KILLED_S)):
            stop()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(patience_s)
                return
        # It hangs inside the kernel. It is kept so that it is reaped when it comes back.
        self._abandoned.append(child)

    def _noticed(self, status: ScannerStatus) -> ScannerStatus:
        """Logs once when the scanner goes and once when it returns."""
        present = status is not ScannerStatus.ABSENT
        if present != self._present:
            if not present:
                events.log("devices.scanner_gone")
            elif self._present is not None:
                events.log("devices.scanner_back")
            self._present = present
        return status


def _size(file: Path) -> int:
    """Bytes of a page as far as it has come; 0 where it has just got its final name."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.suffix in (".pnm", ".part")]
