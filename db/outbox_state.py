"""How an outbox stands, for screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OutboxState:
    """What screens show.

    Attributes:
        reachable: whether the store answered last time.
        waiting: how many adds are not yet delivered.
        oldest_at: since when the oldest of them waits, or None.
        refused: how many the store will not take (somebody has to look).
        trouble: the id of the last trouble while not reachable, or of the last refusal; or None.
        scarce: whether staff should make room on this machine's disk.
    """

    reachable: bool
    waiting: int
    oldest_at: datetime | None
    refused: int
    trouble: str | None
    scarce: bool = False
