"""What the procedures guide told the visitor: the list that lies on their sheet, and what it left to the counter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from counter.side import SidePage
from forms.guide.advice import Advice, Told
from look.buttons import SECOND, Button
from look.frame import Rule
from look.text import Text


class AdvicePage(SidePage):
    """The procedures in order, each with its counter, its deadline and what to bring; then the open questions.

    Signals:
        print_asked: the sheet is to be printed.
    """

    print_asked = Signal()
    _can_print = False

    def open(self, advice: Advice | None, *, can_print: bool = False) -> None:
        """Shows a visit's advice.

        Args:
            advice: of the visit; None where nobody was asked.
            can_print: whether the sheet can be printed here.
        """
        self._can_print = can_print and advice is not None and bool(advice.procedures)
        wording = self.wording
        self._fresh()
        if advice is None:
            self.title(wording("advice.title"), wording("advice.nobody_asked"))
        elif not advice.procedures:
            self.title(wording("advice.title"), wording("advice.nothing"))
        else:
            self.title(wording("advice.title_count", count=len(advice.procedures)), wording("advice.explain"))
            for number, told in enumerate(advice.procedures, 1):
                self._procedure(number, told)
        if advice is not None and advice.left:
            self.column.addWidget(Rule(self.look))
            self.column.addWidget(Text(wording("advice.left"), self.look, "small", "quiet"))
            for question in advice.left:
                self.column.addWidget(Text(question, self.look, "body", "doubtful"))
        back = self.back_button()
        sheet = Button(f"{wording('advice.print')}  P", self.look, SECOND)
        sheet.clicked.connect(self.print_asked)
        self.foot(back, *([sheet] if self._can_print else []))
        back.setFocus()

    def _procedure(self, number: int, told: Told) -> None:
        self.column.addWidget(Rule(self.look))
        self.column.addWidget(Text(f"{number}　{told.title}", self.look, "button"))
        where = "　".join(filter(None, (told.place, told.until)))
        if where:
            self.column.addWidget(Text(where, self.look))
        if told.bring:
            things = self.wording.joined(told.bring)
            self.column.addWidget(Text(self.wording("advice.bring", things=things), self.look, "body", "quiet"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        bar = self._scroll.verticalScrollBar()
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * self.look.line_px("body") * 2)
        elif self._can_print and event.text().lower() == "p":
            self.print_asked.emit()
        else:
            super().keyPressEvent(event)
