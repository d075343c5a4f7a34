"""The PIN: typed blind, handed on once, kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.screens.base import Screen, box
from look.buttons import SECOND, Button
from look.flow import Grid, Split
from look.text import Text
from look.tokens import Look

DIGITS = 4


class Dots(QWidget):
    """How many digits are in; never which."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.count = look, 0
        self._size, self._gap = look.px(13), look.gap(2)
        self.setFixedSize(QSize(DIGITS * self._size + (DIGITS - 1) * self._gap, self._size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.look.px(self.look.profile.line)
        for number in range(DIGITS):
            where = QRectF(number * (self._size + self._gap), 0, self._size, self._size).adjusted(
                line, line, -line, -line
            )
            painter.setPen(QPen(QColor(self.look.colour("text")), line))
            filled = number < self.count
            painter.setBrush(QColor(self.look.colour("text")) if filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(where)


class Pin(Screen):
    """A keypad. A keyboard's digits work, too."""

    def fill(self) -> None:
        words, look, journey = self.words, self.look, self.context.journey
        self._digits: list[str] = []
        self.title(words("pin.heading"))
        self.notice()
        self.dots = Dots(look)
        self.said = Text(words("pin.entered", count=0), look, "small", "quiet")
        tries = Text(words("pin.tries", tries=journey.tries_left or 0), look, "title", "text")
        lead = Text(words("pin.lead"), look, "lead", "quiet")
        keys: list[QWidget] = []
        for key in ("1", "2", "3", "4", "5", "6", "7", "8", "9"):
            keys.append(self._key(key))
        blank = QWidget()
        self.erase = Button("", look, SECOND, icon="backspace", name=words("pin.erase"))
        self.erase.setObjectName("pin.erase")
        self.erase.clicked.connect(self._erase)
        keys += [blank, self._key("0"), self.erase]
        pad = Grid(keys, look, (3,), gap=1)
        pad.setMaximumWidth(round(look.px(120) * look.text_step))
        self.rows.addWidget(
            Split(box(lead, tries, self.dots, self.said, look=look, gap=3), box(pad, look=look), look, 0.55)
        )
        self.stretch()

    def _key(self, digit: str) -> Button:
        made = Button(digit, self.look, SECOND, role="title")
        made.setObjectName(f"pin.{digit}")
        made.clicked.connect(lambda: self._type(digit))
        return made

    def main(self) -> Button:
        self.send = self.main_button("pin.go", self._send)
        self.send.setEnabled(False)
        return self.send

    def _type(self, digit: str) -> None:
        if len(self._digits) < DIGITS:
            self._digits.append(digit)
            self._show()

    def _erase(self) -> None:
        if self._digits:
            self._digits.pop()
            self._show()

    def _show(self) -> None:
        self.dots.count = len(self._digits)
        self.dots.update()
        self.said.set_text(self.words("pin.entered", count=len(self._digits)))
        self.send.setEnabled(len(self._digits) == DIGITS)
        if len(self._digits) == DIGITS and not self.send.hasFocus():
            self.send.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        if len(self._digits) != DIGITS:
            return
        pin = "".join(self._digits)
        self.forget()
        self.context.conductor.give_pin(pin)

    def forget(self) -> None:
        """Drops what was typed."""
        self._digits.clear()
        self._show()

    def refresh(self) -> bool:
        return False

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self._digits.clear()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.text() in tuple("0123456789") and event.text():
            self._type(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase()
        else:
            super().keyPressEvent(event)
