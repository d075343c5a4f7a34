"""Help: what to do on the screen below, what it is for, and what comes next. One touch closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.journey import Journey
from kiosk.screens.base import Screen
from kiosk.states import Event, State
from look.buttons import Button
from look.frame import Picture
from look.text import Text

PARTS = (("do", "hand"), ("why", "help"), ("next", "arrow-right"))
"""The three parts of each help, one a line of its text, with their icons."""
ICON_MM = 14


def help_key(journey: Journey) -> str:
    """The catalogue key of the help for exactly what the visitor sees."""
    name = str(journey.state)
    match journey.state:
        case State.WELCOME if journey.card_left:
            name = "card_left"
        case State.HAVE if journey.draft is not None and not journey.draft.is_empty:
            name = "have_more"
        case State.PIN if journey.card is not None and not journey.card.has_pin:
            name = "pin_open"
    return f"help_for.{name}"


class Help(Screen):
    """Lies over a screen, which stays as it is."""

    has_help = False

    def fill(self) -> None:
        look, words = self.look, self.words
        self.title_before_touch(words("help.heading"))
        said = words(help_key(self.context.journey)).split("\n")
        for (part, icon), sentence in zip(PARTS, said, strict=True):
            row = QHBoxLayout()
            row.setSpacing(look.gap(3))
            if not self.large:
                row.addWidget(Picture(icon, look, ICON_MM, "quiet"), 0, Qt.AlignmentFlag.AlignTop)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(Text(words(f"help.{part}"), look, "body", "quiet"))
            column.addWidget(Text(sentence, look, "title"))
            row.addLayout(column, 1)
            self.rows.addLayout(row)
        self.stretch()

    def foot_left(self) -> list[QWidget]:
        return []

    def main(self) -> Button:
        return self.main_button("help.close", self.go(Event.HELP_CLOSED), arrow=False)

    def back(self) -> None:
        self.context.act(Event.HELP_CLOSED)
