"""Visits that may be the same as one in hand: the same person or the same move within some weeks, and visits to the
same new home. Only the blind index is asked; no other visit is opened but for the marks "not the same".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import Connection, Row, select

from base.clock import JAPAN
from db import likeness, schema, searching
from db.crypto import KeyRing
from db.rows import action_from_row
from db.summary import VisitSummary
from forms.actions import ActionType, Status
from forms.characters import search_key
from forms.fields import APPLICATION_KINDS, MOVE_KINDS, member_path
from forms.visit import Visit

WITHIN_DAYS = 90
"""How far apart two visits may lie, in days, and still be laid side by side."""
MAX_FOUND = 20
"""Visits of either sort; a dormitory in April shares its address with more."""

STATUSES = frozenset({Status.WAITING, Status.IN_REVIEW, Status.HELD, Status.RETURNED, Status.FILED})
"""Those with which another may be confused: submitted, and not taken back."""


class Likeness(StrEnum):
    """What two visits share."""

    PERSON = "person"
    """Somebody of the same name or reading, born on the same day."""
    MOVE = "move"
    """The same day, and the same new home or the same former household."""
    HOUSEHOLDER = "householder"
    """The new householder of the one moves, or moved, to the same home with the other."""
    HOME = "home"
    """The same new home, and nothing else."""

    @property
    def may_be_same(self) -> bool:
        """Whether the two may be one notification; otherwise they are neighbours, or one joins the other."""
        return self in (Likeness.PERSON, Likeness.MOVE)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another visit.

    Attributes:
        summary: of it; nothing personal.
        shared: what the two share, the strongest first; never empty.
    """

    summary: VisitSummary
    shared: tuple[Likeness, ...]

    @property
    def may_be_same(self) -> bool:
        """Whether the two may be one notification."""
        return any(each.may_be_same for each in self.shared)


def find(connection: Connection, keys: KeyRing, visit: Visit) -> list[Duplicate]:
    """The visits within :data:`WITHIN_DAYS` before and after one that may be the same or go to the same home.

    Those that a clerk has told apart from it, on either side, are left out.

    Returns:
        What may be the same first, then by what is shared, the latest first; each sort at most :data:`MAX_FOUND`.

    Raises:
        Trouble: ``store_altered``, ``key_missing``.
    """
    purposes = {_hash(keys, term): term[0] for term in likeness.terms_of_likeness(visit)}
    same = {term: purpose for term, purpose in purposes.items() if purpose != likeness.HOME}
    home = {term: purpose for term, purpose in purposes.items() if purpose == likeness.HOME}
    found: dict[str, tuple[VisitSummary, set[Likeness]]] = {}
    for wanted in (same, home):
        for row in _sharing(connection, visit, wanted):
            _, shared = found.setdefault(row.id, (VisitSummary.from_row(row._mapping), set()))
            shared |= {_LIKENESS[purposes[bytes(row.term)]]}
    for id in _with_householder(connection, keys, visit, [id for id, (_, shared) in found.items() if _is_home(shared)]):
        found[id][1].add(Likeness.HOUSEHOLDER)
    for id in _told_apart(connection, keys, visit, found):
        del found[id]
    order = list(Likeness)
    duplicates = [Duplicate(summary, tuple(sorted(shared, key=order.index))) for summary, shared in found.values()]
    # Stable: the rows came with the latest first.
    return sorted(duplicates, key=lambda each: order.index(each.shared[0]))


_LIKENESS: Mapping[str, Likeness] = {
    likeness.PERSON: Likeness.PERSON,
    likeness.MOVE: Likeness.MOVE,
    likeness.HOME: Likeness.HOME,
}


def _comparable(kind: str) -> tuple[str, ...]:
    """Whoever moves and asks for a form has not filed twice; a form asked for twice is worth a look."""
    return (kind,) if kind in APPLICATION_KINDS else MOVE_KINDS


def _is_home(shared: set[Likeness]) -> bool:
    return Likeness.HOME in shared


def _hash(keys: KeyRing, term: likeness.Term) -> bytes:
    (hashed,) = searching.hashes(frozenset({term}), keys)
    return hashed


def _sharing(connection: Connection, visit: Visit, terms: Iterable[bytes]) -> list[Row]:
    visits, index = schema.visits, schema.search_terms
    day = (visit.submitted_at or visit.opened_at).astimezone(JAPAN).date()
    first, last = (day + timedelta(days=days) for days in (-WITHIN_DAYS, WITHIN_DAYS))
    near = (
        select(visits.c.id)
        .join(index, index.c.visit_id == visits.c.id)
        .where(index.c.term.in_(sorted(terms)), visits.c.id != visit.id)
        .where(visits.c.status.in_([str(each) for each in STATUSES]))
        .where(visits.c.kind.in_(_comparable(visit.kind)))
        .where(visits.c.day.between(first.isoformat(), last.isoformat()))
        .group_by(visits.c.id, visits.c.queued)
        .order_by(visits.c.queued.desc())
        .limit(MAX_FOUND)
    )
    ids = connection.scalars(near).all()
    rows = (
        select(visits, index.c.term)
        .join(index, index.c.visit_id == visits.c.id)
        .where(visits.c.id.in_(ids), index.c.term.in_(sorted(terms)))
        .order_by(visits.c.queued.desc())
    )
    return list(connection.execute(rows)) if ids else []


def _with_householder(connection: Connection, keys: KeyRing, visit: Visit, ids: list[str]) -> list[str]:
    """Those of the visits to the same home in which this visit's householder is found, who does not move with it."""
    householder = visit.value("householder.new")
    moving = {search_key(visit.value(member_path(each, "name")) or "") for each in range(visit.members)}
    if not householder or not ids or search_key(householder) in moving:
        return []
    index = schema.search_terms
    (term,) = searching.hashes(frozenset({(searching.NAME, search_key(householder))}), keys)
    return list(connection.scalars(select(index.c.visit_id).where(index.c.term == term, index.c.visit_id.in_(ids))))


def _told_apart(connection: Connection, keys: KeyRing, visit: Visit, found: Mapping[str, object]) -> list[str]:
    actions = schema.actions
    marks = (
        select(actions)
        .where(actions.c.type == str(ActionType.TELL_APART), actions.c.visit_id.in_(list(found)))
        .order_by(actions.c.position)
    )
    told = [action_from_row(row, keys) for row in connection.execute(marks).mappings()] if found else []
    theirs = {action.visit_id for action in told if action.data["visit"] == visit.id}
    return [id for id in found if id in theirs or id in visit.apart]
