"""What was done while the server was away and not taken over: of which visits. What it was, the opened visit shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from base.clock import JAPAN
from counter.side import SidePage
from counter.unsent import RefusedVisit, Unsent
from look.buttons import QUIET, SECOND, Button
from look.frame import Rule
from look.text import Text


class UnsentPage(SidePage):
    """A line for each visit; to be opened, or given up.

    Signals:
        opened: the id of the visit to open.
        discarded: the id of the visit of which it is given up.
    """

    opened = Signal(str)
    discarded = Signal(str)

    def open(self, unsent: Unsent, number_of: Callable[[str], str | None]) -> None:
        """Shows them.

        Args:
            unsent: how it stands.
            number_of: the reception number of a visit, where this person's list has it.
        """
        wording, look = self.wording, self.look
        self._fresh()
        self.title(wording("unsent.title"), wording("unsent.explain"))
        first: Button | None = None
        for each in unsent.refused:
            self.column.addWidget(Rule(look))
            self.column.addWidget(Text(self._words(each, number_of(each.visit_id)), look, "body"))
            open_ = Button(wording("unsent.open"), look, SECOND)
            open_.setEnabled(each.can_open)
            open_.clicked.connect(lambda _checked=False, id=each.visit_id: self.opened.emit(id))
            discard = Button(wording("unsent.discard"), look, QUIET)
            discard.clicked.connect(lambda _checked=False, id=each.visit_id: self.discarded.emit(id))
            line = QHBoxLayout()
            line.setSpacing(look.gap(2))
            line.addWidget(open_)
            line.addWidget(discard)
            line.addStretch(1)
            self.column.addLayout(line)
            first = first or (open_ if each.can_open else discard)
        if not unsent.refused:
            self.column.addWidget(Text(wording("unsent.none"), look, "body"))
        back = self.back_button()
        self.foot(back)
        (first or back).setFocus()

    def _words(self, visit: RefusedVisit, number: str | None) -> str:
        since = f"{visit.since.astimezone(JAPAN):%m-%d %H:%M}"
        return self.wording("unsent.visit", number=number or "–", time=since, count=visit.acts)
