"""The driver's licence (運転免許証) over any channel: its PIN, and the files about its holder.

EF 0002 (本籍), the photograph and the signature are never selected: no form of ours needs them.
"""

from __future__ import annotations

import re

from base.trouble import Trouble
from devices.card import apdu, kinds, licence_file
from devices.card.api import CardKind, Licence, LicencePin

EF_COMMON = 0x2F01
"""MF/EF01: version, issue and expiry; free to read."""
EF_PIN_SETTING = 0x000A
EF_PIN1 = 0x0001
EF_ENTRIES, EF_PICTURES, EF_CHANGES, EF_CHANGED_PICTURES = 0x0001, 0x0003, 0x0004, 0x0005

COMMON_BYTES = 17
FILE_BYTES = {EF_ENTRIES: 880, EF_PICTURES: 264, EF_CHANGES: 640, EF_CHANGED_PICTURES: 663}
"""Their size by the specification; nothing behind it is asked for."""

NO_PIN = "****"
"""What the specification sends to a licence whose holder chose no PIN (DPIN)."""
_PIN = re.compile(r"[0-9]{4}")


def ask_pin(channel: apdu.Channel) -> LicencePin:
    """How the first PIN stands. PIN 1 is the current file afterwards.

    Raises:
        Trouble: of the kind when this is no licence, ``card_unreadable``.
    """
    kinds.expect(channel, CardKind.LICENCE)
    _read_common(channel)
    return LicencePin(is_set=_select_pin(channel), tries_left=apdu.ask_tries(channel))


def _select_pin(channel: apdu.Channel) -> bool:
    """Makes the first PIN current; whether the holder chose one."""
    setting = licence_file.parse(_read_small(channel, EF_PIN_SETTING, 3)).get(0x05, b"")
    if len(setting) != 1 or apdu.select_file(channel, EF_PIN1) != apdu.DONE:
        raise Trouble("card_unreadable")
    return setting != b"\x00"


def read_licence(channel: apdu.Channel, pin: str, *, use_last_try: bool, chunk: int) -> Licence:
    """The whole read. See :meth:`devices.card.readers.LicenceReader.read_licence`."""
    kinds.expect(channel, CardKind.LICENCE)
    common = _read_common(channel)
    expires_on = licence_file.parse_expiry(common)
    has_pin = _select_pin(channel)
    if has_pin and not _PIN.fullmatch(pin):
        raise Trouble("pin_malformed")
    apdu.verify(channel, pin if has_pin else NO_PIN, apdu.Secret.LICENCE_PIN, use_last_try=use_last_try)
    if apdu.select_application(channel, kinds.LICENCE_DF1) != apdu.DONE:
        raise Trouble("card_unreadable")
    files: list[bytearray] = []
    try:
        files.append(_read_file(channel, EF_ENTRIES, chunk))
        files.append(_read_file(channel, EF_CHANGES, chunk))
        entries, changes = licence_file.parse(files[0]), licence_file.parse(files[1])
        pictures: dict[int, bytes] = {}
        if licence_file.needs_pictures(entries, changes):
            files += [_read_file(channel, file, chunk) for file in (EF_PICTURES, EF_CHANGED_PICTURES)]
            pictures = licence_file.parse_pictures(*files[2:])
        licence = licence_file.parse_licence(entries, changes, pictures, expires_on)
        _check_same_card(channel, files[0], common, chunk)
        return licence
    finally:
        for file in files:
            apdu.wipe(file)


def _check_same_card(channel: apdu.Channel, entries: bytearray, common: bytearray, chunk: int) -> None:
    """Raises Trouble ``card_swapped`` unless the card still says what it said at first, its PIN still verified."""
    again = bytearray()
    if not apdu.granted(apdu.select_file(channel, EF_ENTRIES)):
        raise Trouble("card_removed")
    apdu.read_whole(channel, again, min(chunk, len(entries)), chunk)
    same = again == entries[: len(again)]
    apdu.wipe(again)
    if not same or _read_common(channel) != common:
        raise Trouble("card_swapped")


def _read_common(channel: apdu.Channel) -> bytearray:
    if not apdu.granted(apdu.select_master(channel)):
        raise Trouble("card_unreadable")
    return _read_small(channel, EF_COMMON, COMMON_BYTES)


def _read_small(channel: apdu.Channel, file: int, size: int) -> bytearray:
    """A file of the master file; a card may end it before the size of the specification."""
    data = bytearray()
    if apdu.select_file(channel, file) != apdu.DONE:
        raise Trouble("card_unreadable")
    apdu.read_until(channel, data, lambda _: False, size, size)
    return data


def _read_file(channel: apdu.Channel, file: int, chunk: int) -> bytearray:
    """A file up to its end mark; empty when the card has no such file."""
    data = bytearray()
    if not apdu.granted(apdu.select_file(channel, file)):
        if file == EF_ENTRIES:
            raise Trouble("card_unreadable")
        return data
    apdu.read_until(channel, data, licence_file.is_whole, FILE_BYTES[file], chunk)
    return data
