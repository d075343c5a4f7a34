"""The first question of an interview: what for. A key chooses, the visit is there, and the review asks the rest."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from counter.side import SidePage
from forms import display
from forms.fields import APPLICATION_KINDS, MOVE_KINDS
from look.buttons import SECOND, Button
from look.text import Text

CHOICES = dict(zip("12345678", MOVE_KINDS, strict=True)) | dict(zip("abc", APPLICATION_KINDS, strict=True))
"""Key → kind: digits for notifications, letters for forms of their own."""


class InterviewPage(SidePage):
    """Every kind of visit with its key.

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
        for key, kind in CHOICES.items():
            if kind == APPLICATION_KINDS[0]:
                self.column.addWidget(Text(wording("interview.applications"), look, "small", "quiet"))
            name = display.shown("kind", kind, wording.language)
            button = Button(f"{key.upper()}  {name}", look, SECOND, name=name, role="body")
            button.clicked.connect(lambda _checked=False, kind=kind: self.chosen.emit(kind))
            self.column.addWidget(button)
            buttons.append(button)
        self.foot(self.back_button(wording("act.cancel")))
        buttons[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if kind := CHOICES.get(event.text().lower()):
            self.chosen.emit(kind)
        else:
            super().keyPressEvent(event)
