"""The calm line: the server is away and work goes on, so much waits, something was not taken over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from base.clock import JAPAN
from counter.unsent import Unsent
from counter.wording import Wording
from look import style
from look.buttons import SECOND, Button
from look.text import Text
from look.tokens import Look

KEY = "Ctrl+U"


class UnsentBar(QWidget):
    """Hidden while everything has reached the server.

    Signals:
        asked: what was not taken over is to be shown.
    """

    asked = Signal()

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        style.ground(self, look, "doubtful_row_ground")
        self._words = Text("", look, "body", "doubtful")
        self.show_them = Button(f"{wording('unsent.show')}  {KEY}", look, SECOND)
        self.show_them.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it comes and goes: the focus stays with the work
        self.show_them.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.gap(3), look.gap(1), look.gap(3), look.gap(1))
        row.setSpacing(look.gap(2))
        row.addWidget(self._words, 1)
        row.addWidget(self.show_them)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def show_unsent(self, unsent: Unsent) -> None:
        """Says how it stands."""
        said = sentences(unsent, self._wording)
        self._words.set_text("  ".join(said))
        self.show_them.setVisible(bool(unsent.refused))
        self.setVisible(bool(said))


def sentences(unsent: Unsent, wording: Wording) -> list[str]:
    """What is to be said, the most important first."""
    said = []
    if unsent.away:
        said.append(wording("unsent.away"))
    if unsent.waiting and unsent.since:
        time = f"{unsent.since.astimezone(JAPAN):%H:%M}"
        said.append(wording("unsent.waiting", count=unsent.waiting, time=time))
    if unsent.refused:
        said.append(wording("unsent.refused", count=sum(each.acts for each in unsent.refused)))
    return said
