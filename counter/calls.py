"""The kiosks that ask for somebody, as the counter shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

REASONS = frozenset({"visitor", "purpose", "nothing"})
SCREENS = frozenset(
    {
        "welcome",
        "purpose",
        "have",
        "qr",
        "paper",
        "paper_reading",
        "card",
        "pin",
        "last_try",
        "number_b",
        "card_number",
        "card_number_show",
        "card_reading",
        "who",
        "card_look",
        "card_take",
        "confirm",
        "edit",
        "question",
        "todo",
        "sending",
        "not_sent",
        "printing",
        "not_printed",
        "printed",
        "thanks",
        "leaving",
        "out_of_service",
    }
)
"""The words that the counter has a text for. A newer kiosk may know more: they are left out, the call is not."""


class StaffCall(Protocol):
    """What the counter needs of a call: ``db.calls.StaffCall``."""

    id: str
    kiosk: str
    screen: str
    reason: str
    at: datetime
    answered_by: str | None


class Calls(Protocol):
    """What the counter needs of ``db.calls.Calls``."""

    def open(self) -> list[StaffCall]: ...

    def answer(self, id: str, *, actor: str) -> StaffCall | None: ...


@dataclass(frozen=True, slots=True)
class Call:
    """One kiosk that waits for somebody.

    Attributes:
        id: of the call.
        kiosk: its name.
        screen: where the visitor is, a word of :data:`SCREENS`, or empty.
        reason: a word of :data:`REASONS`.
        minutes: whole minutes since it called, never negative.
    """

    id: str
    kiosk: str
    screen: str
    reason: str
    minutes: int

    @classmethod
    def at(cls, call: StaffCall, now: datetime) -> Call:
        """The call as it stands at this time."""
        return cls(
            call.id,
            call.kiosk,
            call.screen if call.screen in SCREENS else "",
            call.reason if call.reason in REASONS else "visitor",
            max(0, int((now - call.at).total_seconds() // 60)),  # the kiosk's clock may be ahead
        )


def calls_at(calls: Iterable[StaffCall], now: datetime) -> tuple[Call, ...]:
    """The calls at this time, in the order given."""
    return tuple(Call.at(each, now) for each in calls)
