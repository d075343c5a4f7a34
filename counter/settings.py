"""How one counter is set up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from counter.session import Session
from forms.guide.description import Guide
from look.tokens import DEFAULT_PX_PER_MM, DESK, Look


@dataclass(frozen=True, slots=True)
class CounterSettings:
    """What the configuration says about this counter.

    Attributes:
        name: what the counter is called: 窓口2.
        office: whose counter it is: 千代田区　麹町出張所.
        mayor: to whom notifications are addressed: 千代田区長.
        clerk: who sits there while there are no accounts; empty asks for the first one. With accounts, the name that
            stands in the log-in.
        lock_minutes: without a key or the pointer until the window asks for the password again.
        lock_file: held while the app runs, so that it runs once; None holds nothing.
        guide: whose questions a clerk asks; None asks none.
        language: of the clerk's screens.
        pixels_per_mm: of the display.
    """

    name: str = ""
    office: str = ""
    mayor: str = ""
    clerk: str = ""
    lock_minutes: int = 5
    lock_file: Path | None = None
    guide: Guide | None = None
    language: str = "ja"
    pixels_per_mm: float = DEFAULT_PX_PER_MM

    @property
    def session(self) -> Session:
        """Who acts here."""
        return Session(self.clerk, self.name)

    @property
    def look(self) -> Look:
        """How the screens are drawn."""
        return Look(profile=DESK, px_per_mm=self.pixels_per_mm, language=self.language)
