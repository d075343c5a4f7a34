"""The log: only events from the catalogue, only the data that the catalogue allows, never personal data.

``events.toml`` is the one catalogue: id, type, level, Japanese meaning, where it is raised, names of its data.
A line is JSON with the time, the event, and its data; control characters cannot forge a second line.
"""

from __future__ import annotations

import json
import logging
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from base.clock import SystemClock

_logger = logging.getLogger("kakanai")


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the catalogue.

    Attributes:
        id: dotted, room first: ``devices.card_inserted``.
        type: ``user`` (a visitor or clerk did it), ``system`` (we did it), ``device`` (hardware did it).
        level: ``info``, ``warning`` or ``error``.
        meaning: what it tells IT staff, in Japanese.
        where: the module that raises it.
        data: names of the values it carries, none of them personal.
    """

    id: str
    type: str
    level: str
    meaning: str
    where: str
    data: tuple[str, ...] = ()


@cache
def catalogue() -> dict[str, Event]:
    """All events by id."""
    table = tomllib.loads(Path(__file__).with_name("events.toml").read_text(encoding="utf-8"))
    return {
        f"{room}.{name}": Event(
            f"{room}.{name}", row["type"], row["level"], row["meaning"], row["where"], tuple(row.get("data", ()))
        )
        for room, rows in table.items()
        for name, row in rows.items()
    }


def log(id: str, /, **data: str | int | float | bool) -> None:
    """Writes one event.

    Raises:
        KeyError: the event or one of its data is not in the catalogue, which is a bug.
    """
    event = catalogue()[id]
    if unknown := set(data) - set(event.data):
        raise KeyError(f"event {id} carries no {sorted(unknown)}")
    _logger.log(logging.getLevelNamesMapping()[event.level.upper()], id, extra={"event": id, "data": data})


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON. Records of other libraries keep only their logger and level."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"at": SystemClock().now().isoformat(timespec="milliseconds"), "level": record.levelname.lower()}
        if hasattr(record, "event"):
            line |= {"event": record.event} | record.data
        else:
            # A library's message may quote what a person wrote, so it stays out.
            line |= {"event": "base.foreign_log", "logger": record.name}
        return json.dumps(line, ensure_ascii=True)


def start_log(file: Path | None = None, level: int = logging.INFO) -> None:
    """Sends the log to a file, or to standard error."""
    handler: logging.Handler = (
        logging.FileHandler(file, encoding="utf-8") if file else logging.StreamHandler(sys.stderr)
    )
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.WARNING, level))
    _logger.setLevel(level)
