"""The current My Number card (個人番号カード): recognising it, its PIN, and the basic four attributes.

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

TAG_BASIC_FOUR = 0xFF20
TAG_NAME, TAG_ADDRESS, TAG_BIRTH, TAG_SEX = 0xDF22, 0xDF23, 0xDF24, 0xDF25

_PHONE_TOKEN = b"JPKIAPGPSETOKEN"
_JUKI_TOKEN = b"JPKIAPICCTOKEN"
_BIRTH = re.compile(rb"[0-9]{8}")
_SEX = {b"1": Sex.MALE, b"2": Sex.FEMALE}


def select_text_application(channel: apdu.Channel) -> None:
    """Recognises a My Number card by selecting the application that only it has.

    Raises:
        Trouble: ``card_foreign``, ``card_is_phone`` or ``card_is_juki`` for another kind of card,
            ``card_unreadable`` for an answer that makes no sense.
    """
    status = apdu.select_application(channel, TEXT_AP)
    if not _granted(status):
        raise Trouble(_other_kind(channel))


def _granted(status: int) -> bool:
    """Whether a card granted a selection; noise instead of a yes or no is ``card_unreadable``."""
    if status == apdu.DONE:
        return True
    # 6A81, 6A82, 6D00, 6E00 and the like: a card that knows its ISO 7816 and says no.
    if status >> 8 in (0x62, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6D, 0x6E, 0x6F):
        return False
    raise Trouble("card_unreadable")


def _other_kind(channel: apdu.Channel) -> str:
    if not _granted(apdu.select_application(channel, JPKI_AP)):
        return "card_foreign"
    if not _granted(apdu.select_file(channel, EF_TOKEN)):
        return "card_foreign"
    token, _ = apdu.read_binary(channel, 0, 32)
    if token.startswith(_PHONE_TOKEN):
        return "card_is_phone"
    return "card_is_juki" if bytes(token).rstrip(b" \0") == _JUKI_TOKEN else "card_foreign"


def identity(channel: apdu.Channel, salt: bytes, chunk: int) -> bytes:
    """Something that differs between two cards, for comparing within one session; empty if the card has none.

    It is a salted hash of the head of the certificate for user authentication, which holds its serial number
    and its holder's name in the directory. The certificate itself is a lasting identifier, so it is not kept.
    """
    if not _granted(apdu.select_application(channel, JPKI_AP)):
        return b""
    if not _granted(apdu.select_file(channel, EF_AUTH_CERTIFICATE)):
        return b""
    head, status = apdu.read_binary(channel, 0, chunk)
    readable = status == apdu.END_OF_FILE or _granted(status)
    digest = hashlib.sha256(salt + head).digest() if readable and head else b""
    apdu.wipe(head)
    return digest


def ask_pin_tries(channel: apdu.Channel) -> int:
    """Selects the PIN of the text application and asks for its tries. The text application is current."""
    if apdu.select_file(channel, EF_PIN) != apdu.DONE:
        raise Trouble("card_unreadable")
    return apdu.ask_tries(channel)


def verify_pin(channel: apdu.Channel, pin: str, *, use_last_try: bool) -> None:
    """Asks for the tries, then sends the PIN once, unless that could lock the card without consent.

    Raises:
        Trouble: ``pin_locked``, ``pin_last_try`` (nothing was sent), ``pin_wrong`` (tries_left).
    """
    left = ask_pin_tries(channel)
    if left == 0:
        raise Trouble("pin_locked")
    if left == 1 and not use_last_try:
        raise Trouble("pin_last_try")
    apdu.verify(channel, pin)


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
