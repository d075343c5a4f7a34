"""Self-test of the card reader: the service, the reader, and what lies on it. Never asks for a PIN."""

from __future__ import annotations

from base.trouble import Trouble
from devices.bus import CardBus
from devices.card.api import CardKind, CardStatus
from devices.card.kinds import TROUBLE_OF_KIND
from devices.card.readers import CardReader, LicenceReader, ResidenceReader
from devices.check import Check, Outcome, found, troubled

DEVICE = "reader"

_TROUBLE_OF_STATUS = {
    CardStatus.NO_SERVICE: "no_card_service",
    CardStatus.NO_READER: "no_reader",
    CardStatus.CARD_UNREADABLE: "card_unreadable",
}


def check_reader(bus: CardBus, cards: CardReader, language: str) -> list[Check]:
    """How the reader is and, where a card lies on it, whether it is one that we read and has tries left."""
    try:
        status = bus.submit(cards.status).result()
    except Trouble as trouble:
        return [troubled(DEVICE, "state", trouble, language)]
    if status is CardStatus.NO_CARD:
        return [found(DEVICE, "state", Outcome.OK, "no_card", language)]
    if status is not CardStatus.READY:
        # A card that cannot be read is not the reader's fault.
        outcome = Outcome.WARNING if status is CardStatus.CARD_UNREADABLE else Outcome.FAILED
        return [troubled(DEVICE, "state", Trouble(_TROUBLE_OF_STATUS[status]), language, outcome)]
    return [found(DEVICE, "state", Outcome.OK, "ready", language), _card(bus, cards, language)]


def _card(bus: CardBus, cards: CardReader, language: str) -> Check:
    try:
        tries = bus.submit(cards.pin_tries_left).result()
    except Trouble as trouble:
        if trouble.id == TROUBLE_OF_KIND[CardKind.LICENCE] and isinstance(cards, LicenceReader):
            return _licence(bus, cards, language)
        if trouble.id == TROUBLE_OF_KIND[CardKind.RESIDENCE] and isinstance(cards, ResidenceReader):
            return found(DEVICE, "card", Outcome.OK, "residence", language)
        return troubled(DEVICE, "card", trouble, language, Outcome.WARNING)
    if tries == 0:
        return troubled(DEVICE, "card", Trouble("pin_locked"), language, Outcome.WARNING)
    return found(DEVICE, "card", Outcome.OK, "my_number_card", language, tries=tries)


def _licence(bus: CardBus, cards: LicenceReader, language: str) -> Check:
    try:
        pin = bus.submit(cards.licence_pin).result()
    except Trouble as trouble:
        return troubled(DEVICE, "card", trouble, language, Outcome.WARNING)
    if pin.tries_left == 0:
        return troubled(DEVICE, "card", Trouble("licence_pin_locked"), language, Outcome.WARNING)
    if not pin.is_set:
        return found(DEVICE, "card", Outcome.OK, "licence_without_pin", language)
    return found(DEVICE, "card", Outcome.OK, "licence", language, tries=pin.tries_left)
