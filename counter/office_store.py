"""What the office needs of the store, and what it finds there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from base.trouble import Trouble
from counter import case_view
from counter.calls import Calls, StaffCall
from counter.case import Case
from counter.case_view import CaseView
from counter.queue import Summary
from counter.unsent import Unsent
from forms.actions import Status
from forms.visit import Visit


class Store(case_view.Store, Protocol):
    """What the counter needs of ``db.store.Store``."""

    calls: Calls

    def position(self) -> int: ...

    def visits(self, *, statuses: Iterable[Status] | None, day: Any, limit: int) -> list[Summary]: ...

    def find_by_reception_number(self, number: str, day: Any) -> Summary | None: ...

    def next_reception_number(self, day: date) -> str: ...

    def protected(self, ids: Iterable[str]) -> set[str]: ...

    def search(self, text: str) -> list[Summary]: ...

    def colleagues(self, protected: bool) -> list[str]: ...

    def duplicates(self, visit: Visit) -> list: ...

    def statistics(self, first: date, last: date) -> Any: ...

    def anchor_page(self, office: str, made: datetime) -> bytes: ...

    def record(self, act: str, *, actor: str, visit_id: str | None = None, **detail: str | int) -> int: ...

    def follow(self, told: Callable[[], None]) -> Following: ...


class Following(Protocol):
    """What tells of changes: ``db.following.Following``."""

    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Looked:
    """What the thread found when it looked whether anything is new.

    Attributes:
        calls: of kiosks for staff.
        position: of the store, up to which everything was seen.
        found: the visits to list; None where nothing has changed.
        case, view: the visit that was open then, and how it stands; no view where it has not changed.
        protected: ids of those listed that are, as far as this person may know.
        unsent: what of this counter's acts waits, or was not taken over; None where there is no outbox.
        own: while the server is away: how the visits stand of which something waits.
    """

    calls: list[StaffCall]
    position: int
    found: list[Summary] | None = None
    case: Case | None = None
    view: CaseView | None = None
    protected: frozenset[str] = frozenset()
    unsent: Unsent | None = None
    own: tuple[Summary, ...] = ()

    @property
    def away(self) -> bool:
        """The server does not answer, and the case in hand goes on without it."""
        return self.unsent is not None and self.unsent.away


def is_of_store(trouble: Trouble) -> bool:
    """Whether the store itself cannot be worked with, as opposed to one act being refused."""
    return trouble.id.startswith("store_")
