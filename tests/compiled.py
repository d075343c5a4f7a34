"""What statements are in SQL, kept for all stores of a process: each test has new ones, and each would find it out."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.util import LRUCache

KEPT = 1000


class Compiled:
    """In place of ``sqlalchemy.create_engine``: engines for the same kind of database share what they compiled."""

    def __init__(self) -> None:
        self._kinds: dict[str, _Cache] = {}

    def __call__(self, url: Any, **words: Any) -> Engine:
        """An engine as ``create_engine`` makes it."""
        engine = create_engine(url, **words)
        engine.update_execution_options(compiled_cache=self._kinds.setdefault(engine.dialect.name, _Cache(KEPT)))
        return engine


class _Cache(LRUCache):
    """Does not tell one engine's dialect from another's, which begins each key: all are made with the same words."""

    def get(self, key: tuple, default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __getitem__(self, key: tuple) -> Any:
        return super().__getitem__(key[1:])

    def __setitem__(self, key: tuple, compiled: Any) -> None:
        super().__setitem__(key[1:], compiled)
