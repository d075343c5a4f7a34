"""What goes into a form, and how a value is written on Japanese paper."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from base.trouble import Trouble
from forms.dates import NotADate, era_date, era_text, get_iso_date
from forms.fields import MAX_MEMBERS, Kind, find_field_type, member_of, member_path
from forms.paper.description import Condition, Form, Term

DERIVED = (
    "reception_number",
    "days_since_move",
    "overdue",
    "sources",
    "page",
    "pages",
    "members.count",
    "sheet.first",
    "householder.new_kana",
    "householder.former_kana",
    "members[].number",
    "members[].card",
    "members[].other_names",
)
"""Paths that a description may name and that are no fields: facts about the sheet and the visit.

``overdue`` is ``yes`` once the 14 days for the notification have passed (住民基本台帳法 22, 23, 25条).
A householder's kana are those of the member of exactly that name; there are none when nobody or two have it.
``members.count`` is how many move; ``sheet.first`` the number of the first of them on this page.
``members[].other_names`` is 旧氏 and 通称 in one line.
``members[].number`` counts from 1; ``members[].card`` is ``yes``, ``no``, or nothing where nobody asked.
"""
DAYS_TO_NOTIFY = 14
_VISIT_ID = re.compile(r"[a-z2-7]{26}")
_CODE = re.compile(r"[0-9A-Z$%*+./:-]{1,150}")
"""What a QR code holds in its alphanumeric mode (ISO/IEC 18004): small, and typed by every scanner alike."""
_RECEPTION_NUMBER = re.compile(r"[0-9A-Z-]{1,12}")
_FORM_PATH = re.compile(r"form\.[a-z][a-z0-9_]*(\[(0|[1-9][0-9]?)\]\.[a-z][a-z0-9_]*)?")
_SEXES = ("male", "female", "unknown")
_LONGEST_INPUT = 400


@cache
def common() -> dict:
    """The words that every form writes for coded values."""
    return tomllib.loads(Path(__file__).with_name("common.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class FormData:
    """Everything that a form may show of a visit.

    Attributes:
        values: by field path; and by ``form.<name>`` for what only this form asks.
        reception_number: as the counter calls it, at most 12 digits, capitals and hyphens.
        visit_id: 26 base32 characters, random; goes into the code.
        sources: values of :class:`forms.reading.Source` that the visit was read from.
        days_since_move: the day of notification counted from the day after the move.
        card_holders: indices of the members who hold a My Number card.
        without_card: indices of those who hold none. For the others nobody asked, and nothing is ticked.
        virtual: made with virtual devices; every page is marked.
        code: what the code says on a form that is about no visit: capitals, digits and ``$%*+./:-``.
    """

    values: Mapping[str, str]
    reception_number: str | None = None
    visit_id: str | None = None
    sources: tuple[str, ...] = ()
    days_since_move: int | None = None
    card_holders: frozenset[int] = field(default=frozenset())
    without_card: frozenset[int] = field(default=frozenset())
    virtual: bool = False
    code: str | None = None

    @property
    def members(self) -> int:
        """How many rows the members take: one more than the highest index."""
        return max((index + 1 for path in self.values if (index := member_of(path)) is not None), default=0)

    def rows(self, rows_of: str) -> int:
        """How many rows a list takes: ``members``, or the name of a list of the form's own."""
        if rows_of == "members":
            return self.members
        found = (re.match(rf"form\.{rows_of}\[([0-9]+)\]", path) for path in self.values)
        return max((int(match[1]) + 1 for match in found if match), default=0)

    @classmethod
    def from_json(cls, row: object) -> FormData:
        """The data in a JSON object: this class's names, or nothing but paths and their values.

        Raises:
            Trouble: ``data_invalid``, naming the path.
        """
        if not isinstance(row, dict):
            raise _invalid("–")
        if "values" not in row:
            row = {"values": row}
        if unknown := set(row) - set(cls.__slots__):
            raise _invalid(sorted(unknown)[0])
        if not isinstance(row["values"], dict):
            raise _invalid("values")
        for path, value in row["values"].items():
            if not isinstance(value, str):
                raise _invalid(path)
        lists = {}
        for name in ("sources", "card_holders", "without_card"):
            lists[name] = row.get(name, [])
            if not isinstance(lists[name], list) or not all(isinstance(each, str | int) for each in lists[name]):
                raise _invalid(name)
        data = cls(
            dict(row["values"]),
            row.get("reception_number"),
            row.get("visit_id"),
            tuple(lists["sources"]),
            row.get("days_since_move"),
            frozenset(lists["card_holders"]),
            frozenset(lists["without_card"]),
            row.get("virtual", False),
            row.get("code"),
        )
        data.check()
        return data

    def check(self) -> None:
        """Holds everything against the vocabulary. What only a form asks is checked against the form when it is filled.

        Raises:
            Trouble: ``data_invalid``, naming the path and never the value.
        """
        for path, value in self.values.items():
            _check_value(path, value)
        if self.reception_number is not None and not _matches(_RECEPTION_NUMBER, self.reception_number):
            raise _invalid("reception_number")
        if self.visit_id is not None and not _matches(_VISIT_ID, self.visit_id):
            raise _invalid("visit_id")
        if any(source not in common()["source"] for source in self.sources):
            raise _invalid("sources")
        days = self.days_since_move
        if days is not None and (type(days) is not int or not 0 <= days <= 99_999):
            raise _invalid("days_since_move")
        for name in ("card_holders", "without_card"):
            if not all(type(index) is int and 0 <= index < MAX_MEMBERS for index in getattr(self, name)):
                raise _invalid(name)
        if self.card_holders & self.without_card:
            raise _invalid("without_card")
        if type(self.virtual) is not bool:
            raise _invalid("virtual")
        if self.code is not None and not _matches(_CODE, self.code):
            raise _invalid("code")

    def check_inputs(self, form: Form) -> None:
        """Holds what only this form asks against the form.

        Raises:
            Trouble: ``data_invalid``, naming the path.
        """
        for path, value in self.values.items():
            if not path.startswith("form."):
                continue
            asked = form.inputs.get(re.sub(r"\[[0-9]+\]", "[]", path[5:]))
            if asked is None:
                raise _invalid(path)
            words = value.split(",") if asked.many else [value]
            if asked.choices and value and not all(word in asked.choices for word in words):
                raise _invalid(path)
            if not asked.choices and len(value) > asked.max_length:
                raise _invalid(path)


def _invalid(path: object) -> Trouble:
    # A key out of a foreign file may be anything, even a name: only what looks like a path is repeated.
    shown = path if isinstance(path, str) and re.fullmatch(r"[a-z0-9_.\[\]]{1,60}", path) else "–"
    return Trouble("data_invalid", path=shown)


def _matches(pattern: re.Pattern, value: object) -> bool:
    return isinstance(value, str) and bool(pattern.fullmatch(value))


def _check_value(path: str, value: str) -> None:
    # Controls, invisible formatting and half surrogates cannot be on paper; they only mislead who reads the data.
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in value):
        raise _invalid(path)
    if value == "":
        return
    if _FORM_PATH.fullmatch(path) and len(value) <= _LONGEST_INPUT:
        return
    row = find_field_type(path)
    # A variant takes two code points, so the cap on length counts characters without their selectors.
    length = sum(unicodedata.category(char) != "Mn" for char in value)
    if row is None or length > row.max_length or len(value) > 2 * row.max_length:
        raise _invalid(path)
    if row.kind is Kind.CHOICE and value not in row.choices or row.kind is Kind.SEX and value not in _SEXES:
        raise _invalid(path)
    if row.kind is Kind.DATE:
        try:
            era_date(get_iso_date(value))
        except NotADate:
            raise _invalid(path) from None


def _western(day: date) -> str:
    return f"{day.year}年{day.month:2}月{day.day:2}日"


_DATE_FORMATS: dict[str, Callable[[date], str]] = {
    "era": lambda day: era_text(day, padded=True),
    "western": _western,
    "era_name": lambda day: era_date(day).era.name,
    "era_year": lambda day: era_date(day).year_text,
    "year": lambda day: str(day.year),
    "month": lambda day: str(day.month),
    "day": lambda day: str(day.day),
}
FORMATS = ("plain", "word", *_DATE_FORMATS)
"""``plain`` as it is; ``word`` the Japanese word for a coded value; the others for dates, whole or in parts.

``era`` writes 令和 8年11月21日 and ``western`` 1990年 5月 1日, as the register does for foreign residents.
"""
_FIGURE_SPACE = "\u2007"


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the printed form a value is asked for.

    Attributes:
        page: from 1.
        pages: of the whole form.
        first: the member in the sheet's first row.
        row: the row of the sheet, from 0.
    """

    page: int = 1
    pages: int = 1
    first: int = 0
    row: int = 0


def written(term: Term, form: Form, data: FormData, place: Place) -> str:
    """What a form writes for a term; empty where there is nothing to write."""
    value = _value(term.path, data, place)
    asked = form.inputs.get(term.path[5:]) if term.path.startswith("form.") else None
    if not value and asked and (not term.of_row or place.first + place.row < data.rows(term.rows_of)):
        value = asked.default
    if not value or term.format == "plain":
        return value
    if term.format == "word":
        if term.path.startswith("form."):
            choices = asked.choices if asked else {}
            return "・".join(choices.get(word, word) for word in value.split(","))
        words = common()["word"].get("sex" if term.path.endswith(".sex") else term.path, {})
        return words.get(value, value)
    # Padding is drawn as wide as a digit, so that the dates of several rows stand in columns.
    return _DATE_FORMATS[term.format](get_iso_date(value)).replace(" ", _FIGURE_SPACE)


def holds(condition: Condition, form: Form, data: FormData, place: Place) -> bool:
    """Whether something is printed."""
    for term, words in condition.tests:
        value = written(term, form, data, place)
        given = value.split(",") if term.path.startswith("form.") else [value]
        if not any(word == "*" and value or word in given for word in words):
            return False
    return True


def _value(path: str, data: FormData, place: Place) -> str:
    member = place.first + place.row
    if path.startswith("members[]."):
        name = path[len("members[].") :]
        if name == "number":
            return str(member + 1)
        if name == "card":
            return "yes" if member in data.card_holders else "no" if member in data.without_card else ""
        if name == "other_names":
            return _other_names(data, member)
        return data.values.get(member_path(member, name), "") if member < MAX_MEMBERS else ""
    if path.startswith("form."):
        return _own_value(path, data, member)
    match path:
        case "page":
            return str(place.page)
        case "pages":
            return str(place.pages)
        case "reception_number":
            return data.reception_number or ""
        case "days_since_move":
            return "" if data.days_since_move is None else str(data.days_since_move)
        case "overdue":
            return "yes" if (data.days_since_move or 0) > DAYS_TO_NOTIFY else ""
        case "sources":
            return "・".join(dict.fromkeys(common()["source"][source] for source in data.sources))
        case "members.count":
            return str(data.members or "")
        case "sheet.first":
            return str(place.first + 1)
        case "householder.new_kana" | "householder.former_kana":
            return _kana_of(data.values.get(path.removesuffix("_kana"), ""), data)
    return data.values.get(path, "")


def _own_value(path: str, data: FormData, row: int) -> str:
    """A value that only the form has. Of a list also ``[].number``, from 1, and ``.count``."""
    name, of_row, column = path.partition("[].")
    if of_row:
        if row >= data.rows(name[5:]):
            return ""
        return str(row + 1) if column == "number" else data.values.get(f"{name}[{row}].{column}", "")
    if path.endswith(".count"):
        return str(data.rows(path[5:].removesuffix(".count")) or "")
    return data.values.get(path, "")


def _other_names(data: FormData, member: int) -> str:
    names = ((label, data.values.get(member_path(member, name), "")) for name, label in common()["other_names"].items())
    return "　".join(f"{label}　{value}" for label, value in names if value)


def _kana_of(name: str, data: FormData) -> str:
    """The kana of the member of exactly this name."""
    found = [i for i in range(data.members) if name and data.values.get(member_path(i, "name")) == name]
    return data.values.get(member_path(found[0], "kana"), "") if len(found) == 1 else ""
