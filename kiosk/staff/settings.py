"""What the office may set about the staff's door. Plain Python, so that the command can make it without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from devices.check import Check

if TYPE_CHECKING:
    from db.outbox_state import OutboxState


@dataclass(frozen=True, slots=True)
class StaffSettings:
    """What the office may set.

    Attributes:
        pin_file: see :class:`kiosk.staff.door.Door`.
        selftest: looks at everything, in words of a language; blocks for seconds. None offers no self-test.
        outbox: how delivery to the server stands; None where the store lies on this machine.
    """

    pin_file: Path | None = None
    selftest: Callable[[str], list[Check]] | None = None
    outbox: Callable[[], OutboxState] | None = None
