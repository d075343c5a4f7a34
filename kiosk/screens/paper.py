"""Lay the certificate down."""

from __future__ import annotations

from kiosk.screens.base import Screen, box
from kiosk.screens.drawing import Drawing
from kiosk.states import Event
from look.buttons import Button
from look.flow import Split
from look.frame import Panel
from look.text import Text


class Paper(Screen):
    """How to lay the paper, and a button to read it."""

    def fill(self) -> None:
        words, look = self.words, self.look
        self.title(words("paper.heading"))
        self.notice()
        note = Panel(look)
        note.rows.addWidget(Text(words("paper.privacy"), look, "body", "text"))
        left = box(Text(words("paper.lead"), look, "lead", "quiet"), note, look=look, gap=3)
        self.rows.addWidget(Split(left, Drawing("lay-paper", look), look, 0.55))
        self.stretch()

    def main(self) -> Button:
        return self.main_button("paper.scan", self.go(Event.SCAN))
