"""What the office may set about the staff's door. Plain Python, so that the command can make it without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from devices.check import Check


@dataclass(frozen=True, slots=True)
class StaffSettings:
    """What the office may set.

    Attributes:
        pin_file: see :class:`kiosk.staff.door.Door`.
        selftest: looks at everything, in words of a language; blocks for seconds. None offers no self-test.
    """

    pin_file: Path | None = None
    selftest: Callable[[str], list[Check]] | None = None
