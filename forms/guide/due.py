"""The last day of a deadline of the guide, with the offices' closed days."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from forms.deadlines import last_day
from forms.guide.description import Deadline


def due_day(deadline: Deadline, start: date | None) -> date | None:
    """The last day on which something can be done in time, or None where nobody knows the day it counts from, `start`.

    A period of months or years ends on the corresponding day, or on the month's last (民法143条2項). What has to
    be done before an event is done by the event's day, open office or not.
    """
    if start is None:
        return None
    if deadline.unit == "before":
        return start
    if deadline.counts_first_day:
        start -= timedelta(days=1)
    if deadline.unit == "days":
        return last_day(start, deadline.count)
    return last_day(_months_later(start, deadline.count * (12 if deadline.unit == "years" else 1)), 0)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
