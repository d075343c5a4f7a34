"""Voice guidance: reads each screen aloud and what the keys have come to, as loud and as fast as the visitor likes.

It says headings, explanations and the words of buttons: what a screen reader gets, less everything that is
somebody's. Signs on keys are not spoken either: whoever stands nearby would hear the PIN or the name being typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QWidget

from base.texts import LANGUAGES, text
from kiosk.boards.keys import KeyButton
from kiosk.sayable import all_fixed, is_sayable, plain
from kiosk.screens.field_row import FieldRow
from look.buttons import LINK, QUIET, Button, CardButton, ExactButton
from look.header import Header
from look.text import Text

if TYPE_CHECKING:
    from devices.voice.api import Voice
    from forms.guide.description import Guide
    from kiosk.screens.base import Screen

RATES = (0.75, 1.0, 1.3)
VOLUMES = (0.35, 0.65, 1.0)
USUAL = 1
"""Which of the rates and of the volumes a visitor finds."""
MOST = 14
"""Sentences of one screen; what is more is found with the keys."""


class Guidance:
    """What is said, and how.

    Args:
        voice: None where the office has none: then it cannot be switched on.
        guide: whose sentences may be spoken, too.

    Attributes:
        on: whether the visitor wants it.
        rate, volume: which of :data:`RATES` and :data:`VOLUMES`.
    """

    def __init__(self, voice: Voice | None, guide: Guide | None = None) -> None:
        self._voice, self._guide = voice, guide
        self.reset()

    @property
    def is_there(self) -> bool:
        """Whether there is a voice."""
        return self._voice is not None

    @property
    def is_silent(self) -> bool:
        """Whether it is wanted and cannot be heard."""
        return self.on and self._voice is not None and self._voice.trouble is not None

    def reset(self) -> None:
        """Silent, and as the next visitor should find it."""
        self.on, self.rate, self.volume = False, USUAL, USUAL
        self.stop()

    def switch(self, on: bool) -> None:
        """On or off."""
        self.on = on and self.is_there
        if not self.on:
            self.stop()

    def next_rate(self) -> None:
        """The next faster one; after the fastest the slowest."""
        self.rate = (self.rate + 1) % len(RATES)

    def next_volume(self) -> None:
        """The next louder one; after the loudest the softest."""
        self.volume = (self.volume + 1) % len(VOLUMES)

    def stop(self) -> None:
        """Is silent at once."""
        if self._voice is not None:
            self._voice.stop()

    def prepare(self) -> None:
        """Has all fixed sentences rendered, Japanese first, while nobody is there."""
        if self._voice is not None:
            for language in LANGUAGES:
                self._voice.prepare(all_fixed(language, self._guide), language)

    def read(self, screen: Screen) -> None:
        """Reads a screen from its heading on."""
        if self.on:
            self._say(self.of_screen(screen), screen.look.language)

    def point_at(self, widget: QWidget, screen: Screen) -> None:
        """Says what the focus has come to."""
        if self.on:
            self._say(self.of_widget(widget, screen.look.language), screen.look.language)

    def _say(self, sentences: Iterable[str], language: str) -> None:
        assert self._voice is not None
        allowed = [each for each in sentences if is_sayable(each, language, self._guide)]
        self._voice.say(allowed, language, rate=RATES[self.rate], volume=VOLUMES[self.volume])

    # --- what there is to say ------------------------------------------------------------------------------------

    def of_screen(self, screen: Screen) -> list[str]:
        """The fixed sentences of a screen: its heading first, then as one reads; at the end the way on."""
        language = screen.look.language
        heading = screen.heading
        words = [plain(screen.accessibleName(), language)]
        for each in _in_reading_order(screen.content, (Text, CardButton, Button), screen):
            if isinstance(each, Text):
                if each is not heading:
                    words.append(plain(each.accessibleName(), language))
            elif not _is_aside(each):
                words += self.of_widget(each, language)
        for each in screen.footer.in_lines():
            if isinstance(each, Button) and each.isEnabled() and each.kind == "main":
                words += self.of_widget(each, language)
        hidden = plain(text("kiosk.voice.hidden", language), language)
        kept = [each for each in dict.fromkeys(words) if each != hidden and is_sayable(each, language, self._guide)]
        return kept[:MOST]

    def of_widget(self, widget: QWidget, language: str) -> list[str]:
        """The words of one thing to touch; that it is not spoken, where its words are somebody's."""
        if isinstance(widget, KeyButton):
            own = plain(widget.accessibleName(), language)
            return [own] if not _types(widget) and is_sayable(own, language, self._guide) else []
        hidden = [plain(text("kiosk.voice.hidden", language), language)]
        if isinstance(widget, ExactButton):
            return hidden
        if isinstance(widget, CardButton):
            said = [plain(widget.title, language), plain(widget.note, language)]
        elif isinstance(widget, Button):
            said = [plain(widget.accessibleName(), language)]
            if not is_sayable(said[0], language, self._guide):
                said = [plain(widget.text(), language)]
        else:
            said = [plain(widget.accessibleName(), language)]
        said = [each for each in said if is_sayable(each, language, self._guide)]
        return said or ([] if isinstance(widget, QLineEdit) else hidden)


def _types(key: KeyButton) -> bool:
    """Whether a key stands for a sign, or for something chosen by signs."""
    name = key.objectName()
    return name.startswith(("key.type", "candidate.", "form.", "address.", "day.")) or name[-1:].isdigit()


def _is_aside(button: QWidget) -> bool:
    """Whether a button in the content is no choice of the screen: settings, links in rows, keys."""
    if isinstance(button, KeyButton):
        return True
    name = button.objectName()
    return isinstance(button, Button) and (button.kind in (QUIET, LINK) or name.startswith(("language.", "welcome.l")))


def _in_reading_order(inside: QWidget, kinds: tuple[type[QWidget], ...], screen: QWidget) -> list[QWidget]:
    found = [each for kind in kinds for each in inside.findChildren(kind) if each.isVisibleTo(screen)]
    free = [each for each in dict.fromkeys(found) if not _within(each, (FieldRow, Header), inside)]

    def place(widget: QWidget) -> tuple[int, int]:
        at = widget.mapTo(inside, QPoint(0, 0))
        return at.y(), at.x()

    return sorted(free, key=place)


def _within(widget: QWidget, kinds: tuple[type[QWidget], ...], end: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not end:
        if isinstance(parent, kinds):
            return True
        parent = parent.parentWidget()
    return False
