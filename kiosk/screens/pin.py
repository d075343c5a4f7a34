"""The PIN: typed blind, handed on once, kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.boards.keypad import USUAL, Keypad
from kiosk.cards import Secret
from kiosk.screens.keyed import Keyed
from kiosk.states import Event
from look.buttons import SECOND, Button
from look.flow import Row
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


class Pin(Keyed):
    """A keypad for the PIN of a My Number card or a licence. A keyboard's digits work, too.

    A licence whose holder chose no PIN is said to have none, and is read by one touch.
    """

    @property
    def _of_licence(self) -> bool:
        return self.context.journey.secret is Secret.LICENCE_PIN

    @property
    def _open(self) -> bool:
        card = self.context.journey.card
        return card is not None and not card.has_pin

    @property
    def _of(self) -> str:
        return "licence_" if self._of_licence else ""

    def heading_asked(self) -> str:
        return self.words("pin.open_heading" if self._open else f"pin.{self._of}heading")

    def fill(self) -> None:
        words, look, journey = self.words, self.look, self.context.journey
        self._digits: list[str] = []
        if self._open:
            self.ask()
            self.notice()
            self.scene("draw-licence", self.lead(words("pin.open_lead")))
            self.stretch()
            return
        self.dots = Dots(look)
        self.said = Text(words("pin.entered", count=0), look, "small", "quiet")
        tries = Text(words("pin.tries", tries=journey.tries_left or 0), look, "title", "text")
        lead = Text(words(f"pin.{self._of}lead"), look, "lead", "quiet")
        self.pad = Keypad("pin", self.type_, self.erase, words, look, mixes=True)
        if self.large:
            self.lay_out(
                [self.dots] if journey.trouble else [tries, self.dots],
                [lead, Row([self._unknown_button()], look)],
                self.pad,
            )
        else:
            self.lay_out([lead, tries, self.dots], [self.said], self.pad)

    def _unknown_button(self) -> Button:
        return self.button("pin.unknown", SECOND, self._unknown)

    def extra(self) -> list[Button]:
        return [] if self._open or self.large else [self._unknown_button()]

    def _unknown(self) -> None:
        """Another way to open the card, or staff."""
        if self.context.journey.other_secret is not None:
            self.context.act(Event.OTHER_SECRET)
        else:
            self.context.act(Event.CALL_STAFF, reason="licence_pin" if self._of_licence else "card_pin")

    def main(self) -> Button:
        if self._open:
            return self.main_button("pin.read_open", self.context.conductor.open_card)
        self.send = self.main_button("pin.go", self._send)
        if self.large:
            self.send.set_text(self.words("pin.read_open"))
        self.send.setEnabled(False)
        return self.send

    def type_(self, char: str) -> None:
        if not self._open and len(self._digits) < DIGITS and char in USUAL:
            self._digits.append(char)
            self._show()

    def erase(self) -> None:
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
        self.context.conductor.open_card(pin)

    def forget(self) -> None:
        """Drops what was typed."""
        self._digits.clear()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self._digits.clear()
        super().hideEvent(event)
