"""A table of measurements, for people and as JSON."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One contestant.

    Attributes:
        who: ``kakanai`` or the peer's name and version.
        figures: name of the figure → value.
    """

    who: str
    figures: dict[str, float | int | str]


@dataclass(frozen=True, slots=True)
class Table:
    """One bench.

    Attributes:
        name: the word on the command line.
        what: what was measured, on what.
        rows: ours first.
    """

    name: str
    what: str
    rows: tuple[Row, ...]

    def to_json(self) -> dict:
        return {"name": self.name, "what": self.what, "rows": [{"who": row.who, **row.figures} for row in self.rows]}

    def sentences(self) -> str:
        """The table in columns."""
        heads = list(self.rows[0].figures)
        lines = [self.what, f"{'':<36}" + "".join(f"{head:>16}" for head in heads)]
        for row in self.rows:
            lines.append(f"{row.who:<36}" + "".join(f"{_shown(row.figures.get(head, '')):>16}" for head in heads))
        return "\n".join(lines)


def _shown(value: float | int | str) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def milliseconds(act: Callable[[], object], times: int) -> list[float]:
    """How long an act takes, each time, in milliseconds of the wall clock."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def median(values: list[float]) -> float:
    """The median; machines are shared, and a mean would tell of the neighbours."""
    return round(statistics.median(values), 2)
