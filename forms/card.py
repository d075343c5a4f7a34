"""What a card says, as a reading."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from forms.addresses import split_building
from forms.dates import find_iso_date
from forms.reading import ReadField, Reading, Source


class SaysBasicFour(Protocol):
    """基本4情報, as whatever read the card gives them.

    Attributes:
        name: exactly as on the card.
        address: exactly as on the card, building included.
        birth_date: ``YYYY-MM-DD``; where the register does not know them, month and day are 00.
        sex: ``male``, ``female`` or ``unknown``.
        certificate_expires_on: ``YYYY-MM-DD``, the last day of the certificate for user authentication, or empty.
    """

    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def birth_date(self) -> str: ...
    @property
    def sex(self) -> str: ...
    @property
    def certificate_expires_on(self) -> str: ...


def reading_from_basic_four(
    four: SaysBasicFour,
    *,
    card_expires_on: str = "",
    licence_expires_on: str = "",
    today: date | None = None,
) -> Reading:
    """The reading of the basic four attributes (基本4情報) of a My Number card.

    The address is the **former** one: a card is rewritten at the counter after the move, not before. Where a blank
    parts it from the building, the building becomes a value of its own.

    Args:
        four: with a month or day of birth of 00 the reading has no date of birth and the warning
            ``birth_date_incomplete``; with a certificate that has expired, ``certificate_expired``.
        card_expires_on: ``YYYY-MM-DD``, the card's last day, or empty where unknown; before ``today`` the reading
            has the warning ``card_expired``.
        licence_expires_on: the same of a driver's licence recorded on it (マイナ免許証): ``licence_expired``.
        today: needed to judge any of them.
    """
    place, building = split_building(four.address)
    day = find_iso_date(four.birth_date)
    values = {
        "members[0].name": four.name,
        "members[0].birth_date": day.isoformat() if day else "",
        "members[0].sex": str(four.sex),
        "former_address": place,
        "former_building": building,
    }
    warnings = [] if day else ["birth_date_incomplete"]
    for warning, last in (
        ("card_expired", card_expires_on),
        ("certificate_expired", four.certificate_expires_on),
        ("licence_expired", licence_expires_on),
    ):
        if today and (until := find_iso_date(last)) and until < today:
            warnings.append(warning)
    return Reading(
        Source.MY_NUMBER_CARD,
        tuple(ReadField(path, value, value) for path, value in values.items() if value),
        warnings=tuple(warnings),
    )
