"""What the office may set about a kiosk. Plain Python, so that the command can make one without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from forms.guide.description import Guide
from kiosk.staff.settings import StaffSettings
from look.tokens import DEFAULT_PX_PER_MM

LEAST_LOW_MM = 270
"""Millimetres that content and foot need in the largest text, on a standing screen. One that hangs so high that less is
within reach has to be hung lower; the configuration says so."""


@dataclass(frozen=True, slots=True)
class KioskSettings:
    """One kiosk.

    Attributes:
        name: goes into the record of each visit as ``kiosk:<name>``.
        ward, branch: shown at the head of the welcome screen.
        mayor: whom the notification is addressed to.
        guide: the municipality's procedures guide; None leaves its questions out.
        idle_seconds: without a touch before the kiosk asks whether anyone is there.
        pixels_per_mm: of the display; every size follows from it.
        screen_bottom_mm: from the floor to the lower edge of the picture.
        reach_mm: the highest that somebody who sits can touch, from the floor.
        full_screen: whether the kiosk takes the whole screen.
        lock_file: held while the kiosk runs, so that there is one; None for windows inside another program.
        staff: what is behind the staff's door.
    """

    name: str = "1"
    ward: str = "千代田区"
    branch: str = "麹町出張所"
    mayor: str = "千代田区長"
    guide: Guide | None = None
    idle_seconds: int = 90
    pixels_per_mm: float = DEFAULT_PX_PER_MM
    screen_bottom_mm: int = 900
    reach_mm: int = 1220
    full_screen: bool = True
    lock_file: Path | None = None
    staff: StaffSettings = StaffSettings()

    @property
    def low_mm(self) -> int:
        """How high the lower part of the screen is that somebody who sits can reach; never too little to work with."""
        return max(self.reach_mm - self.screen_bottom_mm, LEAST_LOW_MM)

    @property
    def actor(self) -> str:
        """As in :class:`forms.actions.Action`."""
        return f"kiosk:{self.name}"
