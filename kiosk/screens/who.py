"""Who moves? A tick for everybody whom a source names, and a way to name somebody else."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk.people import Named, next_row
from kiosk.screens.base import Screen
from kiosk.states import Event
from look.buttons import SECOND, Button
from look.flow import Grid, Row
from look.ticks import TickButton


class Who(Screen):
    """Everybody by name. Who is unticked keeps what was read and typed of them, and is not on the form."""

    def fill(self) -> None:
        words, look, draft = self.words, self.look, self.context.draft
        people = draft.people
        self.title_before_touch(
            words(f"who.heading_{draft.purpose.about}"), words("who.lead" if people else "who.lead_nobody")
        )
        if people:
            self.rows.addWidget(Grid([self._person(each) for each in people], look, (2, 1), gap=1))
        if next_row(people) is not None:
            add = Button(words("who.add" if people else "who.add_first"), look, SECOND, icon="plus")
            add.setObjectName("who.add")
            add.clicked.connect(self.go(Event.ADD_PERSON))
            self.rows.addWidget(Row([add], look))
        self.stretch()

    def _person(self, person: Named) -> QWidget:
        words = self.words
        name = person.name or words("confirm.section_member", number=person.row + 1)
        made = TickButton(name, self.look, person.moves, words("who.on_form" if person.moves else "who.off_form"))
        made.setObjectName(f"who.{person.row}")
        made.clicked.connect(self.go(Event.TICK, row=person.row, moves=not person.moves))
        return made

    def main(self) -> Button:
        made = self.main_button("who.go_on", self.go(Event.GO_ON))
        made.setEnabled(self.context.draft.anybody_moves)
        return made
