"""Answers that are worth keeping while a page is read, and that nobody may keep longer: they hold what it says.

A cache of a function that is asked about texts of a page holds names and numbers for as long as the process lives,
wherever else they are wiped (docs/privacy.md). These are emptied once nobody is reading any more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeVar

_Function = TypeVar("_Function", bound=Callable)
_caches: list[Callable[[], None]] = []


def remembered(function: _Function) -> _Function:
    """A function that gives an answer again without working it out, until :func:`forget`."""
    kept = cache(function)
    _caches.append(kept.cache_clear)
    return kept  # type: ignore[return-value]


def forget() -> None:
    """Lets go of all that such functions were asked. Any thread may call."""
    for clear in _caches:
        clear()
