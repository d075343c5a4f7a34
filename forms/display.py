"""Values and labels as people read them: era dates, 男 and 女, 転入届; the same wherever they are shown."""

from __future__ import annotations

from datetime import date

from base import readings
from base.texts import has_text, text
from forms.dates import era_text, find_iso_date
from forms.fields import APPLICATION_KINDS, Kind, get_field_type, member_of

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
_MONTHS += ("November", "December")


def shown(path: str, value: str | None, language: str = "ja") -> str:
    """A value as people read it; empty where there is none.

    Names, addresses and everything else that is written on the paper stay character for character in every
    language; only dates, sexes and choices have words.
    """
    if not value:
        return ""
    row = get_field_type(path)
    match row.kind:
        case Kind.DATE:
            day = find_iso_date(value)
            return date_text(day, language) if day else value
        case Kind.SEX:
            return text(f"value.sex.{value}", language)
        case Kind.CHOICE:
            return text(f"value.{row.pattern.replace('.', '_')}.{value}", language)
        case _:
            return value


def date_text(day: date, language: str = "ja") -> str:
    """A day in words: 令和8年11月21日, 2026年11月21日（令和8年）, 21 November 2026 …"""
    match language:
        case "ja" | readings.LANGUAGE:
            return era_text(day)
        case "ja-easy":
            return f"{day.year}年{day.month}月{day.day}日（{era_text(day).partition('年')[0]}年）"
        case "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        case "ko":
            return f"{day.year}년 {day.month}월 {day.day}일"
        case _:
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def label(path: str, language: str = "ja", kind: str = "") -> str:
    """What a field is called; a person's field with the person's number: 氏名（1人目）.

    Args:
        path: of the field.
        language: of :data:`base.texts.LANGUAGES`.
        kind: of the visit, where it is known: who applies for a form has no "new" address.
    """
    row = get_field_type(path)
    key = row.pattern.replace("[]", "").replace(".", "_")
    applied = kind in APPLICATION_KINDS and has_text(f"field_of_application.{key}", language)
    name = text(f"{'field_of_application' if applied else 'field'}.{key}", language)
    member = member_of(path)
    return name if member is None else text("field_of_person", language, field=name, number=member + 1)
