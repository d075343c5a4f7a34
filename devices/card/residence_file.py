"""What the files of residence cards hold (在留カード等仕様書 and 第2世代在留カード等仕様書, §3.3.4)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from base.trouble import Trouble
from devices.card import apdu, ber, jis
from devices.card.api import Sex

TAG_TYPE = 0xC1
TAG_ADDRESS = 0xD4
TAG_FRONT, TAG_NAME_PICTURE = 0xD0, 0xD0
"""One tag: the whole front in the first generation, the name alone in the second."""
TAG_ADDRESS_PICTURE = 0xDFD1
TAG_EXPIRY, TAG_BIRTH, TAG_SEX, TAG_NATIONALITY = 0xC5, 0xC6, 0xC7, 0xC8
TAG_PERIOD, TAG_STAY_UNTIL = 0xCE, 0xCD

_NUMBER = re.compile(r"[A-Z]{2}[0-9]{8}[A-Z]{2}")
_DAY = re.compile(r"[0-9]{8}")
_PERIOD = re.compile(r"[0-9]{3,4}")
_CODE = re.compile(r"[A-Z]{3}")
_SEX = {"1": Sex.MALE, "2": Sex.FEMALE}


class Generation(Enum):
    """Which specification a card follows, told by the type in its master file."""

    FIRST = 1
    SECOND = 2
    SPECIAL = 3
    """特定在留カード and 特定特別永住者証明書: a My Number card with one more application."""


_GENERATIONS = {
    **dict.fromkeys(("1", "2"), Generation.FIRST),
    **dict.fromkeys(("5", "6"), Generation.SECOND),
    **dict.fromkeys(("7", "8"), Generation.SPECIAL),
}


@dataclass(frozen=True, slots=True)
class ResidenceCard:
    """What a residence card or special permanent resident certificate says. Its repr never shows it.

    A name is on neither generation as text. Of the first generation only the address noted on its back is text,
    and everything else is on the picture of its front; of the second the printed entries are text, and name and
    address are pictures. The photograph is never kept.

    Attributes:
        number: twelve characters, which the card has proved to know.
        address: text of the first generation; empty where nothing is noted on the back.
        birth_date: ``YYYY-MM-DD``; empty in the first generation.
        sex: None in the first generation.
        nationality: code of three letters; empty in the first generation.
        period_of_stay: code, ``YYMM``, ``DDD``, or ``0000`` without an end; empty in the first generation.
        stay_until: ``YYYY-MM-DD``, or empty.
        expires_on: ``YYYY-MM-DD``, the card's last day, or empty.
        front_picture: PNG of the front, first generation.
        name_picture: PNG of the name, second generation.
        address_picture: PNG of the address, second generation.
    """

    number: str
    address: str = ""
    birth_date: str = ""
    sex: Sex | None = None
    nationality: str = ""
    period_of_stay: str = ""
    stay_until: str = ""
    expires_on: str = ""
    front_picture: bytes = b""
    name_picture: bytes = b""
    address_picture: bytes = b""

    def __repr__(self) -> str:
        return "ResidenceCard(***)"


def tidy_number(typed: str) -> str:
    """A card number as typed, in its form: capital letters, no blanks, half width.

    Raises:
        Trouble: ``residence_number_malformed``; it costs the card nothing.
    """
    number = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed)).upper()
    if not _NUMBER.fullmatch(number):
        raise Trouble("residence_number_malformed")
    return number


def parse_generation(file: bytes | bytearray) -> Generation | None:
    """The generation by MF/EF02; None for a type that we do not know.

    Raises:
        Trouble: ``card_unreadable`` where no type is said.
    """
    said = _parts(file).get(TAG_TYPE)
    if said is None:
        raise Trouble("card_unreadable")
    # The type is written in one or two digits, and in one known description as a number.
    digits = said.decode("ascii", "replace") if said[:1].isdigit() else said.hex()
    return _GENERATIONS.get(digits.lstrip("0"))


def parse_address(file: bytes | bytearray) -> str:
    """DF2/EF01 of the first generation: the address noted on the back; empty where there is none.

    Raises:
        Trouble: ``card_unreadable``.
    """
    value = _parts(file).get(TAG_ADDRESS)
    if value is None:
        raise Trouble("card_unreadable")
    written = value.rstrip(b"\0 ")
    try:
        # JIS X 0213 of 2004 has ten characters more than that of 2000. Minus and wave become those of the My Number
        # card: an address must not differ by the card it was read from.
        return written.decode("shift_jis_2004").translate(jis.AS_MY_NUMBER_CARD).strip("\u3000 ")
    except UnicodeDecodeError:
        raise Trouble("card_unreadable") from None


def parse_entries(file: bytes | bytearray, number: str) -> ResidenceCard:
    """DF1/EF02 of the second generation: the printed entries, but for name and address.

    Raises:
        Trouble: ``card_unreadable``.
    """
    parts = _parts(file)
    texts = {tag: _text(value) for tag, value in parts.items()}
    if TAG_BIRTH not in texts or not _DAY.fullmatch(texts[TAG_BIRTH]):
        raise Trouble("card_unreadable")
    nationality, period = texts.get(TAG_NATIONALITY, ""), texts.get(TAG_PERIOD, "")
    return ResidenceCard(
        number,
        birth_date=_iso(texts[TAG_BIRTH]),
        sex=_SEX.get(texts.get(TAG_SEX, ""), Sex.UNKNOWN),
        nationality=nationality if _CODE.fullmatch(nationality) else "",
        period_of_stay=period if _PERIOD.fullmatch(period) else "",
        stay_until=_iso(texts.get(TAG_STAY_UNTIL, "")),
        expires_on=_iso(texts.get(TAG_EXPIRY, "")),
    )


def read_head(data: bytes | bytearray, offset: int = 0) -> ber.Head:
    """Tag and length at an offset.

    The tag ``DFD1`` has two bytes here. In BER its second byte would say that a third follows, so a strict parser
    takes the length for a part of it.

    Raises:
        BerError: cut short, or no tag and length.
    """
    if data[offset : offset + 2] != TAG_ADDRESS_PICTURE.to_bytes(2, "big"):
        return ber.read_head(data, offset)
    head = ber.read_head(data, offset + 1)
    return ber.Head(TAG_ADDRESS_PICTURE, head.length, head.start)


def _text(value: bytearray) -> str:
    try:
        return value.rstrip(b"\0 ").decode("utf-8")
    except UnicodeDecodeError:
        raise Trouble("card_unreadable") from None


def _iso(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if _DAY.fullmatch(digits) else ""


def _parts(file: bytes | bytearray) -> dict[int, bytearray]:
    """The objects of a file; zeros after them are padding."""
    parts: dict[int, bytearray] = {}
    at = 0
    try:
        while at < len(file) and file[at]:
            head = read_head(file, at)
            if head.end > len(file) or head.tag in parts:
                raise Trouble("card_unreadable")
            parts[head.tag] = bytearray(file[head.start : head.end])
            at = head.end
    except ber.BerError:
        raise Trouble("card_unreadable") from None
    return parts


def wipe_all(*files: bytearray) -> None:
    """Overwrites what held a person."""
    for file in files:
        apdu.wipe(file)
