"""What a list shows of a visit. Nothing in it is personal, so nothing in it is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from base.clock import JAPAN
from forms.actions import Status
from forms.needs import count_needs
from forms.visit import Visit


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """One row of the counter's list, worked out when the latest action was added.

    Attributes:
        id: of the visit.
        kind: one of :data:`forms.fields.KINDS`.
        status: where it stands.
        day: of the submission in Japan, until then of the opening.
        reception_number: four digits, or None before submitting.
        members: how many people move.
        doubtful: how many fields a person still has to look at, judged as the review does, on the visit's day.
        opened_at: when the visitor began.
        submitted_at: when the visitor finished, or None.
        assignee: the clerk who has it, as in :class:`forms.actions.Action`, or None.
        version: the number of actions.
        called_to: the counter that its number was called to last, or None.
        called_at: when, or None.
    """

    id: str
    kind: str
    status: Status
    day: date
    reception_number: str | None
    members: int
    doubtful: int
    opened_at: datetime
    submitted_at: datetime | None
    assignee: str | None
    version: int
    called_to: str | None = None
    called_at: datetime | None = None

    @classmethod
    def of(cls, visit: Visit) -> VisitSummary:
        """The summary of a visit. Fuses its readings, so not a thing to do while others wait."""
        day = (visit.submitted_at or visit.opened_at).astimezone(JAPAN).date()
        return cls(
            id=visit.id,
            kind=visit.kind,
            status=visit.status,
            day=day,
            reception_number=visit.reception_number,
            members=visit.movers,
            doubtful=count_needs(visit, day),
            opened_at=visit.opened_at,
            submitted_at=visit.submitted_at,
            assignee=visit.assignee,
            version=visit.version,
            called_to=visit.called_to,
            called_at=visit.called_at,
        )

    @classmethod
    def from_row(cls, row: Mapping) -> VisitSummary:
        """Out of a row of the table."""
        values = {name: row[name] for name in cls.__slots__}
        return cls(**values | {"status": Status(row["status"]), "day": date.fromisoformat(row["day"])})

    def to_row(self) -> dict:
        """The columns of the table."""
        row = {name: getattr(self, name) for name in self.__slots__}
        return row | {"status": str(self.status), "day": self.day.isoformat()}
