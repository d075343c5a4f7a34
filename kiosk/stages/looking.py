"""Looking over what was read: choosing, correcting, saying that it is right."""

from __future__ import annotations

from kiosk.draft import settled
from kiosk.stages.asking import Asking
from kiosk.states import State, UndeclaredEvent


class Looking(Asking):
    """The visitor decides field by field; a settled draft goes on to the questions, or to the store."""

    def _on_look_over(self) -> None:
        if self._visitor.is_empty:
            raise UndeclaredEvent("nothing to look over yet")
        self._go(State.CONFIRM)

    def _on_choose(self, path: str, value: str) -> None:
        self.draft = self._visitor.confirmed(path, value, self._actor, self._clock.now())
        self.editing = None
        self._go(State.CONFIRM)

    def _on_take_in_hand(self, path: str) -> None:
        self.editing = path

    def _on_edit(self, path: str) -> None:
        self.editing = path
        self._go(State.EDIT)

    def _on_accept(self) -> None:
        if not settled(self._visitor.fields):
            raise UndeclaredEvent("fields are left to look at")
        if self.questions is None:
            self._go(State.SENDING)
        else:
            self._ask_next()
