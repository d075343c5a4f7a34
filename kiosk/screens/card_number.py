"""The number of a residence card, on keys that change from letters to digits by themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.boards.board import Act, Key
from kiosk.boards.card_number import DIGITS, LETTERS, CardNumber
from kiosk.boards.keys import HIGH_KEY_MM, KEY_MM, KeyButton, KeyGrid
from kiosk.screens.drawing import Drawing
from kiosk.screens.keyed import Keyed
from kiosk.states import Event
from look.buttons import QUIET, SECOND, Button
from look.text import Text

_ROWS = {LETTERS: ("ABCDEFG", "HIJKLMN", "OPQRSTU", "VWXYZ  "), DIGITS: ("123", "456", "789", " 0 "), "": ()}
MOST_MM = 56
"""Ten digits alone may be as wide as this."""


class CardNumberScreen(Keyed):
    """One line, and the keys that can come next. Nothing can be typed that is no card number."""

    def heading_asked(self) -> str:
        return self.words("card_number.heading")

    def fill(self) -> None:
        words, look = self.words, self.look
        self.number = CardNumber(self.context.journey.said_number)
        self.line = Text(self.number.shown, look, "title" if look.text_step > 1 else "heading", wrap=False)
        self.line.setObjectName("card_number.typed")
        told: list[QWidget] = []
        if self.context.journey.trouble is None:  # what went wrong says the same, and more
            seen = bool(self.number.text)
            told.append(Text(words("card_number.seen" if seen else "card_number.lead"), look, "lead", "quiet"))
            told += [] if self.large else [Drawing("card-number", look, 110)]
        self.keys = QWidget()
        rows = QVBoxLayout(self.keys)
        rows.setContentsMargins(0, 0, 0, 0)
        self._shown_keys: str | None = None
        self._show_keys()
        self.lay_out([self.line], told, self.keys, 0.42)

    def _show_keys(self) -> None:
        wanted = self.number.wanted
        if wanted == self._shown_keys:
            return
        self._shown_keys = wanted
        rows = self.keys.layout()
        while (item := rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        erase = KeyButton("", self.look, QUIET, self.words("pin.erase"), icon="backspace", high_mm=self._high_mm)
        erase.setObjectName(Key(Act.ERASE).id)
        erase.setAutoRepeat(True)
        erase.clicked.connect(self.erase)
        keys = [[self._key(char) if char != " " else None for char in row] for row in _ROWS[wanted]]
        grid = KeyGrid(keys, [erase], self.look, MOST_MM)
        rows.addWidget(grid)
        grid.show()  # at once, not with the next turn of the event loop: a quick finger is there already
        if hasattr(self, "footer"):
            self._order_tabs()

    @property
    def _high_mm(self) -> int:
        return KEY_MM if self.large or self.context.journey.trouble is not None else HIGH_KEY_MM

    def _key(self, char: str) -> KeyButton:
        made = KeyButton(char, self.look, SECOND, char, high_mm=self._high_mm)
        made.setObjectName(Key(Act.TYPE, char).id)
        made.clicked.connect(lambda _on=False: self.type_(char))
        return made

    def extra(self) -> list[Button]:
        """The camera types it, where there is one."""
        if self.context.conductor.desk.camera is None:
            return []
        return [self.button("card_number.show", SECOND, self.go(Event.SHOW_NUMBER), icon="camera")]

    def main(self) -> Button:
        self.send = self.main_button("card_number.go", self._send)
        if self.large:
            self.send.set_text(self.words("pin.read_open"))
        self.send.setEnabled(self.number.is_whole)
        return self.send

    def type_(self, char: str) -> None:
        self._set(self.number.typed(char))

    def erase(self) -> None:
        self._set(self.number.erased())

    def _set(self, number: CardNumber) -> None:
        self.number = number
        self.line.set_text(number.shown)
        self.send.setEnabled(number.is_whole)
        self._show_keys()
        if number.is_whole:
            self.send.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        if self.number.is_whole:
            self.context.conductor.open_card(self.number.text)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        self.number = CardNumber()
        super().hideEvent(event)
