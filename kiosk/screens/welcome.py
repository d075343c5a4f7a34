"""Welcome: in which language, how large, in which colours, and what for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from base.texts import LANGUAGES
from kiosk.purposes import purposes_of
from kiosk.screens.base import Screen
from kiosk.screens.purpose import ICONS
from kiosk.states import Event
from look.buttons import QUIET, Button, CardButton
from look.flow import Grid, Row
from look.tokens import TEXT_STEPS

OWN_NAMES = {"ja": "日本語", "ja-easy": "やさしい日本語", "en": "English", "zh": "简体中文", "ko": "한국어"}
"""Each language in itself: whoever needs it can read nothing else here."""


class Welcome(Screen):
    """The first screen: everything that may be chosen is on it, one touch each."""

    @property
    def compact(self) -> bool:
        """Whether there is less room than the cards want: they are plain buttons then, and the settings stand in
        a row of their own."""
        guidance = self.context.guidance
        return self.look.text_step > 1 or self.look.low or (guidance is not None and guidance.on)

    def fill(self) -> None:
        words, look = self.words, self.look
        # All choices on one page, also where readings stand above the kanji.
        self.rows.setContentsMargins(look.gap(4), look.gap(2), look.gap(4), look.gap(2))
        if self.compact:
            self.rows.setSpacing(look.gap(1))
        if self.compact:
            self.rows.addWidget(Row(self._languages(), look.steady))
            self.rows.addWidget(Row([*self._in_foot(), *self._voice()], look.steady))
            self.heading_only(words("welcome.heading"))
        else:
            self.rows.addWidget(Row([*self._languages(), *self._voice()], look))
            self.title(words("welcome.heading"), words("welcome.lead"))
            self.rows.addSpacing(look.gap(1))
        cards: list[QWidget] = []
        touches = {each.kind: self.go(Event.START, kind=each.kind) for each in purposes_of("")}
        touches["household"] = self.go(Event.MORE_PURPOSES, group="household")
        for name, touch in touches.items():
            icon = ICONS.get(name, "people")
            said, note = words(f"welcome.{name}"), words(f"welcome.{name}_note")
            whole = words.line(f"welcome.{name}")
            card = Button(whole, look, icon=icon) if self.compact else CardButton(said, look, icon, note)
            card.setAccessibleName(f"{whole} {note}")
            card.setObjectName(f"welcome.{name}")
            card.clicked.connect(touch)
            cards.append(card)
        self.rows.addWidget(Grid(cards, look, (4, 2, 1), gap=1 if self.compact else 2))
        # In large type it is long enough for two lines, and what most people come for stands above it.
        other = Button(words("welcome.other"), look.steady, QUIET, arrow=True)
        other.setObjectName("welcome.other")
        other.clicked.connect(self.go(Event.MORE_PURPOSES, group="other"))
        self.rows.addWidget(Row([other], look))
        self.stretch()

    def foot_left(self) -> list[QWidget]:
        return [] if self.compact else self._in_foot()

    def _languages(self) -> list[QWidget]:
        languages: list[QWidget] = []
        for language in LANGUAGES:
            own = language if language != "ja-easy" else "ja"
            button = Button(OWN_NAMES[language], self.look.steady, QUIET, checkable=True, language=own)
            button.setObjectName(f"language.{language}")
            button.setChecked(language == self.look.language)
            button.clicked.connect(lambda _on=False, chosen=language: self.context.choose_language(chosen))
            languages.append(button)
        return languages

    def _in_foot(self) -> list[QWidget]:
        words, look, context = self.words, self.look, self.context
        size = words(f"welcome.size_{TEXT_STEPS.index(look.text_step) + 1}")
        colours = words(f"welcome.theme_{look.theme}")
        low = "raise" if look.low else "lower"
        made: list[QWidget] = [
            self._setting("text_size", words("welcome.text_size", size=size), "text-size", context.next_size),
            self._setting("theme", words("welcome.theme", name=colours), "contrast", context.next_theme),
        ]
        if look.language == "ja":
            said = words("welcome.readings_on" if look.readings else "welcome.readings_off")
            made.append(self._setting("readings", said, "language", context.switch_readings))
        if context.can_lower:
            made.append(self._setting("low", words(f"welcome.{low}"), low, context.lower))
        return made

    def _voice(self) -> list[QWidget]:
        guidance = self.context.guidance
        if guidance is None or not guidance.is_there:
            return []
        said, icon = ("on", "voice") if guidance.on else ("off", "voice-off")
        switch = self.context.switch_voice
        return [self._setting("voice", self.words(f"voice.{said}"), icon, lambda: switch(not guidance.on))]

    def _setting(self, name: str, said: str, icon: str, change: Callable[[], None]) -> Button:
        made = Button(said, self.look.steady, QUIET, icon=icon)
        made.setObjectName(f"welcome.{name}")
        made.clicked.connect(lambda: change())
        return made
