"""What have you brought? And, once something is read, anything more?"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from forms.reading import CARDS, Source
from kiosk.purposes import OF_MOVING_IN
from kiosk.screens.base import Screen
from kiosk.states import Event
from look.buttons import QUIET, Button, CardButton
from look.flow import Grid, Row

CARD_MM = 104
"""Of a card, at least: four of them stand side by side."""


class Have(Screen):
    """The ways in, as cards."""

    def fill(self) -> None:
        words, desk = self.words, self.context.conductor.desk
        wanted = set(self.context.draft.purpose.ways)
        read = {each.reading.source for each in self.context.draft.shown}
        online = self.context.draft.kind in OF_MOVING_IN and not CARDS & read and desk.cards is not None
        gap = self.look.gap
        self.rows.setContentsMargins(gap(4), gap(3), gap(4), gap(2))
        if read:
            self.title_before_touch(words("have.more_heading"), words("have.more_lead"))
        else:
            # With readings above its kanji the lead would push the last way on to another page.
            lead = "" if online and self.look.ruby_share else words("have.lead")
            self.title_before_touch(words("have.heading"), lead)
        self.rows.addSpacing(gap(0))
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
            icon = "check" if sources & read else icon
            card = self._card(name, icon, note if there else words("have.not_here"), event)
            card.setEnabled(there)
            cards.append(card)
        if not read:
            cards.append(self._card("nothing", "hand", words("have.nothing_note"), Event.HAVE_NOTHING))
        columns = (2, 1) if self.large else (len(cards), 2, 1)
        self.rows.addWidget(Grid(cards, self.look, columns, gap=1 if self.large else 2, least_mm=CARD_MM))
        if online:
            filed = Button(words("have.online"), self.look, QUIET, arrow=True)
            filed.setObjectName("have.online")
            filed.clicked.connect(self.go(Event.FILED_ONLINE))
            self.rows.addWidget(Row([filed], self.look))
        self.stretch()

    def _card(self, name: str, icon: str, note: str, event: Event) -> QWidget:
        said, look = self.words(f"have.{name}"), self.look
        made = Button(said, look, icon=icon) if self.large else CardButton(said, look, icon, note)
        made.setAccessibleName(f"{said} {note}")
        made.setObjectName(f"have.{name}")
        made.clicked.connect(self.go(event))
        return made

    def main(self) -> Button | None:
        if self.context.draft.is_empty:
            return None
        return self.main_button("have.look_over", self.go(Event.LOOK_OVER))
