"""What a card reader can be asked; which of it a reader can do is asked by ``isinstance``.

Everything here blocks and belongs on the card bus (:class:`devices.bus.CardBus`); nothing here keeps a handle
between two calls, so a reader may come and go at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from devices.card.api import BasicFour, CardFace, CardKind, CardStatus, Licence, LicencePin, LicenceRecord
    from devices.card.residence_file import ResidenceCard


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
