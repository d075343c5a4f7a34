"""A virtual driver's licence: its file tree, sizes, PINs and codes as the specification has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from devices.card import jis, kinds
from devices.card.licence_file import TAGS_PICTURES
from devices.card.virtual.engine import Application, File, Secret, VirtualCard
from devices.card.virtual.files import glyph

ATR = bytes.fromhex("3B888001000000009181C100D8")
DF1 = kinds.LICENCE_DF1
DF2 = bytes.fromhex("A0000002310200000000000000000000")
DF3 = bytes.fromhex("A0000002480300000000000000000000")
DEMO_PIN1, DEMO_PIN2 = "1234", "5678"
NO_PIN = "****"

_ERAS = ((5, "2019-05-01", 2018), (4, "1989-01-08", 1988), (3, "1926-12-25", 1925), (2, "1912-07-30", 1911))
_BOARD = "東京公委　"


@dataclass(frozen=True, slots=True, repr=False)
class LicenceHolder:
    """Whose licence it is. The repr shows nothing. Characters U+E001 to U+E007 are 外字1 to 7.

    Attributes:
        birth_date: ``YYYY-MM-DD``.
        outside: the characters that 外字1, 2 … show; further ones show bars.
    """

    name: str
    kana: str
    address: str
    birth_date: str
    alias: str = ""
    outside: str = ""

    @classmethod
    def of_household(cls, household: Mapping[str, str], member: int = 0) -> LicenceHolder:
        """A member of the sample household. What JIS X 0208 lacks becomes a picture, as at the police station.

        Raises:
            KeyError: the household lacks a value, which is a bug.
        """
        of = f"members[{member}]."
        address = household["former_address"] + household.get("former_building", "")
        holder = cls(household[of + "name"], household[of + "kana"], address, household[of + "birth_date"])
        name, outside = _with_pictures(holder.name)
        return replace(holder, name=name, outside=outside)


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One note on the licence (記載事項変更).

    Attributes:
        field: ``name``, ``kana`` or ``address``.
        changed_on: ``YYYY-MM-DD``.
    """

    field: str
    text: str
    changed_on: str


def _with_pictures(name: str) -> tuple[str, str]:
    """The name with U+E001 and so on for what JIS X 0208 lacks, and what they stand for."""
    made = outside = ""
    for char in name:
        if 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF:
            continue  # a selector belongs to the character before it
        try:
            jis.encode(char)
        except UnicodeEncodeError:
            outside += char
            char = chr(0xE000 + len(outside))
        made += char
    return made, outside


def coded_date(iso: str) -> str:
    """An ISO date in seven digits: code of the era, year, month, day."""
    for code, first, before in _ERAS:
        if iso >= first:
            return f"{code}{int(iso[:4]) - before:02d}{iso[5:7]}{iso[8:]}"
    raise ValueError("before 大正")


def tlv(tag: int, value: bytes) -> bytes:
    """One value as licences write it: a tag of one byte, and one byte of length or ``82`` and two."""
    size = bytes([len(value)]) if len(value) < 0x80 else b"\x82" + len(value).to_bytes(2, "big")
    return tag.to_bytes(2 if tag > 0xFF else 1, "big") + size + value


def change_value(change: Change) -> bytes:
    """The value of a note: number of the year of the code table, date, text, board."""
    digits = "".join(chr(0xFF10 + int(digit)) for digit in coded_date(change.changed_on))
    return b"\x01" + jis.encode(digits) + jis.encode(change.text) + jis.encode(_BOARD)


def licence(
    holder: LicenceHolder,
    *,
    pin1: str | None = DEMO_PIN1,
    changes: Sequence[Change] = (),
    pictures: Mapping[int, bytes] | None = None,
    expires_on: str = "2029-04-14",
) -> VirtualCard:
    """A licence.

    Args:
        pin1: None for a holder who chose no PINs.
        pictures: bitmaps by number; left out, every 外字 in the texts gets one of its own.
    """
    written = holder.name + holder.kana + holder.address + "".join(change.text for change in changes)
    numbers = sorted({ord(char) - 0xE000 for char in written if 0xE001 <= ord(char) <= 0xE007})
    if pictures is None:
        glyphs = dict(enumerate(holder.outside, 1))
        pictures = {number: _picture(number, glyphs.get(number, "")) for number in numbers}
    secrets = {
        "pin1": Secret(pin1 or NO_PIN, 3),
        "pin2": Secret(DEMO_PIN2 if pin1 else NO_PIN, 3),
    }
    common = b"\x45\x0b009" + bytes.fromhex("20240610" + expires_on.replace("-", "")) + b"\x46\x02\x81\x02"
    master = Application(
        b"",
        files={
            0x2F01: File(common),
            0x000A: File(tlv(0x05, b"\x01" if pin1 else b"\x00")),
            0x0001: File(secret="pin1"),
            0x0002: File(secret="pin2"),
        },
        secrets=secrets,
        short={0x01: 0x0001, 0x02: 0x0002, 0x0A: 0x000A},
    )
    one, both = ("pin1",), ("pin1", "pin2")
    of_number = {number: tag for tag, number in TAGS_PICTURES.items()}
    old, new = (
        b"".join(tlv(of_number[number], dots) for number, dots in pictures.items() if number in numbers)
        for numbers in (range(1, 3), range(3, 8))
    )
    df1 = Application(
        DF1,
        files={
            0x0001: File(_padded(_entries(holder), 880), one),
            0x0002: File(_padded(tlv(0x41, jis.encode("大阪府堺市堺区南瓦町３番地")), 82), both, needs_all=True),
            0x0003: File(_padded(old, 264), one),
            0x0004: File(_padded(_changes(changes), 640), one),
            0x0005: File(_padded(tlv(0xA0, b"\x01" if new else b"\x00") + new, 663), one),
            0x0006: File(_padded(b"", 256), both, needs_all=True),
            0x0007: File(_padded(b"", 578), both, needs_all=True),
        },
        short={number: number for number in range(1, 8)},
    )
    photograph = tlv(0x5F40, bytes(1000))
    df2 = Application(DF2, files={0x0001: File(_padded(photograph, 2005), both, needs_all=True)}, short={1: 1})
    return VirtualCard([df1, df2, Application(DF3)], ATR, master=master, uid=bytes.fromhex("08A1B2C3"))


def _padded(content: bytes, size: int) -> bytes:
    return content.ljust(size, b"\xff")


def _entries(holder: LicenceHolder) -> bytes:
    texts = {0x12: holder.name, 0x13: holder.kana, 0x14: holder.alias, 0x15: holder.kana.replace("　", "")}
    parts = [tlv(0x11, b"\x01"), *(tlv(tag, jis.encode(text)) for tag, text in texts.items())]
    parts += [tlv(0x16, coded_date(holder.birth_date).encode("ascii")), tlv(0x17, jis.encode(holder.address))]
    parts += [tlv(0x18, b"5060610"), tlv(0x19, b"12345"), tlv(0x1A, jis.encode("優良")), tlv(0x1B, b"5110414")]
    parts += [tlv(0x1C, jis.encode("眼鏡等")), tlv(0x1D, b""), tlv(0x1E, b""), tlv(0x1F, jis.encode("備考なし"))]
    parts += [tlv(0x20, jis.encode("大阪府公安委員会")), tlv(0x21, b"620212345670")]
    return b"".join(parts) + b"".join(tlv(tag, b"0000000") for tag in range(0x22, 0x34))


def _changes(changes: Sequence[Change]) -> bytes:
    first = {"name": 0x60, "kana": 0x68, "address": 0x70}
    values: dict[int, bytes] = {}
    for change in changes:
        values[first[change.field]] = change_value(change)
        first[change.field] += 1
    # Every tag is there, empty where nothing was noted.
    noted = b"".join(tlv(tag, values.get(tag, b"")) for tag in range(0x51, 0x98))
    return tlv(0x50, b"\x01" if changes else b"\x00") + noted


def _picture(number: int, char: str) -> bytes:
    """32 dots square: the character, or else a frame and as many bars as its number."""
    if char:
        return glyph(char, 32)
    rows = [0xFFFFFFFF if row in (0, 31) else 0x80000001 for row in range(32)]
    for bar in range(number):
        for row in (3 + 4 * bar, 4 + 4 * bar):
            rows[row] |= 0x0FFFFFF0
    return b"".join(row.to_bytes(4, "big") for row in rows)
