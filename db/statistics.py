"""Figures of an office over some days: what came, when, from which sources, how long it took, what was misread.

Nothing of a person and nothing by person: neither visitors nor staff are told apart. The clear columns give most;
sources and corrections are read out of the sealed actions, visit by visit, and only counts leave here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median

from sqlalchemy import Engine, select

from base.clock import JAPAN
from base.trouble import Trouble
from db import schema
from db.crypto import KeyRing
from db.engine import reading
from db.output import csv_line
from db.place import Place
from db.protecting import protected_among
from db.rows import action_from_row
from forms.actions import Action, ActionType, Status
from forms.comparison import same_key
from forms.fields import get_field_type
from forms.reading import Source
from forms.visit import Visit

NO_SOURCE = "none"
"""Where a visitor brought nothing that could be read and typed everything."""


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something took, in minutes.

    Attributes:
        count: of how many visits.
        median: of them, or None for none.
        p90: nine of ten took no longer (nearest rank), or None for none.
    """

    count: int
    median: float | None
    p90: float | None

    @classmethod
    def of(cls, minutes: Iterable[float]) -> Duration:
        """Of these times."""
        ordered = sorted(minutes)
        if not ordered:
            return cls(0, None, None)
        return cls(len(ordered), round(median(ordered), 1), round(ordered[math.ceil(0.9 * len(ordered)) - 1], 1))

    def to_json(self) -> dict:
        return {"count": self.count, "median": self.median, "p90": self.p90}


@dataclass(frozen=True, slots=True)
class Corrections:
    """One field of certificates, over all filed visits.

    Attributes:
        field: its pattern, ``members[].name``.
        read: values that the reading machine gave.
        corrected: those that people filed otherwise. Another notation of the same counts as the same.
        corrected_though_sure: those among them that the machine was sure of.
    """

    field: str
    read: int
    corrected: int
    corrected_though_sure: int

    def to_json(self) -> dict:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures.

    Attributes:
        first, last: the days they are of, both included, in Japan; a visit counts on the day of its submission.
        visits: how many were submitted (or left before).
        by_kind, by_status: counts.
        by_hour: hour of submission in Japan (0–23) → count; only hours that occur.
        by_source: source → in how many visits it was read; :data:`NO_SOURCE` for those without any.
        arrival_to_filing: from the first touch at the kiosk (or the clerk's opening) to filing.
        at_kiosk: from the first touch to the submission.
        waiting: from the submission to the first clerk.
        corrections: by field, the most corrected first.
        abandoned: journeys that somebody recorded as left before submission. Kiosks write nothing down of a visitor
            who leaves before the end, so those are not in it.
        unreadable: visits whose rows do not open; they count in what the clear columns say and nowhere else.
    """

    first: date
    last: date
    visits: int
    by_kind: Mapping[str, int] = field(default_factory=dict)
    by_status: Mapping[str, int] = field(default_factory=dict)
    by_hour: Mapping[int, int] = field(default_factory=dict)
    by_source: Mapping[str, int] = field(default_factory=dict)
    arrival_to_filing: Duration = Duration(0, None, None)
    at_kiosk: Duration = Duration(0, None, None)
    waiting: Duration = Duration(0, None, None)
    corrections: Sequence[Corrections] = ()
    abandoned: int = 0
    unreadable: int = 0

    def to_json(self) -> dict:
        """The object that ``--json`` prints."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "visits": self.visits,
            "by_kind": dict(self.by_kind),
            "by_status": dict(self.by_status),
            "by_hour": {f"{hour:02d}": count for hour, count in self.by_hour.items()},
            "by_source": dict(self.by_source),
            "minutes": {name: getattr(self, name).to_json() for name in _DURATIONS},
            "corrections": [each.to_json() for each in self.corrections],
            "abandoned": self.abandoned,
            "unreadable": self.unreadable,
        }

    def to_csv(self) -> str:
        """A table of four columns, CRLF as RFC 4180 has it: which part, what, which figure, how much."""
        return "".join(csv_line(row) for row in (("part", "what", "figure", "value"), *self._rows()))

    def _rows(self) -> Iterator[tuple[str, str, str, object]]:
        yield "period", "", "first", self.first.isoformat()
        yield "period", "", "last", self.last.isoformat()
        for name in ("visits", "abandoned", "unreadable"):
            yield "total", name, "count", getattr(self, name)
        for part in ("kind", "status", "hour", "source"):
            for what, count in getattr(self, f"by_{part}").items():
                yield part, str(what), "count", count
        for name in _DURATIONS:
            for figure, value in getattr(self, name).to_json().items():
                yield "minutes", name, figure, value
        for each in self.corrections:
            for figure in ("read", "corrected", "corrected_though_sure"):
                yield "corrections", each.field, figure, getattr(each, figure)


_DURATIONS = ("arrival_to_filing", "at_kiosk", "waiting")


def count(
    engine: Engine, place: Place, keys: KeyRing, first: date, last: date, *, protected: bool = True
) -> Statistics:
    """The figures of these days, both included; with `protected` visits or without.

    Raises:
        Trouble: ``key_missing``, any ``store_…`` but that of a single row.
    """
    visits = schema.visits
    wanted = visits.c.day.between(first.isoformat(), last.isoformat())
    with reading(engine, place) as connection:
        rows = connection.execute(select(visits).where(wanted).order_by(visits.c.queued)).mappings().all()
        left_out = set() if protected else protected_among(connection, [row["id"] for row in rows])
    tally = _Tally()
    for row in rows:
        if row["id"] in left_out:
            continue
        tally.add_row(row)
        # One visit a transaction: a year of them must not hold the store for minutes.
        with reading(engine, place) as connection:
            actions = connection.execute(
                select(schema.actions).where(schema.actions.c.visit_id == row["id"]).order_by(schema.actions.c.number)
            ).mappings()
            try:
                opened = [action_from_row(each, keys) for each in actions]
            except Trouble as trouble:  # logged where the row was opened
                if trouble.id != "store_altered":
                    raise
                tally.unreadable += 1
                continue
        if opened:  # otherwise purged meanwhile
            tally.add_visit(opened)
    return tally.finish(first, last)


class _Tally:
    """Adds up."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.hours: Counter[int] = Counter()
        self.sources: Counter[str] = Counter()
        self.read: Counter[str] = Counter()
        self.corrected: Counter[str] = Counter()
        self.though_sure: Counter[str] = Counter()
        self.minutes: dict[str, list[float]] = {name: [] for name in _DURATIONS}
        self.unreadable = self.visits = 0

    def add_row(self, row: Mapping) -> None:
        self.visits += 1
        self.kinds[row["kind"]] += 1
        self.statuses[row["status"]] += 1
        if row["submitted_at"] is not None:
            self.hours[row["submitted_at"].astimezone(JAPAN).hour] += 1

    def add_visit(self, actions: Sequence[Action]) -> None:
        visit = Visit.replay(actions)
        # People taken in from another visit were read there.
        own = [each for each in actions if each.type is ActionType.READ and "joined" not in each.data]
        self.sources.update({each.data["reading"]["source"] for each in own} or {NO_SOURCE})
        first: dict[ActionType, datetime] = {}
        for each in actions:
            first.setdefault(each.type, each.at)
        submitted, taken, filed = (first.get(each) for each in (ActionType.SUBMIT, ActionType.TAKE, ActionType.FILE))
        for name, start, end in (
            ("arrival_to_filing", visit.opened_at, filed),
            ("at_kiosk", visit.opened_at, submitted),
            ("waiting", submitted, taken),
        ):
            if start is not None and end is not None and end >= start:  # a clock may have been put back
                self.minutes[name].append((end - start).total_seconds() / 60)
        if visit.status is Status.FILED:
            self._add_corrections(visit)

    def _add_corrections(self, visit: Visit) -> None:
        for path, fused in visit.fields.items():
            pattern, kind = get_field_type(path).pattern, get_field_type(path).kind
            for said in fused.evidence:
                if said.source is not Source.CERTIFICATE:
                    continue
                self.read[pattern] += 1
                if same_key(kind, said.field.value) != same_key(kind, fused.value or ""):
                    self.corrected[pattern] += 1
                    self.though_sure[pattern] += said.field.sure

    def finish(self, first: date, last: date) -> Statistics:
        corrections = [
            Corrections(field, read, self.corrected[field], self.though_sure[field])
            for field, read in self.read.items()
        ]
        return Statistics(
            first,
            last,
            self.visits,
            dict(self.kinds.most_common()),
            dict(self.statuses.most_common()),
            dict(sorted(self.hours.items())),
            dict(self.sources.most_common()),
            *(Duration.of(self.minutes[name]) for name in _DURATIONS),
            sorted(corrections, key=lambda each: (-each.corrected, -each.read, each.field)),
            self.statuses[str(Status.ABANDONED)],
            self.unreadable,
        )
