"""What have you brought? And, once something is read, anything more?"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from forms.reading import CARDS, Source
from kiosk.screens.base import Screen
from kiosk.states import Event
from look.buttons import Button, CardButton
from look.flow import Grid


class Have(Screen):
    """The ways in, as cards."""

    def fill(self) -> None:
        words, desk = self.words, self.context.conductor.desk
        wanted = set(self.context.draft.purpose.ways)
        read = {each.reading.source for each in self.context.draft.shown}
        if read:
            self.title(words("have.more_heading"), words("have.more_lead"))
        else:
            self.title(words("have.heading"), words("have.lead"))
        self.rows.addSpacing(self.look.gap(1))
        ways = (
            ("qr", "qr", Event.HAVE_QR, {Source.PRE_ENTRY}, desk.camera),
            ("paper", "certificate", Event.HAVE_PAPER, {Source.CERTIFICATE}, desk.scanner),
            ("card", "card", Event.HAVE_CARD, CARDS, desk.cards),
        )
        cards: list[QWidget] = []
        for name, icon, event, sources, device in ways:
            if not sources & wanted:
                continue
            there = device is not None
            note = words("have.read_already" if sources & read else f"have.{name}_note")
            card = CardButton(
                words(f"have.{name}"),
                self.look,
                "check" if sources & read else icon,
                note if there else words("have.not_here"),
            )
            card.setEnabled(there)
            card.setObjectName(f"have.{name}")
            card.clicked.connect(self.go(event))
            cards.append(card)
        if not read:
            nothing = CardButton(words("have.nothing"), self.look, "hand", words("have.nothing_note"))
            nothing.setObjectName("have.nothing")
            nothing.clicked.connect(self.go(Event.HAVE_NOTHING))
            cards.append(nothing)
        self.rows.addWidget(Grid(cards, self.look, (len(cards), 2, 1), least_mm=112))
        self.stretch()

    def main(self) -> Button | None:
        if self.context.draft.is_empty:
            return None
        return self.main_button("have.look_over", self.go(Event.LOOK_OVER))
