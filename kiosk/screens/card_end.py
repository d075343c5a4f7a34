"""After the card was read: what it has as a picture, and "take your card"."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from base.texts import text
from kiosk.cards import Asked, CardPicture, candidates
from kiosk.screens.base import Notice, box
from kiosk.screens.confirm import Crop
from kiosk.screens.keyed import Compact
from kiosk.states import Event
from look.buttons import SECOND, Button, ExactButton
from look.flow import Grid, Split
from look.text import ExactText, Text

CHARACTER_MM = 40
"""Height of the picture of one character."""


class CardLook(Compact):
    """A picture beside its text, and one question about it, or none."""

    def fill(self) -> None:
        read = self.context.journey.card_read
        assert read is not None and read.question is not None
        self.read, self.question = read, read.question
        lead = Text(self.words(f"card_look.{self.question.asked}_lead"), self.look, "lead", "quiet")
        self.ask(lead)
        match self.question.asked:
            case Asked.CHARACTER:
                self._ask_character()
            case Asked.COMPARE:
                self._compare()
            case Asked.SHOW:
                self.rows.addWidget(self._picture(self.question.pictures[0], 60))
        if self.large:
            self.rows.addWidget(lead)
        self.stretch()

    def heading_asked(self) -> str:
        read = self.context.journey.card_read
        assert read is not None and read.question is not None
        return self.words(f"card_look.{read.question.asked}_heading")

    def _picture(self, picture: CardPicture, mm: float) -> QWidget:
        image = QImage.fromData(picture.png, "PNG")
        if image.isNull():
            return Text(self.words("card_look.no_picture"), self.look, "body", "quiet")
        crop = Crop(image, self.look, mm)
        crop.setAccessibleName(self.words("card_look.picture"))
        return crop

    def _ask_character(self) -> None:
        words, look = self.words, self.look
        (picture,) = self.question.pictures
        left = box(
            Text(words("card_look.picture"), look, "small", "quiet"),
            self._picture(picture, CHARACTER_MM),
            Text(words.label(picture.path), look, "small", "quiet"),
            ExactText(self.read.text(picture.path), look, "exact"),
            look=look,
            gap=1,
        )
        buttons: list[QWidget] = []
        for char in candidates(self.read, self._said_elsewhere()):
            button = ExactButton(char, look, role="exact_large" if look.text_step < 2 else "exact")
            button.setObjectName(f"card_look.{char}")
            button.clicked.connect(self.go(Event.CARD_SEEN, answer=char))
            buttons.append(button)
        if buttons:
            self.rows.addWidget(
                Split(left, box(Grid(buttons, look, (6, 4, 3, 2), gap=1, least_mm=24), look=look), look, 0.4)
            )
        else:
            self.rows.addWidget(left)

    def _said_elsewhere(self) -> dict[str, tuple[str, ...]]:
        """Names of fields → what other things say that the visitor showed."""
        found: dict[str, list[str]] = {}
        for each in self.context.draft.shown:
            for row in each.reading:
                found.setdefault(row.path.rpartition(".")[2], []).append(row.value)
        return {name: tuple(values) for name, values in found.items()}

    def _compare(self) -> None:
        look = self.look
        for picture in self.question.pictures:
            beside = box(
                Text(self.words.label(picture.path), look, "small", "quiet"),
                ExactText(self.read.text(picture.path), look, "exact"),
                look=look,
                gap=0,
            )
            self.rows.addWidget(Split(beside, self._picture(picture, 24), look, 0.5))

    def foot_left(self) -> list[QWidget]:
        return []

    def extra(self) -> list[Button]:
        match self.question.asked:
            case Asked.CHARACTER:
                return [self.button("card_look.leave", SECOND, self.go(Event.CARD_SEEN))]
            case Asked.COMPARE:
                return [self.button("card_look.differs", SECOND, self.go(Event.CARD_SEEN, answer="differs"))]
        return []

    def main(self) -> Button | None:
        match self.question.asked:
            case Asked.COMPARE:
                return self.main_button("card_look.same", self.go(Event.CARD_SEEN, answer="same"), arrow=False)
            case Asked.SHOW:
                return self.main_button("next", self.go(Event.CARD_SEEN))
        return None


class CardTake(Compact):
    """Take your card. Nothing to touch: the reader sees that it is gone."""

    def fill(self) -> None:
        words, read = self.words, self.context.journey.card_read
        self.ask()
        for warning in read.reading.warnings if read else ():
            said = text(f"warning.{warning}", words.language)
            self.rows.addWidget(Notice(said, words("card_take.warning"), self.look, "doubtful"))
        self.scene("take-card", self.lead(words("card_take.lead")))
        self.stretch()

    def heading_asked(self) -> str:
        return self.words("card_take.heading_read" if self.context.journey.card_read else "card_take.heading")

    def refresh(self) -> bool:
        return True

    def foot_left(self) -> list[QWidget]:
        return []
