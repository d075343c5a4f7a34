"""One calm line above the fields: there are visits that may be the same, or that go to the same home."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter.duplicates import Duplicate
from counter.wording import Wording
from forms.fusing import State
from look import style
from look.chips import StateChip
from look.frame import Rule
from look.text import Text
from look.tokens import Look


class DuplicateNotice(QWidget):
    """Hidden while there is nothing to tell. Says how many, never who.

    Signals:
        asked: they are to be laid side by side.
    """

    asked = Signal()

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__()
        self._wording, self.look = wording, look
        style.ground(self, look, "doubtful_row_ground")
        self._words = Text("", look, "body")
        self._chip = StateChip(State.DOUBTFUL, look, f"{wording('duplicates.compare')}  F10")
        row = QHBoxLayout()
        row.setContentsMargins(look.gap(3), look.gap(1), look.gap(3), look.gap(1))
        row.setSpacing(look.gap(2))
        row.addWidget(self._words, 1)
        row.addWidget(self._chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule(look))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def show_duplicates(self, duplicates: Sequence[Duplicate]) -> None:
        """Tells of these; of none it is silent."""
        self._words.set_text(notice(duplicates, self._wording))
        self.setVisible(bool(duplicates))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        event.accept()
        self.asked.emit()


def notice(duplicates: Sequence[Duplicate], wording: Wording) -> str:
    """The sentence: what may be the same goes before what goes to the same home."""
    same = [each for each in duplicates if each.may_be_same]
    if same:
        key = "duplicates.person" if any("person" in each.shared for each in same) else "duplicates.move"
        return wording(key, count=len(same))
    if any("householder" in each.shared for each in duplicates):
        return wording("duplicates.householder")
    return wording("duplicates.home", count=len(duplicates)) if duplicates else ""
