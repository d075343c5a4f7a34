"""The panel beside the windows: inserts the card, lays the paper, shows the phone, takes the print.

It drives the virtual devices through their own words and knows nothing about kiosk or counter.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from base import texts
from command.demo.stage import CERTIFICATE, PHONE, PIN, SAMPLES, Stage
from command.papers import write
from devices.printer.api import PrinterStatus
from look import style
from look.buttons import MAIN, QUIET, Button
from look.frame import Rule
from look.text import Text
from look.tokens import DESK, Look

LOOK_MS = 300
"""How often the panel asks the devices how they are."""


class DevicePanel(QWidget):
    """One row a device: what it holds now, and what hands can do with it.

    Args:
        stage: whose devices these are.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self._stage = stage
        self._look = Look(profile=DESK)
        self._showing_phone = self._paper_laid = False
        self._taken = 0
        self.setWindowTitle(texts.text("command.panel.title"))
        style.apply(self, self._look)
        self._rows = QVBoxLayout(self)
        side = self._look.gap(2)
        self._rows.setContentsMargins(side, side, side, side)
        self._rows.setSpacing(self._look.gap(1))
        self._rows.addWidget(Text(texts.text("command.panel.title"), self._look, "heading"))
        self._rows.addWidget(Text(texts.text("command.panel.pin", pin=PIN), self._look, "small", colour="quiet"))
        self.card = self._device("card", self._turn_card)
        self.paper = self._device("paper", self._turn_paper)
        self.phone = self._device("phone", self._turn_phone)
        self.tray = self._device("tray", self._take_print)
        self.empty = self._device("feed", self._turn_feed)
        self._refresh()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._refresh)
        self._timer.start()

    def _device(self, name: str, act: Callable[[], None]) -> Button:
        self._rows.addWidget(Rule(self._look))
        row = QHBoxLayout()
        row.addWidget(Text(texts.text(f"command.panel.{name}"), self._look, "body"), 1)
        button = Button(texts.text(f"command.panel.{name}_do"), self._look, QUIET)
        button.setMinimumWidth(self._look.px(34))
        button.clicked.connect(act)
        row.addWidget(button)
        self._rows.addLayout(row)
        return button

    def _turn_card(self) -> None:
        if self._stage.card.inserted:
            self._stage.card.eject()
        else:
            self._stage.card.insert()
        self._refresh()

    def _turn_paper(self) -> None:
        if self._paper_laid:
            self._stage.desk.scanner.take_away()
        else:
            self._stage.desk.scanner.lay([SAMPLES / CERTIFICATE])
        self._paper_laid = not self._paper_laid
        self._refresh()

    def _turn_phone(self) -> None:
        if self._showing_phone:
            self._stage.desk.camera.look_away()
        else:
            self._stage.desk.camera.show(SAMPLES / PHONE)
        self._showing_phone = not self._showing_phone
        self._refresh()

    def _take_print(self) -> None:
        """Keeps what came out in the demo's folder."""
        while document := self._stage.desk.printer.take():
            self._taken += 1
            self._stage.printed.mkdir(exist_ok=True)
            write(self._stage.printed / f"kakanai-{self._taken}.pdf", document)
        self._refresh()

    def _turn_feed(self) -> None:
        printer = self._stage.desk.printer
        full = printer.fault is PrinterStatus.READY
        printer.fault = PrinterStatus.OUT_OF_PAPER if full else PrinterStatus.READY
        self._refresh()

    def _refresh(self) -> None:
        """What each button would do now. With a CUPS queue the paper lies in the demo's folder already."""
        printer = self._stage.desk.printer
        self._say(self.card, "card", self._stage.card.inserted)
        self._say(self.paper, "paper", self._paper_laid)
        self._say(self.phone, "phone", self._showing_phone)
        tray = getattr(printer, "tray", None)
        self.tray.setEnabled(bool(tray))
        self.empty.setEnabled(tray is not None)
        self._say(self.empty, "feed", tray is not None and printer.fault is not PrinterStatus.READY)

    def _say(self, button: Button, name: str, undo: bool) -> None:
        button.set_text(texts.text(f"command.panel.{name}_{'undo' if undo else 'do'}"))
        button.kind = MAIN if undo else QUIET
        button.update()
