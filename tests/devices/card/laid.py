"""A reader for virtual cards in the same process: no PC/SC, and a card may be pulled out at any command."""

from __future__ import annotations

from devices.card import apdu, kinds, licence, residence, session, signing
from devices.card.api import READ_CHUNK_BYTES, CardStatus
from devices.card.residence_file import tidy_number
from devices.card.virtual.engine import VirtualCard
from tests.devices.card.channels import Direct, gone


class _Pulled(Direct):
    """Gone at a command, counted from 1, and the reader is empty then."""

    def __init__(self, reader: LaidCards, at: int | None) -> None:
        assert reader.card is not None
        super().__init__(reader.card)
        self._reader, self._at = reader, at

    def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
        if self._at is not None and len(self.sent) + 1 >= self._at:
            self._reader.card = None
            gone()
        return super().exchange(apdu)


class LaidCards:
    """All roles of a reader, on whatever card is laid on it.

    Attributes:
        card: what lies there.
        pull_at: the command of the next whole read at which it is taken away.
    """

    def __init__(self) -> None:
        self.card: VirtualCard | None = None
        self.pull_at: int | None = None

    def _open(self, reading: bool = False) -> apdu.Channel:
        if self.card is None:
            from base.trouble import Trouble

            raise Trouble("no_card")
        at, self.pull_at = (self.pull_at, None) if reading else (None, self.pull_at)
        return _Pulled(self, at)

    def status(self) -> CardStatus:
        return CardStatus.READY if self.card else CardStatus.NO_CARD

    def kind(self):
        return kinds.recognise(self._open())

    def pin_tries_left(self):
        return session.pin_tries_left(self._open())

    def number_b_tries_left(self):
        return session.number_b_tries_left(self._open())

    def licence_pin(self):
        return licence.ask_pin(self._open())

    def read_basic_four(self, pin, *, use_last_try=False):
        return session.read_basic_four(self._open(True), pin, use_last_try=use_last_try)

    def read_by_number_b(self, number_b, *, use_last_try=False):
        return session.read_by_number_b(self._open(True), number_b, use_last_try=use_last_try)

    def auth_certificate(self):
        return signing.read_certificate(self._open(True), READ_CHUNK_BYTES)

    def sign(self, pin, challenge):
        return signing.sign(self._open(True), pin, challenge)

    def read_licence(self, pin="", *, use_last_try=False):
        return licence.read_licence(self._open(True), pin, use_last_try=use_last_try, chunk=READ_CHUNK_BYTES)

    def read_residence(self, number):
        card = residence.read_residence(self._open(True), tidy_number(number), chunk=READ_CHUNK_BYTES)
        return session.with_png(card)
