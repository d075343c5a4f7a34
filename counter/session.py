"""Who sits at the counter. The one place where a clerk becomes the actor of actions."""

from __future__ import annotations

from dataclasses import dataclass

PREFIX = "clerk:"


@dataclass(frozen=True, slots=True)
class Session:
    """One clerk at one counter.

    Attributes:
        clerk: the clerk's name or account, as it is shown at the top right.
        counter: what the counter is called, for example 窓口2; may be empty.
    """

    clerk: str
    counter: str = ""

    def __post_init__(self) -> None:
        if not self.clerk.strip():
            raise ValueError("a session belongs to somebody")

    @property
    def actor(self) -> str:
        """Who acts, as in :class:`forms.actions.Action`."""
        return f"{PREFIX}{self.clerk.strip()}"

    @property
    def label(self) -> str:
        """What stands at the top right."""
        return f"{self.counter}  {self.clerk.strip()}".strip()


def clerk_name(actor: str | None) -> str:
    """The name to show for an actor: the account without its prefix, empty for nobody."""
    return (actor or "").removeprefix(PREFIX)
