"""The current My Number card (個人番号カード): its PIN, and the basic four attributes.

Files, tags and status words as public readers prove them; there is no public specification. This module talks
over any :class:`devices.card.apdu.Channel` and knows nothing of PC/SC. EF 0001 of the text application holds
the individual number: 番号法 allows reading it only for its own purposes, so nothing here ever selects it.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from typing import NamedTuple

from base.trouble import Trouble
from devices.card import apdu, ber
from devices.card.api import BasicFour, Sex

TEXT_AP = bytes.fromhex("D3921000310001010408")
"""券面事項入力補助AP."""
JPKI_AP = bytes.fromhex("D392F000260100000001")
"""公的個人認証AP."""

EF_BASIC_FOUR = 0x0002
EF_PIN = 0x0011
EF_NUMBER_B = 0x0015
"""照合番号B opens the basic four and never the individual number. EF 0014 is A, the individual number itself."""
EF_AUTH_CERTIFICATE = 0x000A
"""利用者証明用電子証明書; readable without a PIN, so it tells one card from another."""
EF_TOKEN = 0x0006
"""Of the JPKI application: tells a My Number card, its predecessor and a telephone apart."""

TAG_BASIC_FOUR = 0xFF20
TAG_NAME, TAG_ADDRESS, TAG_BIRTH, TAG_SEX = 0xDF22, 0xDF23, 0xDF24, 0xDF25

_JAPAN = timedelta(hours=9)
_UTC_TIME = 0x17
"""Its years have two digits, from 1950 to 2049; the other type's have four."""
_MOMENT = re.compile(r"[0-9]{14}Z")
_BIRTH = re.compile(rb"[0-9]{8}")
_SEX = {b"1": Sex.MALE, b"2": Sex.FEMALE}


class Certificate(NamedTuple):
    """What one card's certificate for user authentication tells without a PIN.

    Attributes:
        mark: differs between two cards; for comparing within one session. Empty if the card has none.
        expires_on: ``YYYY-MM-DD`` in Japan; empty if unknown.
    """

    mark: bytes
    expires_on: str


def read_certificate(channel: apdu.Channel, salt: bytes, chunk: int) -> Certificate:
    """Reads the head of the certificate for user authentication.

    The mark is a salted hash of it, for it holds the serial number and its holder's name in the directory. The
    certificate itself is a lasting identifier, so it is not kept.
    """
    nothing = Certificate(b"", "")
    if not apdu.granted(apdu.select_application(channel, JPKI_AP)):
        return nothing
    if not apdu.granted(apdu.select_file(channel, EF_AUTH_CERTIFICATE)):
        return nothing
    head, status = apdu.read_binary(channel, 0, chunk)
    readable = status == apdu.END_OF_FILE or apdu.granted(status)
    if not readable or not head:
        return nothing
    certificate = Certificate(hashlib.sha256(salt + head).digest(), find_expiry(head))
    apdu.wipe(head)
    return certificate


def find_expiry(head: bytes | bytearray) -> str:
    """The last day of validity of an X.509 certificate (RFC 5280 §4.1.2.5), from its first bytes; empty if not there.

    In the certificates of these cards it ends before byte 200.
    """
    try:
        outer = ber.read_head(head)
        at = ber.read_head(head, outer.start).start
        # Version, serial number, algorithm and issuer come first.
        for _ in range(4):
            at = ber.read_head(head, at).end
        validity = ber.read_head(head, at)
        until = ber.read_head(head, ber.read_head(head, validity.start).end)
        digits = bytes(head[until.start : until.end]).decode("ascii")
        if until.tag == _UTC_TIME:
            digits = ("19" if digits >= "5" else "20") + digits
        if not _MOMENT.fullmatch(digits):
            return ""
        moment = datetime(int(digits[:4]), *(int(digits[at : at + 2]) for at in (4, 6, 8, 10, 12)))
        return (moment + _JAPAN).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def number_b_tries_left(channel: apdu.Channel) -> int:
    """Tries left for 照合番号B; 0 is locked. The text application is current."""
    _select(channel, EF_NUMBER_B)
    return apdu.ask_tries(channel)


def _select(channel: apdu.Channel, file: int) -> None:
    if apdu.select_file(channel, file) != apdu.DONE:
        raise Trouble("card_unreadable")


def ask_pin_tries(channel: apdu.Channel) -> int:
    """Selects the PIN of the text application and asks for its tries. The text application is current."""
    _select(channel, EF_PIN)
    return apdu.ask_tries(channel)


def check_tries(channel: apdu.Channel, *, use_last_try: bool) -> None:
    """Raises what :func:`verify_pin` would before it sends the PIN: ``pin_locked``, ``pin_last_try``."""
    _select(channel, EF_PIN)
    apdu.check_tries(channel, apdu.Secret.PIN, use_last_try=use_last_try)


def verify_pin(channel: apdu.Channel, pin: str, *, use_last_try: bool) -> None:
    """Sends the PIN once, its tries asked first. The text application is current.

    Raises:
        Trouble: ``pin_locked``, ``pin_last_try`` (nothing was sent), ``pin_wrong`` (tries_left).
    """
    _select(channel, EF_PIN)
    apdu.verify(channel, pin, use_last_try=use_last_try)


def verify_number_b(channel: apdu.Channel, number_b: str, *, use_last_try: bool) -> None:
    """Sends 照合番号B once, its tries asked first. The text application is current.

    Raises:
        Trouble: ``number_b_locked``, ``number_b_last_try`` (nothing was sent), ``number_b_wrong`` (tries_left).
    """
    _select(channel, EF_NUMBER_B)
    apdu.verify(channel, number_b, apdu.Secret.NUMBER_B, use_last_try=use_last_try)


def read_basic_four(channel: apdu.Channel, chunk: int) -> BasicFour:
    """Reads EF 0002 in short chunks. The PIN or 照合番号B is verified.

    Raises:
        Trouble: ``card_unreadable``, or what the channel raises.
    """
    _select(channel, EF_BASIC_FOUR)
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
