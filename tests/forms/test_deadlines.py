"""Periods of the law."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from forms.deadlines import is_closed, is_national_holiday, last_day

DAYS_2026 = "1-1 1-12 2-11 2-23 3-20 4-29 5-3 5-4 5-5 5-6 7-20 8-11 9-21 9-22 9-23 10-12 11-3 11-23"
DAYS_2027 = "1-1 1-11 2-11 2-23 3-21 3-22 4-29 5-3 5-4 5-5 7-19 8-11 9-20 9-23 10-11 11-3 11-23"


def holidays(year: int) -> str:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    return " ".join(f"{day.month}-{day.day}" for day in days if is_national_holiday(day))


def test_the_holidays_of_two_years():
    assert holidays(2026) == DAYS_2026
    assert holidays(2027) == DAYS_2027


def test_the_day_of_the_event_does_not_count():
    assert last_day(date(2026, 11, 5), 14) == date(2026, 11, 19)


def test_a_closed_last_day_moves_on():
    assert last_day(date(2026, 11, 7), 14) == date(2026, 11, 24)
    assert last_day(date(2026, 12, 16), 14) == date(2027, 1, 4)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_never_early_and_never_closed(event, days):
    last = last_day(event, days)
    assert timedelta(days=days) <= last - event <= timedelta(days=days + 10)
    assert not is_closed(last)
