"""Commands of ISO/IEC 7816-4 that My Number cards, licences and residence cards share, over any channel."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from base.trouble import Trouble

DONE = 0x9000
END_OF_FILE = 0x6282
NOT_VERIFIED = 0x6982
NO_CURRENT_FILE = 0x6986
NO_SUCH_FILE = 0x6A82
NO_SUCH_RECORD = 0x6A83
PAST_THE_END = 0x6B00
LOCKED = (0x6983, 0x6984)
"""6984 is 参照されたIEFが閉塞 of the Japanese cards, 6983 the ISO form of the same."""

MAX_FILE_BYTES = 0x4000
"""More than any file that we read; a cap against a card that claims anything."""


class Channel(Protocol):
    """Something that answers APDUs: a connection to a reader, or a virtual card in the same process."""

    def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
        """Sends one APDU; returns data and status word. Raises Trouble when the card is out of reach."""
        ...


def wipe(buffer: bytearray) -> None:
    """Overwrites a buffer that held a PIN or a person."""
    buffer[:] = bytes(len(buffer))


def send(channel: Channel, apdu: bytes | bytearray) -> tuple[bytearray, int]:
    """Sends a command and fetches what the transport left behind: ``61xx`` (T=0) and ``6Cxx`` (other length)."""
    data, status = channel.exchange(apdu)
    if status >> 8 == 0x6C and len(apdu) == 5:
        data, status = channel.exchange(bytes(apdu[:4]) + bytes([status & 0xFF]))
    while status >> 8 == 0x61:
        more, status = channel.exchange(bytes([0x00, 0xC0, 0x00, 0x00, status & 0xFF]))
        data += more
        wipe(more)
        if len(data) > MAX_FILE_BYTES:
            raise Trouble("card_unreadable")
    return data, status


def select_application(channel: Channel, aid: bytes) -> int:
    """SELECT by AID; returns the status word."""
    return send(channel, bytes([0x00, 0xA4, 0x04, 0x0C, len(aid)]) + aid)[1]


def select_file(channel: Channel, file: int) -> int:
    """SELECT an elementary file of the current application; returns the status word."""
    return send(channel, bytes([0x00, 0xA4, 0x02, 0x0C, 0x02]) + file.to_bytes(2, "big"))[1]


def select_master(channel: Channel) -> int:
    """SELECT the master file; returns the status word."""
    return send(channel, bytes([0x00, 0xA4, 0x00, 0x00]))[1]


def granted(status: int) -> bool:
    """Whether a card granted a selection; noise instead of a yes or no is Trouble ``card_unreadable``."""
    if status == DONE:
        return True
    # 6A81, 6A82, 6D00, 6E00 and the like: a card that knows its ISO 7816 and says no.
    if status >> 8 in (0x62, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6D, 0x6E, 0x6F):
        return False
    raise Trouble("card_unreadable")


def read_binary(channel: Channel, offset: int, length: int) -> tuple[bytearray, int]:
    """READ BINARY of the current file; length 1 to 256."""
    return send(channel, bytes([0x00, 0xB0, offset >> 8, offset & 0xFF, length & 0xFF]))


def read_whole(channel: Channel, buffer: bytearray, size: int, chunk: int, start: int = 0) -> None:
    """Appends to a buffer until it holds ``size`` bytes of the current file, from offset ``start`` on.

    Raises:
        Trouble: ``card_unreadable`` when the card refuses or gives nothing, ``card_removed`` when it forgot
            what was verified, which happens when it lost power or was exchanged.
    """
    while len(buffer) < size:
        data, status = read_binary(channel, start + len(buffer), min(chunk, size - len(buffer)))
        if status in (NOT_VERIFIED, NO_CURRENT_FILE):
            raise Trouble("card_removed")
        if status not in (DONE, END_OF_FILE) or not data:
            raise Trouble("card_unreadable")
        buffer += data
        wipe(data)
    wipe_beyond = len(buffer) - size
    if wipe_beyond > 0:
        del buffer[size:]


def read_until(channel: Channel, buffer: bytearray, whole: Callable[[bytearray], bool], limit: int, chunk: int) -> None:
    """Appends to a buffer until it is whole, the current file ends, or the limit is reached.

    Raises:
        Trouble: ``card_unreadable``, ``card_removed``, as :func:`read_whole`.
    """
    while len(buffer) < limit and not whole(buffer):
        asked = min(chunk, limit - len(buffer))
        data, status = read_binary(channel, len(buffer), asked)
        if status in (NOT_VERIFIED, NO_CURRENT_FILE):
            raise Trouble("card_removed")
        if status == PAST_THE_END and buffer:
            return
        if status not in (DONE, END_OF_FILE) or not data:
            raise Trouble("card_unreadable")
        buffer += data[:asked]
        wipe(data)
        if len(data) < asked:
            return


def tries_left(status: int) -> int | None:
    """What ``63Cx`` and the locked statuses say, or None for any other status."""
    if status in LOCKED:
        return 0
    return status & 0x0F if status & 0xFFF0 == 0x63C0 else None


CURRENT_FILE = 0x80
"""P2 of VERIFY for the PIN file that is selected; others name one by its short number."""


def ask_tries(channel: Channel, reference: int = CURRENT_FILE) -> int:
    """Asks a PIN file for the tries left, which costs none.

    Args:
        reference: P2 of VERIFY.

    Raises:
        Trouble: ``card_unreadable`` when the answer is no count.
    """
    left = tries_left(send(channel, bytes([0x00, 0x20, 0x00, reference]))[1])
    if left is None:
        raise Trouble("card_unreadable")
    return left


class Secret(StrEnum):
    """What is asked of the holder; begins the ids of the troubles with it, which differ in where to go."""

    PIN = "pin"
    """券面事項入力補助用暗証番号 of the My Number card."""
    NUMBER_B = "number_b"
    """照合番号B of the My Number card: 14 digits that its face shows."""
    LICENCE_PIN = "licence_pin"
    """暗証番号1 of the driver's licence."""
    AUTH_PIN = "auth_pin"
    """利用者証明用電子証明書の暗証番号 of the My Number card."""
    LICENCE_RECORD_PIN = "licence_record_pin"
    """The PIN of the licence recorded on a My Number card (マイナ免許証)."""


def check_tries(channel: Channel, kind: Secret, *, use_last_try: bool, reference: int = CURRENT_FILE) -> None:
    """Asks a PIN file for its tries; raises Trouble ``…_locked`` or ``…_last_try`` where a secret must not be sent."""
    left = ask_tries(channel, reference)
    if left == 0:
        raise Trouble(f"{kind}_locked")
    if left == 1 and not use_last_try:
        raise Trouble(f"{kind}_last_try")


def verify(
    channel: Channel, secret: str, kind: Secret = Secret.PIN, *, use_last_try: bool, reference: int = CURRENT_FILE
) -> None:
    """Asks a PIN file for its tries, then sends the secret once, unless that could lock it unasked.

    Args:
        reference: P2 of VERIFY.

    Raises:
        Trouble: with the kind in front, ``…_locked``, ``…_last_try`` (nothing was sent), ``…_wrong`` (tries_left);
            ``card_unreadable``.
    """
    check_tries(channel, kind, use_last_try=use_last_try, reference=reference)
    _send_secret(channel, secret, kind, reference)


def _send_secret(channel: Channel, secret: str, kind: Secret, reference: int) -> None:
    command = bytearray([0x00, 0x20, 0x00, reference, len(secret)]) + bytearray(secret, "ascii")
    try:
        status = channel.exchange(command)[1]
    finally:
        wipe(command)
    if status == DONE:
        return
    left = tries_left(status)
    if left is None:
        raise Trouble("card_unreadable")
    if left == 0:
        raise Trouble(f"{kind}_locked")
    raise Trouble(f"{kind}_wrong", tries_left=left)
