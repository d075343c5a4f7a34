"""What staff read about the visits that this machine keeps until the server has them. Sentences, no widgets."""

from __future__ import annotations

from collections.abc import Iterator

from base.clock import JAPAN
from db.outbox_state import OutboxState
from kiosk.wording import Words


def sentences(state: OutboxState, words: Words) -> Iterator[tuple[str, str]]:
    """What to say, each with the role of its colour.

    Args:
        state: of the outbox, just asked for.
        words: of the staff's language.
    """
    if not state.reachable:
        yield words("door.outbox_cut"), "doubtful"
    if state.waiting and state.oldest_at is not None:
        time = f"{state.oldest_at.astimezone(JAPAN):%H:%M}"
        yield words("door.outbox_waiting", count=state.waiting, time=time), "doubtful"
    elif state.reachable and not state.refused:
        yield words("door.outbox_empty"), "agreed"
    if state.refused:
        yield words("door.outbox_refused", count=state.refused), "conflict"
    if state.scarce:
        yield words("door.outbox_scarce"), "conflict"
