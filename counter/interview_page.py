"""The first question of an interview: what for. A digit chooses, the visit is there, and the review asks the rest."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from counter.side import SidePage
from forms import display
from forms.fields import MOVE_KINDS
from look.buttons import SECOND, Button


class InterviewPage(SidePage):
    """Every kind of notification with its digit.

    Signals:
        chosen: the kind.
    """

    chosen = Signal(str)

    def open(self) -> None:
        """Asks for the kind."""
        wording, look = self.wording, self.look
        self._fresh()
        self.title(wording("interview.title"), wording("interview.explain"))
        buttons = []
        for digit, kind in enumerate(MOVE_KINDS, 1):
            name = display.shown("kind", kind, wording.language)
            button = Button(f"{digit}  {name}", look, SECOND, name=name, role="body")
            button.clicked.connect(lambda _checked=False, kind=kind: self.chosen.emit(kind))
            self.column.addWidget(button)
            buttons.append(button)
        self.foot(self.back_button(wording("act.cancel")))
        buttons[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        typed = event.text()
        if typed.isdecimal() and 1 <= int(typed) <= len(MOVE_KINDS):
            self.chosen.emit(MOVE_KINDS[int(typed) - 1])
        else:
            super().keyPressEvent(event)
