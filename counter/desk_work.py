"""What the counter does with its devices, in a thread of its own: a printer may take minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from base.clock import Clock, today
from base.trouble import Trouble
from counter.cards import Found, certificate, find, prover, read
from counter.paper import TITLE, print_form, print_sheet
from counter.scanning import look_for_code, scan_certificate
from counter.worker import Worker
from db.accounts import Accounts
from devices.card.api import CardKind
from devices.desk import Desk
from forms.guide.questions import Questions
from forms.reading import Reading
from forms.visit import Visit

T = TypeVar("T")


class DeskWork(QObject):
    """Printer, camera and card reader.

    Args:
        desk: the devices.
        addressee: the mayor whom forms are addressed to; empty leaves the form's own.
        clock: for time-outs.
    """

    def __init__(self, desk: Desk, addressee: str, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._addressee, self._clock = desk, addressee, clock
        self._worker = Worker("counter-devices", self)
        self._looking = self._scanning = False
        self._stopped = False

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._worker.idle

    @property
    def has_printer(self) -> bool:
        """Whether there is anything to print on."""
        return self._desk.printer is not None

    def stop(self) -> None:
        """Ends the thread; a search for a code ends at the next frame."""
        self._stopped = True
        self._worker.stop()

    def print(self, visit: Visit, printed: Callable[[int], None], failed: Callable[[Trouble], None], form: str) -> None:
        """Prints a form of a visit; `printed` gets the number of pages."""
        printer, virtual = self._desk.printer, self._desk.is_virtual
        self._worker.do(lambda: print_form(printer, visit, self._addressee, virtual, form), printed, failed)

    def print_pdf(self, pdf: bytes, printed: Callable[[], None], failed: Callable[[Trouble], None]) -> None:
        """Prints a finished page."""
        printer = self._desk.printer
        self._worker.do(lambda: printer.wait(printer.print_pdf(pdf, TITLE)), lambda _nothing: printed(), failed)

    def find_card(self, found: Callable[[Found], None], failed: Callable[[Trouble], None]) -> None:
        """Recognises the card on the clerk's reader."""
        cards, bus = self._desk.cards, self._desk.bus
        self._worker.do(lambda: find(cards, bus), found, failed)

    def read_card(
        self, kind: CardKind, typed: str, taken: Callable[[Reading], None], failed: Callable[[Trouble], None]
    ) -> None:
        """Reads it. What opens it is handed on and kept nowhere."""
        cards, bus, day = self._desk.cards, self._desk.bus, today(self._clock)
        self._worker.do(lambda: read(cards, bus, kind, typed, day), taken, failed)

    def print_sheet(
        self,
        visit: Visit,
        questions: Questions,
        printed: Callable[[dict[str, int]], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        """Prints the list of procedures for the visitor and their forms; `printed` gets the pages of each."""
        printer, virtual, day = self._desk.printer, self._desk.is_virtual, today(self._clock)
        self._worker.do(lambda: print_sheet(printer, visit, questions, self._addressee, day, virtual), printed, failed)

    def scan(
        self, taken: Callable[[tuple[Reading, tuple[bytes, ...]]], None], failed: Callable[[Trouble], None]
    ) -> bool:
        """Scans and reads a certificate. False where there is no scanner or it is at work already."""
        scanner = self._desk.scanner
        if scanner is None or self._scanning:
            return False
        self._scanning = True

        def ended(then: Callable[[T], None]) -> Callable[[T], None]:
            def end(result: T) -> None:
                self._scanning = False
                then(result)

            return end

        self._worker.do(lambda: scan_certificate(scanner), ended(taken), ended(failed))
        return True

    @property
    def has_scanner(self) -> bool:
        """Whether this counter has a scanner."""
        return self._desk.scanner is not None

    def enrol(
        self,
        accounts: Accounts,
        name: str,
        typed: tuple[str, str, str],
        done: Callable[[None], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        """Makes the card on the reader the second factor of an account; see :meth:`db.accounts.Accounts.set_card`.

        Args:
            accounts: the store's.
            name: of the account.
            typed: password, PIN for user authentication, one-time code or empty.
        """
        cards, bus = self._desk.cards, self._desk.bus
        password, pin, code = typed

        def enrolled() -> None:
            accounts.set_card(name, password, certificate(cards, bus), prover(cards, bus, pin), code)

        self._worker.do(enrolled, done, failed)

    @property
    def has_reader(self) -> bool:
        """Whether this counter has a card reader."""
        return self._desk.cards is not None

    def read_code(self, seen: Callable[[str | None], None], failed: Callable[[Trouble], None]) -> bool:
        """Looks for a visit's code before the camera. False where there is no camera or it is looking already."""
        camera, clock = self._desk.camera, self._clock
        if camera is None or self._looking:
            return False
        self._looking = True

        def ended(then: Callable[[T], None]) -> Callable[[T], None]:
            def end(result: T) -> None:
                self._looking = False
                then(result)

            return end

        self._worker.do(lambda: look_for_code(camera, clock, lambda: self._stopped), ended(seen), ended(failed))
        return True
