"""The list of visits as the counter shows it: sections, waiting minutes, and finding one by its number."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from base.clock import JAPAN
from forms.actions import Status


class Section(StrEnum):
    """A part of the list, in the order in which they are shown."""

    WAITING = "waiting"
    """お待ちの方."""
    IN_REVIEW = "in_review"
    """対応中."""
    HELD = "held"
    """保留, and what was given back to the visitor."""
    FILED = "filed"
    """済み today."""
    FOUND = "found"
    """What a search by name has found, of any day and status; shown in place of all others."""


_SECTION_OF = {
    Status.WAITING: Section.WAITING,
    Status.IN_REVIEW: Section.IN_REVIEW,
    Status.HELD: Section.HELD,
    Status.RETURNED: Section.HELD,
    Status.FILED: Section.FILED,
}
STATUSES: tuple[Status, ...] = tuple(_SECTION_OF)
"""What the store is asked for: visits that have reached the counter."""


class Summary(Protocol):
    """What the list needs of a visit: ``db.store.VisitSummary``."""

    id: str
    kind: str
    status: Status
    reception_number: str | None
    members: int
    doubtful: int
    submitted_at: datetime | None
    assignee: str | None
    version: int
    called_to: str | None
    called_at: datetime | None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One visit in the list.

    Attributes:
        id: of the visit.
        section: where it stands.
        number: the reception number, or a dash where the visit has none.
        kind: of the notification.
        members: how many people move.
        doubtful: how many fields somebody has to look at.
        minutes: whole minutes since the visitor was done, never negative; None where that is unknown.
        assignee: the actor who has it, or None.
        version: of the visit.
        returned: given back to the visitor.
    """

    id: str
    section: Section
    number: str
    kind: str
    members: int
    doubtful: int
    minutes: int | None
    assignee: str | None
    version: int
    returned: bool = False
    day: date | None = None
    """In Japan; only of what was found."""
    called_to: str | None = None
    """The counter that the number was called to last."""
    called_at: datetime | None = None
    protected: bool = False
    """支援措置; told only to who may see such visits."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The whole list at one moment, the longest wait first in each section (済み: the latest first)."""

    rows: tuple[QueueRow, ...] = ()

    @classmethod
    def at(cls, summaries: Iterable[Summary], now: datetime, protected: Collection[str] = ()) -> Queue:
        """The list of these visits at this time; filed visits of earlier days have left it.

        Args:
            summaries: of the visits.
            now: the time that waiting counts to.
            protected: ids of those to be marked as such.
        """
        today = now.astimezone(JAPAN).date()
        rows = [
            replace(_row(each, _SECTION_OF[each.status], now), protected=each.id in protected)
            for each in summaries
            if each.status in _SECTION_OF
            and (
                each.status is not Status.FILED
                or (each.submitted_at is not None and each.submitted_at.astimezone(JAPAN).date() == today)
            )
        ]
        return cls(tuple(sorted(rows, key=_order)))

    @classmethod
    def found(cls, summaries: Iterable[Summary], now: datetime, protected: Collection[str] = ()) -> Queue:
        """The list of what a search has found, in the order given."""
        return cls(
            tuple(
                replace(
                    _row(each, Section.FOUND, now),
                    day=each.submitted_at.astimezone(JAPAN).date(),
                    protected=each.id in protected,
                )
                for each in summaries
                if each.submitted_at is not None
            )
        )

    def section(self, section: Section) -> tuple[QueueRow, ...]:
        """The visits of one section."""
        return tuple(row for row in self.rows if row.section is section)

    def find(self, visit_id: str) -> QueueRow | None:
        """The row of a visit, or None."""
        return next((row for row in self.rows if row.id == visit_id), None)

    def numbered(self, typed: str) -> QueueRow | None:
        """The visit with this reception number, however it was typed (42, ００４２), or None.

        A number that two visits share (one of them held since another day) means the one that is not done.
        """
        number = reception_number(typed)
        return next((row for row in self.rows if row.number == number), None) if number else None

    def had_by(self, actor: str) -> tuple[QueueRow, ...]:
        """The visits that somebody has in hand."""
        return tuple(row for row in self.section(Section.IN_REVIEW) if row.assignee == actor)

    def next_waiting(self) -> QueueRow | None:
        """Who has waited longest, or None."""
        return next(iter(self.section(Section.WAITING)), None)

    def __iter__(self) -> Iterator[QueueRow]:
        return iter(self.rows)


def reception_number(typed: str) -> str | None:
    """Four digits out of what somebody typed, or None when it is no reception number."""
    digits = unicodedata.normalize("NFKC", typed).strip()
    return digits.zfill(4) if digits.isascii() and digits.isdigit() and len(digits) <= 4 else None


def _row(summary: Summary, section: Section, now: datetime) -> QueueRow:
    waited = (now - summary.submitted_at).total_seconds() if summary.submitted_at else None
    return QueueRow(
        summary.id,
        section,
        summary.reception_number or "–",
        summary.kind,
        summary.members,
        summary.doubtful,
        None if waited is None else max(0, int(waited // 60)),  # the clock may have been put back
        summary.assignee,
        summary.version,
        summary.status is Status.RETURNED,
        called_to=summary.called_to,
        called_at=summary.called_at,
    )


def _order(row: QueueRow) -> tuple:
    waited = -1 if row.minutes is None else row.minutes
    sections = list(Section)
    return (sections.index(row.section), waited if row.section is Section.FILED else -waited, row.number, row.id)


def is_name_like(typed: str) -> bool:
    """Whether somebody typed a name or a reading and no number or code: letters, and the signs that names have."""
    return any(char.isalpha() for char in typed) and all(
        char.isalpha() or char.isspace() or char in _SIGNS or unicodedata.category(char) == "Mn" for char in typed
    )


_SIGNS = "・･-'’.,"
