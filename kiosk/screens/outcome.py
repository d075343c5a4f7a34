"""What came of it: not sent, not printed, is there paper, thank you."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.reading import CARDS, Source
from kiosk.screens.base import Screen, box
from kiosk.states import Event
from look.buttons import SECOND, Button
from look.flow import Split
from look.frame import Panel, Picture
from look.text import Text
from look.tokens import Look

LARGEST_STEP = 1.5
"""The number is the largest thing on its screen already; beyond this text step it would not fit."""


def _number(number: str, look: Look) -> Text:
    return Text(number, look.with_(text_step=min(look.text_step, LARGEST_STEP)), "display", wrap=False)


class NotSent(Screen):
    """The store did not take the visit; nothing is lost."""

    def fill(self) -> None:
        self.title(self.words("not_sent.heading"))
        self.notice()
        self.scene("draw-not-sent", self.lead(self.words("not_sent.kept")))
        self.stretch()

    def main(self) -> Button:
        return self.main_button("retry", self.go(Event.RETRY), arrow=False)


class NotPrinted(Screen):
    """The visit is registered; the paper comes from the counter, or from another try where that is safe."""

    def fill(self) -> None:
        number = self.context.draft.reception_number or ""
        self.title(self.words("not_printed.heading"), self.words("not_printed.registered"))
        self.notice()
        panel = Panel(self.look)
        panel.rows.addWidget(Text(self.words("thanks.number"), self.look, "title"))
        panel.rows.addWidget(_number(number, self.look))
        self.rows.addWidget(panel)
        self.stretch()

    def extra(self) -> list[Button]:
        if not self.context.journey.can_reprint:
            return []
        return [self.button("retry", SECOND, self.go(Event.RETRY))]

    def main(self) -> Button:
        return self.main_button("next", self.go(Event.GO_ON))


class Printed(Screen):
    """The printer says that it is done; is there paper?"""

    def fill(self) -> None:
        pages = self.context.draft.printed_pages
        self.title(self.words("printed.heading"))
        self.scene("draw-printer", self.lead(self.words("printed.lead", pages=pages)))
        self.stretch()

    def extra(self) -> list[Button]:
        return [self.button("printed.no", SECOND, self.go(Event.NO_PAPER))]

    def main(self) -> Button:
        return self.main_button("printed.yes", self.go(Event.PAPER_CAME), arrow=False)


class Thanks(Screen):
    """The number, and everything to take along."""

    def fill(self) -> None:
        words, look, draft = self.words, self.look, self.context.draft
        printed = draft.printed_pages > 0 and self.context.journey.trouble is None
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.gap(2))
        self.title(words("thanks.heading"), rows=rows)
        rows.addWidget(Text(words("thanks.number"), look, "lead", "quiet"))
        number = _number(draft.reception_number or "", look)
        number.setObjectName("thanks.number")
        rows.addWidget(number)
        rows.addWidget(Text(words("thanks.sign" if printed else "thanks.wait"), look, "title"))
        rows.addStretch(1)
        take = Panel(look)
        take.rows.addWidget(Text(words("thanks.take"), look, "title"))
        sources = {each.reading.source for each in draft.shown}
        things = (
            ("paper", "paper", printed),
            ("certificate", "certificate", Source.CERTIFICATE in sources),
            ("card", "card", bool(CARDS & sources)),
            ("phone", "qr", Source.PRE_ENTRY in sources),
        )
        for name, icon, used in things:
            if used:
                row = QHBoxLayout()
                row.setSpacing(look.gap(2))
                row.addWidget(Picture(icon, look, look.profile.icon * 1.4), 0, Qt.AlignmentFlag.AlignVCenter)
                row.addWidget(Text(words(f"thanks.take_{name}"), look, "body"), 1)
                take.rows.addLayout(row)
        self.rows.addWidget(Split(left, box(take, look=look), look, 0.6))
        self.stretch()

    def main(self) -> Button:
        return self.main_button("thanks.finish", self.go(Event.FINISH), arrow=False)
