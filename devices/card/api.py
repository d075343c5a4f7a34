"""What the rest of the system knows of a card reader: a status, the tries left, and the basic four attributes.

Everything here blocks and belongs on the card bus (:class:`devices.bus.CardBus`); nothing here keeps a handle
between two calls, so a reader may come and go at any time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from base.trouble import Trouble

if TYPE_CHECKING:
    from devices.card.residence_file import ResidenceCard

READ_CHUNK_BYTES = 0xE0
"""How much one READ BINARY asks for: popular contactless readers carry 522 bytes a message, older ones 261."""

MY_NUMBER_PIN_TRIES = 3
"""Tries of the four-digit PIN of 券面事項入力補助 on a fresh card."""


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


class CardReader(Protocol):
    """A reader of My Number cards. Every call blocks: submit it to the card bus."""

    def status(self) -> CardStatus:
        """What the reader shows now. Raises nothing that the world can cause."""
        ...

    def pin_tries_left(self) -> int:
        """Tries left for the four-digit PIN, 0 when it is locked. Asking costs no try.

        Raises:
            Trouble: as :meth:`read_basic_four`, but for the PIN.
        """
        ...

    def read_basic_four(self, pin: str, *, use_last_try: bool = False) -> BasicFour:
        """Reads name, address, date of birth and sex in one session with one card.

        The card is asked for its tries before the PIN is sent, and the PIN is sent once.

        Args:
            pin: four ASCII digits, 券面事項入力補助用暗証番号.
            use_last_try: the holder has agreed to spend the last try.

        Raises:
            Trouble: ``no_card_service``, ``card_service_failed``, ``no_reader``, ``virtual_reader_refused``,
                ``no_card``, ``card_busy``, ``card_removed``, ``card_swapped``, ``card_unreadable``,
                those of :data:`devices.card.kinds.TROUBLE_OF_KIND`, ``pin_malformed``,
                ``pin_wrong`` (tries_left), ``pin_last_try`` (the PIN was not sent), ``pin_locked``;
                from the bus also ``card_silent``.
        """
        ...


@runtime_checkable
class SigningReader(Protocol):
    """A reader of My Number cards that prove themselves by their key for user authentication. Every call blocks."""

    def auth_certificate(self) -> bytes:
        """The certificate for user authentication, DER. A lasting identifier: only of staff who enrol their card.

        Raises:
            Trouble: as :meth:`CardReader.read_basic_four`, but for the PIN.
        """
        ...

    def sign(self, pin: str, challenge: bytes) -> bytes:
        """Has the card sign a challenge (RSA, PKCS #1 v1.5, SHA-256). Never spends the last try.

        Args:
            pin: four ASCII digits, 利用者証明用電子証明書の暗証番号.
            challenge: any bytes that nobody could know before.

        Raises:
            Trouble: as :meth:`CardReader.read_basic_four`, with ``pin_malformed``, ``auth_pin_wrong`` (tries_left),
                ``auth_pin_last_try`` and ``auth_pin_locked``.
        """
        ...


@runtime_checkable
class NumberBReader(Protocol):
    """A reader of My Number cards by 照合番号B: what the card's face shows instead of a PIN. Every call blocks."""

    def number_b_tries_left(self) -> int:
        """Tries left for 照合番号B, 0 when it is locked. Asking costs no try.

        Raises:
            Trouble: as :meth:`read_by_number_b`, but for the number.
        """
        ...

    def read_by_number_b(self, number_b: str, *, use_last_try: bool = False) -> tuple[BasicFour, CardFace]:
        """Reads the basic four attributes and the pictures of the face in one session with one card.

        The number is sent once to each of the two applications, the second time only when the first took it.
        Neither public document nor reader settles whether the birth year in it is Western or of the era: ask
        which, never try both.

        Args:
            number_b: 14 ASCII digits: birth date in six, year of expiry in four, security code in four.
            use_last_try: the holder has agreed to spend the last try.

        Raises:
            Trouble: as :meth:`CardReader.read_basic_four`, with ``number_b_malformed``, ``number_b_wrong``
                (tries_left), ``number_b_last_try`` and ``number_b_locked``.
        """
        ...


@runtime_checkable
class KindReader(Protocol):
    """A reader that tells what lies on it. The call blocks: submit it to the card bus."""

    def kind(self) -> CardKind:
        """Which kind of card lies there. Touches no PIN.

        Raises:
            Trouble: as :meth:`CardReader.read_basic_four`, but for kinds and PIN.
        """
        ...


@runtime_checkable
class LicenceReader(Protocol):
    """A reader of driver's licences. Every call blocks: submit it to the card bus."""

    def licence_pin(self) -> LicencePin:
        """Whether the licence has a PIN, and its tries left. Asking costs no try.

        Raises:
            Trouble: as :meth:`read_licence`, but for the PIN.
        """
        ...

    def read_licence(self, pin: str = "", *, use_last_try: bool = False) -> Licence:
        """Reads the holder's name, kana, address and date of birth in one session with one card.

        Only 暗証番号1 is used; 本籍 and photograph, which need the second, are not read.

        Args:
            pin: four ASCII digits; ignored, and not sent, on a licence whose holder chose none.
            use_last_try: the holder has agreed to spend the last try.

        Raises:
            Trouble: as :meth:`CardReader.read_basic_four`, with ``licence_pin_wrong`` (tries_left),
                ``licence_pin_last_try`` and ``licence_pin_locked``; ``card_is_mynumber_licence`` for a My Number
                card with a licence on it (:class:`LicenceRecordReader`); ``reader_contact_only``.
        """
        ...


@runtime_checkable
class LicenceRecordReader(Protocol):
    """A reader of licences recorded on a My Number card (マイナ免許証). Every call blocks: submit it to the bus."""

    def licence_record_pin(self) -> LicencePin:
        """Whether the record has a PIN, and its tries left (ten on a fresh card). Asking costs no try.

        Raises:
            Trouble: as :meth:`read_licence_record`, but for the PINs.
        """
        ...

    def read_licence_record(
        self, pin: str, record_pin: str = "", *, use_last_try: bool = False
    ) -> tuple[BasicFour, LicenceRecord]:
        """Reads the record, and its holder's basic four attributes, in one session with one card.

        Two PINs, each asked for its tries before anything is sent, and sent once; that of the record first.

        Args:
            pin: four ASCII digits, 券面事項入力補助用暗証番号: the record names nobody.
            record_pin: four ASCII digits, the PIN of the record; ignored where its holder chose none.
            use_last_try: the holder has agreed to spend the last try of either.

        Raises:
            Trouble: as :meth:`CardReader.read_basic_four`, with ``licence_record_pin_wrong`` (tries_left),
                ``licence_record_pin_last_try``, ``licence_record_pin_locked``; ``licence_record_empty`` where no
                licence is recorded; ``card_is_mynumber`` for a My Number card without such a record.
        """
        ...


@runtime_checkable
class ResidenceReader(Protocol):
    """A reader of residence cards and special permanent resident certificates. The call blocks: submit it to the card
    bus.
    """

    def read_residence(self, number: str) -> ResidenceCard:
        """Reads what is text, and the pictures of what is none, in one session with one card.

        Args:
            number: the card number as somebody typed it. A wrong one costs nothing: the card counts no tries.

        Raises:
            Trouble: as :meth:`CardReader.read_basic_four`, with ``residence_number_malformed``,
                ``residence_number_wrong``, ``residence_card_unknown``, ``card_is_no_residence``;
                ``reader_contact_only``.
        """
        ...


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
