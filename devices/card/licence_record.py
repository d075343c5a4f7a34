"""The driver's licence recorded on a My Number card (マイナ免許証) over any channel: its PIN, and its last day.

National Police Agency, 運転免許証及び運転免許証作成システム等仕様書, version 10, as public readers quote it:
one application with the PIN (IEF01), the word whether the holder chose one (WEF01), the record (WEF02) and its
signature (WEF03). The record has no name, no address and no date of birth; those come from the text application, with
that application's own PIN. The annex of the specification shows VERIFY with the short number 2; a real card answered
that with 6A82 and takes 6.

Behind the last day stand conditions, number, categories and the photograph. Nothing is asked for behind the first 32
bytes: no form of ours needs it.
"""

from __future__ import annotations

import re

from base.trouble import Trouble
from devices.card import apdu, ber
from devices.card.api import LicencePin, LicenceRecord, check_pin
from devices.card.kinds import LICENCE_RECORD_AP

PIN = 0x86
"""P2 of VERIFY: IEF01 by its short number."""
PIN_TRIES = 10
EF_RECORD = 0x001B
TAG_PIN_SETTING, TAG_EXPIRY = 0xC1, 0xC5
NO_PIN = "****"
"""What is sent to a card whose holder chose no PIN, if it wants one all the same (DPIN)."""

_READ_PIN_SETTING = bytes.fromhex("00B09A0003")
"""WEF01 by its short number, three bytes."""
_HEAD_BYTES = 32
"""At most this many bytes hold everything up to the last day: C2 (7), C3 (1), C4 (6) and C5 (7)."""
_CODED_DATE = re.compile(rb"[1-5][0-9]{6}")


def select(channel: apdu.Channel) -> None:
    """Selects the application of a card that is known to be a My Number card.

    Raises:
        Trouble: ``card_is_mynumber`` when it has no such application.
    """
    if not apdu.granted(apdu.select_application(channel, LICENCE_RECORD_AP)):
        raise Trouble("card_is_mynumber")


def ask_pin(channel: apdu.Channel) -> LicencePin:
    """How the PIN stands. The application is current.

    Raises:
        Trouble: ``card_unreadable``.
    """
    return LicencePin(is_set=_has_pin(channel), tries_left=apdu.ask_tries(channel, PIN))


def _has_pin(channel: apdu.Channel) -> bool:
    said, status = apdu.send(channel, _READ_PIN_SETTING)
    if status not in (apdu.DONE, apdu.END_OF_FILE) or len(said) != 3 or said[:2] != bytes([TAG_PIN_SETTING, 1]):
        raise Trouble("card_unreadable")
    return said[2] != 0


def read_record(channel: apdu.Channel, pin: str, *, use_last_try: bool) -> LicenceRecord:
    """Sends the PIN once, its tries asked first, and reads the last day. The application is current.

    Raises:
        Trouble: ``pin_malformed``, ``licence_record_pin_locked``, ``licence_record_pin_last_try`` (nothing was sent in
            any of them), ``licence_record_pin_wrong`` (tries_left); ``licence_record_empty`` on a card that records no
            licence; ``card_unreadable``, ``card_removed``.
    """
    # A card without a PIN may count as verified from the start, or want its placeholder: it is asked.
    if _has_pin(channel):
        check_pin(pin)
        _verify(channel, pin, use_last_try)
    elif not _is_open(channel):
        _verify(channel, NO_PIN, use_last_try)
    if not apdu.granted(apdu.select_file(channel, EF_RECORD)):
        raise Trouble("card_unreadable")
    head = bytearray()
    try:
        apdu.read_until(channel, head, _has_expiry, _HEAD_BYTES, _HEAD_BYTES)
        return LicenceRecord(parse_expiry(head))
    finally:
        apdu.wipe(head)


def _verify(channel: apdu.Channel, pin: str, use_last_try: bool) -> None:
    apdu.verify(channel, pin, apdu.Secret.LICENCE_RECORD_PIN, use_last_try=use_last_try, reference=PIN)


def _is_open(channel: apdu.Channel) -> bool:
    if not apdu.granted(apdu.select_file(channel, EF_RECORD)):
        raise Trouble("card_unreadable")
    said, status = apdu.read_binary(channel, 0, 1)
    apdu.wipe(said)
    return status in (apdu.DONE, apdu.END_OF_FILE)


def _has_expiry(head: bytearray) -> bool:
    return _find_expiry(head) is not None


def _find_expiry(head: bytes | bytearray) -> bytes | None:
    """The value of the last day; None when these bytes do not hold the whole of it."""
    at = 0
    try:
        while at < len(head):
            found = ber.read_head(head, at)
            if found.tag == TAG_EXPIRY:
                return bytes(head[found.start : found.end]) if found.end <= len(head) else None
            at = found.end
    except ber.BerError:
        return None
    return None


def parse_expiry(head: bytes | bytearray) -> str:
    """The last day in seven digits, out of the first bytes of the record.

    Raises:
        Trouble: ``licence_record_empty`` where the value is empty, as on a card that records only what its holder
            drove before (運転経歴情報); ``card_unreadable`` where it is missing or no such date.
    """
    value = _find_expiry(head)
    if value == b"" or value == b"0000000":
        raise Trouble("licence_record_empty")
    if value is None or not _CODED_DATE.fullmatch(value):
        raise Trouble("card_unreadable")
    return value.decode("ascii")
