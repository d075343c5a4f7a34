"""Welcome: in which language, how large, in which colours, and what for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from base.texts import LANGUAGES
from kiosk.screens.base import Screen
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
        self.rows.addWidget(Row(languages, look))
        self.rows.addSpacing(look.gap(1))
        self.title(words("welcome.heading"), words("welcome.lead"))
        self.rows.addSpacing(look.gap(1))
        cards: list[QWidget] = []
        for name, icon in (
            ("moving_in", "house"),
            ("moving_out", "house-out"),
            ("household", "people"),
            ("forms", "paper"),
        ):
            card = CardButton(words(f"welcome.{name}"), look, icon, words(f"welcome.{name}_note"))
            card.setObjectName(f"welcome.{name}")
            if name == "moving_in":
                card.clicked.connect(self._start)
            else:
                card.clicked.connect(self.go(Event.OTHER_PURPOSE))
            cards.append(card)
        self.rows.addWidget(Grid(cards, look, (4, 2, 1)))
        self.stretch()

    def _start(self) -> None:
        self.context.act(Event.START, kind="moving_in")

    def foot_left(self) -> list[QWidget]:
        words, look = self.words, self.look
        size = words(f"welcome.size_{TEXT_STEPS.index(look.text_step) + 1}")
        larger = Button(words("welcome.text_size", size=size), look, QUIET, icon="text-size")
        larger.setObjectName("welcome.text_size")
        larger.clicked.connect(lambda: self.context.next_size())
        name = words(f"welcome.theme_{look.theme}")
        colours = Button(words("welcome.theme", name=name), look, QUIET, icon="contrast")
        colours.setObjectName("welcome.theme")
        colours.clicked.connect(lambda: self.context.next_theme())
        return [larger, colours]
