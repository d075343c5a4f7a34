"""Fusing: many readings become one value a field, with all its evidence and a state.

A certificate, a card and a pre-entry that say the same are worth more than any confidence score. A value from
one source is shown beside where it came from. A conflict is never settled silently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from forms.reading import ReadField, Reading, Source


class State(StrEnum):
    """How much a person still has to look at a field."""

    AGREED = "agreed"
    """Two independent sources say the same."""
    SINGLE = "single"
    """One source, which is sure of it."""
    DOUBTFUL = "doubtful"
    """One source or several, none of them sure."""
    CONFLICT = "conflict"
    """Two sources say different things."""
    MISSING = "missing"
    """The notification needs it and no source has it."""
    CONFIRMED = "confirmed"
    """A person has looked and decided."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person's decision on a field.

    Attributes:
        value: the data decided on; empty for "there is none".
        by: :attr:`Source.VISITOR` or :attr:`Source.CLERK`.
        actor: who, as in :class:`forms.actions.Action`.
        at: when.
    """

    value: str
    by: Source
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one source said about one field.

    Attributes:
        source: who said it.
        reading: the index of the reading among those fused.
        field: what it said. Its path is the fused one, whatever row the source had the person in.
    """

    source: Source
    reading: int
    field: ReadField


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a visit after fusing.

    Attributes:
        path: its path.
        value: the value to use, or None when missing. In a conflict: that of the strongest source, undecided.
        state: how much a person still has to look.
        evidence: everything said about it, the strongest source first.
        candidates: the different values to choose from, the chosen one first.
        hint: id of what a person should know: ``variant`` (the same character written differently),
            ``notation`` (the same address written differently), or None.
        confirmation: who decided, for :attr:`State.CONFIRMED`.
    """

    path: str
    value: str | None
    state: State
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[str, ...] = ()
    hint: str | None = None
    confirmation: Confirmation | None = None

    @property
    def needs_eyes(self) -> bool:
        """Whether a person has to look before this goes any further."""
        return self.state in (State.DOUBTFUL, State.CONFLICT, State.MISSING)


def fuse(
    readings: Sequence[Reading], confirmations: Mapping[str, Confirmation] = {}, kind: str = "moving_in"
) -> dict[str, Field]:
    """Every field of the visit in the order of the printed form.

    Args:
        readings: what each source said, in any order; members may stand in different rows.
        confirmations: what people decided, by path.
        kind: the kind of notification, which decides what is missing.
    """
    raise NotImplementedError
