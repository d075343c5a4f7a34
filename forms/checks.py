"""Whether a value is usable as data, kind by kind: the validators of the field table."""

from __future__ import annotations

import re

from forms.characters import find_name_fault, without_selectors
from forms.dates import FIRST_DAY, find_iso_date
from forms.fields import FieldType, Kind, get_field_type
from forms.kana import is_katakana

SEXES = ("male", "female", "unknown")
_PHONE = re.compile(r"\+?[0-9](?:[0-9-]{5,17})[0-9]")
_RESIDENT_CODE = re.compile(r"[0-9]{11}")
_CARD_NUMBER = re.compile(r"[A-Z]{2}[0-9]{8}[A-Z]{2}")


def find_fault(path: str, value: str) -> str | None:
    """Why a value cannot be stored and printed, or None. An empty value says that there is none, and is fine.

    Returns:
        ``too_long``, ``not_a_date``, ``not_a_choice``, ``not_katakana``, ``not_a_phone``, ``not_a_code``, or one
        of :func:`forms.characters.find_name_fault`.
    """
    row = get_field_type(path)
    if value == "":
        return None
    # A variation selector is part of its character, not a further one.
    if len(without_selectors(value)) > row.max_length or len(value) > 2 * row.max_length:
        return "too_long"
    if fault := find_name_fault(value):
        return fault
    return _fault_of_kind(row, value)


def _fault_of_kind(row: FieldType, value: str) -> str | None:
    match row.kind:
        case Kind.DATE:
            day = find_iso_date(value)
            return None if day and day >= FIRST_DAY else "not_a_date"
        case Kind.SEX:
            return None if value in SEXES else "not_a_choice"
        case Kind.CHOICE:
            return None if value in row.choices else "not_a_choice"
        case Kind.KANA:
            return None if is_katakana(value) else "not_katakana"
        case Kind.PHONE:
            return None if _PHONE.fullmatch(value) else "not_a_phone"
        case Kind.CODE:
            shape = _RESIDENT_CODE if row.pattern.endswith("resident_code") else _CARD_NUMBER
            return None if shape.fullmatch(value) else "not_a_code"
        case _:
            return None
