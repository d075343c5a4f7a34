"""Things of a page that go through one step after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def through(things: Sequence[T], *steps: Callable[[Sequence[T]], Sequence[T]]) -> list[T]:
    """Segments, hits or entries after some steps, in the order in which they are given."""
    for step in steps:
        things = step(things)
    return list(things)
