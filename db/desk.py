"""The store as a counter has it: what a clerk does is written on this machine first, and the case in hand goes on while
the server is away. The server decides on everything at delivery, as ever; see docs/decisions/0015-counter-outbox.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from base.trouble import Trouble
from db.adding import one_visit
from db.calls import Calls
from db.desk_accounts import DeskAccounts
from db.following import Following
from db.lines import Act
from db.outbox import OutboxStore, is_passing
from db.outbox_state import OutboxState
from db.parcels import Parcel, Refused
from db.place import Limits, Place
from db.seen import Seen
from db.statistics import Statistics
from db.store import Store
from db.summary import VisitSummary
from forms.actions import Action, ActionType, Status
from forms.visit import Visit

LIMITS = Limits(ping_s=1.0)
"""With the outbox's two seconds between two tries, a server that hangs is noticed in five (faults.md row 16)."""
MAX_ACTS = 1000
"""That wait on one counter: a clerk does some three hundred in an hour."""
MAX_BYTES = 256 << 20
FORGET_DAYS = 30
"""After so many days nobody is asked any more about what was not taken over."""
NEEDS_SERVER = frozenset(
    {
        ActionType.TAKE,  # another may have it by now
        ActionType.CALL,  # an hour late, it would call somebody to a counter for nothing
        ActionType.TELL_APART,  # these three rest on how the other visit stands now
        ActionType.WITHDRAW,
        ActionType.PART,
        ActionType.PROTECT,  # either holds everywhere at once, or it is said that it does not
        ActionType.UNPROTECT,
        ActionType.EXPORT,
    }
)
"""What is never kept for later. In a new visit of one's own, TAKE is: nobody else can have that."""
OF_A_JOIN = frozenset({"joined", "anchor", "parted"})
"""In the data of what belongs to a joining or a parting, which is not kept for later either."""
Answer = TypeVar("Answer")


def may_wait(actions: Sequence[Action]) -> bool:
    """Whether these actions may be done while the store is away."""
    if actions[0].type is ActionType.OPEN:
        return True
    return not any(each.type in NEEDS_SERVER or OF_A_JOIN & each.data.keys() for each in actions)


@dataclass(frozen=True, slots=True)
class Known:
    """A visit as this person last had it before them.

    Attributes:
        actions: what the store gave, and after it what was done here since.
        base: how many the store gave.
    """

    actions: tuple[Action, ...]
    base: int

    @classmethod
    def of(cls, given: Sequence[Action], waiting: Sequence[Parcel]) -> Known:
        """Out of what the store gives now, and of one's own acts that wait. What builds on an act that was not taken
        is left out: it will not be taken either."""
        found, there = list(given), {each.id for each in given}
        for parcel in waiting:
            if there.issuperset(parcel.seen):
                found += [each for each in parcel.actions if each.id not in there]
                there |= {each.id for each in parcel.actions}
        return cls(tuple(found), len(given))

    @property
    def seen(self) -> tuple[str, ...]:
        """Ids of what was done here since."""
        return tuple(each.id for each in self.actions[self.base :])

    def and_then(self, actions: Sequence[Action]) -> Known:
        """The same after these, too."""
        there = {each.id for each in self.actions}
        return Known((*self.actions, *(each for each in actions if each.id not in there)), self.base)

    def is_in_hand_of(self, actor: str) -> bool:
        """Whether the visit is in this person's hands."""
        visit = Visit.replay(self.actions)
        return visit.status is Status.IN_REVIEW and visit.assignee == actor


class DeskStore:
    """One counter's way to a server. What waits is delivered whoever sits there, and when nobody does.

    Args:
        outbox: of this counter, open.
        place: where the store is, to follow it.
    """

    def __init__(self, outbox: OutboxStore, place: Place) -> None:
        self.outbox, self._place = outbox, place
        self.accounts = DeskAccounts(outbox)

    def record(self, act: str, *, actor: str, **detail: str | int) -> int:
        """As :meth:`db.store.Store.record`; that a screen was locked while the store is away is delivered later.

        Raises:
            Trouble: as there; ``store_unreachable``.
        """
        if act == Act.LOCK and not self.outbox.reachable:
            self.outbox.keep_note(act, actor, **detail)
            return 0
        return self.outbox.reached().record(act, actor=actor, **detail)

    def seen_by(self, actor: str) -> Desk:
        """The same for one person."""
        return Desk(self.outbox, self._place, actor)


class Desk:
    """What one person at a counter has of the store. Methods are those of :class:`db.seen.Seen`.

    Of visits in this person's hands it remembers what it was given, in memory only, and goes on from there while the
    store is away. Everything else then raises Trouble ``needs_server``.
    """

    def __init__(self, outbox: OutboxStore, place: Place, actor: str) -> None:
        self.outbox = outbox
        self._place, self._actor = place, actor
        self._known: dict[str, Known] = {}
        self._overtaken: set[str] = set()
        """Visits of which this person has not seen yet that something was not taken over."""
        self._colleagues: dict[bool, list[str]] = {}

    # --- acts ----------------------------------------------------------------------------------------------------

    def add(
        self, actions: Sequence[Action], *, expected_version: int | None = None, pages: Mapping[str, bytes] = {}
    ) -> int:
        """Does something with a visit: at once when the store answers, otherwise as soon as it does.

        Raises:
            Trouble: ``needs_server`` (this is not kept for later); as :meth:`db.outbox.OutboxStore.add`.
        """
        visit_id = one_visit(actions)
        known = self._known_of(visit_id)
        if visit_id in self._overtaken:
            raise Trouble("version_conflict")
        if not may_wait(actions):
            if self._waiting(visit_id):
                raise Trouble("needs_server")  # it would overtake what was done before it
            return self._ask(lambda store: store.add(actions, expected_version=expected_version, pages=pages))
        if known is None:
            if not self.outbox.reachable and actions[0].type not in (ActionType.OPEN, ActionType.PRINT):
                raise Trouble("needs_server")
            version = self.outbox.add(actions, expected_version=expected_version, pages=pages)
            if actions[0].type is ActionType.OPEN:
                self._known[visit_id] = Known(tuple(actions), 0)
            return version
        ours = {each.id for each in actions}
        if expected_version is not None and len([each for each in known.actions if each.id not in ours]) != (
            expected_version
        ):
            raise Trouble("version_conflict")
        seen = [each for each in known.seen if each not in ours]
        version = self.outbox.add(actions, expected_version=known.base, pages=pages, seen=seen)
        self._known[visit_id] = known.and_then(actions)
        return version

    def next_reception_number(self, day: date) -> str:
        """As :meth:`db.outbox.OutboxStore.next_reception_number`.

        Raises:
            Trouble: ``needs_server`` when this counter has no numbers of its own; ``reception_numbers_used_up``.
        """
        try:
            return self.outbox.next_reception_number(day)
        except Trouble as trouble:
            if is_passing(trouble):
                raise Trouble("needs_server") from trouble
            raise

    def record(self, act: str, *, actor: str, visit_id: str | None = None, **detail: str | int) -> int:
        """As :meth:`db.store.Store.record`; opening the case in hand again while the store is away is written down
        here, and delivered."""
        if act == Act.VIEW and visit_id in self._known and not self.outbox.reachable:
            self.outbox.keep_note(act, actor, visit_id)
            return 0
        return self._ask(lambda store: store.record(act, actor=actor, visit_id=visit_id, **detail))

    # --- the case in hand ----------------------------------------------------------------------------------------

    def actions(self, visit_id: str) -> list[Action]:
        waiting = self._waiting(visit_id)
        known = self._known_of(visit_id)
        if known and (waiting or (not self.outbox.reachable and known.is_in_hand_of(self._actor))):
            return list(known.actions)
        try:
            given = self._ask(lambda store: store.actions(visit_id))
        except Trouble as trouble:
            if not is_passing(trouble) and trouble.id != "needs_server":
                self._known.pop(visit_id, None)
            elif known and known.is_in_hand_of(self._actor):
                return list(known.actions)
            raise
        self._overtaken.discard(visit_id)
        # Asked for before the store was: what was delivered in between is among the given.
        known = Known.of(given, waiting)
        if waiting or known.is_in_hand_of(self._actor):
            self._known[visit_id] = known
        else:
            self._known.pop(visit_id, None)
        return list(known.actions)

    def page(self, page_id: str) -> bytes:
        for visit_id in list(self._known):
            for parcel in self._waiting(visit_id):
                if page_id in parcel.pages:
                    return parcel.pages[page_id]
        for each in self.refused():
            if page_id in each.parcel.pages:
                return each.parcel.pages[page_id]
        return self._ask(lambda store: store.page(page_id))

    def own_summaries(self) -> list[VisitSummary]:
        """How the visits stand of which something waits."""
        return [
            VisitSummary.of(Visit.replay(known.actions))
            for visit_id, known in list(self._known.items())
            if self._waiting(visit_id)
        ]

    def _known_of(self, visit_id: str) -> Known | None:
        """What this person last had of a visit, unless something of it was not taken over since."""
        known = self._known.get(visit_id)
        if known and known.seen:
            refused = {action.id for each in self.refused() for action in each.parcel.actions}
            if not refused.isdisjoint(known.seen):
                del self._known[visit_id]
                self._overtaken.add(visit_id)
                return None
        return known

    def _waiting(self, visit_id: str) -> list[Parcel]:
        return [each for each in self.outbox.waiting(visit_id) if each.actor == self._actor]

    # --- what was not taken over ---------------------------------------------------------------------------------

    @property
    def reachable(self) -> bool:
        """Whether the server answered last time."""
        return self.outbox.reachable

    def state(self) -> OutboxState:
        """How this counter's outbox stands."""
        return self.outbox.state()

    def refused(self) -> list[Refused]:
        """What the store did not take of what this person did; nobody else is shown it."""
        return [each for each in self.outbox.refused() if each.parcel.actor == self._actor]

    def settle_refused(self, refused: Sequence[Refused], act: Act) -> None:
        """Writes down that this person does it anew or gives it up, and forgets it.

        Args:
            refused: of one visit.
            act: :attr:`db.lines.Act.REDO` or :attr:`db.lines.Act.DISCARD`.

        Raises:
            Trouble: ``needs_server``, any ``store_…``: then it is all still there.
        """
        if refused:
            visit_id = refused[0].parcel.visit_id
            self.record(act, actor=self._actor, visit_id=visit_id, acts=len(refused))
            self.outbox.drop_refused([each.parcel.id for each in refused])

    # --- what only the store knows -------------------------------------------------------------------------------

    def visit(self, visit_id: str) -> Visit:
        return Visit.replay(self.actions(visit_id))

    def position(self) -> int:
        return self._ask(lambda store: store.position())

    @property
    def calls(self) -> Calls:
        return self._ask(lambda store: store.calls)

    def visits(
        self, *, statuses: Iterable[Status] | None = None, day: date | None = None, limit: int = 200
    ) -> list[VisitSummary]:
        return self._ask(lambda store: store.visits(statuses=statuses, day=day, limit=limit))

    def find_by_reception_number(self, number: str, day: date) -> VisitSummary | None:
        return self._ask(lambda store: store.find_by_reception_number(number, day))

    def search(self, text: str, limit: int = 100) -> list[VisitSummary]:
        return self._ask(lambda store: store.search(text, limit))

    def protected(self, ids: Iterable[str]) -> set[str]:
        return self._ask(lambda store: store.protected(ids))

    def colleagues(self, protected: bool = False) -> list[str]:
        """Those of the store; while it is away, those that it named last."""
        try:
            self._colleagues[protected] = self._ask(lambda store: store.colleagues(protected))
        except Trouble as trouble:
            if trouble.id != "needs_server":
                raise
        return self._colleagues.get(protected, [])

    def duplicates(self, visit: Visit) -> list:
        return self._ask(lambda store: store.duplicates(visit))

    def anchor_page(self, office: str, made: datetime) -> bytes:
        return self._ask(lambda store: store.anchor_page(office, made))

    def statistics(self, first: date, last: date) -> Statistics:
        return self._ask(lambda store: store.statistics(first, last))

    def follow(self, told: Callable[[], None]) -> Following:
        return Following(self._place, told)

    def _ask(self, question: Callable[[Seen | Store], Answer]) -> Answer:
        if not self.outbox.reachable:
            raise Trouble("needs_server")
        try:
            return question(self.outbox.reached().seen_by(self._actor))
        except Trouble as trouble:
            self.outbox.met(trouble)
            raise
