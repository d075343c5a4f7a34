"""The edge to PC/SC: readers, statuses, and one exclusive talk with one card.

We use pyscard's plain functions, which return result codes, and not its classes: those raise from two unrelated
roots (``SmartcardException`` and ``BaseSCardException``), report a card pulled out in mid-read as "Command
successful", and watch readers with threads that end for good when pcscd restarts. What the codes mean for a
person stands in one table, :data:`TROUBLE_OF_RESULT`.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass

from smartcard import scard

from base.trouble import Trouble
from devices.bus import blame_when_late, still_wanted
from devices.card.api import CardSettings, CardStatus

VIRTUAL_READER = "Virtual PCD"
"""The name of vpcd's readers: whoever reaches its TCP port is the card, so it counts as no reader by itself."""

CONTACT_ONLY = ("ACR38", "ACR39", "SCR33", "SCR35", "SmartTerminal", "PC Twin", "GemPC", "RW-4040", "CRW-FP")
"""Parts of the names of common readers that have contacts and no radio. PC/SC itself does not tell."""

PNP_READER = "\\\\?PnP?\\Notification"
"""The name under which PC/SC tells that readers came or went."""

TROUBLE_OF_RESULT: dict[int, str] = {
    # The service: not running, stopped, died under us (a stale handle, a broken pipe).
    0x8010001D: "no_card_service",  # NO_SERVICE
    0x8010001E: "no_card_service",  # SERVICE_STOPPED
    0x80100013: "no_card_service",  # COMM_ERROR
    0x80100003: "no_card_service",  # INVALID_HANDLE
    0x8010006A: "no_card_service",  # SECURITY_VIOLATION, seen while pcscd was dying
    0x80100002: "no_card_service",  # CANCELLED
    # The reader.
    0x8010002E: "no_reader",  # NO_READERS_AVAILABLE
    0x80100009: "no_reader",  # UNKNOWN_READER
    0x80100017: "no_reader",  # READER_UNAVAILABLE
    # The card.
    0x8010000C: "no_card",  # NO_SMARTCARD
    0x80100069: "card_removed",  # REMOVED_CARD
    0x80100016: "card_removed",  # NOT_TRANSACTED: the field was lost
    0x8010002F: "card_removed",  # COMM_DATA_LOST
    0x8010000F: "card_unreadable",  # PROTO_MISMATCH
    0x80100015: "card_unreadable",  # INVALID_ATR
    0x80100065: "card_unreadable",  # UNSUPPORTED_CARD
    0x80100066: "card_unreadable",  # UNRESPONSIVE_CARD
    0x80100067: "card_unreadable",  # UNPOWERED_CARD
    0x8010000A: "card_silent",  # TIMEOUT
    # Other programs.
    0x8010000B: "card_busy",  # SHARING_VIOLATION
    0x80100068: "card_busy",  # RESET_CARD: somebody else reset it, so nothing verified still holds
}
"""PC/SC result codes and the Trouble that each means. Codes that are not here become ``card_service_failed``."""


def check(result: int) -> None:
    """Raises the Trouble of a PC/SC result, or nothing for success."""
    code = result & 0xFFFFFFFF
    if code == scard.SCARD_S_SUCCESS:
        return
    if trouble := TROUBLE_OF_RESULT.get(code):
        raise Trouble(trouble)
    raise Trouble("card_service_failed", code=f"{code:#010x}")


@dataclass(frozen=True, slots=True)
class Slot:
    """One reader as PC/SC shows it now.

    Attributes:
        name: the reader's name.
        state: the bits of ``SCARD_STATE_*``.
        atr: the card's answer to reset, empty without a card that answers. Never used to recognise a card.
    """

    name: str
    state: int
    atr: bytes

    @property
    def is_contact_only(self) -> bool:
        """Whether the reader is known to have no radio: licences and residence cards have no contacts."""
        return any(part in self.name for part in CONTACT_ONLY)

    @property
    def status(self) -> CardStatus:
        """The state in one word."""
        if self.state & (scard.SCARD_STATE_UNAVAILABLE | scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_IGNORE):
            return CardStatus.NO_READER
        if not self.state & scard.SCARD_STATE_PRESENT:
            return CardStatus.NO_CARD
        if self.state & scard.SCARD_STATE_MUTE or not self.atr:
            return CardStatus.CARD_UNREADABLE
        return CardStatus.READY


@contextlib.contextmanager
def card_service() -> Iterator[int]:
    """A fresh context with the card service, released at the end.

    Raises:
        Trouble: ``no_card_service``.
    """
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    check(result)
    try:
        yield context
    finally:
        scard.SCardReleaseContext(context)


def reader_names(context: int) -> list[str]:
    """All readers, virtual ones included; an empty list when there is none.

    Raises:
        Trouble: ``no_card_service``.
    """
    result, names = scard.SCardListReaders(context, [])
    if result & 0xFFFFFFFF == 0x8010002E:
        return []
    check(result)
    return list(names)


def usable(names: list[str], settings: CardSettings) -> list[str]:
    """The readers that the settings allow us to use, in the service's order."""
    return [
        name for name in names if settings.reader in name and (settings.allow_virtual or VIRTUAL_READER not in name)
    ]


def slots(context: int, names: list[str]) -> list[Slot]:
    """The readers' states at this moment.

    Raises:
        Trouble: ``no_card_service``, ``no_reader``.
    """
    if not names:
        return []
    result, states = scard.SCardGetStatusChange(context, 0, [(name, scard.SCARD_STATE_UNAWARE) for name in names])
    check(result)
    return [Slot(name, state, bytes(atr)) for name, state, atr in states]


_PREFERENCE = (CardStatus.READY, CardStatus.CARD_UNREADABLE, CardStatus.NO_CARD, CardStatus.NO_READER)


def find_slot(found: list[Slot]) -> Slot | None:
    """The reader to use: the first with a card that answers, else with any card, else the first that works."""
    alive = [slot for slot in found if slot.status is not CardStatus.NO_READER]
    return min(alive, key=lambda slot: _PREFERENCE.index(slot.status), default=None)


def get_slot(context: int, settings: CardSettings) -> Slot:
    """The reader to use now.

    Raises:
        Trouble: ``no_card_service``, ``no_reader``, ``virtual_reader_refused`` when only virtual ones are there.
    """
    names = reader_names(context)
    allowed = usable(names, settings)
    if not allowed and any(VIRTUAL_READER in name and settings.reader in name for name in names):
        raise Trouble("virtual_reader_refused")
    slot = find_slot(slots(context, allowed))
    if slot is None:
        raise Trouble("no_reader")
    return slot


TIMED_OUT = 0x8010000A
LEAVE_S = 0.6
"""Seconds in which the service sees that a card has left: readers that do not tell of it are asked every 0.4 s."""


def unreadable(context: int, reader: str) -> Trouble:
    """The trouble with a card that gives no answer to reset: ``card_removed`` if it is seen gone within
    :data:`LEAVE_S`, for then it was taken away just before; else ``card_unreadable``.

    Raises:
        Trouble: ``no_card_service``, ``no_reader``.
    """
    until = time.monotonic() + LEAVE_S
    (slot,) = slots(context, [reader])
    while slot.status is not CardStatus.NO_CARD:
        left_ms = round((until - time.monotonic()) * 1000)
        if left_ms <= 0:
            return Trouble("card_unreadable")
        result, states = scard.SCardGetStatusChange(context, left_ms, [(reader, slot.state)])
        if result & 0xFFFFFFFF == TIMED_OUT:
            return Trouble("card_unreadable")
        check(result)
        ((name, state, atr),) = states
        slot = Slot(name, state, bytes(atr))
    return Trouble("card_removed")


RESET_BY_OTHERS = 0x80100068
RECONNECTS = 3
"""How often in a row somebody else may reset the card before it counts as busy."""


def _pci(protocol: int) -> int:
    return scard.SCARD_PCI_T1 if protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0


class Connection:
    """One exclusive talk with the card in one reader: connected, in a transaction, powered down at the end.

    After the first transport error it refuses every further exchange: a swapped card can hide behind one error.
    """

    def __init__(self, context: int, reader: str) -> None:
        # Connecting waits inside PC/SC while another program holds a transaction.
        blame_when_late("card_busy")
        result, self._card, protocol = scard.SCardConnect(
            context, reader, scard.SCARD_SHARE_SHARED, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        )
        check(result)
        self._protocol = _pci(protocol)
        self._broken = False
        try:
            self._begin()
        except Trouble:
            scard.SCardDisconnect(self._card, scard.SCARD_LEAVE_CARD)
            raise
        blame_when_late("card_silent")

    def _begin(self) -> None:
        """Begins the transaction. A reset by whoever had the card before us is taken note of, and does no harm yet."""
        for _ in range(RECONNECTS):
            result = scard.SCardBeginTransaction(self._card)
            if result & 0xFFFFFFFF != RESET_BY_OTHERS:
                break
            result, protocol = scard.SCardReconnect(
                self._card,
                scard.SCARD_SHARE_SHARED,
                scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
                scard.SCARD_LEAVE_CARD,
            )
            check(result)
            self._protocol = _pci(protocol)
        check(result)

    def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
        """Sends one APDU; returns the data and the status word as they come.

        Raises:
            Trouble: ``card_removed``, ``card_unreadable``, ``no_reader``, ``no_card_service``, ``card_busy``.
        """
        still_wanted()
        if self._broken:
            raise Trouble("card_removed")
        result, answer = scard.SCardTransmit(self._card, self._protocol, list(apdu))
        try:
            still_wanted()
            check(result)
            if not answer:
                # A card pulled out in mid-command: success, and nothing said.
                raise Trouble("card_removed")
            if len(answer) < 2:
                raise Trouble("card_unreadable")
        except BaseException:
            self._broken = True
            raise
        return bytearray(answer[:-2]), answer[-2] << 8 | answer[-1]

    def close(self) -> None:
        """Cuts the card's power, so that no verified PIN outlives us, and ends the transaction with it."""
        scard.SCardDisconnect(self._card, scard.SCARD_UNPOWER_CARD)


@contextlib.contextmanager
def connect(context: int, reader: str) -> Iterator[Connection]:
    """A :class:`Connection` for the length of a with-block."""
    try:
        connection = Connection(context, reader)
    except Trouble as trouble:
        if trouble.id == "card_unreadable":
            raise unreadable(context, reader) from None
        raise
    try:
        yield connection
    finally:
        connection.close()
