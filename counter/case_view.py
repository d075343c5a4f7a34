"""How a visit in a clerk's hands stands at one moment, and what the store has to give for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from counter.changes import Change
from counter.review import Review
from forms.actions import Action


class Store(Protocol):
    """What a case needs of ``db.store.Store``. Both raise Trouble when the store cannot be reached."""

    def actions(self, visit_id: str) -> list[Action]: ...

    def add(
        self, actions: Sequence[Action], *, expected_version: int | None, pages: Mapping[str, bytes] = {}
    ) -> Any: ...

    def page(self, page_id: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else was faster.

    Attributes:
        changes: what is different now.
        wanted: what this clerk was about to do; it is not done, and :meth:`Case.again` does it.
        late: it was done while the server was away, and not taken over when that was back.
    """

    changes: tuple[Change, ...]
    wanted: tuple[Action, ...]
    late: bool = False


@dataclass(frozen=True, slots=True)
class CaseView:
    """What the screens show of a case at one moment.

    Attributes:
        review: the review.
        mine: the visit is in review and this clerk has it, so that decisions are possible.
        can_take: this clerk may take it: held, returned, or in somebody else's hands.
        can_undo: there is a decision to take back.
        conflict: what to show before going on, or None.
    """

    review: Review
    mine: bool
    can_take: bool
    can_undo: bool
    conflict: Conflict | None = None
