"""How often the kiosk has broken down lately: after three times in a minute it comes up out of service."""

from __future__ import annotations

import json
from pathlib import Path

from base import events
from base.clock import Clock

WITHIN_S = 60.0
"""Seconds that a breakdown counts."""
TOO_MANY = 3
"""Breakdowns within that time after which visitors are asked to go to the counter, instead of losing them again."""


class Restarts:
    """Notes each start in a file, and takes the note back at an orderly end.

    What is left there are the starts that ended otherwise: killed, crashed, ended by the watchdog. Seconds are those
    since the machine was started, which no setting of its clock moves.

    Args:
        file: where the starts are noted; its folder exists.
    """

    def __init__(self, file: Path, clock: Clock) -> None:
        self._file, self._clock = file, clock

    def begin(self) -> bool:
        """Notes this start; returns whether there were too many breakdowns just before it."""
        now = self._clock.monotonic()
        before = [each for each in self._noted() if now - WITHIN_S <= each <= now]
        try:
            self._file.write_text(json.dumps([*before, now]), encoding="utf-8")
        except OSError as failed:
            events.log("kiosk.restarts_not_noted", error=type(failed).__name__)
        return len(before) >= TOO_MANY

    def end(self) -> None:
        """An orderly end: earlier breakdowns count no more, because somebody ended the kiosk on purpose."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as failed:
            events.log("kiosk.restarts_not_noted", error=type(failed).__name__)

    def _noted(self) -> list[float]:
        """The starts in the file; none where there is no file, or one that was cut off in writing."""
        try:
            noted = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [float(each) for each in noted if isinstance(each, int | float)] if isinstance(noted, list) else []
