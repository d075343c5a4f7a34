"""Place the card; and, when one try is left, go on only in words."""

from __future__ import annotations

from kiosk.screens.base import Screen, box
from kiosk.screens.drawing import Drawing
from kiosk.states import Event
from look.buttons import SECOND, Button
from look.flow import Split
from look.text import Text


class Card(Screen):
    """Place your card on the reader. Which card it is, and that it is there, the reader sees."""

    def fill(self) -> None:
        words, look = self.words, self.look
        self.title(words("card.heading"))
        self.notice()
        told = [Text(words("card.which"), look, "body", "text")]
        if self.context.journey.trouble is None:
            told.insert(0, Text(words("card.lead"), look, "lead", "quiet"))
        left = box(*told, look=look)
        self.rows.addWidget(Split(left, Drawing("place-card", look), look, 0.5))
        self.stretch()

    def extra(self) -> list[Button]:
        without = self.button("card.without", SECOND, self.go(Event.BACK))
        if self.context.journey.other_secret is None:
            return [without]
        return [without, self.button("card.by_number", SECOND, self.go(Event.OTHER_SECRET))]


class LastTry(Screen):
    """One try is left. The safe way is the main one."""

    def fill(self) -> None:
        secret = self.context.journey.secret or "pin"
        self.title(self.words("last_try.heading"))
        self.scene("draw-last-try", Text(self.words(f"last_try.lead_{secret}"), self.look, "lead", "text"))
        self.stretch()

    def extra(self) -> list[Button]:
        go = self.button("last_try.go", SECOND, self.go(Event.USE_LAST_TRY))
        if self.context.journey.other_secret is None:
            return [go]
        return [go, self.button("card.by_number", SECOND, self.go(Event.OTHER_SECRET))]

    def main(self) -> Button:
        return self.main_button("last_try.without", self.go(Event.BACK), arrow=False)

    def foot_left(self) -> list:
        return []
