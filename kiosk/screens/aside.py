"""Screens beside the way: leaving, staff are coming, are you still there, out of service."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk.screens.base import Screen
from kiosk.states import Call, Event, State
from look.buttons import SECOND, Button


class Leaving(Screen):
    """Back to the first screen would erase what was read."""

    def fill(self) -> None:
        self.title(self.words("leaving.heading"))
        self.scene("draw-leave", self.lead(self.words("leaving.lead")))
        self.stretch()

    def foot_left(self) -> list[QWidget]:
        return []

    def extra(self) -> list[Button]:
        return [self.button("leaving.leave", SECOND, self.go(Event.LEAVE))]

    def main(self) -> Button:
        return self.main_button("leaving.stay", self.go(Event.BACK), arrow=False)


class Called(Screen):
    """Staff have been called: how far that has come. Where nobody hears it, it says where to go."""

    has_help = False

    def fill(self) -> None:
        heading, lead = self._said()
        self.title(heading)
        self.said = self.lead(lead)
        self.scene("draw-staff", self.said)
        self.stretch()

    def refresh(self) -> bool:
        heading, lead = self._said()
        assert self.heading is not None
        if (self.heading.text(), self.said.text()) != (heading, lead):
            self.heading.set_text(heading)
            self.said.set_text(lead)
            self.setAccessibleName(heading)
        return True

    def _said(self) -> tuple[str, str]:
        journey, words = self.context.journey, self.words
        call = journey.call or Call.CALLING
        if call is Call.UNHEARD:
            return words("called.unheard"), words("called.lead_unheard")
        return words(f"called.{call}"), words(f"called.lead_{journey.staff_reason or 'visitor'}")

    def foot_left(self) -> list[QWidget]:
        return []

    def foot_right(self) -> list[QWidget]:
        return [self.main_button("called.close", self.go(Event.STAFF_SEEN), arrow=False)]

    def back(self) -> None:
        self.context.act(Event.STAFF_SEEN)


class Idle(Screen):
    """Are you still there? Any touch goes on."""

    has_help = False

    def fill(self) -> None:
        self.title(self.words("idle.heading"))
        self.left = self.lead(self._text())
        self.scene("draw-touch", self.left)
        self.stretch()

    def _text(self) -> str:
        journey = self.context.journey
        lead = "idle.lead_settings" if journey.state is State.WELCOME else "idle.lead"
        return self.words(lead, seconds=journey.seconds_left)

    def refresh(self) -> bool:
        if self.left.text() != self._text():
            self.left.set_text(self._text())
        return True

    def foot_left(self) -> list[QWidget]:
        return []

    def main(self) -> Button:
        return self.main_button("idle.stay", self.go(Event.TOUCH), arrow=False)

    def back(self) -> None:
        self.context.act(Event.TOUCH)


class CardLeft(Screen):
    """Somebody has gone and left their card. It goes away by itself when the card is taken."""

    def fill(self) -> None:
        self.title(self.words("card_left.heading"))
        self.scene("take-card", self.lead(self.words("card_left.lead")))
        self.stretch()


class OutOfService(Screen):
    """Something is wrong with the program. Nobody's data is on it."""

    def fill(self) -> None:
        self.title(self.words("broken.heading"))
        self.scene("draw-closed", self.lead(self.words("broken.lead")))
        self.stretch()

    def foot_left(self) -> list[QWidget]:
        return []
