"""What can be brought into the open visit, as buttons with their keys: card, certificate, field, questions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter.wording import Wording
from devices.desk import Desk
from look.buttons import LINK, Button
from look.flow import Row
from look.frame import Rule
from look.tokens import Look


class ToolsBar(QWidget):
    """Stands under the fields while the visit is in this clerk's hands.

    Args:
        desk: the devices: what is not there has no button.
        has_guide: there is a procedures guide to ask from.

    Signals:
        card_asked, scan_asked, add_asked, questions_asked: the buttons.
    """

    card_asked = Signal()
    scan_asked = Signal()
    add_asked = Signal()
    questions_asked = Signal()

    def __init__(self, look: Look, wording: Wording, desk: Desk, has_guide: bool) -> None:
        super().__init__()
        self.card = Button(f"{wording('tools.card')} Ctrl+K", look, LINK, role="small")
        self.scan = Button(f"{wording('tools.scan')} Ctrl+S", look, LINK, role="small")
        self.add = Button(f"{wording('tools.add')} Ctrl+A", look, LINK, role="small")
        self.questions = Button(f"{wording('tools.questions')} Ctrl+Q", look, LINK, role="small")
        shown = []
        for button, signal, there in (
            (self.card, self.card_asked, desk.cards is not None),
            (self.scan, self.scan_asked, desk.scanner is not None),
            (self.add, self.add_asked, True),
            (self.questions, self.questions_asked, has_guide),
        ):
            button.clicked.connect(signal)
            if there:
                shown.append(button)
            else:
                button.setParent(self)
                button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule(look))
        inside = QVBoxLayout()
        inside.setContentsMargins(look.gap(1), 0, look.gap(1), 0)
        inside.addWidget(Row(shown, look, gap=0))
        column.addLayout(inside)
        self.hide()
