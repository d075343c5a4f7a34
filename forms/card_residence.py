"""What a residence card or special permanent resident certificate says, as a reading."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

from forms.addresses import split_building
from forms.dates import find_iso_date
from forms.reading import ReadField, Reading, Source

_NATIONALITIES = Path(__file__).with_name("nationalities.toml")
NO_END = "0000"


@dataclass(frozen=True, slots=True)
class PictureText:
    """What a picture on a card seems to say (:mod:`forms.card_pictures`). Its repr never shows it.

    Attributes:
        text: with blanks as they seem to stand.
        confidence: of its worst character, below 1.
        candidates: what else it may be.
    """

    text: str
    confidence: float
    candidates: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "PictureText(***)"


@cache
def nationalities() -> dict[str, str]:
    """The names that certificates write, by the codes of ISO 3166-1."""
    return tomllib.loads(_NATIONALITIES.read_text(encoding="utf-8"))


class SaysResidence(Protocol):
    """A residence card, as whatever read it gives it. What is empty is not on this card as text.

    Attributes:
        number: twelve characters.
        address: building included.
        birth_date: ``YYYY-MM-DD``.
        sex: ``male``, ``female`` or ``unknown``; None where the card does not say it.
        nationality: code of three letters.
        period_of_stay: code of three digits (days) or four (years and months).
        stay_until: ``YYYY-MM-DD``.
        expires_on: ``YYYY-MM-DD``, the card's last day.
    """

    @property
    def number(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def birth_date(self) -> str: ...
    @property
    def sex(self) -> str | None: ...
    @property
    def nationality(self) -> str: ...
    @property
    def period_of_stay(self) -> str: ...
    @property
    def stay_until(self) -> str: ...
    @property
    def expires_on(self) -> str: ...


def reading_from_residence_card(
    card: SaysResidence,
    *,
    name: PictureText | None = None,
    pictured_address: PictureText | None = None,
    today: date,
) -> Reading:
    """The reading of a residence card.

    The name is a picture on every such card, so what is given of it is never sure. As on every card, the address is
    the **former** one.

    Args:
        card: a date of birth with a month or day of 00 is left out with the warning ``birth_date_incomplete``. The
            name of a nationality is doubtful; a code without a name is given as it is, with confidence 0. A last day
            before ``today`` gives the warning ``residence_card_expired``.
        name: what the picture of the name seems to say.
        pictured_address: what the picture of the address seems to say; not used where the card has the address as text.
    """
    place, building = split_building(card.address)
    day = find_iso_date(card.birth_date)
    until = find_iso_date(card.expires_on)
    values = {
        "members[0].card_number": card.number,
        "members[0].birth_date": day.isoformat() if day else "",
        "members[0].sex": str(card.sex or ""),
        "members[0].period_of_stay": period_text(card.period_of_stay),
        "members[0].stay_until": card.stay_until if find_iso_date(card.stay_until) else "",
        "former_address": place,
        "former_building": building,
    }
    fields = [ReadField(path, value, value) for path, value in values.items() if value]
    if name:
        fields.append(_pictured("members[0].name", name))
    if pictured_address and not card.address:
        fields.append(_pictured("former_address", pictured_address))
    if code := card.nationality:
        country = nationalities().get(code, code)
        # No list of codes is specified, so even a name that is found is somebody's to confirm.
        confidence = 0.5 if code in nationalities() else 0.0
        fields.append(ReadField("members[0].nationality", code, country, confidence=confidence, sure=False))
    warnings = ("birth_date_incomplete",) if card.birth_date and not day else ()
    if until and until < today:
        warnings += ("residence_card_expired",)
    return Reading(Source.RESIDENCE_CARD, tuple(fields), warnings=warnings)


def _pictured(path: str, said: PictureText) -> ReadField:
    return ReadField(path, said.text, said.text, said.confidence, sure=False, candidates=said.candidates)


def period_text(code: str) -> str:
    """A period of stay as cards print it: ``0300`` → 3年, ``0106`` → 1年6月, ``090`` → 90日, ``0000`` → 無期限."""
    if code == NO_END:
        return "無期限"
    if len(code) == 3 and code.isascii() and code.isdigit():
        return f"{int(code)}日"
    if len(code) != 4 or not (code.isascii() and code.isdigit()):
        return ""
    years, months = int(code[:2]), int(code[2:])
    return (f"{years}年" if years else "") + (f"{months}月" if months else "")
