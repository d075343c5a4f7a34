"""Residence cards (在留カード) and special permanent resident certificates (特別永住者証明書) over any channel.

The card number opens them. The photograph is stepped over, and the permissions, the note of the commissioner and the
signature are never selected: no form of ours needs them.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

from base.trouble import Trouble
from devices.card import apdu, ber, kinds, residence_file, secure
from devices.card.api import CardKind
from devices.card.residence_file import Generation, ResidenceCard

DF1, DF2 = kinds.RESIDENCE_DF1, bytes.fromhex("D392F0004F0300000000000000000000")
SHORT_TYPE = 0x0A
SHORT_FRONT, SHORT_BACK_ADDRESS = 0x05, 0x01
"""First generation: in DF1 and in DF2."""
SHORT_ENTRIES, SHORT_NAME, SHORT_ADDRESS = 0x03, 0x04, 0x06
"""Second generation, all in DF1. The file of the name goes on with the photograph."""
ENTRIES_BYTES = 73
BACK_ADDRESS_BYTES = 342
"""Their size by the specification; other cards of the kind may end them earlier."""
MAX_PICTURE_BYTES = 0x3FFF
"""The front of the first generation has 7000."""
CHECKED_BYTES = 16

_WHOLE = 0
_SESSION_LOST = 0x6988
"""Secure messaging that the card cannot decipher: it has lost the session, or is another card."""
_NO_PIECES = (0x6700, 0x6A86, 0x6F00)
"""What a card may say that gives a file in confidence as a whole only."""
SUITES: dict[Generation, secure.Suite] = {
    Generation.FIRST: secure.TripleDesSuite(),
    Generation.SECOND: secure.AesSuite(),
}
Throw = Callable[[int], bytes]


def read_residence(
    channel: apdu.Channel, number: str, *, chunk: int, throw: Throw = secrets.token_bytes
) -> ResidenceCard:
    """The whole read. Pictures are TIFF here. See :meth:`devices.card.readers.ResidenceReader.read_residence`.

    Args:
        number: in its form (:func:`devices.card.residence_file.tidy_number`).
        throw: gives random bytes.
    """
    kinds.expect(channel, CardKind.RESIDENCE)
    generation = _generation(channel)
    session = secure.begin(channel, SUITES[generation], number, throw)
    if generation is Generation.FIRST:
        return _read_first(channel, session, number, chunk)
    return _read_second(channel, session, number, chunk)


def _generation(channel: apdu.Channel) -> Generation:
    """Of a card that we read; its master file is current afterwards.

    Raises:
        Trouble: ``card_is_residence_special``, ``residence_card_unknown``, ``card_unreadable``.
    """
    _select_master(channel)
    data, status = apdu.send(channel, bytes([0x00, 0xB0, 0x80 | SHORT_TYPE, 0x00, 0x00]))
    if status not in (apdu.DONE, apdu.END_OF_FILE):
        raise Trouble("card_unreadable")
    match residence_file.parse_generation(data):
        case None:
            raise Trouble("residence_card_unknown")
        case Generation.SPECIAL:
            raise Trouble("card_is_residence_special")
        case generation:
            return generation


def _select_master(channel: apdu.Channel) -> None:
    """Without a name, and by its number where a card wants that."""
    if apdu.granted(apdu.select_master(channel)):
        return
    if not apdu.granted(apdu.send(channel, bytes.fromhex("00A40000023F00"))[1]):
        raise Trouble("card_unreadable")


def _read_first(channel: apdu.Channel, session: secure.Session, number: str, chunk: int) -> ResidenceCard:
    _select(channel, DF2)
    back = bytearray()
    front = _Confidential(session, SHORT_FRONT, chunk)
    try:
        _read_plain(channel, SHORT_BACK_ADDRESS, back, BACK_ADDRESS_BYTES, chunk)
        address = residence_file.parse_address(back)
        _select(channel, DF1)
        picture = front.first_object(residence_file.TAG_FRONT)
        front.check_same()
        return ResidenceCard(number, address=address, front_picture=picture)
    finally:
        residence_file.wipe_all(back, front.data)


def _read_second(channel: apdu.Channel, session: secure.Session, number: str, chunk: int) -> ResidenceCard:
    _select(channel, DF1)
    entries, name, address = (
        _Confidential(session, short, chunk) for short in (SHORT_ENTRIES, SHORT_NAME, SHORT_ADDRESS)
    )
    try:
        entries.read_until(ENTRIES_BYTES)
        card = residence_file.parse_entries(entries.data, number)
        card = replace(
            card,
            name_picture=name.first_object(residence_file.TAG_NAME_PICTURE),
            address_picture=address.first_object(residence_file.TAG_ADDRESS_PICTURE),
        )
        entries.check_same()
        return card
    finally:
        residence_file.wipe_all(entries.data, name.data, address.data)


def _select(channel: apdu.Channel, aid: bytes) -> None:
    if not apdu.granted(apdu.select_application(channel, aid)):
        raise Trouble("card_unreadable")


def _address(short: int, offset: int) -> tuple[int, int]:
    """P1 and P2: the file by its short number at first, which makes it current, and then the offset in it."""
    return (0x80 | short, 0) if offset == 0 else (offset >> 8, offset & 0xFF)


def _judge(status: int) -> None:
    if status in (apdu.NOT_VERIFIED, apdu.NO_CURRENT_FILE, _SESSION_LOST):
        raise Trouble("card_removed")
    if status not in (apdu.DONE, apdu.END_OF_FILE):
        raise Trouble("card_unreadable")


def _read_plain(channel: apdu.Channel, short: int, data: bytearray, size: int, chunk: int) -> None:
    """A file that needs no confidence, up to its size or its end."""
    while len(data) < size:
        asked = min(chunk, size - len(data))
        part, status = apdu.send(channel, bytes([0x00, 0xB0, *_address(short, len(data)), asked & 0xFF]))
        if status == apdu.PAST_THE_END and data:
            return
        _judge(status)
        data += part[:asked]
        if len(part) < asked:
            return


class _Confidential:
    """A file that is read in confidence, piece by piece, as far as it is wanted.

    The specification has the whole file read with one command, whose answer the usual contactless readers cannot
    carry. A length of its own is provided for in the command. A card that refuses the first piece is asked for the
    whole file once; that works on readers with long messages only.
    """

    def __init__(self, session: secure.Session, short: int, chunk: int) -> None:
        self._session, self._short, self._chunk = session, short, chunk
        self._whole = False
        self.data = bytearray()

    def read_until(self, size: int) -> None:
        """Reads on until there are this many bytes, or the file ends."""
        while len(self.data) < size and not self._whole:
            offset, asked = len(self.data), min(self._chunk, size - len(self.data))
            part, status = self._session.read_binary(*_address(self._short, offset), asked)
            if offset == 0 and status in _NO_PIECES:
                part, status = self._session.read_binary(*_address(self._short, 0), _WHOLE)
                asked = apdu.MAX_FILE_BYTES
            if status == apdu.PAST_THE_END and offset:
                self._whole = True
                return
            _judge(status)
            self.data += part[:asked]
            self._whole = len(part) < asked
            apdu.wipe(part)

    def first_object(self, tag: int) -> bytes:
        """The value of the object that begins the file; empty for a file without a value.

        Raises:
            Trouble: ``card_unreadable``, ``card_removed``.
        """
        self.read_until(ber.HEAD_BYTES)
        try:
            head = residence_file.read_head(self.data)
        except ber.BerError:
            raise Trouble("card_unreadable") from None
        if head.tag != tag or head.length > MAX_PICTURE_BYTES:
            raise Trouble("card_unreadable")
        self.read_until(head.end)
        if len(self.data) < head.end:
            raise Trouble("card_unreadable")
        return bytes(self.data[head.start : head.end])

    def check_same(self) -> None:
        """Raises Trouble ``card_swapped`` unless the card still speaks with this session's key of this file."""
        again = _Confidential(self._session, self._short, self._chunk)
        again.read_until(min(CHECKED_BYTES, len(self.data)))
        same = again.data[:CHECKED_BYTES] == self.data[:CHECKED_BYTES]
        apdu.wipe(again.data)
        if not same:
            raise Trouble("card_swapped")
