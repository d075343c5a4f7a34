"""What a voice is to the rest of the program."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from base.trouble import Trouble


class Voice(Protocol):
    """Says fixed sentences. Every call returns at once.

    Attributes:
        trouble: what keeps it silent, or None. Nobody's visit waits for it.
    """

    trouble: Trouble | None

    def say(self, sentences: Iterable[str], language: str, *, rate: float = 1.0, volume: float = 1.0) -> None:
        """Says these and stops what was being said.

        Args:
            sentences: in order. What is said may be kept as sound, so nothing of anybody may be in it.
            language: of :data:`base.texts.LANGUAGES`.
            rate: 1 is usual, 2 twice as fast.
            volume: 0 to 1.
        """

    def prepare(self, sentences: Iterable[str], language: str) -> None:
        """Renders these at the usual rate whenever there is nothing to say."""

    def stop(self) -> None:
        """Is silent at once."""

    def close(self) -> None:
        """Ends whatever runs beside the program."""
