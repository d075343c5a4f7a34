"""Journeys that a visitor left before the end: where, on what errand, after how long. Counted, and nothing more.

Nothing says who it was: no visit, no reading, no word that was typed. A kiosk that cannot reach the store keeps a few
until it can; what does not fit is dropped, because nobody may wait for a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from base.clock import JAPAN, Clock
from base.trouble import Trouble
from db import schema
from db.accounts_rights import may_record
from db.audit import Audit
from db.crypto import KeyRing
from db.engine import reading, writing
from db.place import Place
from forms.roles import Duty

KEPT_DAYS = 800
"""Days that they are kept: two years can be laid side by side. ``db purge`` deletes what is older."""


@dataclass(frozen=True, slots=True)
class LeftJourney:
    """One of them.

    Attributes:
        id: random, made by the kiosk; the same id twice is one journey.
        at: when it was left, by the kiosk's clock.
        purpose: one of :data:`forms.fields.MOVE_KINDS`.
        screen: a word for where the visitor was.
        how: ``idle`` (walked away), ``left`` (said so), ``broken`` (the kiosk broke down).
        seconds: since the errand was chosen.
    """

    id: str
    at: datetime
    purpose: str
    screen: str
    how: str
    seconds: int


class Journeys:
    """Those of one store.

    Args:
        engine, place, keys: of the store.
        audit: where a refusal is written down; a count is not.
        clock: says what is old.
    """

    def __init__(self, engine: Engine, place: Place, keys: KeyRing, audit: Audit, clock: Clock) -> None:
        self._engine, self._place, self._keys, self._audit, self._clock = engine, place, keys, audit, clock

    def add(self, journeys: Sequence[LeftJourney], *, actor: str) -> None:
        """Counts them. One that is there already stays as it is.

        Raises:
            Trouble: ``not_allowed``, any ``store_…``.
        """
        if not journeys:
            return
        with reading(self._engine, self._place) as connection:
            allowed = may_record(connection, self._keys, Duty.COUNT_JOURNEY, actor, None)
        if not allowed:
            self._audit.record(Duty.COUNT_JOURNEY, actor=actor, result="not_allowed")
            raise Trouble("not_allowed")
        table = schema.journeys
        dialect = sqlite if self._place.file else postgresql
        rows = [{name: getattr(each, name) for name in LeftJourney.__slots__} for each in journeys]
        with writing(self._engine, self._place) as connection:
            connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)

    def purge(self) -> int:
        """Deletes those of more than :data:`KEPT_DAYS` ago; part of ``db purge``, whose account may delete.

        Returns:
            How many there were.

        Raises:
            Trouble: any ``store_…``.
        """
        table, before = schema.journeys, self._clock.now() - timedelta(days=KEPT_DAYS)
        with writing(self._engine, self._place) as connection:
            return connection.execute(delete(table).where(table.c.at < before)).rowcount


def left_between(connection: Connection, first: date, last: date) -> list[LeftJourney]:
    """Those of these days in Japan, both included."""
    table = schema.journeys
    begin, end = (datetime(day.year, day.month, day.day, tzinfo=JAPAN) for day in (first, last + timedelta(days=1)))
    rows = connection.execute(select(table).where(table.c.at >= begin, table.c.at < end).order_by(table.c.at))
    return [LeftJourney(**row) for row in rows.mappings()]
