"""券面事項確認AP of the My Number card: the pictures of name and address, and the last day of validity.

Opened with 照合番号B. The photograph lies in the same file and is stepped over; EF 0005, which holds a picture of
the individual number, is never selected.
"""

from __future__ import annotations

import re
import struct

from base.trouble import Trouble
from devices.card import apdu, ber
from devices.card.api import CardFace

VISUAL_AP = bytes.fromhex("D3921000310001010402")
EF_FACE = 0x0002
EF_NUMBER_B = 0x0012
"""Here B is 0012 and A is 0013; in the text application they are 0015 and 0014."""

TAG_FACE = 0xFF20
TAG_NAME, TAG_ADDRESS, TAG_EXPIRY = 0xDF25, 0xDF26, 0xDF29

MAX_FACE_BYTES = 0x7FFF
"""As far as READ BINARY reaches by offset."""
MAX_PICTURE_BYTES = 0x4000
MAX_PICTURE_SIDE = 2000
"""Pixels; the face of a card at 600 dpi is 2000 wide."""

_DAY = re.compile(r"[0-9]{8}")
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def read_face(channel: apdu.Channel, number_b: str, *, use_last_try: bool, chunk: int) -> CardFace:
    """Reads the face, without its photograph; all empty when the card has no such application.

    Raises:
        Trouble: ``number_b_locked``, ``number_b_last_try``, ``number_b_wrong``, ``card_unreadable``,
            ``card_removed``.
    """
    if not apdu.granted(apdu.select_application(channel, VISUAL_AP)):
        return CardFace(b"", b"", "")
    if apdu.select_file(channel, EF_NUMBER_B) != apdu.DONE:
        raise Trouble("card_unreadable")
    apdu.verify(channel, number_b, apdu.Secret.NUMBER_B, use_last_try=use_last_try)
    if apdu.select_file(channel, EF_FACE) != apdu.DONE:
        raise Trouble("card_unreadable")
    parts = _read_parts(channel, (TAG_NAME, TAG_ADDRESS, TAG_EXPIRY), chunk)
    return CardFace(
        name_picture=_picture(parts.get(TAG_NAME, b"")),
        address_picture=_picture(parts.get(TAG_ADDRESS, b"")),
        expires_on=_iso_date(parts.get(TAG_EXPIRY, b"")),
    )


def _iso_date(data: bytes) -> str:
    """A day in eight ASCII digits, as the birth date in the text application, or in four bytes of BCD."""
    digits = data.hex() if len(data) == 4 else data.decode("latin-1")
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if _DAY.fullmatch(digits) else ""


def _read_parts(channel: apdu.Channel, wanted: tuple[int, ...], chunk: int) -> dict[int, bytes]:
    """The wanted objects of the current file, read one by one; of all others only the head is read."""
    outer = _head(channel, 0, ber.HEAD_BYTES, chunk)
    if outer.tag != TAG_FACE or outer.end > MAX_FACE_BYTES:
        raise Trouble("card_unreadable")
    parts: dict[int, bytes] = {}
    at = outer.start
    while at < outer.end and len(parts) < len(wanted):
        head = _head(channel, at, min(ber.HEAD_BYTES, outer.end - at), chunk)
        if at + head.end > outer.end:
            raise Trouble("card_unreadable")
        if head.tag in wanted:
            if head.length > MAX_PICTURE_BYTES:
                raise Trouble("card_unreadable")
            value = bytearray()
            apdu.read_whole(channel, value, head.length, chunk, start=at + head.start)
            parts[head.tag] = bytes(value)
            apdu.wipe(value)
        at += head.end
    return parts


def _head(channel: apdu.Channel, at: int, size: int, chunk: int) -> ber.Head:
    data = bytearray()
    apdu.read_whole(channel, data, size, chunk, start=at)
    try:
        return ber.read_head(data)
    except ber.BerError:
        raise Trouble("card_unreadable") from None


def _picture(data: bytes) -> bytes:
    """The bytes if they begin as a PNG of a sensible size, else none."""
    if not data.startswith(_PNG) or len(data) < 24:
        return b""
    width, height = struct.unpack(">II", data[16:24])
    return data if 1 <= width <= MAX_PICTURE_SIDE and 1 <= height <= MAX_PICTURE_SIDE else b""
