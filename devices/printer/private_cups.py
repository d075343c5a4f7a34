"""A print service of our own: a real cupsd on a socket in a temporary folder, with a printer that fails on demand.

The demo prints through it where asked to (``kakanai demo --cups``), and the tests hold the real spooler against
every fault of a printer. Nothing of the system's CUPS is touched, and it needs no right to be started.

The printer is deliberately one that was never set up for Japan: its default paper is Letter and it has margins, so
that a job comes out right only when it says what it wants.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from base.trouble import Trouble

START_S = 10.0
"""How long cupsd may take to answer on its socket."""

STOP_S = 5.0
"""How long cupsd may take to end; then it is killed."""

FILTERS = Path("/usr/lib/cups/filter")
DAEMONS = Path("/usr/lib/cups/daemon")
_FILES = Path(__file__).with_name("private_cups_files")


class PrinterFault(StrEnum):
    """What the private printer does with the next pages."""

    NONE = "none"
    PAPER_OUT = "paper_out"  # waits with media-empty until the fault is lifted
    DOOR_OPEN = "door_open"  # waits with cover-open until the fault is lifted
    JAM = "jam"  # half the job, then the backend ends with 4: stop the queue, keep the job
    OFF = "off"  # the backend ends with 1 and says that the printer is offline
    OFFLINE = "offline"  # tries to reach the printer for ever
    HANG = "hang"  # accepts the job, never ends, says nothing
    DISCARD = "discard"  # says done, prints nothing


class PrivateCups:
    """Starts the service when entered, ends it and removes all its files when left.

    Args:
        printed: where the printer lays what it prints, as PDF files named by the time.
        queue: name of the one queue.

    Attributes:
        socket: path to hand to :class:`~devices.printer.cups.CupsPrinter` as host.
        queue: the same as given.
    """

    def __init__(self, printed: Path, queue: str = "kakanai") -> None:
        self.queue = queue
        self.printed = printed
        self._root: Path | None = None
        self._server: subprocess.Popen | None = None

    @property
    def root(self) -> Path:
        if self._root is None:
            raise RuntimeError("the private print service is not started")
        return self._root

    @property
    def socket(self) -> str:
        return str(self.root / "cups.sock")

    @property
    def pid(self) -> int:
        """The process of cupsd, for tests that stop it."""
        if self._server is None:
            raise RuntimeError("the private print service is not started")
        return self._server.pid

    def __enter__(self) -> PrivateCups:
        # The socket's path must be short (108 bytes), so not below a deep folder of the caller's.
        self._root = Path(tempfile.mkdtemp(prefix="kakanai-cups-"))
        try:
            self._lay_out()
            self._start()
            self._add_queue()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.fail(PrinterFault.NONE)
        self.stop()
        for part in self.printed.glob("*.part"):
            part.unlink()
        shutil.rmtree(self.root)
        self._root = None

    def fail(self, fault: PrinterFault) -> None:
        """Sets what the printer suffers from, at once and for running jobs too."""
        (self.root / "fault.part").write_text(fault.value, encoding="ascii")
        (self.root / "fault.part").rename(self.root / "fault")

    def documents(self) -> list[Path]:
        """What came out of the printer, oldest first."""
        return sorted(self.printed.glob("*.pdf"))

    def reached(self) -> set[int]:
        """Numbers of the jobs that have come as far as the printer."""
        return self._notes("reached")

    def taken_back(self) -> set[int]:
        """Numbers of the jobs that the backend could take back from the printer."""
        return self._notes("taken-back")

    def _notes(self, kind: str) -> set[int]:
        return {int(note.name.rpartition("-")[2]) for note in self.root.glob(f"{kind}-*")}

    def stop(self) -> None:
        """Ends cupsd and its children; the spool stays, as after a power cut."""
        server, self._server = self._server, None
        if server is None:
            return
        server.send_signal(signal.SIGCONT)  # a test may have held it still
        server.terminate()
        try:
            server.wait(STOP_S)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(STOP_S)

    def start_again(self) -> None:
        """Starts cupsd on the same spool."""
        self._start()

    def _lay_out(self) -> None:
        root = self.root
        root.chmod(0o711)  # cupsd as root runs its filters as another account, which must pass through here
        for name in ("etc", "cache", "state", "spool", "tmp", "log", "data/mime", "data/banners"):
            (root / name).mkdir(parents=True)
        for name in ("backend", "filter", "notifier", "driver"):
            (root / "bin" / name).mkdir(parents=True)
        if not (FILTERS / "pdftopdf").exists() or not DAEMONS.exists() or self._program() is None:
            raise Trouble("print_service_not_started")
        (root / "bin/filter/pdftopdf").symlink_to(FILTERS / "pdftopdf")
        (root / "bin/daemon").symlink_to(DAEMONS)
        (root / "data/mime/mime.types").write_text(
            "application/pdf pdf string(0,%PDF)\napplication/vnd.cups-pdf\n", encoding="ascii"
        )
        (root / "data/mime/mime.convs").write_text(
            "application/pdf application/vnd.cups-pdf 66 pdftopdf\n", encoding="ascii"
        )
        for name in ("cupsd.conf", "cups-files.conf"):
            text = (_FILES / name).read_text(encoding="ascii").replace("@ROOT@", str(root))
            (root / "etc" / name).write_text(text, encoding="ascii")
        self.printed.mkdir(parents=True, exist_ok=True)
        self.fail(PrinterFault.NONE)
        backend = root / "bin/backend/kakanai"
        shutil.copyfile(_FILES / "backend.sh", backend)
        # With no right for others cupsd, when it is root, runs it as root: it must write into the caller's folder.
        backend.chmod(0o700)

    @staticmethod
    def _program() -> str | None:
        return shutil.which("cupsd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")

    def _start(self) -> None:
        program = self._program()
        if program is None:
            raise Trouble("print_service_not_started")
        Path(self.socket).unlink(missing_ok=True)
        etc = self.root / "etc"
        with (self.root / "log/said").open("ab") as said:
            self._server = subprocess.Popen(  # noqa: S603
                [program, "-f", "-c", str(etc / "cupsd.conf"), "-s", str(etc / "cups-files.conf")],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        self._until_it_answers()

    def _until_it_answers(self) -> None:
        import cups

        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            if self._server is None or self._server.poll() is not None:
                break
            try:
                cups.Connection(host=self.socket).getPrinters()
            except (RuntimeError, cups.IPPError):
                time.sleep(0.05)
            else:
                return
        raise Trouble("print_service_not_started")

    def _add_queue(self) -> None:
        import cups

        connection = cups.Connection(host=self.socket)
        device = f"kakanai:{self.root}"
        connection.addPrinter(self.queue, device=device, filename=str(_FILES / "printer.ppd"))
        connection.enablePrinter(self.queue)
        connection.acceptJobs(self.queue)
        (self.root / "printed").symlink_to(self.printed.resolve())
