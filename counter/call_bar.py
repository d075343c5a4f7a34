"""The bar that says that a kiosk asks for somebody: across the whole window, there until somebody goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from counter.calls import Call
from counter.wording import Wording
from look import style
from look.buttons import MAIN, Button
from look.frame import Picture
from look.text import Text
from look.tokens import Look

ICON_MM = 6
KEY = "F11"


class CallBar(QWidget):
    """Shows who has waited longest; how many more there are; one key says "I go".

    Signals:
        answered: the id of the call that the clerk goes to.
    """

    answered = Signal(str)

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._calls: tuple[Call, ...] = ()
        style.ground(self, look, "doubtful_ground")
        self._place = Text("", look, "title", "doubtful", wrap=False)
        self._about = Text("", look, "body", "doubtful", wrap=False)
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._waited = Text("", look, "button", "doubtful", wrap=False)
        self.go = Button(f"{wording('call.go')}  {KEY}", look, MAIN)
        self.go.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it comes and goes: the focus stays with the work
        self.go.clicked.connect(self.answer)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.gap(3), look.gap(1), look.gap(3), look.gap(1))
        row.setSpacing(look.gap(2))
        row.addWidget(Picture("bell", look, ICON_MM, "doubtful"))
        row.addWidget(self._place)
        row.addWidget(self._about, 1)
        row.addWidget(self._waited)
        row.addWidget(self.go)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty while it is hidden."""
        if self.isHidden():
            return ""
        return "  ".join(each.text() for each in (self._place, self._about, self._waited))

    def show_calls(self, calls: Sequence[Call]) -> None:
        """Shows these calls, the oldest first; none hides the bar."""
        self._calls = tuple(calls)
        if calls:
            wording, first = self._wording, calls[0]
            self._place.set_text(wording("call.place", kiosk=first.kiosk))
            about = [wording(f"call.reason_{first.reason}")]
            if first.screen:
                about.append(wording("call.screen", screen=wording(f"call.at_{first.screen}")))
            if len(calls) > 1:
                about.append(wording("call.more", count=len(calls) - 1))
            self._about.set_text("  ".join(about))
            key = "call.minutes" if first.minutes else "call.now"
            self._waited.set_text(wording(key, minutes=first.minutes))
            self.setAccessibleName(f"{self._place.text()} {self._about.text()} {self._waited.text()}")
        self.setVisible(bool(calls))

    def answer(self) -> None:
        """Goes to the one who has waited longest."""
        if self._calls:
            self.answered.emit(self._calls[0].id)
