"""The last day of a period of the law, counted as the offices count it.

The day of the event does not count (民法140条). Where the last day is one on which the office is closed, the next
open day is the last (地方自治法4条の2第4項): Saturday, Sunday, a national holiday, 29 December to 3 January.
"""

from __future__ import annotations

from datetime import date, timedelta

_FIXED = {(1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23)}
_MONDAYS = {(1, 2), (7, 3), (9, 3), (10, 2)}
"""Month and which Monday: 成人の日, 海の日, 敬老の日, スポーツの日."""


def last_day(event: date, days: int) -> date:
    """The last day on which something can be done within so many days of an event."""
    day = event + timedelta(days=days)
    while is_closed(day):
        day += timedelta(days=1)
    return day


def is_closed(day: date) -> bool:
    """Whether municipal offices are closed by law."""
    year_end = (day.month, day.day) in {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
    return day.weekday() >= 5 or year_end or is_national_holiday(day)


def is_national_holiday(day: date) -> bool:
    """Whether the day is a holiday by 国民の祝日に関する法律 as of 2022 and later, until 2099.

    A holiday that somebody enacts for one year only is not known here.
    """
    if _is_named(day):
        return True
    # 3条2項: after a holiday on a Sunday, the next day that is none; 3条3項: a day between two holidays.
    if _is_named(day - timedelta(days=1)) and _is_named(day + timedelta(days=1)):
        return True
    before = day - timedelta(days=1)
    while _is_named(before):
        if before.weekday() == 6:
            return True
        before -= timedelta(days=1)
    return False


def _is_named(day: date) -> bool:
    if (day.month, day.day) in _FIXED:
        return True
    if day.weekday() == 0 and (day.month, (day.day + 6) // 7) in _MONDAYS:
        return True
    return day == _equinox(day.year, 3, 20.8431) or day == _equinox(day.year, 9, 23.2488)


def _equinox(year: int, month: int, base: float) -> date:
    """The day of an equinox by the usual approximation, right from 1980 to 2099."""
    return date(year, month, int(base + 0.242194 * (year - 1980) - (year - 1980) // 4))
