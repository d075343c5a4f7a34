"""Looking over what was read: choosing, correcting, saying that it is right."""

from __future__ import annotations

from forms.fields import member_path
from kiosk.draft import settled
from kiosk.people import next_row
from kiosk.stages.asking import Asking
from kiosk.states import State, UndeclaredEvent


class Looking(Asking):
    """The visitor decides field by field; a settled draft goes on to the questions, or to the store."""

    def _on_look_over(self) -> None:
        if self._visitor.is_empty:
            raise UndeclaredEvent("nothing to look over yet")
        self._look_at_people()

    def _on_have_nothing(self) -> None:
        self._look_at_people()

    def _look_at_people(self) -> None:
        self._go(State.WHO if self._visitor.asks_who_moves else State.CONFIRM)

    def _on_tick(self, row: int, moves: bool) -> None:
        self.draft = self._visitor.ticked(row, moves, self._actor, self._clock.now())

    def _on_add_person(self) -> None:
        row = next_row(self._visitor.people)
        if row is None:
            raise UndeclaredEvent("the form takes nobody else")
        self.editing, self.edited_in = member_path(row, "name"), State.WHO
        self._go(State.EDIT)

    def _on_choose(self, path: str, value: str) -> None:
        self.draft = self._visitor.confirmed(path, value, self._actor, self._clock.now())
        self.editing = None
        self._go(self.edited_in if self.state is State.EDIT else State.CONFIRM)

    def _on_take_in_hand(self, path: str) -> None:
        self.editing = path

    def _on_edit(self, path: str) -> None:
        self.editing, self.edited_in = path, State.CONFIRM
        self._go(State.EDIT)

    def _on_accept(self) -> None:
        if not settled(self._visitor.fields):
            raise UndeclaredEvent("fields are left to look at")
        if self.questions is None:
            self._go(State.SENDING)
        else:
            self._ask_next()
