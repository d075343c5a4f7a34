"""How long each thing may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delays:
    """Every time-out of the journey, in seconds.

    Attributes:
        idle_s: without a touch before the kiosk asks whether anyone is there.
        warning_s: how long it asks before it wipes; at least 20 by our promise.
        thanks_s: the same as `idle_s` on the last screen, where the visitor has what they came for.
        settings_s: without a touch on the welcome screen before language, size and colours go back, with the same
            warning where somebody has chosen any.
        staff_s: how long "staff are coming" stays before it counts as read.
        call_s: how long a call for staff may take to reach the counters before the visitor is sent there.
        work_s: how long reading or storing may take before the visitor hears that it did not work.
        print_s: the same for printing; staff may have to put in paper (at most 120 s).
    """

    idle_s: float = 90.0
    warning_s: float = 30.0
    thanks_s: float = 45.0
    settings_s: float = 60.0
    staff_s: float = 120.0
    call_s: float = 8.0
    work_s: float = 90.0
    print_s: float = 260.0

    def __post_init__(self) -> None:
        if self.warning_s < 20:
            raise ValueError("people need at least 20 seconds to answer a warning")
