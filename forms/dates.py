"""Dates on Japanese papers: era years in, ISO dates out, and back.

An era begins on its exact first day; the day before belongs to the era before it. A date that never was
(昭和64年1月8日, 平成31年5月1日, 2月30日) is refused. Before 1873 Japan used another calendar; here days of
明治元年 to 5年 are counted in the Gregorian calendar, from 1868-01-25.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Era:
    """One era (元号).

    Attributes:
        name: 令和.
        letter: the Latin letter on forms: R.
        code: the digit in coded data, JIS X 0301 and driver's licences: 1 明治 … 5 令和.
        first: its first day.
    """

    name: str
    letter: str
    code: int
    first: date


ERAS: tuple[Era, ...] = (
    Era("令和", "R", 5, date(2019, 5, 1)),
    Era("平成", "H", 4, date(1989, 1, 8)),
    Era("昭和", "S", 3, date(1926, 12, 25)),
    Era("大正", "T", 2, date(1912, 7, 30)),
    Era("明治", "M", 1, date(1868, 1, 25)),
)
"""The eras since the register exists, the newest first."""

FIRST_DAY = ERAS[-1].first
"""No earlier day can be written in an era."""


class NotADate(ValueError):
    """A text that is no date. The text itself is personal and stays out.

    Attributes:
        reason: ``unreadable`` (not written as a date), ``impossible`` (2月30日) or ``outside_era``
            (昭和64年1月8日: the day exists, but not in that era).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class EraDate:
    """A day as a form asks for it, part by part.

    Attributes:
        era: its era.
        year: the year of the era, from 1.
        month: 1 to 12.
        day: 1 to 31.
    """

    era: Era
    year: int
    month: int
    day: int

    @property
    def year_text(self) -> str:
        """The year as written: 元 for the first."""
        return "元" if self.year == 1 else str(self.year)

    def __str__(self) -> str:
        return f"{self.era.name}{self.year_text}年{self.month}月{self.day}日"


def era_date(day: date) -> EraDate:
    """The day in its era.

    Raises:
        NotADate: it lies before 明治.
    """
    for era in ERAS:
        if day >= era.first:
            return EraDate(era, day.year - era.first.year + 1, day.month, day.day)
    raise NotADate("outside_era")


def era_text(day: date, padded: bool = False) -> str:
    """The day as official papers write it: 令和8年11月21日, 平成元年1月8日.

    Args:
        padded: every part two half-width characters wide, as on printed forms: ``令和 8年11月 1日``.
    """
    parts = era_date(day)
    if not padded:
        return str(parts)
    # 元 is as wide as two half-width characters.
    return f"{parts.era.name}{parts.year_text:{1 if parts.year == 1 else '>2'}}年{parts.month:2}月{parts.day:2}日"


def short_era_text(day: date) -> str:
    """The day in its shortest usual form: R8.11.21."""
    parts = era_date(day)
    return f"{parts.era.letter}{parts.year}.{parts.month}.{parts.day}"


_NUMERALS = {char: value for value, chars in enumerate(("〇零○", *"一二三四五六七八九")) for char in chars}
_NUMERALS |= {"壱": 1, "壹": 1, "弐": 2, "貳": 2, "参": 3, "參": 3}
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
_KANJI = "".join(_NUMERALS) + "".join(_TENS)
_MARKS = dict.fromkeys(map(ord, "‐‑‒–—―−ー－"), "-") | dict.fromkeys(map(ord, "·•∙‧"), "・")

_NUMBER = rf"([0-9]{{1,2}}|[{_KANJI}]{{1,4}})"
_YEAR = rf"([0-9]{{4}}|[{_KANJI}]{{4}})"
_BY_NAME = {name: era for era in ERAS for name in (era.name, era.name[0], era.letter, era.letter.lower())}
_ERA = f"({'|'.join(_BY_NAME)})"
_AFTER = r"(?:\([月火水木金土日]\))?(?:生|生まれ)?"
_ERA_WORDS = re.compile(rf"{_ERA}(元|{_NUMBER[1:-1]})年{_NUMBER}月{_NUMBER}日{_AFTER}")
_ERA_MARKS = re.compile(rf"{_ERA}\.?(元|[0-9]{{1,2}})([./・-])([0-9]{{1,2}})\3([0-9]{{1,2}}){_AFTER}")
_WESTERN_WORDS = re.compile(rf"(?:西暦)?{_YEAR}年{_NUMBER}月{_NUMBER}日{_AFTER}")
_WESTERN_MARKS = re.compile(rf"(?:西暦)?([0-9]{{4}})([./・-])([0-9]{{1,2}})\2([0-9]{{1,2}}){_AFTER}")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_YEAR_ALONE = re.compile(rf"(?:{_ERA}(元|{_NUMBER[1:-1]})|(?:西暦)?([0-9]{{4}}))年?")
_PARTED_NUMBER = re.compile(rf"[0-9{_KANJI}]\s+[0-9{_KANJI}]")
_LONGEST = 40
"""No way of writing a date is longer; what is longer is not looked at."""


def get_date(text: str, past_era_end: bool = False) -> date:
    """The day that a text says, in any of the ways that papers write it.

    令和8年11月21日, 令和 8年11月21日, 令和元年五月一日, ㋿8年…, R8.11.21, S60/3/14, 2026年11月21日, 2026-11-21,
    20261121; half or full width, kanji numerals, with a weekday or 生 behind it, in brackets, with the year of the
    other way of counting in brackets.

    Args:
        past_era_end: takes 平成31年5月1日 as 2019-05-01. Papers and cards made before an era ended go on
            counting it (a licence valid until 平成35年). Never takes a day before the era began.

    Raises:
        NotADate: with the reason.
    """
    if len(text) > _LONGEST:
        raise NotADate("unreadable")
    # NFKC is right for a date (㋿, ８, ．), though never for a name.
    plain = unicodedata.normalize("NFKC", text).translate(_MARKS).strip()
    if _PARTED_NUMBER.search(plain):  # "1 1月" may be one number or two cells: not ours to guess
        raise NotADate("unreadable")
    plain = re.sub(r"\s+", "", plain)
    if match := re.fullmatch(r"\(([^()]+)\)", plain):
        plain = match[1]
    return _said_twice(plain, past_era_end) or _said(plain, past_era_end)


def _said_twice(plain: str, past_era_end: bool) -> date | None:
    """The day of a text that has it, or its year, in brackets once more, in the other way of counting years.

    平成2年(1990年)5月12日, 1990年5月12日(平成2年5月12日). None where nothing in brackets is a year or a date.

    Raises:
        NotADate: one of the two is no date, or they do not say the same.
    """
    found = _BRACKETED.search(plain)
    if not found:
        return None
    rest = plain[: found.start()] + plain[found.end() :]
    if year := _YEAR_ALONE.fullmatch(found[1]):
        day = _said(rest, past_era_end)
        other = int(year[3]) if year[3] else _BY_NAME[year[1]].first.year - 1 + _era_year(year[2])
        same = other == day.year
    elif re.search("[0-9].*[0-9]", found[1]):
        day = _said(rest, past_era_end)
        same = _said(found[1], past_era_end) == day
    else:
        return None  # a weekday
    if not same:
        raise NotADate("impossible")
    return day


def _said(plain: str, past_era_end: bool) -> date:
    """The day of a text without blanks that says it once."""
    if match := _ERA_WORDS.fullmatch(plain):
        return _in_era(_BY_NAME[match[1]], match[2], match[3], match[4], past_era_end)
    if match := _ERA_MARKS.fullmatch(plain):
        return _in_era(_BY_NAME[match[1]], match[2], match[4], match[5], past_era_end)
    if match := _WESTERN_WORDS.fullmatch(plain):
        return _day(_number(match[1]), _number(match[2]), _number(match[3]))
    if match := _WESTERN_MARKS.fullmatch(plain):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(plain):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    raise NotADate("unreadable")


def find_date(text: str, past_era_end: bool = False) -> date | None:
    """The day that a text says, or None. See :func:`get_date`."""
    try:
        return get_date(text, past_era_end)
    except NotADate:
        return None


def get_coded_date(text: str) -> date | None:
    """The day in seven digits: era code, year, month, day, as in a driver's licence. None where it is left empty.

    A licence goes on counting an era that has ended since, so that is taken.

    Raises:
        NotADate: with the reason.
    """
    if text in ("", "0000000"):
        return None
    if not re.fullmatch(r"[1-5][0-9]{6}", text):
        raise NotADate("unreadable")
    era = next(era for era in ERAS if era.code == int(text[0]))
    return _in_era(era, text[1:3], text[3:5], text[5:7], past_era_end=True)


def find_coded_date(text: str) -> date | None:
    """The day in seven digits as a licence writes it, or None for anything else."""
    try:
        return get_coded_date(text)
    except NotADate:
        return None


def get_iso_date(text: str) -> date:
    """The day in the one way that data writes it, ``YYYY-MM-DD``.

    Raises:
        NotADate: with the reason.
    """
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if not match:
        raise NotADate("unreadable")
    return _day(*map(int, match.groups()))


def find_iso_date(text: str | None) -> date | None:
    """The day of an ISO date, or None for anything else."""
    try:
        return get_iso_date(text or "")
    except NotADate:
        return None


def age_on(born: date, day: date) -> int:
    """Completed years of age on a day, by the birthday; 29 February counts as 1 March in other years.

    年齢計算ニ関スル法律 lets a year be complete at the end of the day before the birthday, which is the same for
    every question asked of a whole day.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _in_era(era: Era, year: str, month: str, day: str, past_era_end: bool) -> date:
    era_year = _era_year(year)
    if era_year < 1:
        raise NotADate("impossible")
    found = _day(era.first.year + era_year - 1, _number(month), _number(day))
    if found < era.first or (not past_era_end and found > _last_day(era)):
        raise NotADate("outside_era")
    return found


def _era_year(text: str) -> int:
    return 1 if text == "元" else _number(text)


def _last_day(era: Era) -> date:
    position = ERAS.index(era)
    return date.max if position == 0 else ERAS[position - 1].first - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADate("impossible") from None


def _number(text: str) -> int:
    """Digits, kanji by position (二〇二六), or kanji with tens (二十一, 廿一)."""
    if text.isdecimal():
        return int(text)
    if not any(char in _TENS for char in text):
        return int("".join(str(_NUMERALS[char]) for char in text))
    match = re.fullmatch(rf"([{''.join(_NUMERALS)}]?)([{''.join(_TENS)}])([{''.join(_NUMERALS)}]?)", text)
    if not match or (match[1] and (_NUMERALS[match[1]] == 0 or _TENS[match[2]] > 10)):
        raise NotADate("unreadable")
    tens = _TENS[match[2]] * (_NUMERALS[match[1]] if match[1] else 1)
    return tens + (_NUMERALS[match[3]] if match[3] else 0)
