"""What a pre-entry may hold: the numbers that stand for fields on the wire, and how values are packed.

Numbers are for ever: a field that goes keeps its number, a new one takes the next. A pre-entry holds only what a
visitor types at home: no individual number, no resident record code, no number of any card.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from forms.certificate.data.checkdigits import is_individual_number
from forms.fields import MAX_MEMBERS, MOVE_KINDS, FieldType, Kind, get_field_type, member_path

VISIT_NUMBERS: Mapping[int, str] = {
    1: "kind",
    2: "moved_on",
    3: "householder.former",
    4: "householder.new",
    5: "former_address",
    6: "former_building",
    7: "new_address",
    8: "new_building",
    9: "registered_domicile",
    10: "register_head",
    11: "phone",
    12: "notifier.name",
    13: "notifier.relation",
}
MEMBER_NUMBERS: Mapping[int, str] = {
    1: "name",
    2: "kana",
    3: "former_surname",
    4: "alias",
    5: "birth_date",
    6: "sex",
    7: "relationship",
    8: "nationality",
    9: "status_of_residence",
    10: "period_of_stay",
    11: "stay_until",
}

SEXES = ("unknown", "male", "female")
"""ISO 5218: 0 not known, 1 male, 2 female."""

Packed = str | int


def pack(row: FieldType, value: str) -> Packed:
    """A value as it travels: dates as YYYYMMDD, closed sets as their index, the rest as text.

    Raises:
        ValueError: the value does not belong to the field.
    """
    match row.kind:
        case Kind.DATE:
            return int(date.fromisoformat(value).strftime("%Y%m%d"))
        case Kind.SEX:
            return SEXES.index(value)
        case Kind.CHOICE:
            return choices_of(row).index(value)
        case _:
            return _checked_text(row, value)


def unpack(row: FieldType, packed: object) -> str:
    """The value out of what travelled.

    Raises:
        ValueError: it is of another type, out of range, too long, or holds characters that no paper holds.
    """
    if row.kind in (Kind.DATE, Kind.SEX, Kind.CHOICE):
        if type(packed) is not int or packed < 0:
            raise ValueError("a number was expected")
        if row.kind is Kind.DATE:
            return date(packed // 10000, packed // 100 % 100, packed % 100).isoformat()
        choices = SEXES if row.kind is Kind.SEX else choices_of(row)
        if packed >= len(choices):
            raise ValueError("no such choice")
        return choices[packed]
    if type(packed) is not str:
        raise ValueError("text was expected")
    return _checked_text(row, packed)


def choices_of(row: FieldType) -> tuple[str, ...]:
    """A pre-entry is made for a move; what else a visit may be for has no number here."""
    return MOVE_KINDS if row.pattern == "kind" else row.choices


def _checked_text(row: FieldType, value: str) -> str:
    if not value or len(value) > row.max_length:
        raise ValueError("empty or too long")
    if not all(char == "\u3000" or char.isprintable() or _is_variation_selector(char) for char in value):
        # isprintable() is false for control, bidirectional and format characters and for lone surrogates.
        raise ValueError("a character that no paper holds")
    return value


def _is_variation_selector(char: str) -> bool:
    return 0xE0100 <= ord(char) <= 0xE01EF or 0xFE00 <= ord(char) <= 0xFE0F


def pack_all(values: Mapping[str, str]) -> tuple[dict[int, Packed], list[dict[int, Packed]]]:
    """Values by path as the two parts that travel: the visit's own, and one map a person.

    Raises:
        ValueError: a path that a pre-entry may not hold, or a value that does not belong to its field.
    """
    visit = {n: pack(get_field_type(path), values[path]) for n, path in VISIT_NUMBERS.items() if path in values}
    members: list[dict[int, Packed]] = []
    for index in range(MAX_MEMBERS):
        paths = {number: member_path(index, name) for number, name in MEMBER_NUMBERS.items()}
        person = {n: pack(get_field_type(path), values[path]) for n, path in paths.items() if path in values}
        if not person:
            break
        members.append(person)
    if len(visit) + sum(map(len, members)) != len(values):
        raise ValueError("a path that a pre-entry may not hold")
    return visit, members


def unpack_all(visit: object, members: object) -> dict[str, str]:
    """Values by path out of the two parts that travelled.

    Raises:
        ValueError: anything but what :func:`pack_all` makes.
    """
    if type(visit) is not dict or type(members) is not list or len(members) > MAX_MEMBERS:
        raise ValueError("not the parts of a pre-entry")
    values = {}
    for number, packed in visit.items():
        path = _known(VISIT_NUMBERS, number)
        values[path] = unpack(get_field_type(path), packed)
    for index, person in enumerate(members):
        if type(person) is not dict or not person:
            raise ValueError("a person is a map of fields")
        for number, packed in person.items():
            path = member_path(index, _known(MEMBER_NUMBERS, number))
            values[path] = unpack(get_field_type(path), packed)
    return values


def _known(numbers: Mapping[int, str], number: object) -> str:
    if type(number) is not int or number not in numbers:
        raise ValueError("no such field")
    return numbers[number]


def holds_individual_number(text: str) -> bool:
    """Whether a text holds twelve digits in a row, spaces and hyphens aside, that could be an individual number."""
    # NFKC makes full-width digits plain; the text is only looked at, never kept in this form.
    plain = re.sub(r"(?<=\d)[\s\-‐－ー.・]+(?=\d)", "", unicodedata.normalize("NFKC", text))
    return any(is_individual_number(run) for run in re.findall(r"(?<!\d)\d{12}(?!\d)", plain))
