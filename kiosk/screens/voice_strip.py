"""The voice on every screen: hear it again, how fast, how loud, and an end of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.guidance import Guidance
from kiosk.wording import Words
from look.buttons import QUIET, Button
from look.flow import Row
from look.text import Text
from look.tokens import Look

LARGEST_STEP = 1.0
"""Whoever listens needs to read less: the strip leaves the room to the screen, and stays in one line."""


class VoiceStrip(QWidget):
    """Stands above the foot while the voice is on.

    Args:
        guidance: what it sets.
        words, look: how.
        again: reads the screen anew.
        off: switches the voice off.
    """

    def __init__(
        self, guidance: Guidance, words: Words, look: Look, again: Callable[[], None], off: Callable[[], None]
    ) -> None:
        super().__init__()
        self._guidance, self._words, self._again = guidance, words, again
        look = look.steady.with_(text_step=min(look.steady.text_step, LARGEST_STEP))
        self._rate = self._button("voice.rate", look, self._next_rate)
        self._volume = self._button("voice.volume", look, self._next_volume)
        parts: list[QWidget] = [
            self._button("voice.again", look, again, short=True),
            self._rate,
            self._volume,
            self._button("voice.stop", look, off, short=True),
        ]
        self.silent = Text(words("voice.silent"), look, "small", "quiet")
        self.silent.setVisible(guidance.is_silent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.gap(4), look.gap(0), look.gap(4), 0)
        rows.setSpacing(look.gap(0))
        rows.addWidget(Row(parts, look))
        rows.addWidget(self.silent)
        self._tell()

    def _button(self, key: str, look: Look, act: Callable[[], None], short: bool = False) -> Button:
        # One line even on a standing screen: short words for the eye, the whole for the ear.
        said = self._words(f"{key}_short") if short else self._words(key)
        made = Button(said, look, QUIET, name=self._words(key))
        made.setObjectName(key)
        made.clicked.connect(lambda: act())
        return made

    def _tell(self) -> None:
        words, guidance = self._words, self._guidance
        self._rate.set_text(words("voice.rate", name=words(f"voice.rate_{guidance.rate + 1}")))
        self._volume.set_text(words("voice.volume", name=words(f"voice.volume_{guidance.volume + 1}")))

    def _next_rate(self) -> None:
        self._guidance.next_rate()
        self._tell()
        self._again()

    def _next_volume(self) -> None:
        self._guidance.next_volume()
        self._tell()
        self._again()
