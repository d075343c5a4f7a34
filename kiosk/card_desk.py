"""Asks the reader what lies on it, and reads it: from devices to :mod:`kiosk.cards`. Everything here blocks.

:func:`find_card` runs as one job of the card bus; :func:`begin` submits one and gives what turns its answer into
values, off the bus.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from base.trouble import Trouble
from devices.card.api import CardKind, check_number_b, check_pin
from devices.card.kinds import TROUBLE_OF_KIND
from devices.card.readers import CardReader, KindReader, LicenceReader, NumberBReader, ResidenceReader
from devices.card.residence_file import tidy_number
from kiosk.cards import CardFound, CardPicture, CardRead, Secret

if TYPE_CHECKING:
    from forms.card_residence import PictureText


def find_card(reader: CardReader) -> CardFound:
    """Recognises the card and asks for its tries. Spends none and sends no secret.

    Raises:
        Trouble: the sentence of its kind for a card that the kiosk does not read, or what the reader raises.
    """
    kind = reader.kind() if isinstance(reader, KindReader) else CardKind.MY_NUMBER
    match kind:
        case CardKind.MY_NUMBER:
            tries = {Secret.PIN: reader.pin_tries_left()}
            if isinstance(reader, NumberBReader):
                tries[Secret.NUMBER_B] = reader.number_b_tries_left()
            return CardFound(kind, tries)
        case CardKind.LICENCE if isinstance(reader, LicenceReader):
            pin = reader.licence_pin()
            return CardFound(kind, {Secret.LICENCE_PIN: pin.tries_left}, has_pin=pin.is_set)
        case CardKind.RESIDENCE if isinstance(reader, ResidenceReader):
            return CardFound(kind)
    raise Trouble(TROUBLE_OF_KIND[kind])


def check(secret: Secret, typed: str, has_pin: bool = True) -> str:
    """What was typed, in its form; refused before any card hears of it.

    Raises:
        Trouble: ``pin_malformed``, ``number_b_malformed``, ``residence_number_malformed``.
    """
    match secret:
        case Secret.NUMBER_B:
            check_number_b(typed)
        case Secret.CARD_NUMBER:
            return tidy_number(typed)
        case _ if has_pin:
            check_pin(typed)
    return typed


def begin(bus: Any, reader: Any, secret: Secret, typed: str, last: bool, today: date) -> Callable[[], CardRead]:
    """Submits the whole read; the answer waits for it and makes values of it.

    Args:
        bus: of the desk.
        reader: of the desk.
        typed: checked by :func:`check`. It is handed on and kept nowhere.
        last: the holder has agreed to spend the last try.
        today: what the cards' last days are judged by.
    """
    match secret:
        case Secret.PIN:
            waiting = bus.submit(reader.read_basic_four, typed, use_last_try=last)
            return lambda: of_my_number(waiting.result(), None, today)
        case Secret.NUMBER_B:
            waiting = bus.submit(reader.read_by_number_b, typed, use_last_try=last)
            return lambda: of_my_number(*waiting.result(), today)
        case Secret.LICENCE_PIN:
            waiting = bus.submit(reader.read_licence, typed, use_last_try=last)
            return lambda: of_licence(waiting.result(), today)
        case Secret.CARD_NUMBER:
            waiting = bus.submit(reader.read_residence, typed)
            return lambda: _pictured_residence(waiting.result(), today)


def of_my_number(four: Any, face: Any, today: date) -> CardRead:
    """A My Number card: the basic four, and with 照合番号B the pictures of its face."""
    from forms.card import reading_from_basic_four

    reading = reading_from_basic_four(four, card_expires_on=face.expires_on if face else "", today=today)
    shown = (("members[0].name", face.name_picture), ("former_address", face.address_picture)) if face else ()
    return CardRead(CardKind.MY_NUMBER, reading, tuple(CardPicture(path, png) for path, png in shown if png))


_LICENCE_PATHS = {
    "name": "members[0].name",
    "kana": "members[0].kana",
    "alias": "members[0].alias",
    "address": "former_address",
}


def of_licence(licence: Any, today: date) -> CardRead:
    """A driver's licence; its characters outside of JIS X 0208 are pictures, numbered within their field."""
    from forms.card_licence import reading_from_licence

    reading = reading_from_licence(licence, today=today)
    count: dict[str, int] = {}
    pictures: list[CardPicture] = []
    for each in sorted(licence.outside, key=lambda one: (list(_LICENCE_PATHS).index(one.field), one.position)):
        place = count[each.field] = count.get(each.field, -1) + 1
        pictures.append(CardPicture(_LICENCE_PATHS[each.field], each.picture, place))
    return CardRead(CardKind.LICENCE, reading, tuple(pictures))


def _pictured_residence(card: Any, today: date) -> CardRead:
    from forms.card_pictures import said_by_pictures

    return of_residence(card, today, *said_by_pictures(card))


def of_residence(
    card: Any, today: date, name: PictureText | None = None, address: PictureText | None = None
) -> CardRead:
    """A residence card: its name is a picture; of the first generation with the whole front."""
    from forms.card_residence import reading_from_residence_card

    reading = reading_from_residence_card(card, name=name, pictured_address=address, today=today)
    shown = (("members[0].name", card.name_picture or card.front_picture), ("former_address", card.address_picture))
    return CardRead(CardKind.RESIDENCE, reading, tuple(CardPicture(path, png) for path, png in shown if png))
