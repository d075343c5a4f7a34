"""One session with one card: same card at the end as at the beginning, and nothing read survives an error."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from base import events
from base.trouble import Trouble
from devices.bus import on_bus, through_with_the_card
from devices.card import kinds, licence, licence_record, mynumber, pcsc, residence, signing, tiff, visual
from devices.card.apdu import Channel
from devices.card.api import (
    READ_CHUNK_BYTES,
    BasicFour,
    CardFace,
    CardKind,
    CardSettings,
    CardStatus,
    Licence,
    LicencePin,
    LicenceRecord,
    check_number_b,
    check_pin,
)
from devices.card.residence_file import ResidenceCard, tidy_number


def read_basic_four(
    channel: Channel, pin: str, *, use_last_try: bool = False, chunk: int = READ_CHUNK_BYTES
) -> BasicFour:
    """The whole read over an open channel. See :meth:`devices.card.readers.CardReader.read_basic_four`."""
    check_pin(pin)
    with _one_card(channel, chunk) as certificate:
        mynumber.verify_pin(channel, pin, use_last_try=use_last_try)
        four = mynumber.read_basic_four(channel, chunk)
    return replace(four, certificate_expires_on=certificate.expires_on)


def read_by_number_b(
    channel: Channel, number_b: str, *, use_last_try: bool = False, chunk: int = READ_CHUNK_BYTES
) -> tuple[BasicFour, CardFace]:
    """The whole read over an open channel. See :meth:`devices.card.readers.NumberBReader.read_by_number_b`."""
    check_number_b(number_b)
    with _one_card(channel, chunk) as certificate:
        mynumber.verify_number_b(channel, number_b, use_last_try=use_last_try)
        four = mynumber.read_basic_four(channel, chunk)
        face = visual.read_face(channel, number_b, use_last_try=use_last_try, chunk=chunk)
    return replace(four, certificate_expires_on=certificate.expires_on), face


def read_licence_record(
    channel: Channel, pin: str, record_pin: str, *, use_last_try: bool = False, chunk: int = READ_CHUNK_BYTES
) -> tuple[BasicFour, LicenceRecord]:
    """The whole read over an open channel. See :meth:`devices.card.readers.LicenceRecordReader.read_licence_record`."""
    check_pin(pin)
    with _one_card(channel, chunk) as certificate:
        # Neither PIN is sent while the other could not be.
        mynumber.check_tries(channel, use_last_try=use_last_try)
        licence_record.select(channel)
        record = licence_record.read_record(channel, record_pin, use_last_try=use_last_try)
        kinds.expect(channel, CardKind.MY_NUMBER)
        mynumber.verify_pin(channel, pin, use_last_try=use_last_try)
        four = mynumber.read_basic_four(channel, chunk)
    return replace(four, certificate_expires_on=certificate.expires_on), record


def licence_record_pin(channel: Channel) -> LicencePin:
    """How the PIN of the licence on a My Number card stands, over an open channel."""
    kinds.expect(channel, CardKind.MY_NUMBER)
    licence_record.select(channel)
    return licence_record.ask_pin(channel)


@contextlib.contextmanager
def _one_card(channel: Channel, chunk: int) -> Iterator[mynumber.Certificate]:
    """A session with one My Number card, its text application current at the beginning.

    Raises:
        Trouble: of the kind for another card; ``card_swapped`` at the end when it is no longer the same card.
    """
    salt = secrets.token_bytes(16)
    certificate = mynumber.read_certificate(channel, salt, chunk)
    kinds.expect(channel, CardKind.MY_NUMBER)
    yield certificate
    if mynumber.read_certificate(channel, salt, chunk) != certificate:
        raise Trouble("card_swapped")


def pin_tries_left(channel: Channel) -> int:
    """Tries left for the PIN over an open channel; 0 is locked."""
    kinds.expect(channel, CardKind.MY_NUMBER)
    return mynumber.ask_pin_tries(channel)


def number_b_tries_left(channel: Channel) -> int:
    """Tries left for 照合番号B over an open channel; 0 is locked."""
    kinds.expect(channel, CardKind.MY_NUMBER)
    return mynumber.number_b_tries_left(channel)


class PcscCardReader:
    """The roles of a reader in :mod:`devices.card.api`, on PC/SC. Its methods run on the card bus only.

    Args:
        settings: which reader, and whether virtual ones count. Allowing virtual ones is logged as a warning.
    """

    def __init__(self, settings: CardSettings) -> None:
        self._settings = settings
        if settings.allow_virtual:
            events.log("devices.virtual_reader_allowed")

    @on_bus
    def status(self) -> CardStatus:
        """What the reader shows now."""
        return current_status(self._settings)

    @on_bus
    def pin_tries_left(self) -> int:
        """Tries left for the four-digit PIN; 0 is locked."""
        with _reported(), self._open() as channel:
            return pin_tries_left(channel)

    @on_bus
    def read_basic_four(self, pin: str, *, use_last_try: bool = False) -> BasicFour:
        """Reads the basic four attributes in one session."""
        check_pin(pin)
        began = time.monotonic()
        with _reported():
            with self._open() as channel:
                four = read_basic_four(channel, pin, use_last_try=use_last_try, chunk=self._settings.read_chunk)
            events.log("devices.card_read", ms=round((time.monotonic() - began) * 1000))
            return four

    @on_bus
    def number_b_tries_left(self) -> int:
        """Tries left for 照合番号B; 0 is locked."""
        with _reported(), self._open() as channel:
            return number_b_tries_left(channel)

    @on_bus
    def read_by_number_b(self, number_b: str, *, use_last_try: bool = False) -> tuple[BasicFour, CardFace]:
        """Reads the basic four attributes and the face in one session."""
        check_number_b(number_b)
        began = time.monotonic()
        with _reported():
            with self._open() as channel:
                chunk = self._settings.read_chunk
                read = read_by_number_b(channel, number_b, use_last_try=use_last_try, chunk=chunk)
            events.log("devices.card_read", ms=round((time.monotonic() - began) * 1000))
            return read

    @on_bus
    def auth_certificate(self) -> bytes:
        """The certificate for user authentication."""
        with _reported(), self._open() as channel:
            kinds.expect(channel, CardKind.MY_NUMBER)
            return signing.read_certificate(channel, self._settings.read_chunk)

    @on_bus
    def sign(self, pin: str, challenge: bytes) -> bytes:
        """Has the card sign a challenge."""
        check_pin(pin)
        with _reported(), self._open() as channel:
            kinds.expect(channel, CardKind.MY_NUMBER)
            return signing.sign(channel, pin, challenge)

    @on_bus
    def kind(self) -> CardKind:
        """Which kind of card lies there."""
        with _reported(), self._open() as channel:
            return kinds.recognise(channel)

    @on_bus
    def licence_pin(self) -> LicencePin:
        """How the first PIN of a driver's licence stands."""
        with _reported(), self._open(contactless=True) as channel:
            return licence.ask_pin(channel)

    @on_bus
    def read_licence(self, pin: str = "", *, use_last_try: bool = False) -> Licence:
        """Reads a driver's licence in one session."""
        began = time.monotonic()
        with _reported():
            with self._open(contactless=True) as channel:
                chunk = self._settings.read_chunk
                read = licence.read_licence(channel, pin, use_last_try=use_last_try, chunk=chunk)
            events.log("devices.licence_read", ms=round((time.monotonic() - began) * 1000))
            return read

    @on_bus
    def licence_record_pin(self) -> LicencePin:
        """How the PIN of the licence on a My Number card stands."""
        with _reported(), self._open() as channel:
            return licence_record_pin(channel)

    @on_bus
    def read_licence_record(
        self, pin: str, record_pin: str = "", *, use_last_try: bool = False
    ) -> tuple[BasicFour, LicenceRecord]:
        """Reads the licence on a My Number card, and its holder, in one session."""
        check_pin(pin)
        began = time.monotonic()
        with _reported():
            with self._open() as channel:
                chunk = self._settings.read_chunk
                read = read_licence_record(channel, pin, record_pin, use_last_try=use_last_try, chunk=chunk)
            events.log("devices.licence_read", ms=round((time.monotonic() - began) * 1000))
            return read

    @on_bus
    def read_residence(self, number: str) -> ResidenceCard:
        """Reads a residence card in one session."""
        number = tidy_number(number)
        began = time.monotonic()
        with _reported():
            with self._open(contactless=True) as channel:
                card = residence.read_residence(channel, number, chunk=self._settings.read_chunk)
            events.log("devices.residence_card_read", ms=round((time.monotonic() - began) * 1000))
            # Decoded after the session, so that nobody need hold the card still for it, and a slow machine is no silent
            # card.
            through_with_the_card()
            return with_png(card)

    @contextlib.contextmanager
    def _open(self, *, contactless: bool = False) -> Iterator[Channel]:
        with pcsc.card_service() as context:
            slot = pcsc.get_slot(context, self._settings)
            if contactless and slot.is_contact_only:
                raise Trouble("reader_contact_only")
            if slot.status is CardStatus.CARD_UNREADABLE:
                raise pcsc.unreadable(context, slot.name)
            with pcsc.connect(context, slot.name) as channel:
                yield channel


def with_png(card: ResidenceCard) -> ResidenceCard:
    """The card with its pictures as PNG; a picture that cannot be decoded is left out."""
    given = {name: getattr(card, name) for name in ("front_picture", "name_picture", "address_picture")}
    # Each in a child of its own, at once: the start of a child takes longer than its work.
    with ThreadPoolExecutor(len(given), thread_name_prefix="card-pictures") as pool:
        return replace(card, **dict(zip(given, pool.map(tiff.to_png, given.values()), strict=True)))


@contextlib.contextmanager
def _reported() -> Iterator[None]:
    try:
        yield
    except Trouble as trouble:
        events.log("devices.card_not_read", trouble=trouble.id)
        raise


def current_status(settings: CardSettings) -> CardStatus:
    """What the reader shows now, from any thread: it only asks the service and opens no card."""
    try:
        with pcsc.card_service() as context:
            return pcsc.get_slot(context, settings).status
    except Trouble as trouble:
        if trouble.id in ("no_reader", "virtual_reader_refused"):
            return CardStatus.NO_READER
        return CardStatus.NO_SERVICE
