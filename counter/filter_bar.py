"""Above the list: what of it is shown, and in which order. Stands out while anything is left out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter.queue_filter import Order, QueueFilter
from counter.wording import Wording
from look import style
from look.buttons import LINK, Button
from look.frame import Rule
from look.text import Text
from look.tokens import Look


class FilterBar(QWidget):
    """Signals:
    cleared: everything is to be shown again.
    """

    cleared = Signal()

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__()
        self._look, self._wording = look, wording
        self._words = Text("", look, "small", "quiet")
        self._all = Button(f"Ctrl+0  {wording('filter.all')}", look, LINK, role="small")
        self._all.clicked.connect(self.cleared)
        style.ground(self, look, "raised")
        self._said = QWidget()
        inside = QVBoxLayout(self._said)
        inside.setContentsMargins(look.gap(2), look.gap(1), look.gap(2), look.gap(1))
        inside.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._said)
        column.addWidget(self._all)
        column.addWidget(Rule(look))
        self.show_filter(QueueFilter(), 0, 0)

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words.text()

    def show_filter(self, chosen: QueueFilter, shown: int, all_: int) -> None:
        """Says what is shown.

        Args:
            chosen: the filter in use.
            shown: how many visits it leaves.
            all_: how many there are.
        """
        wording, parts = self._wording, []
        if chosen.section:
            parts.append(wording(f"filter.{chosen.section}"))
        if chosen.wait_min:
            parts.append(wording("filter.waited", minutes=chosen.wait_min))
        if chosen.kind:
            parts.append(wording.kind_of(chosen.kind))
        if chosen.mine:
            parts.append(wording("filter.mine"))
        if chosen.hides:
            parts.append(wording("filter.count", shown=shown, all=all_))
        if chosen.order is not Order.WAIT:
            parts.append(wording(f"filter.by_{chosen.order}"))
        self._words.colour = "doubtful" if chosen.hides else "quiet"
        self._words.set_text("  ".join(parts) or wording("filter.hint"))
        self._all.setVisible(bool(parts))
        style.ground(self._said, self._look, "doubtful_ground" if chosen.hides else "raised")
