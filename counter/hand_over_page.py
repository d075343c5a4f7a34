"""Whom a visit is handed to: a colleague by name, or back to those who wait."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter.line import Line
from counter.side import SidePage
from look.buttons import SECOND, Button
from look.text import Text

DIGITS = 9
"""So many colleagues have a digit of their own; typing part of a name brings the others up to them."""


def matching(names: Sequence[str], typed: str) -> list[str]:
    """The names in which what was typed stands anywhere, however wide or capital it was typed."""
    wanted = _folded(typed)
    return [each for each in names if wanted in _folded(each)]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


class HandOverPage(SidePage):
    """A digit chooses a colleague, 0 gives the visit back to the queue, letters narrow the names.

    Signals:
        given: the name of the account that shall have it.
        released: nobody shall have it.
    """

    given = Signal(str)
    released = Signal()

    def open(self, names: Sequence[str]) -> None:
        """Asks who shall have the visit.

        Args:
            names: of the accounts that may, without the clerk's own.
        """
        wording, look = self.wording, self.look
        self._names = list(names)
        self._fresh()
        self.title(wording("hand_over.title"), wording("hand_over.explain"))
        back = Button(
            f"0  {wording('hand_over.release')}", look, SECOND, name=wording("hand_over.release"), role="body"
        )
        back.clicked.connect(self.released)
        self.column.addWidget(back)
        self._line = Line(wording("hand_over.typed"), wording("hand_over.typed"))
        self._line.setMaxLength(40)
        self._line.left.connect(self.left)
        self._line.textChanged.connect(lambda _typed: self._list())
        self._line.returnPressed.connect(self._typed)
        self.column.addWidget(self._line)
        self._line.setVisible(bool(names))
        self._place = QVBoxLayout()
        self._place.setSpacing(look.gap(1))
        self.column.addLayout(self._place)
        self._list()
        self.foot(self.back_button(wording("act.cancel")))
        back.setFocus()

    @property
    def shown(self) -> list[str]:
        """The names that can be chosen now, in the order of their digits."""
        return matching(self._names, self._line.text())

    def _list(self) -> None:
        while item := self._place.takeAt(0):
            widget = item.widget()
            assert widget is not None
            widget.hide()
            widget.deleteLater()
        for at, name in enumerate(self.shown, 1):
            self._place.addWidget(self._button(name, at))
        if not self.shown:
            key = "hand_over.nobody_so" if self._names else "hand_over.nobody"
            self._place.addWidget(Text(self.wording(key), self.look, "body", "quiet"))

    def _button(self, name: str, at: int) -> QWidget:
        digit = f"{at}  " if at <= DIGITS else ""
        button = Button(f"{digit}{name}", self.look, SECOND, name=name, role="body")
        button.clicked.connect(lambda _checked=False: self.given.emit(name))
        return button

    def _typed(self) -> None:
        if len(self.shown) == 1:
            self.given.emit(self.shown[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        typed = event.text()
        if typed == "0":
            self.released.emit()
        elif typed.isdecimal() and 1 <= int(typed) <= min(DIGITS, len(self.shown)):
            self.given.emit(self.shown[int(typed) - 1])
        elif typed.isalpha() and self._names:
            self._line.setFocus()
            self._line.insert(typed)
        else:
            super().keyPressEvent(event)
