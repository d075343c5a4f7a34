"""The machine works and the visitor waits: what is happening, and how far."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from devices.printer.api import MENDED_BY_STAFF, PrinterStatus
from kiosk.screens.base import Screen
from kiosk.states import State
from look import ruby
from look.text import Text
from look.tokens import Look

STEP_MS = 200
"""Milliseconds between two steps of the bar."""

_WORK = {
    # state: drawing, usual seconds, share of the bar that the device itself reports
    State.PAPER_READING: ("draw-reading", 20.0, 0.3),
    State.CARD_READING: ("draw-card-reading", 1.5, 0.0),
    State.SENDING: ("draw-send", 1.0, 0.0),
    State.PRINTING: ("draw-printer", 12.0, 0.0),
}


class Bar(QWidget):
    """How far: never backwards, never full before it is done."""

    def __init__(self, look: Look, usual_s: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self._usual, self._passed, self.share = look, usual_s, 0.0, 0.0
        self.setFixedHeight(look.px(4))
        timer = QTimer(self)
        timer.timeout.connect(self._step)
        timer.start(STEP_MS)

    def _step(self) -> None:
        self._passed += STEP_MS / 1000
        # Three quarters at the usual time, then ever slower.
        self.at_least(1 - 1 / (1 + 3 * self._passed / self._usual))

    def at_least(self, share: float) -> None:
        """Moves on to this share of the way, 0 to 1."""
        if share > self.share:
            self.share = min(0.97, share)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        half = self.height() / 2
        for share, role in ((1.0, "step_left"), (self.share, "step_done")):
            painter.setBrush(QColor(self.look.colour(role)))
            painter.drawRoundedRect(QRectF(0, 0, max(self.height(), self.width() * share), self.height()), half, half)


class Waiting(Screen):
    """One screen for all work."""

    def fill(self) -> None:
        state = self.context.journey.state
        icon, usual, self._reported = _WORK[state]
        self.title(self.words(f"{state}.heading"))
        self.bar = Bar(self.look, usual)
        self.bar.setAccessibleName(ruby.plain(self.words(f"{state}.heading"), self.look.written))
        self.printer = Text(self.words("printing.waiting_staff"), self.look, "title", "text")
        self.printer.hide()
        self.scene(icon, self.lead(self.words(f"{state}.lead")), self.bar, self.printer)
        self.stretch()
        self.context.conductor.progress.connect(self._progress)
        self.context.conductor.printer_says.connect(self._printer)

    def refresh(self) -> bool:
        return True

    def _progress(self, share: float) -> None:
        self.bar.at_least(share * self._reported)

    def _printer(self, word: str) -> None:
        self.printer.setVisible(PrinterStatus(word) in MENDED_BY_STAFF)
