"""Place the card; and, when one try is left, go on only in words."""

from __future__ import annotations

from kiosk.screens.base import Screen, box
from kiosk.screens.drawing import Drawing
from kiosk.states import Event
from look.buttons import SECOND, Button
from look.flow import Split
from look.text import Text


class Card(Screen):
    """Place your card on the reader. Going on needs no touch: the reader sees it."""

    def fill(self) -> None:
        words, look = self.words, self.look
        self.title(words("card.heading"))
        self.notice()
        left = box(Text(words("card.lead"), look, "lead", "quiet"), look=look)
        self.rows.addWidget(Split(left, Drawing("place-card", look), look, 0.5))
        self.stretch()

    def extra(self) -> list[Button]:
        return [self.button("card.without", SECOND, self.go(Event.BACK))]


class LastTry(Screen):
    """One try is left. The safe way is the main one."""

    def fill(self) -> None:
        self.title(self.words("last_try.heading"))
        self.scene("draw-last-try", Text(self.words("last_try.lead"), self.look, "lead", "text"))
        self.stretch()

    def extra(self) -> list[Button]:
        return [self.button("last_try.go", SECOND, self.go(Event.USE_LAST_TRY))]

    def main(self) -> Button:
        return self.main_button("last_try.without", self.go(Event.BACK), arrow=False)

    def foot_left(self) -> list:
        return []
