"""Which of several purposes behind one touch of the welcome screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kiosk.purposes import purposes_of
from kiosk.screens.base import Screen
from kiosk.states import Event
from look.buttons import Button, CardButton
from look.flow import Grid

ICONS = {
    "moving_in": "house",
    "change_of_address": "house-within",
    "moving_out": "house-out",
    "change_of_householder": "people",
    "merging_households": "people",
    "separating_households": "people",
    "from_abroad": "house",
    "resident_record_copy": "paper",
    "child_allowance_claim": "people",
    "child_allowance_end": "people",
}

ONE_ROW = 3
"""As many cards as stand side by side."""


class PurposeScreen(Screen):
    """The cards of one group; the last of the group "other" is for what staff do."""

    def fill(self) -> None:
        words, group = self.words, self.context.journey.group
        # More than a row of cards would not stand on one page.
        self.compact = self.large or len(purposes_of(group)) > ONE_ROW
        self.title_before_touch(words("welcome.heading"), words(f"purpose.lead_{group}"))
        cards: list[QWidget] = [
            self._card(
                each.kind, ICONS[each.kind], words.value("kind", each.kind), self.go(Event.START, kind=each.kind)
            )
            for each in purposes_of(group)
        ]
        if group == "other":
            cards.append(self._card("staff", "hand", words("purpose.staff_note"), self.go(Event.OTHER_PURPOSE)))
        self.rows.addWidget(Grid(cards, self.look, (2, 1) if self.compact else (3, 2, 1), gap=1 if self.large else 2))
        self.stretch()

    def _card(self, name: str, icon: str, note: str, touch: Callable[[], None]) -> QWidget:
        said, whole, look = self.words(f"purpose.{name}"), self.words.line(f"purpose.{name}"), self.look
        card = Button(whole, look, icon=icon) if self.compact else CardButton(said, look, icon, note)
        card.setAccessibleName(f"{whole} {note}")
        card.setObjectName(f"purpose.{name}")
        card.clicked.connect(touch)
        return card
