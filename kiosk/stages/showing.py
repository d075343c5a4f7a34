"""Showing what one has brought: a code, paper, a card."""

from __future__ import annotations

from collections.abc import Mapping

from base import events
from base.trouble import Trouble
from forms.reading import Reading
from kiosk.draft import Box
from kiosk.stages.ground import Ground
from kiosk.states import State


class Showing(Ground):
    """The visitor holds things up, and each becomes a reading of the draft."""

    def _on_have_qr(self) -> None:
        self._go(State.QR)

    def _on_have_paper(self) -> None:
        self._go(State.PAPER)

    def _on_have_card(self) -> None:
        self.tries_left, self.use_last_try = None, False
        self._go(State.CARD)

    def _on_code_read(self, reading: Reading) -> None:
        self._took(reading)

    def _on_scan(self) -> None:
        self._go(State.PAPER_READING)

    def _on_pages_read(
        self, reading: Reading, pictures: tuple[bytes, ...] = (), pieces: tuple[Mapping[Box, bytes], ...] = ()
    ) -> None:
        self._took(reading, pictures, pieces)

    def _on_card_ready(self, tries_left: int) -> None:
        self.tries_left = tries_left
        if tries_left == 0:
            self.trouble = Trouble("pin_locked")
        elif tries_left == 1:
            self._go(State.LAST_TRY)
        else:
            self._go(State.PIN, self.trouble if self.trouble and self.trouble.id == "pin_wrong" else None)

    def _on_card_gone(self) -> None:
        self._forget_card()
        self._go(State.CARD, Trouble("card_removed"))

    def _on_use_last_try(self) -> None:
        self.use_last_try = True
        self._go(State.PIN)

    def _on_pin_given(self) -> None:
        self._go(State.CARD_READING)

    def _on_card_read(self, reading: Reading) -> None:
        self._forget_card()
        self._took(reading)

    def _took(
        self, reading: Reading, pictures: tuple[bytes, ...] = (), pieces: tuple[Mapping[Box, bytes], ...] = ()
    ) -> None:
        events.log("kiosk.reading_taken", source=str(reading.source), fields=len(reading.fields))
        self.draft = self._visitor.with_reading(reading, pictures, pieces)
        self._go(State.HAVE)

    def _forget_card(self) -> None:
        self.tries_left, self.use_last_try = None, False
