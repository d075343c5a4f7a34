"""What cards and their reader tell: a status, the tries left, and what is written on each kind of card."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from base.trouble import Trouble

READ_CHUNK_BYTES = 0xE0
"""How much one READ BINARY asks for: popular contactless readers carry 522 bytes a message, older ones 261."""


class CardStatus(StrEnum):
    """What the reader shows at this moment; one word for each cause a person can act on."""

    NO_SERVICE = "no_service"
    """The card service of the machine (pcscd) does not answer."""
    NO_READER = "no_reader"
    """No reader that we may use is plugged in."""
    NO_CARD = "no_card"
    """The reader is there and empty."""
    CARD_UNREADABLE = "card_unreadable"
    """Something lies on the reader and does not answer as a card: wrong way round, broken, no IC card."""
    READY = "ready"
    """A card answers. Whether it is a My Number card is only known by reading it."""


class CardKind(StrEnum):
    """What a card is, found by asking it for applications."""

    MY_NUMBER = "mynumber"
    LICENCE = "licence"
    RESIDENCE = "residence"
    """在留カード or 特別永住者証明書."""
    RESIDENCE_SPECIAL = "residence_special"
    """特定在留カード without the application of a My Number card."""
    PHONE = "phone"
    """A telephone that holds certificates."""
    JUKI = "juki"
    """住民基本台帳カード, the predecessor of the My Number card."""
    TRAVEL = "travel"
    """An IC travel card or electronic money (FeliCa)."""
    PAYMENT = "payment"
    """A credit or debit card."""
    PASSPORT = "passport"
    FOREIGN = "foreign"
    """A card that answers and has nothing that we ask for."""


class Sex(StrEnum):
    """Sex as the card states it (ISO 5218); 9 (not applicable) and anything else is unknown."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BasicFour:
    """基本4情報. Its repr and str never show a value.

    Attributes:
        name: exactly the characters of the card, U+3000 between family and given name.
        address: exactly the characters of the card, building included.
        birth_date: ``YYYY-MM-DD``. Where the register does not know the day, month or day may be 00.
        sex: ``male``, ``female`` or ``unknown``.
        certificate_expires_on: ``YYYY-MM-DD``, the last day of the certificate for user authentication; empty where
            the card has none or does not say it. No part of what makes two persons equal.
    """

    name: str
    address: str
    birth_date: str
    sex: Sex
    certificate_expires_on: str = field(default="", compare=False)

    def __repr__(self) -> str:
        return "BasicFour(name=***, address=***, birth_date=***, sex=***)"


@dataclass(frozen=True, slots=True)
class CardFace:
    """What the visual application of a My Number card shows of its face. Its repr never shows it.

    The pictures are a stranger's bytes: looked at for their head only. Show them beside the text, and never store
    them.

    Attributes:
        name_picture: PNG of the name as printed, 外字 included; empty where the card gives none.
        address_picture: PNG of the address.
        expires_on: ``YYYY-MM-DD``, the last day the card is valid; empty where it does not say it.
    """

    name_picture: bytes
    address_picture: bytes
    expires_on: str

    def __repr__(self) -> str:
        return "CardFace(***)"


UNREADABLE_CHARACTER = "〓"
"""Stands in a licence's text for a character that has no code there (外字), as in print since movable type."""


@dataclass(frozen=True, slots=True)
class OutsideCharacter:
    """A character that the licence holds as a picture only (外字). Its repr never shows it.

    Attributes:
        field: ``name``, ``kana``, ``alias`` or ``address``.
        position: its index in that text, where :data:`UNREADABLE_CHARACTER` stands.
        picture: PNG, black on white; empty where the card has none (欠字).
    """

    field: str
    position: int
    picture: bytes

    def __repr__(self) -> str:
        return f"OutsideCharacter(field={self.field!r}, position={self.position}, picture=***)"


@dataclass(frozen=True, slots=True)
class Licence:
    """What a driver's licence says of its holder, changes noted on it included. Its repr never shows a value.

    Attributes:
        name: as on the card; a character outside JIS X 0208 is :data:`UNREADABLE_CHARACTER`.
        kana: 呼び名, in katakana; may be empty.
        alias: 通称名; mostly empty.
        address: the newest, building included.
        birth_date: as on the card, in seven digits: code of the era (1 明治 … 5 令和), year, month, day.
        expires_on: ``YYYY-MM-DD``, the last day it is valid; empty where the card does not say it.
        outside: the characters that are pictures.
        doubtful: names of the values above that are there, but not in the form that we know.
    """

    name: str
    kana: str
    alias: str
    address: str
    birth_date: str
    expires_on: str
    outside: tuple[OutsideCharacter, ...] = ()
    doubtful: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return "Licence(***)"


@dataclass(frozen=True, slots=True)
class LicencePin:
    """How the first PIN of a licence stands.

    Attributes:
        is_set: False on a licence whose holder chose none: it is read without asking for one.
        tries_left: 0 is locked.
    """

    is_set: bool
    tries_left: int


@dataclass(frozen=True, slots=True)
class LicenceRecord:
    """The driver's licence recorded on a My Number card (マイナ免許証). It says nothing of the holder.

    Attributes:
        expires_on: as on the card, in seven digits: code of the era (1 明治 … 5 令和), year, month, day.
    """

    expires_on: str


@dataclass(frozen=True, slots=True)
class CardSettings:
    """How the card reader is chosen and used.

    Attributes:
        reader: part of the reader's name as the card service shows it; empty takes the first that has a card.
        allow_virtual: whether a virtual reader may be used at all. Only demo, training and tests say yes.
        read_chunk: bytes that one READ BINARY asks for, 1 to 256.
    """

    reader: str = ""
    allow_virtual: bool = False
    read_chunk: int = READ_CHUNK_BYTES

    def __post_init__(self) -> None:
        if not 1 <= self.read_chunk <= 256:
            raise ValueError("read_chunk must be 1 to 256 bytes")


_PIN = re.compile(r"[0-9]{4}")
_NUMBER_B = re.compile(r"[0-9]{14}")


def check_pin(pin: str) -> None:
    """Refuses what cannot be a PIN before any card is touched, so that it costs no try.

    Raises:
        Trouble: ``pin_malformed``.
    """
    if not _PIN.fullmatch(pin):
        raise Trouble("pin_malformed")


def check_number_b(number_b: str) -> None:
    """Refuses what cannot be 照合番号B before any card is touched.

    Raises:
        Trouble: ``number_b_malformed``.
    """
    if not _NUMBER_B.fullmatch(number_b):
        raise Trouble("number_b_malformed")
