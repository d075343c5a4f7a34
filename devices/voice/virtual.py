"""A voice that nobody hears: it notes what it would have said."""

from __future__ import annotations

from collections.abc import Iterable

from base.trouble import Trouble


class VirtualVoice:
    """See :class:`devices.voice.api.Voice`.

    Attributes:
        said: every sentence with its language, in order.
        now: what is being said; empty when silent.
        prepared: what was to be rendered ahead.
        rate, volume: of the last words.
    """

    def __init__(self) -> None:
        self.trouble: Trouble | None = None
        self.said: list[tuple[str, str]] = []
        self.now: list[str] = []
        self.prepared: list[tuple[str, str]] = []
        self.rate = self.volume = 1.0

    def say(self, sentences: Iterable[str], language: str, *, rate: float = 1.0, volume: float = 1.0) -> None:
        self.now, self.rate, self.volume = list(sentences), rate, volume
        self.said += [(each, language) for each in self.now]

    def prepare(self, sentences: Iterable[str], language: str) -> None:
        self.prepared += [(each, language) for each in sentences]

    def stop(self) -> None:
        self.now = []

    def close(self) -> None:
        self.stop()
