"""The call display: which reception number is called to which counter. Numbers and counters, nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from counter.queue import Queue, QueueRow, Section

SHOWN_MIN = 15
"""Minutes that a called number stays. Whoever has not come by then is called again."""
FRESH_S = 30
"""Seconds that a number stands out after it was called."""
MOST_CALLED, MOST_WAITING = 4, 12
"""As many as can be read across a hall."""


@dataclass(frozen=True, slots=True)
class Called:
    """One number on the board.

    Attributes:
        number: the reception number.
        counter: the name of the counter.
        fresh: just called.
    """

    number: str
    counter: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Board:
    """What the hall sees at one moment.

    Attributes:
        called: the latest first.
        waiting: the numbers that wait, the longest wait first.
        more: how many wait beyond those.
    """

    called: tuple[Called, ...] = ()
    waiting: tuple[str, ...] = ()
    more: int = 0

    @classmethod
    def at(cls, queue: Queue, now: datetime) -> Board:
        """The board of this list at this time."""
        waiting = [row.number for row in queue.section(Section.WAITING)]
        return cls(_called(queue, now), tuple(waiting[:MOST_WAITING]), max(0, len(waiting) - MOST_WAITING))


def _called(rows: Iterable[QueueRow], now: datetime) -> tuple[Called, ...]:
    since = now - timedelta(minutes=SHOWN_MIN)
    called = [row for row in rows if row.called_to and row.called_at is not None and row.called_at >= since]
    called.sort(key=lambda row: (row.called_at, row.number), reverse=True)
    # A clock at a counter that is ahead of this one's makes a call look fresh a little longer, no more.
    fresh = now - timedelta(seconds=FRESH_S)
    return tuple(Called(row.number, row.called_to, row.called_at >= fresh) for row in called[:MOST_CALLED])
