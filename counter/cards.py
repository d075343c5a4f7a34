"""A card that is read into the visit on the clerk's own reader. Everything here blocks: it runs in a thread.

The clerk holds the card and never hears a PIN: a My Number card is opened by 照合番号B, which its face shows, a
residence card by its number. A licence with a PIN is read at the kiosk, where its holder types it unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from base.trouble import Trouble
from devices.card.api import CardKind, CardStatus
from devices.card.kinds import TROUBLE_OF_KIND
from devices.card.readers import KindReader, LicenceReader, NumberBReader, ResidenceReader, SigningReader
from forms.card_number_b import YearForm, number_b
from forms.dates import find_date
from forms.reading import Reading

_WESTERN = re.compile(r"\s*[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Found:
    """What lies on the reader.

    Attributes:
        kind: one that can be read here.
        tries: of what opens it; None where nobody counts.
        has_pin: a licence with a PIN is not read here.
    """

    kind: CardKind
    tries: int | None = None
    has_pin: bool = False


def find(reader: Any, bus: Any) -> Found:
    """Recognises the card and asks for its tries; sends no secret.

    Raises:
        Trouble: ``no_reader``, ``no_card``, the sentence of its kind, ``number_b_locked``, ``number_b_last_try``
            (a clerk never spends the last one), or what the reader raises.
    """
    if bus is None or not isinstance(reader, KindReader):
        raise Trouble("no_reader")
    found: Found = bus.submit(_find, reader).result()
    if found.kind is CardKind.MY_NUMBER and found.tries is not None and found.tries <= 1:
        raise Trouble("number_b_last_try" if found.tries else "number_b_locked")
    return found


def _find(reader: Any) -> Found:
    if reader.status() is CardStatus.NO_CARD:
        raise Trouble("no_card")
    match kind := reader.kind():
        case CardKind.MY_NUMBER if isinstance(reader, NumberBReader):
            return Found(kind, reader.number_b_tries_left())
        case CardKind.LICENCE if isinstance(reader, LicenceReader):
            return Found(kind, has_pin=reader.licence_pin().is_set)
        case CardKind.RESIDENCE if isinstance(reader, ResidenceReader):
            return Found(kind)
    raise Trouble(TROUBLE_OF_KIND[kind])


def number_of(birth: str, expiry_year: str, security_code: str) -> str:
    """照合番号B from what is written on the card.

    Args:
        birth: the date of birth **as the card writes it**: the form of its year is that of the number, so it is
            never guessed. 昭和60年3月14日 gives 60, 1985年3月14日 gives 85.

    Raises:
        Trouble: ``number_b_malformed``; the card has heard nothing.
    """
    day = find_date(birth)
    if day is None:
        raise Trouble("number_b_malformed")
    form = YearForm.WESTERN if _WESTERN.match(birth) else YearForm.ERA
    return number_b(day, expiry_year.strip(), security_code.strip(), form)


def read(reader: Any, bus: Any, kind: CardKind, typed: str, today: date) -> Reading:
    """Reads the card.

    Args:
        typed: 照合番号B, or the number of a residence card; nothing for a licence without a PIN.

    Raises:
        Trouble: what the reader raises.
    """
    match kind:
        case CardKind.MY_NUMBER:
            from forms.card import reading_from_basic_four

            four, face = bus.submit(reader.read_by_number_b, typed).result()
            return reading_from_basic_four(four, card_expires_on=face.expires_on, today=today)
        case CardKind.LICENCE:
            from forms.card_licence import reading_from_licence

            return reading_from_licence(bus.submit(reader.read_licence).result(), today=today)
        case _:
            from forms.card_residence import reading_from_residence_card

            return reading_from_residence_card(bus.submit(reader.read_residence, typed).result(), today=today)


def prover(reader: Any, bus: Any, pin: str) -> Callable[[bytes], bytes]:
    """What has the card on the reader sign a challenge, for :meth:`db.accounts.Accounts.log_in`. It blocks.

    Args:
        pin: 利用者証明用電子証明書の暗証番号, of whoever logs in; sent once, kept nowhere else.

    Raises:
        Trouble: when called: ``no_reader``, or what the reader raises.
    """

    def prove(challenge: bytes) -> bytes:
        if bus is None or not isinstance(reader, SigningReader):
            raise Trouble("no_reader")
        return bus.submit(reader.sign, pin, challenge).result()

    return prove


def certificate(reader: Any, bus: Any) -> bytes:
    """The certificate of the card on the reader. It blocks.

    Raises:
        Trouble: ``no_reader``, or what the reader raises.
    """
    if bus is None or not isinstance(reader, SigningReader):
        raise Trouble("no_reader")
    return bus.submit(reader.auth_certificate).result()
