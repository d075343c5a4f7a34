"""Behind the door: where staff are, and the work that runs meanwhile."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from base.clock import Clock
from base.trouble import Trouble
from devices.check import Check
from kiosk.jobs import Jobs
from kiosk.staff.door import Door
from kiosk.staff.settings import StaffSettings

AWAY_S = 120
"""Seconds without a touch after which the room closes by itself."""


class Page(StrEnum):
    """Where staff are."""

    OUTSIDE = "outside"
    PIN = "pin"
    MENU = "menu"
    TESTING = "testing"
    REPORT = "report"
    RULER = "ruler"


class StaffRoom(QObject):
    """The room.

    Attributes:
        changed: something to show.
        page: where staff are.
        trouble: of the last try at the door.
        checks: of the last self-test.
    """

    changed = Signal()

    def __init__(self, settings: StaffSettings, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.door = Door(settings.pin_file, clock)
        self.page = Page.OUTSIDE
        self.trouble: Trouble | None = None
        self.checks: list[Check] = []
        self.jobs = Jobs(self)
        self._away = QTimer(self, singleShot=True, interval=AWAY_S * 1000)
        self._away.timeout.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether somebody is at the door or behind it."""
        return self.page is not Page.OUTSIDE

    def touched(self) -> None:
        """Somebody is there."""
        if self.is_open:
            self._away.start()

    def knock(self, x_mm: float, y_mm: float) -> None:
        """A touch while nobody's visit is open."""
        if self.door.touched(x_mm, y_mm) and not self.is_open:
            self._go(Page.PIN)

    def give_pin(self, pin: str) -> None:
        """Tries a PIN; the answer comes through :attr:`changed`."""

        def refused(trouble: Trouble) -> None:
            self.trouble = trouble
            self.changed.emit()

        self.jobs.run(lambda: self.door.open(pin), lambda _: self._go(Page.MENU), refused)

    def test(self, language: str) -> None:
        """Runs the self-test."""
        selftest = self.settings.selftest
        assert selftest is not None
        self._go(Page.TESTING)

        def told(checks: list[Check]) -> None:
            self.checks = checks
            self._go(Page.REPORT)

        def failed(trouble: Trouble) -> None:
            self._go(Page.MENU, trouble)

        self.jobs.run(lambda: selftest(language), told, failed)

    def menu(self) -> None:
        """Back to the choice."""
        self._go(Page.MENU)

    def ruler(self) -> None:
        """To the ruler."""
        self._go(Page.RULER)

    def close(self) -> None:
        """Out again; answers under way are dropped."""
        self.jobs.drop()
        self._away.stop()
        self.checks = []
        if self.is_open:
            self._go(Page.OUTSIDE)

    def _go(self, page: Page, trouble: Trouble | None = None) -> None:
        self.page, self.trouble = page, trouble
        self.touched()
        self.changed.emit()
