"""Channels in the same process: a virtual card without PC/SC, and transports with manners of their own."""

from __future__ import annotations

from collections.abc import Callable

from base.trouble import Trouble
from devices.card.virtual.engine import VirtualCard


class Direct:
    """Talks to a virtual card and keeps what was sent."""

    def __init__(self, card: VirtualCard) -> None:
        card.reset()
        self.card = card
        self.sent: list[bytes] = []

    def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
        self.sent.append(bytes(apdu))
        answer = self.card.answer(bytes(apdu))
        return bytearray(answer[:-2]), int.from_bytes(answer[-2:], "big")


class T0(Direct):
    """A contact reader with T=0: data comes by GET RESPONSE, and a wrong length is corrected."""

    def __init__(self, card: VirtualCard) -> None:
        super().__init__(card)
        self._held = b""

    def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
        if apdu[1] == 0xC0:
            part, self._held = self._held[: apdu[4]], self._held[apdu[4] :]
            return bytearray(part), 0x6100 | min(len(self._held), 255) if self._held else 0x9000
        data, status = super().exchange(apdu)
        if apdu[1] == 0xB0 and status == 0x9000:
            if len(data) < (apdu[4] or 256):
                return bytearray(), 0x6C00 | len(data)
            self._held = bytes(data)
            return bytearray(), 0x6100 | min(len(data), 255)
        return data, status


class FailsAt(Direct):
    """Does something of its own at one APDU, counted from 1, and raises ``card_removed`` ever after."""

    def __init__(self, card: VirtualCard, at: int, fault: Callable[[], tuple[bytes, int]]) -> None:
        super().__init__(card)
        self._at, self._fault = at, fault

    def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
        if len(self.sent) + 1 == self._at:
            self.sent.append(bytes(apdu))
            data, status = self._fault()
            return bytearray(data), status
        return super().exchange(apdu)


def gone() -> tuple[bytes, int]:
    """The fault of a card that was taken away."""
    raise Trouble("card_removed")
