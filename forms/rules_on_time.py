"""Rules about days: the fourteen days of the law, days that have not come, days in the wrong order."""

from __future__ import annotations

from forms.case import Case
from forms.deadlines import last_day
from forms.findings import Found, Judge, Rule, Severity

PERIOD_DAYS = 14
"""住民基本台帳法 22条1項, 23条, 25条: within fourteen days of the move."""
CARD_PERIOD_DAYS = 30
"""住民基本台帳法 24条の2 and the notices on it: by card only until thirty days after the planned date."""
OLDEST_YEARS = 120


def _moved_in_future(case: Case) -> Found:
    day = case.day("moved_on")
    if day and day > case.today and case.kind != "moving_out":
        yield ("moved_on",), {"day": day}


def _notified_late(case: Case) -> Found:
    day = case.day("moved_on")
    if not day or case.kind == "moving_out":
        return
    last = last_day(day, PERIOD_DAYS)
    if case.today > last:
        yield ("moved_on",), {"last": last, "days": (case.today - last).days}


def _moved_before_planned(case: Case) -> Found:
    moved, planned = case.day("moved_on"), case.day("planned_on")
    if moved and planned and moved < planned and case.kind != "moving_out":
        yield ("moved_on", "planned_on"), {"moved": moved, "planned": planned}


def _card_period_over(case: Case) -> Found:
    planned = case.day("planned_on")
    if planned and case.kind == "moving_in_by_card" and case.today > last_day(planned, CARD_PERIOD_DAYS):
        yield ("planned_on",), {"planned": planned}


def _moving_out_after_move(case: Case) -> Found:
    planned = case.day("planned_on")
    if planned and case.kind == "moving_out" and planned < case.today:
        yield ("planned_on",), {"planned": planned}


def _born_in_future(case: Case) -> Found:
    for each in case.members:
        if each.birth and each.birth > case.today:
            yield (each.path("birth_date"),), {"day": each.birth}


def _born_after_move(case: Case) -> Found:
    moved = case.day("moved_on")
    for each in case.members:
        if each.birth and moved and moved < each.birth <= case.today:
            yield (each.path("birth_date"), "moved_on"), {"day": each.birth}


def _very_old(case: Case) -> Found:
    for each in case.members:
        if (age := each.age_on(case.today)) is not None and age > OLDEST_YEARS:
            yield (each.path("birth_date"),), {"age": age}


def _stay_expired(case: Case) -> Found:
    for each in case.members:
        until = case.day(each.path("stay_until"))
        if until and until < case.today:
            yield (each.path("stay_until"),), {"day": until}


RULES: tuple[tuple[Rule, Judge], ...] = (
    (Rule("moved_in_future", Severity.ERROR, "住民基本台帳法22条1項・23条・25条"), _moved_in_future),
    (Rule("notified_late", Severity.WARNING, "住民基本台帳法22条1項・23条・25条・30条の46、52条2項"), _notified_late),
    (Rule("moved_before_planned", Severity.NOTICE, "住民基本台帳法24条"), _moved_before_planned),
    (Rule("card_period_over", Severity.WARNING, "住民基本台帳法24条の2"), _card_period_over),
    (Rule("moving_out_after_move", Severity.NOTICE, "住民基本台帳法24条"), _moving_out_after_move),
    (Rule("born_in_future", Severity.ERROR, "住民基本台帳法7条2号"), _born_in_future),
    (Rule("born_after_move", Severity.WARNING, "住民基本台帳法7条2号"), _born_after_move),
    (Rule("very_old", Severity.WARNING, "住民基本台帳法7条2号"), _very_old),
    (Rule("stay_expired", Severity.WARNING, "住民基本台帳法30条の45"), _stay_expired),
)
