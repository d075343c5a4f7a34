"""Time as a thing that is handed in, so that tests and the demo can hold it still."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

JAPAN = timezone(timedelta(hours=9), "JST")
"""Japan Standard Time. Japan has had no summer time since 1951, so a fixed offset is exact."""


class Clock(Protocol):
    """What a flow may ask about time."""

    def now(self) -> datetime:
        """The wall clock, with an offset. It may jump: order by id, not by this."""
        ...

    def monotonic(self) -> float:
        """Seconds that only grow, for time-outs."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC).astimezone(JAPAN)

    def monotonic(self) -> float:
        return time.monotonic()


class HeldClock:
    """A clock that moves only when told to.

    Args:
        now: where it starts, with an offset.
    """

    def __init__(self, now: datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("a clock needs an offset")
        self._now = now
        self._monotonic = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Moves both clocks on by so many seconds."""
        self._now += timedelta(seconds=seconds)
        self._monotonic += seconds


def today(clock: Clock) -> date:
    """The date in Japan."""
    return clock.now().astimezone(JAPAN).date()


class ShiftedClock(SystemClock):
    """The machine's clock moved to another moment, from where it runs on. For the demo, whose papers have dates.

    Args:
        start: what it shows at first, with an offset.
    """

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began = self.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.monotonic() - self._began)
