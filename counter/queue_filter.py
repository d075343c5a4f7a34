"""What of the list a clerk wants to see, and in which order. The list itself stays whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from counter.queue import Queue, QueueRow, Section

_T = TypeVar("_T")

SECTIONS = (None, Section.WAITING, Section.IN_REVIEW, Section.HELD, Section.FILED)
WAITS_MIN = (0, 10, 20, 30)
"""Minutes of waiting to choose from; 0 is everybody."""


class Order(StrEnum):
    """By what the rows of a section are ordered."""

    WAIT = "wait"
    """The longest wait first (済み: the latest first), as the list comes."""
    NUMBER = "number"
    KIND = "kind"
    DOUBTS = "doubts"
    """The fewest fields to look at first: what is done quickly."""


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """One way of looking at the list.

    Attributes:
        section: only this one; None for all.
        wait_min: only those not yet done who have waited so many minutes; 0 for all.
        kind: only this kind of notification; None for all.
        mine: only what this clerk has in hand.
        order: within each section.
    """

    section: Section | None = None
    wait_min: int = 0
    kind: str | None = None
    mine: bool = False
    order: Order = Order.WAIT

    @property
    def hides(self) -> bool:
        """Whether anything may be left out, so that the screen says so."""
        return replace(self, order=Order.WAIT) != QueueFilter()

    def applied(self, queue: Queue, actor: str) -> Queue:
        """The rows that are left, in order.

        Args:
            queue: the whole list.
            actor: the clerk.
        """
        rows = [row for row in queue.rows if self._lets(row, actor)]
        if self.order is not Order.WAIT:
            sections = list(Section)
            rows.sort(key=lambda row: (sections.index(row.section), self._key(row)))  # stable: then by waiting
        return Queue(tuple(rows))

    def _lets(self, row: QueueRow, actor: str) -> bool:
        waits = row.section is not Section.FILED and (row.minutes or 0) >= self.wait_min
        return (
            self.section in (None, row.section)
            and (not self.wait_min or waits)
            and self.kind in (None, row.kind)
            and (not self.mine or row.assignee == actor)
        )

    def _key(self, row: QueueRow) -> tuple[int, str]:
        match self.order:
            case Order.NUMBER:
                return 0, row.number
            case Order.KIND:
                return 0, row.kind
            case _:
                return row.doubtful, ""

    # -- one key each: the next choice, and after the last one the first

    def next_section(self) -> QueueFilter:
        return replace(self, section=_after(SECTIONS, self.section))

    def next_wait(self) -> QueueFilter:
        return replace(self, wait_min=_after(WAITS_MIN, self.wait_min))

    def next_kind(self, queue: Queue) -> QueueFilter:
        """Goes through the kinds that are in the list."""
        kinds = (None, *sorted({row.kind for row in queue.rows} | ({self.kind} if self.kind else set())))
        return replace(self, kind=_after(kinds, self.kind))

    def next_order(self) -> QueueFilter:
        return replace(self, order=_after(tuple(Order), self.order))

    def turned_mine(self) -> QueueFilter:
        return replace(self, mine=not self.mine)


def _after(choices: tuple[_T, ...], now: _T) -> _T:
    return choices[(choices.index(now) + 1) % len(choices)]
