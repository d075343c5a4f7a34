"""Showing what one has brought: a code, paper; a card is more than one event and stands in :mod:`carding`."""

from __future__ import annotations

from collections.abc import Mapping

from base import events
from forms.reading import Reading
from kiosk.cards import CardPicture
from kiosk.draft import Box
from kiosk.purposes import FILED_ONLINE, OF_MOVING_IN
from kiosk.stages.ground import Ground
from kiosk.states import State, UndeclaredEvent


class Showing(Ground):
    """The visitor holds things up, and each becomes a reading of the draft."""

    def _on_have_qr(self) -> None:
        self._go(State.QR)

    def _on_have_paper(self) -> None:
        if self._visitor.kind == FILED_ONLINE:
            self.draft = self._visitor.for_kind("moving_in")  # there is a certificate after all
        self._go(State.PAPER)

    def _on_filed_online(self) -> None:
        if self._visitor.kind not in OF_MOVING_IN:
            raise UndeclaredEvent("only moving in follows a moving out")
        self.draft = self._visitor.for_kind(FILED_ONLINE)
        self._go(State.CARD)

    def _on_code_read(self, reading: Reading) -> None:
        self._took(reading)

    def _on_scan(self) -> None:
        self._go(State.PAPER_READING)

    def _on_pages_read(
        self, reading: Reading, pictures: tuple[bytes, ...] = (), pieces: tuple[Mapping[Box, bytes], ...] = ()
    ) -> None:
        self._took(reading, pictures, pieces)

    def _took(
        self,
        reading: Reading,
        pictures: tuple[bytes, ...] = (),
        pieces: tuple[Mapping[Box, bytes], ...] = (),
        of_card: tuple[CardPicture, ...] = (),
        then: State = State.HAVE,
    ) -> None:
        events.log("kiosk.reading_taken", source=str(reading.source), fields=len(reading.fields))
        self.draft = self._visitor.with_reading(reading, pictures, pieces, of_card)
        self._go(then)
