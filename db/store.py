"""The store: visits as actions that are only ever added. The one door to the database.

Every operation is a transaction of its own on a connection of its own, so one store may be used by many threads.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import TracebackType

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from base.clock import Clock, SystemClock
from base.trouble import Trouble
from db import numbers, opening, schema, searching
from db.accounts import Accounts
from db.accounts_rights import (
    FREE,
    Roles,
    check_receivers,
    first_refused,
    may_record,
    may_see,
    roles_of,
)
from db.adding import (
    check_allowed,
    check_not_purged,
    check_pages,
    check_reception_number,
    check_version,
    not_yet_there,
    one_visit,
    stored_pages,
)
from db.answers import Answers
from db.audit import Audit
from db.calls import Calls
from db.crypto import KeyRing
from db.engine import reading, writing
from db.figures import Figures
from db.following import tell
from db.journeys import Journeys
from db.lines import DONE, Entry, done_at
from db.place import LIMITS, Limits, Place
from db.protecting import first_blind, is_protected, protected_among
from db.room import Room
from db.rows import action_row, page_row
from db.seen import Seen
from db.summary import VisitSummary
from forms.actions import Action, ActionType
from forms.visit import Visit

LAST_RECEPTION_NUMBER = numbers.LAST_OF_STORE
"""What comes after it is for outboxes: :mod:`db.numbers`."""
ADD_ATTEMPTS = 50
"""How often a writer starts anew because others added to the same visit meanwhile. Each time somebody succeeded."""


class Store(Answers):
    """An open store. Make one with :meth:`create` or :meth:`open`, and close it."""

    def __init__(
        self, place: Place, engine: Engine, keys: KeyRing, origin: str = "", clock: Clock | None = None
    ) -> None:
        super().__init__(place, engine, keys)
        self.room = Room(place.file.parent if place.file else None, place.name)
        self.audit = Audit(engine, place, keys, origin, clock)
        self.accounts = Accounts(engine, place, keys, self.audit, clock or SystemClock())
        self.calls = Calls(engine, place, keys, self.audit, clock or SystemClock())
        self.journeys = Journeys(engine, place, keys, self.audit, clock or SystemClock())

    @classmethod
    def create(
        cls, url: str, keys: KeyRing, *, limits: Limits = LIMITS, origin: str = "", clock: Clock | None = None
    ) -> Store:
        """Makes a new, empty store and opens it. See :meth:`open`.

        Raises:
            Trouble: ``store_exists``, ``store_url``, ``key_beside_data``, ``store_readonly``, ``store_full``,
                ``store_unreachable``.
        """
        place = Place.parse(url)
        return cls(place, opening.create(place, keys, limits), keys, origin, clock)

    @classmethod
    def open(
        cls, url: str, keys: KeyRing, *, limits: Limits = LIMITS, origin: str = "", clock: Clock | None = None
    ) -> Store:
        """Opens a store that exists. Never makes, repairs, upgrades or replaces one.

        Args:
            url: see :meth:`db.place.Place.parse`.
            keys: of the store.
            limits: how long it may take.
            origin: from where this store is used, for the audit: ``counter:2``. Empty: the name of the machine.
            clock: gives the times of the audit. None: the machine's.

        Raises:
            Trouble: ``store_missing``, ``store_corrupt`` (the file has been copied aside), ``store_newer``,
                ``store_older``, ``store_readonly``, ``store_locked``, ``store_unreachable``, ``store_url``,
                ``key_wrong``, ``key_missing``, ``key_beside_data``.
        """
        place = Place.parse(url)
        return cls(place, opening.open_existing(place, keys, limits), keys, origin, clock)

    def close(self) -> None:
        """Lets go of all connections. The store may not be used after it."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- writing -------------------------------------------------------------------------------------------------

    def add(
        self,
        actions: Sequence[Action],
        *,
        expected_version: int | None = None,
        pages: Mapping[str, bytes] = {},
        seen: Collection[str] = (),
        late: bool = False,
    ) -> int:
        """Adds actions to one visit, all of them or none. When it returns, they survive a power cut.

        An action whose id is already there is left as it is, so whoever is unsure whether an earlier call came
        through calls again with the same ids.

        Args:
            actions: of one visit, in order; the first of a new visit is OPEN.
            expected_version: how many actions the writer has seen; None for a writer who need not have seen any.
                Actions of this very call that are already there do not count, and neither do prints.
            pages: page id → picture, named by a READ among the actions.
            seen: ids of actions after the expected version that these build on: what the same writer did before while
                the store was away. When one of them is not there, nothing is added.
            late: they were made while the store was away: the audit's lines say when.

        Returns:
            The visit's version.

        Raises:
            Trouble: ``version_conflict`` (somebody else added meanwhile), ``action_not_allowed`` (the status does
                not take it), ``not_allowed`` (the actor's role may not do it; with a line in the audit),
                ``colleague_unknown`` (handed to somebody who may not work on it),
                ``reception_number_taken``, ``visit_purged``, any ``store_…``. Nothing was added then.
            ValueError: a bug of the caller: several visits, an id used again for something else, a page that no
                action names or that is not there.
        """
        visit_id = one_visit(actions)
        self.room.check()
        named = {page for action in actions for page in action.data.get("page_ids", ())}
        if extra := pages.keys() - named:
            raise ValueError(f"{len(extra)} pages that no action names")
        for _attempt in range(ADD_ATTEMPTS):
            # Replaying and fusing happen before the lock is taken; under it we only look whether they still hold.
            with reading(self._engine, self.place) as connection:
                known = self._actions(connection, visit_id)
                if not known:
                    check_not_purged(connection, visit_id)
                new = not_yet_there(connection, actions, known)
                check_pages(connection, visit_id, named - pages.keys())
                roles = roles_of(connection, self._keys, new)
            if not new:
                return len(known)
            self._check_sight(roles, known, new, actions, expected_version, seen)
            check_version(actions, known, expected_version, seen)
            check_allowed(known, new)
            self._check_rights(roles, known, new)
            check_receivers(roles, new, is_protected([*known, *new]))
            visit = Visit.replay([*known, *new])
            summary = VisitSummary.of(visit)
            terms = searching.hashes(searching.terms(visit), self._keys)
            figures = Figures.of(visit, [*known, *new]).column(visit_id, self._keys)
            page_rows = [page_row(id, visit_id, picture, self._keys) for id, picture in pages.items()]
            if self._written(len(known), new, summary, figures, page_rows, terms, late):
                return summary.version
        raise Trouble("store_locked", place=self.place.name)

    def _check_sight(
        self,
        roles: Roles | None,
        known: Sequence[Action],
        new: Sequence[Action],
        actions: Sequence[Action],
        expected_version: int | None,
        seen: Collection[str],
    ) -> None:
        """Says of a visit that is hidden from who acts what would be said if it were not there at all."""
        if blind := first_blind(roles, known, new):
            self.audit.record(str(blind.type), actor=blind.actor, visit_id=blind.visit_id, result="visit_unknown")
            check_version(actions, [], expected_version, seen)
            check_allowed([], new)
            raise Trouble("visit_unknown")

    def _check_rights(self, roles: Roles | None, known: Sequence[Action], new: Sequence[Action]) -> None:
        if refused := first_refused(roles, known, new):
            self.audit.record(str(refused.type), actor=refused.actor, visit_id=refused.visit_id, result="not_allowed")
            raise Trouble("not_allowed")

    def _written(
        self,
        base: int,
        new: Sequence[Action],
        summary: VisitSummary,
        figures: dict,
        page_rows: list[dict],
        terms: set[bytes],
        late: bool,
    ) -> bool:
        """Writes what was prepared on top of `base` actions, or nothing when there are more by now, or when the store
        has gone on to another key, which this ring then follows."""
        with writing(self._engine, self.place) as connection:
            position, key_check = connection.execute(
                update(schema.store)
                .values(position=schema.store.c.position + len(new))
                .returning(schema.store.c.position, schema.store.c.key_check)
            ).one()
            if self._keys.follow(key_check):
                connection.rollback()
                return False
            first = position - len(new) + 1
            table = schema.visits
            row = connection.execute(select(table.c.version, table.c.queued).where(table.c.id == summary.id)).first()
            if (row.version if row else 0) != base:
                connection.rollback()
                return False
            submits = [first + index for index, action in enumerate(new) if action.type is ActionType.SUBMIT]
            if submits:
                check_reception_number(connection, summary)
            queued = submits[-1] if submits else row.queued if row else first
            values = summary.to_row() | figures | {"queued": queued, "changed": position}
            if row:
                connection.execute(update(table).where(table.c.id == summary.id).values(values))
            else:
                connection.execute(insert(table).values(values))
            searching.keep(connection, summary.id, terms, queued)
            if page_rows:
                # A page that came with an earlier call of the same ids stays as it is.
                there = stored_pages(connection, summary.id, [page["id"] for page in page_rows])
                if fresh := [page for page in page_rows if page["id"] not in there]:
                    connection.execute(insert(schema.pages), fresh)
            connection.execute(
                insert(schema.actions),
                [action_row(each, base + 1 + i, first + i, self._keys) for i, each in enumerate(new)],
            )
            self.audit.append(
                connection,
                [
                    Entry(
                        str(each.type),
                        each.actor,
                        each.visit_id,
                        detail={"number": base + 1 + i} | (done_at(each.at) if late else {}),
                    )
                    for i, each in enumerate(new)
                ],
            )
            tell(connection)
        return True

    def record(
        self, act: str, *, actor: str, visit_id: str | None = None, result: str = DONE, **detail: str | int | bool
    ) -> int:
        """Writes a line of the audit for what changes no visit: views, searches, log-ins, refusals.

        Whoever shows something asks here first: who may not is written down as refused, and is shown nothing.

        Raises:
            Trouble: ``not_allowed`` (the actor's role may not do it), ``visit_unknown`` (nor know that it is there).
            Trouble, ValueError: as :meth:`db.audit.Audit.record`.
        """
        if result == DONE:
            with reading(self._engine, self.place) as connection:
                hidden = bool(visit_id and protected_among(connection, [visit_id]))
                hidden = hidden and not may_see(connection, self._keys, actor)
                # Of what is hidden nothing is asked that depends on it, so that the answer does not.
                allowed = may_record(connection, self._keys, act, actor, None if hidden else visit_id)
            if hidden and allowed and act not in FREE:
                self.audit.record(act, actor=actor, visit_id=visit_id, result="visit_unknown")
                raise Trouble("visit_unknown")
            if not allowed:
                self.audit.record(act, actor=actor, visit_id=visit_id, result="not_allowed")
                raise Trouble("not_allowed")
        return self.audit.record(act, actor=actor, visit_id=visit_id, result=result, **detail)

    def next_reception_number(self, day: date) -> str:
        """Gives out the next number of the day, ``0001`` first. Nobody gets it a second time.

        A number given to a visitor who then does not submit leaves a gap, as a torn-off paper ticket does.

        Raises:
            Trouble: ``reception_numbers_used_up``, any ``store_…``.
        """
        table = schema.reception_days
        dialect = sqlite if self.place.file else postgresql
        with writing(self._engine, self.place) as connection:
            last = connection.execute(
                dialect.insert(table)
                .values(day=day.isoformat(), last=1)
                .on_conflict_do_update(index_elements=[table.c.day], set_={"last": table.c.last + 1})
                .returning(table.c.last)
            ).scalar_one()
            if last > LAST_RECEPTION_NUMBER:
                raise Trouble("reception_numbers_used_up")
        return f"{last:04d}"

    def lease_numbers(self, outbox: str, today: date) -> int | None:
        """Lends an outbox its own reception numbers; see :func:`db.numbers.lease`.

        Raises:
            Trouble: any ``store_…``.
        """
        with writing(self._engine, self.place) as connection:
            return numbers.lease(connection, outbox, today)

    def seen_by(self, actor: str) -> Seen:
        """The store as an actor sees it: without what is protected from them."""
        return Seen(self, actor)
