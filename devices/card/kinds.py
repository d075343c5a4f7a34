"""Which kind of card lies there, found by asking for applications.

Never by the answer to reset: readers make it up for contactless cards, some with random bytes in it, and two
people's cards of one model have the same. Asking selects, reads at most a token that names the kind, and never
touches a PIN.
"""

from __future__ import annotations

from base.trouble import Trouble
from devices.card import apdu
from devices.card.api import CardKind
from devices.card.mynumber import EF_TOKEN, JPKI_AP, TEXT_AP

LICENCE_DF1 = bytes.fromhex("A0000002310100000000000000000000")
"""記載事項 of the driver's licence. No other card has it, so DF2 and DF3 need not be asked for."""
LICENCE_RECORD_AP = bytes.fromhex("A0000002310600000000000000000000")
"""マイナ免許証: a licence recorded on a My Number card, which stays one. Two more identifiers in the specification
name the program and its module; those cannot be selected."""
RESIDENCE_DF1 = bytes.fromhex("D392F0004F0200000000000000000000")
RESIDENCE_SPECIAL = bytes.fromhex("D392F0004F0100000000000000000000")
"""特定在留カード: the residence card that is a My Number card too."""
PASSPORT_AP = bytes.fromhex("A0000002471001")
"""ICAO Doc 9303 part 10."""
PAYMENT_CONTACTLESS = b"2PAY.SYS.DDF01"
PAYMENT_CONTACT = b"1PAY.SYS.DDF01"
"""Directories of payment applications (EMV)."""

_PHONE_TOKEN = b"JPKIAPGPSETOKEN"
_JUKI_TOKEN = b"JPKIAPICCTOKEN"
_READ_RESIDENCE_TYPE = bytes.fromhex("00B08A0000")
"""MF/EF02 by its short number: tag C1, the type of the card."""
_SPECIAL_TYPES = (b"7", b"8", b"\x07", b"\x08")
_GET_UID = bytes.fromhex("FFCA000000")
_FELICA_ID_BYTES = 8
_VICINITY_PREFIX = 0xE0
"""ISO/IEC 15693 tags have eight bytes, too, and begin with this."""

_OWN = {CardKind.MY_NUMBER: TEXT_AP, CardKind.LICENCE: LICENCE_DF1, CardKind.RESIDENCE: RESIDENCE_DF1}

TROUBLE_OF_KIND: dict[CardKind, str] = {
    CardKind.MY_NUMBER: "card_is_mynumber",
    CardKind.LICENCE: "card_is_licence",
    CardKind.RESIDENCE: "card_is_residence",
    CardKind.RESIDENCE_SPECIAL: "card_is_residence_special",
    CardKind.PHONE: "card_is_phone",
    CardKind.JUKI: "card_is_juki",
    CardKind.TRAVEL: "card_is_travel",
    CardKind.PAYMENT: "card_is_payment",
    CardKind.PASSPORT: "card_is_passport",
    CardKind.FOREIGN: "card_foreign",
}
"""What a person hears of a card that is not the one we want."""


def recognise(channel: apdu.Channel) -> CardKind:
    """The kind of the card. Some application of it is current afterwards, or none.

    Raises:
        Trouble: ``card_unreadable`` for an answer that makes no sense, or what the channel raises.
    """
    if apdu.granted(apdu.select_application(channel, TEXT_AP)):
        return CardKind.MY_NUMBER
    return _other_than_my_number(channel)


def expect(channel: apdu.Channel, kind: CardKind) -> None:
    """Selects the application that makes a card this kind; it is current afterwards.

    Raises:
        Trouble: the one of :data:`TROUBLE_OF_KIND` when another kind lies there; where a residence card is wanted,
            ``card_is_no_residence``, or ``card_is_residence_special`` for 特定在留カード; where a licence is wanted,
            ``card_is_mynumber_licence`` for a My Number card that has one recorded.
    """
    if apdu.granted(apdu.select_application(channel, _OWN[kind])):
        return
    found = recognise(channel)
    if kind is CardKind.RESIDENCE and found is CardKind.MY_NUMBER and _has(channel, RESIDENCE_SPECIAL):
        found = CardKind.RESIDENCE_SPECIAL
    if kind is CardKind.LICENCE and found is CardKind.MY_NUMBER and _has(channel, LICENCE_RECORD_AP):
        raise Trouble("card_is_mynumber_licence")
    if found is kind:
        raise Trouble("card_unreadable")
    # The sentences of kinds end with what to lay instead: a My Number card, or for that card a licence.
    named = kind is not CardKind.RESIDENCE or found is CardKind.RESIDENCE_SPECIAL
    raise Trouble(TROUBLE_OF_KIND[found] if named else "card_is_no_residence")


def _has(channel: apdu.Channel, aid: bytes) -> bool:
    return apdu.granted(apdu.select_application(channel, aid))


def _other_than_my_number(channel: apdu.Channel) -> CardKind:
    if apdu.granted(apdu.select_application(channel, JPKI_AP)):
        return _kind_of_token(channel)
    for aid, kind in (
        (LICENCE_DF1, CardKind.LICENCE),
        (RESIDENCE_SPECIAL, CardKind.RESIDENCE_SPECIAL),
        (RESIDENCE_DF1, CardKind.RESIDENCE),
        (PASSPORT_AP, CardKind.PASSPORT),
        (PAYMENT_CONTACTLESS, CardKind.PAYMENT),
        (PAYMENT_CONTACT, CardKind.PAYMENT),
    ):
        if apdu.granted(apdu.select_application(channel, aid)):
            return CardKind.RESIDENCE_SPECIAL if aid == RESIDENCE_DF1 and _is_special(channel) else kind
    return CardKind.TRAVEL if _is_felica(channel) else CardKind.FOREIGN


def _is_special(channel: apdu.Channel) -> bool:
    """Whether the master file of a residence card says 07 or 08; 01 and 02 are the first generation, 05 and 06 the
    second. A card that does not say it is a usual one.
    """
    if not apdu.granted(apdu.select_master(channel)):
        return False
    said, status = channel.exchange(_READ_RESIDENCE_TYPE)
    found = apdu.granted(status) and said[:1] == b"\xc1" and bytes(said[2:]).strip(b"0\x00") in _SPECIAL_TYPES
    apdu.wipe(said)
    return found


def _kind_of_token(channel: apdu.Channel) -> CardKind:
    if not apdu.granted(apdu.select_file(channel, EF_TOKEN)):
        return CardKind.FOREIGN
    token, _ = apdu.read_binary(channel, 0, 32)
    if token.startswith(_PHONE_TOKEN):
        return CardKind.PHONE
    return CardKind.JUKI if bytes(token).rstrip(b" \0") == _JUKI_TOKEN else CardKind.FOREIGN


def _is_felica(channel: apdu.Channel) -> bool:
    """Whether the reader says that the card's radio part is FeliCa, as of IC travel cards and electronic money.

    A question to the reader, not to the card; a reader that does not know it answers no.
    """
    number, status = channel.exchange(_GET_UID)
    felica = status == apdu.DONE and len(number) == _FELICA_ID_BYTES and number[0] != _VICINITY_PREFIX
    apdu.wipe(number)
    return felica
