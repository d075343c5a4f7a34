"""Figures of an office over some days: what came, when, from which sources, how long it took, what was misread.

Nothing of a person and nothing by person: neither visitors nor staff are told apart. The clear columns give most, the
rest was worked out when a visit changed last (:mod:`db.figures`), so that a year is counted in seconds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from sqlalchemy import Connection, Engine, select

from base.clock import JAPAN
from base.trouble import Trouble
from db import schema
from db.crypto import KeyRing
from db.engine import reading
from db.figures import Figures
from db.journeys import LeftJourney, left_between
from db.output import csv_line
from db.place import Place
from db.protecting import protected_among
from db.rows import action_from_row
from forms.actions import Status
from forms.visit import Visit


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
        by_source: source → in how many visits it was read; :data:`db.figures.NO_SOURCE` for those without any.
        arrival_to_filing: from the first touch at the kiosk (or the clerk's opening) to filing.
        at_kiosk: from the first touch to the submission.
        waiting: from the submission to the first clerk.
        corrections: by field, the most corrected first.
        abandoned: visits in the store that were left before submission.
        left: journeys that were left at a kiosk before submission, counted on the day they were left.
        left_at, left_on, left_how: screen, errand and way (``idle``, ``left``, ``broken``) → count of these.
        before_leaving: from the choice of the errand to the leaving.
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
    left: int = 0
    left_at: Mapping[str, int] = field(default_factory=dict)
    left_on: Mapping[str, int] = field(default_factory=dict)
    left_how: Mapping[str, int] = field(default_factory=dict)
    before_leaving: Duration = Duration(0, None, None)

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
            "left": self.left,
            **{part: dict(getattr(self, part)) for part in _LEFT},
        }

    def to_csv(self) -> str:
        """A table of four columns, CRLF as RFC 4180 has it: which part, what, which figure, how much."""
        return "".join(csv_line(row) for row in (("part", "what", "figure", "value"), *self._rows()))

    def _rows(self) -> Iterator[tuple[str, str, str, object]]:
        yield "period", "", "first", self.first.isoformat()
        yield "period", "", "last", self.last.isoformat()
        for name in ("visits", "abandoned", "unreadable", "left"):
            yield "total", name, "count", getattr(self, name)
        for part in ("kind", "status", "hour", "source"):
            for what, count in getattr(self, f"by_{part}").items():
                yield part, str(what), "count", count
        for part in _LEFT:
            for what, count in getattr(self, part).items():
                yield part, what, "count", count
        for name in _DURATIONS:
            for figure, value in getattr(self, name).to_json().items():
                yield "minutes", name, figure, value
        for each in self.corrections:
            for figure in ("read", "corrected", "corrected_though_sure"):
                yield "corrections", each.field, figure, getattr(each, figure)


_OF_VISITS = ("arrival_to_filing", "at_kiosk", "waiting")
_DURATIONS = (*_OF_VISITS, "before_leaving")
_LEFT = ("left_at", "left_on", "left_how")


def count(
    engine: Engine, place: Place, keys: KeyRing, first: date, last: date, *, protected: bool = True
) -> Statistics:
    """The figures of these days, both included; with `protected` visits or without.

    Raises:
        Trouble: ``key_missing``, any ``store_…`` but that of a single row.
    """
    tally, table = _Tally(), schema.visits
    with reading(engine, place) as connection:
        inside = table.c.day.between(first.isoformat(), last.isoformat())
        days = connection.scalars(select(table.c.day).where(inside).distinct().order_by(table.c.day)).all()
    columns = [table.c[name] for name in ("id", "kind", "status", "submitted_at", "version", "figures")]
    for day in days:
        # One day a transaction, in the order of an index: a year must not hold the store for seconds.
        with reading(engine, place) as connection:
            query = select(*columns).where(table.c.day == day).order_by(table.c.queued)
            rows = connection.execute(query).mappings().all()
            left_out = set() if protected else protected_among(connection, [row["id"] for row in rows])
            for row in rows:
                if row["id"] not in left_out:
                    tally.add(row, connection, keys)
    with reading(engine, place) as connection:
        return tally.finish(first, last, left_between(connection, first, last))


class _Tally:
    """Adds up."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.hours: Counter[int] = Counter()
        self.sources: Counter[str] = Counter()
        self.corrections: dict[str, list[int]] = {}
        self.minutes: dict[str, list[float]] = {name: [] for name in _OF_VISITS}
        self.unreadable = self.visits = 0

    def add(self, row: Mapping, connection: Connection, keys: KeyRing) -> None:
        self.visits += 1
        self.kinds[row["kind"]] += 1
        self.statuses[row["status"]] += 1
        if row["submitted_at"] is not None:
            self.hours[row["submitted_at"].astimezone(JAPAN).hour] += 1
        try:
            figures = Figures.from_row(row, keys) or _worked_out(row["id"], connection, keys)
        except Trouble as trouble:  # logged where the row was opened
            if trouble.id != "store_altered":
                raise
            self.unreadable += 1
            return
        self.sources.update(figures.sources)
        for name, minutes in figures.minutes.items():
            self.minutes[name].append(minutes)
        for pattern, counts in figures.corrections.items():
            so_far = self.corrections.get(pattern, (0, 0, 0))
            self.corrections[pattern] = [a + b for a, b in zip(so_far, counts, strict=True)]

    def finish(self, first: date, last: date, left: Sequence[LeftJourney]) -> Statistics:
        corrections = [Corrections(field, *counts) for field, counts in self.corrections.items()]
        return Statistics(
            first,
            last,
            self.visits,
            dict(self.kinds.most_common()),
            dict(self.statuses.most_common()),
            dict(sorted(self.hours.items())),
            dict(self.sources.most_common()),
            *(Duration.of(self.minutes[name]) for name in _OF_VISITS),
            sorted(corrections, key=lambda each: (-each.corrected, -each.read, each.field)),
            self.statuses[str(Status.ABANDONED)],
            self.unreadable,
            len(left),
            *(
                dict(Counter(getattr(each, name) for each in left).most_common())
                for name in ("screen", "purpose", "how")
            ),
            Duration.of(each.seconds / 60 for each in left),
        )


def _worked_out(visit_id: str, connection: Connection, keys: KeyRing) -> Figures:
    """The figures of a visit whose row has none: it did not open when the store was upgraded."""
    table = schema.actions
    rows = connection.execute(select(table).where(table.c.visit_id == visit_id).order_by(table.c.number)).mappings()
    actions = [action_from_row(each, keys) for each in rows]
    return Figures.of(Visit.replay(actions), actions)
