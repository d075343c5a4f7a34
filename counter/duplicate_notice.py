"""Calm lines above the fields: there are visits that may be the same, or that go to the same home; others are in this
one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter.case_view import CaseView
from counter.duplicates import Duplicate
from counter.wording import Wording
from forms.fusing import State
from look import style
from look.chips import StateChip
from look.frame import Rule
from look.text import Text
from look.tokens import Look


class NoticeLine(QWidget):
    """One line and the key that goes on from it. Hidden while there is nothing to tell.

    Args:
        look: how it looks.
        act: what the key does, and the key.

    Signals:
        asked: it was touched.
    """

    asked = Signal()

    def __init__(self, look: Look, act: str) -> None:
        super().__init__()
        self.look = look
        style.ground(self, look, "doubtful_row_ground")
        self._words = Text("", look, "body")
        self._chip = StateChip(State.DOUBTFUL, look, act)
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

    def tell(self, words: str) -> None:
        """Says this; hides when it is empty."""
        self._words.set_text(words)
        self.setVisible(bool(words))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        event.accept()
        self.asked.emit()


class DuplicateNotice(NoticeLine):
    """Says how many there are, never who."""

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, f"{wording('duplicates.compare')}  F10")
        self._wording = wording

    def show_duplicates(self, duplicates: Sequence[Duplicate]) -> None:
        """Tells of these; of none it is silent."""
        self.tell(notice(duplicates, self._wording))


class JoinedNotice(NoticeLine):
    """Says that people of other visits are in this one, while they can be parted."""

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, f"{wording('duplicates.part')}  Shift+F10")
        self._wording = wording

    def show_view(self, view: CaseView | None) -> None:
        """Tells of the visits that are joined to this one, to whoever has it in hand."""
        count = len(view.review.visit.joined) if view and view.mine else 0
        self.tell(self._wording("duplicates.in_here", count=count) if count else "")


def notice(duplicates: Sequence[Duplicate], wording: Wording) -> str:
    """The sentence: what may be the same goes before what goes to the same home."""
    same = [each for each in duplicates if each.may_be_same]
    if same:
        key = "duplicates.person" if any("person" in each.shared for each in same) else "duplicates.move"
        return wording(key, count=len(same))
    if any("householder" in each.shared for each in duplicates):
        return wording("duplicates.householder")
    return wording("duplicates.home", count=len(duplicates)) if duplicates else ""
