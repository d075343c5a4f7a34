"""What leads to each screen of a card, for the pictures of :mod:`kiosk.shots`: events, then touches."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from base.trouble import Trouble
from devices.card.api import UNREADABLE_CHARACTER, BasicFour, CardFace, CardKind, Licence, OutsideCharacter, Sex
from devices.card.residence_file import ResidenceCard
from forms.card_number_b import YearForm
from kiosk.card_desk import of_licence, of_my_number, of_residence
from kiosk.cards import CardFound, CardRead, Secret
from kiosk.family import household, picture_of
from kiosk.states import Event

Steps = tuple[tuple[Event, dict[str, Any]], ...]

_TODAY = date(2026, 11, 21)
_TOUCHES = "600314203"


def _card(kind: CardKind, tries: dict[Secret, int] | None = None, **more: Any) -> Steps:
    """A card has been laid down and asked."""
    return (
        (Event.START, {}),
        (Event.HAVE_CARD, {}),
        (Event.CARD_READY, {"card": CardFound(kind, tries or {}, **more)}),
    )


@cache
def sample_read(kind: CardKind) -> CardRead:
    """A card of the sample family, with pictures."""
    truth = household()
    name = truth["members[0].name"]
    match kind:
        case CardKind.MY_NUMBER:
            address = truth["former_address"]
            four = BasicFour(name, address, truth["members[0].birth_date"], Sex.MALE, "2026-03-13")
            face = CardFace(picture_of(name), picture_of(address), "2030-03-14")
            return of_my_number(four, face, _TODAY)
        case CardKind.LICENCE:
            outside = OutsideCharacter("name", 0, picture_of(name[0]))
            written = UNREADABLE_CHARACTER + name[1:]
            kana = truth["members[0].kana"]
            return of_licence(
                Licence(written, kana, "", truth["former_address"], "3600314", "2029-04-14", (outside,)), _TODAY
            )
        case _:
            picture = picture_of("NGUYEN VAN AN")
            return of_residence(
                ResidenceCard(
                    "AA12345678BB",
                    birth_date="1998-07-20",
                    sex=Sex.MALE,
                    nationality="VNM",
                    period_of_stay="0300",
                    stay_until="2028-04-01",
                    expires_on="2026-04-01",
                    name_picture=picture,
                ),
                _TODAY,
            )


def _pin(tries: int) -> Steps:
    return _card(CardKind.MY_NUMBER, {Secret.PIN: tries, Secret.NUMBER_B: 10})


def _licence(tries: int = 3, has_pin: bool = True) -> Steps:
    return _card(CardKind.LICENCE, {Secret.LICENCE_PIN: tries}, has_pin=has_pin)


_GIVEN = (Event.PIN_GIVEN, {})
_NUMBER_B: Steps = (*_pin(3), (Event.OTHER_SECRET, {}))
_DIGITS: Steps = (*_NUMBER_B, (Event.YEAR_FORM, {"form": YearForm.ERA}))
_RESIDENCE = _card(CardKind.RESIDENCE)
_SHOWN: Steps = (*_RESIDENCE, (Event.SHOW_NUMBER, {}))


def _wrong(steps: Steps, trouble: Trouble, number: str = "") -> Steps:
    """Typed, refused by the card, and asked again."""
    return (*steps, (Event.PIN_GIVEN, {"number": number}), (Event.FAILED, {"trouble": trouble}), steps[2])


def _read(steps: Steps, kind: CardKind, *answers: str) -> Steps:
    return (
        *steps,
        _GIVEN,
        (Event.CARD_READ, {"read": sample_read(kind)}),
        *((Event.CARD_SEEN, {"answer": answer}) for answer in answers),
    )


CARD_NAMES = (
    "12a-card-travel",
    "12b-card-locked",
    "12c-pin-mixed",
    "12d-pin-licence",
    "12e-pin-licence-none",
    "12f-last-try-licence",
    "12g-number-b-form",
    "12h-number-b",
    "12i-number-b-wrong",
    "12j-card-number",
    "12k-card-number-wrong",
    "12l-card-number-digits",
    "12l-card-number-seen",
    "12l-card-number-show",
    "12m-look-character",
    "12n-look-compare",
    "12o-look-name",
    "12p-take-expired",
    "12q-take",
    "12r-confirm-picture",
    "12s-card-left",
)
"""What there is to picture, in order."""


def card_steps() -> dict[str, tuple[Steps, tuple[str, ...]]]:
    """Name of the picture → events, and the names of what is touched then."""
    keys = tuple(f"number_b.{digit}" for digit in _TOUCHES)
    laid: Steps = ((Event.START, {}), (Event.HAVE_CARD, {}))
    return {
        "12a-card-travel": ((*laid, (Event.FAILED, {"trouble": Trouble("card_is_travel")})), ()),
        "12b-card-locked": (_pin(0), ()),
        "12c-pin-mixed": (_pin(3), ("pin.mix", "pin.1", "pin.2")),
        "12d-pin-licence": (_licence(), ()),
        "12e-pin-licence-none": (_licence(has_pin=False), ()),
        "12f-last-try-licence": (_licence(1), ()),
        "12g-number-b-form": (_NUMBER_B, ()),
        "12h-number-b": (_DIGITS, keys),
        "12i-number-b-wrong": (_wrong(_DIGITS, Trouble("number_b_wrong", tries_left=9)), ()),
        "12j-card-number": (_RESIDENCE, ("key.type.A",)),
        "12k-card-number-wrong": (_wrong(_RESIDENCE, Trouble("residence_number_wrong"), "AB12345678CD"), ()),
        "12l-card-number-digits": (_RESIDENCE, ("key.type.A", "key.type.A", "key.type.1")),
        "12l-card-number-seen": ((*_SHOWN, (Event.NUMBER_SEEN, {"number": "AB12345678CD"}), _RESIDENCE[-1]), ()),
        "12l-card-number-show": (_SHOWN, ()),
        "12m-look-character": (_read(_licence(), CardKind.LICENCE), ()),
        "12n-look-compare": (_read(_NUMBER_B, CardKind.MY_NUMBER), ()),
        "12o-look-name": (_read(_RESIDENCE, CardKind.RESIDENCE), ()),
        "12p-take-expired": (_read(_NUMBER_B, CardKind.MY_NUMBER, "same"), ()),
        "12q-take": ((*_licence(), (Event.BACK, {})), ()),
        "12r-confirm-picture": (
            (
                *_read(_licence(), CardKind.LICENCE, "髙"),
                (Event.CARD_TAKEN, {}),
                (Event.LOOK_OVER, {}),
                (Event.GO_ON, {}),
                (Event.TAKE_IN_HAND, {"path": "members[0].name"}),
            ),
            (),
        ),
        "12s-card-left": (((Event.CARD_LEFT, {}),), ()),
    }
