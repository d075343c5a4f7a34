"""Welcome: in which language, how large, in which colours, and what for."""

from __future__ import annotations

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
    """The first screen."""

    def fill(self) -> None:
        words, look = self.words, self.look
        languages: list[QWidget] = []
        for language in LANGUAGES:
            own = language if language != "ja-easy" else "ja"
            button = Button(OWN_NAMES[language], look, QUIET, checkable=True, language=own)
            button.setObjectName(f"language.{language}")
            button.setChecked(language == words.language)
            button.clicked.connect(lambda _on=False, chosen=language: self.context.choose_language(chosen))
            languages.append(button)
        # All choices on one page, also where readings stand above the kanji.
        self.rows.setContentsMargins(look.gap(4), look.gap(2), look.gap(4), look.gap(2))
        self.rows.addWidget(Row(languages, look))
        self.title_before_touch(words("welcome.heading"), words("welcome.lead"))
        self.rows.addSpacing(look.gap(1))
        cards: list[QWidget] = []
        touches = {each.kind: self.go(Event.START, kind=each.kind) for each in purposes_of("")}
        touches["household"] = self.go(Event.MORE_PURPOSES, group="household")
        for name, touch in touches.items():
            icon = ICONS.get(name, "people")
            said, note = words(f"welcome.{name}"), words(f"welcome.{name}_note")
            whole = words.line(f"welcome.{name}")
            card = Button(whole, look, icon=icon) if self.large else CardButton(said, look, icon, note)
            card.setAccessibleName(f"{whole} {note}")
            card.setObjectName(f"welcome.{name}")
            card.clicked.connect(touch)
            cards.append(card)
        self.rows.addWidget(Grid(cards, look, (4, 2, 1)))
        other = Button(words("welcome.other"), look, QUIET, arrow=True)
        other.setObjectName("welcome.other")
        other.clicked.connect(self.go(Event.MORE_PURPOSES, group="other"))
        self.rows.addWidget(Row([other], look))
        self.stretch()

    def foot_left(self) -> list[QWidget]:
        words, look = self.words, self.look.steady
        size = words(f"welcome.size_{TEXT_STEPS.index(self.look.text_step) + 1}")
        larger = Button(words("welcome.text_size", size=size), look, QUIET, icon="text-size")
        larger.setObjectName("welcome.text_size")
        larger.clicked.connect(lambda: self.context.next_size())
        name = words(f"welcome.theme_{look.theme}")
        colours = Button(words("welcome.theme", name=name), look, QUIET, icon="contrast")
        colours.setObjectName("welcome.theme")
        colours.clicked.connect(lambda: self.context.next_theme())
        return [larger, colours]
