"""What a driver's licence says, as a reading."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from forms.addresses import split_building
from forms.dates import find_coded_date, find_iso_date
from forms.reading import ReadField, Reading, Source

UNREADABLE = "〓"
"""Stands for a character that the licence holds as a picture only; no name and no address has it."""


class SaysLicence(Protocol):
    """A driver's licence, as whatever read it gives it.

    Attributes:
        name: as on the card, with :data:`UNREADABLE` for what is a picture.
        address: the newest, building included.
        birth_date: seven digits as in the chip: code of the era, year, month, day.
        kana: in katakana; may be empty.
        alias: 通称名; mostly empty.
        expires_on: ``YYYY-MM-DD``, or empty where unknown.
        doubtful: which of the values are in no known form.
    """

    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def birth_date(self) -> str: ...
    @property
    def kana(self) -> str: ...
    @property
    def alias(self) -> str: ...
    @property
    def expires_on(self) -> str: ...
    @property
    def doubtful(self) -> Collection[str]: ...


def reading_from_licence(licence: SaysLicence, *, today: date) -> Reading:
    """The reading of a driver's licence.

    As on every card, the address is the **former** one. A licence says nothing of the sex.

    A licence that is no longer valid on ``today`` has the warning ``licence_expired``. A value with
    :data:`UNREADABLE` in it is doubtful, too: its confidence is 0, and somebody has to look at the picture.
    """
    day = find_coded_date(licence.birth_date)
    place, building = split_building(licence.address)
    until = find_iso_date(licence.expires_on)
    values = {
        "members[0].name": ("name", licence.name),
        "members[0].kana": ("kana", licence.kana),
        "members[0].alias": ("alias", licence.alias),
        "members[0].birth_date": ("birth_date", day.isoformat() if day else ""),
        "former_address": ("address", place),
        "former_building": ("address", building),
    }
    warnings = () if day else ("birth_date_incomplete",)
    if until and until < today:
        warnings += ("licence_expired",)
    return Reading(
        Source.LICENCE,
        tuple(_field(path, value, field not in licence.doubtful) for path, (field, value) in values.items() if value),
        warnings=warnings,
    )


def _field(path: str, value: str, known: bool) -> ReadField:
    sure = known and UNREADABLE not in value
    return ReadField(path, value, value, confidence=1.0 if sure else 0.0, sure=sure)
