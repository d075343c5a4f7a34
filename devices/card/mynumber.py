"""The current My Number card (個人番号カード): its PIN, and the basic four attributes.

Files, tags and status words as public readers prove them; there is no public specification. This module talks
over any :class:`devices.card.apdu.Channel` and knows nothing of PC/SC. EF 0001 of the text application holds
the individual number: 番号法 allows reading it only for its own purposes, so nothing here ever selects it.
"""

from __future__ import annotations

import hashlib
import re

from base.trouble import Trouble
from devices.card import apdu, ber
from devices.card.api import BasicFour, Sex

TEXT_AP = bytes.fromhex("D3921000310001010408")
"""券面事項入力補助AP."""
JPKI_AP = bytes.fromhex("D392F000260100000001")
"""公的個人認証AP."""

EF_BASIC_FOUR = 0x0002
EF_PIN = 0x0011
EF_AUTH_CERTIFICATE = 0x000A
"""利用者証明用電子証明書; readable without a PIN, so it tells one card from another."""
EF_TOKEN = 0x0006
"""Of the JPKI application: tells a My Number card, its predecessor and a telephone apart."""

TAG_BASIC_FOUR = 0xFF20
TAG_NAME, TAG_ADDRESS, TAG_BIRTH, TAG_SEX = 0xDF22, 0xDF23, 0xDF24, 0xDF25

_BIRTH = re.compile(rb"[0-9]{8}")
_SEX = {b"1": Sex.MALE, b"2": Sex.FEMALE}


def identity(channel: apdu.Channel, salt: bytes, chunk: int) -> bytes:
    """Something that differs between two cards, for comparing within one session; empty if the card has none.

    It is a salted hash of the head of the certificate for user authentication, which holds its serial number
    and its holder's name in the directory. The certificate itself is a lasting identifier, so it is not kept.
    """
    if not apdu.granted(apdu.select_application(channel, JPKI_AP)):
        return b""
    if not apdu.granted(apdu.select_file(channel, EF_AUTH_CERTIFICATE)):
        return b""
    head, status = apdu.read_binary(channel, 0, chunk)
    readable = status == apdu.END_OF_FILE or apdu.granted(status)
    digest = hashlib.sha256(salt + head).digest() if readable and head else b""
    apdu.wipe(head)
    return digest


def ask_pin_tries(channel: apdu.Channel) -> int:
    """Selects the PIN of the text application and asks for its tries. The text application is current."""
    if apdu.select_file(channel, EF_PIN) != apdu.DONE:
        raise Trouble("card_unreadable")
    return apdu.ask_tries(channel)


def verify_pin(channel: apdu.Channel, pin: str, *, use_last_try: bool) -> None:
    """Sends the PIN once, its tries asked first. The text application is current.

    Raises:
        Trouble: ``pin_locked``, ``pin_last_try`` (nothing was sent), ``pin_wrong`` (tries_left).
    """
    if apdu.select_file(channel, EF_PIN) != apdu.DONE:
        raise Trouble("card_unreadable")
    apdu.verify(channel, pin, use_last_try=use_last_try)


def read_basic_four(channel: apdu.Channel, chunk: int) -> BasicFour:
    """Reads EF 0002 in short chunks. The PIN is verified.

    Raises:
        Trouble: ``card_unreadable``, or what the channel raises.
    """
    if apdu.select_file(channel, EF_BASIC_FOUR) != apdu.DONE:
        raise Trouble("card_unreadable")
    file = bytearray()
    try:
        apdu.read_whole(channel, file, ber.HEAD_BYTES, chunk)
        apdu.read_whole(channel, file, _size(file), chunk)
        return parse_basic_four(file)
    finally:
        apdu.wipe(file)


def _size(head: bytearray) -> int:
    try:
        outer = ber.read_head(head)
    except ber.BerError:
        raise Trouble("card_unreadable") from None
    if outer.tag != TAG_BASIC_FOUR or not ber.HEAD_BYTES <= outer.end <= apdu.MAX_FILE_BYTES:
        raise Trouble("card_unreadable")
    return outer.end


def parse_basic_four(file: bytes | bytearray) -> BasicFour:
    """Reads the content of EF 0002.

    The offsets in DF21 are not used: readers in the field disagree on what they count.

    Raises:
        Trouble: ``card_unreadable`` when a part is missing, given twice, or not in its form.
    """
    parts: dict[int, bytearray] = {}
    try:
        outer = ber.read_head(file)
        if outer.tag != TAG_BASIC_FOUR:
            raise Trouble("card_unreadable")
        for tag, value in ber.objects(file, outer.start, outer.end):
            if tag in parts:
                raise Trouble("card_unreadable")
            parts[tag] = value
        birth = bytes(parts[TAG_BIRTH])
        if outer.end > len(file) or not _BIRTH.fullmatch(birth):
            raise Trouble("card_unreadable")
        name, address = parts[TAG_NAME].decode("utf-8"), parts[TAG_ADDRESS].decode("utf-8")
        if not name:
            raise Trouble("card_unreadable")
        day = birth.decode("ascii")
        sex = _SEX.get(bytes(parts[TAG_SEX]), Sex.UNKNOWN)
        return BasicFour(name, address, f"{day[:4]}-{day[4:6]}-{day[6:]}", sex)
    except (ber.BerError, KeyError, UnicodeDecodeError):
        # From None: the error of a decoder quotes what it could not decode.
        raise Trouble("card_unreadable") from None
    finally:
        for value in parts.values():
            apdu.wipe(value)
