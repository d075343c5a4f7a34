"""The questions that find the follow-up procedures, one a screen; and what they have led to."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.guide.description import Procedure, Question
from forms.guide.questions import Questions
from forms.guide.wording import answer_text, deadline_text, phrase
from forms.paper.of_visit import NOTIFICATION
from kiosk.screens.base import Screen
from kiosk.states import STEPS, Event
from look import fonts
from look.buttons import LINK, Button, CardButton
from look.flow import Grid, Row
from look.frame import Rule
from look.header import Header
from look.text import Text

_ICONS = {"yes": "circle", "no": "cross", "unsure": "question"}
"""A circle for yes and a cross for no, as Japanese forms have it; the word stands beside it."""
PASS_OVER = "question.pass_over"
MOST_CARDS = 3
"""Answers that stand as cards on one page."""


class _OfTheGuide(Screen):
    """What both screens share."""

    @property
    def questions(self) -> Questions:
        found = self.context.journey.questions
        assert found is not None  # these screens exist only where there is a guide
        return found


class Ask(_OfTheGuide):
    """One question, with large answers. A touch answers and goes on."""

    def head(self) -> QWidget:
        """How far through the questions; the questions come and go, so the number is the most there can be."""
        words = self.words
        number, most = self.questions.place(self._id)
        place = words("question.place", number=number, most=most)
        return Header(words.value("kind", self.context.draft.kind), self.look, place)

    @property
    def _id(self) -> str:
        id = self.context.journey.question
        assert id is not None  # the state has one
        return id

    def fill(self) -> None:
        words, look = self.words, self.look
        questions, id = self.questions, self._id
        guide, language = questions.guide, words.language
        question = guide.questions[id]
        help_ = phrase(guide, f"question.{id}.help", language)
        self.title_before_touch(phrase(guide, f"question.{id}.text", language), help_)
        # Many answers, like large type, have room on one page as plain buttons.
        self.compact = self.large or len(question.words) > MOST_CARDS
        cards = [self._answer(questions, question, word) for word in question.words]
        if "unsure" not in question.words:
            cards.append(self._pass_over(id in questions.passed))
        self.rows.addWidget(Grid(cards, look, (min(3, len(cards)), 2, 1), gap=1 if self.compact else 2))
        if self.large:
            self.rows.addWidget(Text(help_, look, "body", "quiet"))
        rest = self.button("question.leave_rest", LINK, self.go(Event.LEAVE_REST), look=look)
        self.rows.addWidget(Row([rest], look))
        self.stretch()

    def _answer(self, questions: Questions, question: Question, word: str) -> QWidget:
        said = answer_text(questions.guide, question, word, self.words.language)
        chosen = questions.answers.get(question.id) == word
        note = self.words("question.chosen") if chosen else ""
        card = self._card(said, _ICONS.get(word, "arrow-right"), note, f"question.{word}", chosen)
        card.clicked.connect(self.go(Event.ANSWER, word=word))
        return card

    def _pass_over(self, chosen: bool) -> QWidget:
        words = self.words
        note = words("question.chosen" if chosen else "question.pass_over_note")
        card = self._card(words(PASS_OVER), "hand", note, PASS_OVER, chosen)
        card.clicked.connect(self.go(Event.PASS_OVER))
        return card

    def _card(self, said: str, icon: str, note: str, name: str, chosen: bool) -> Button | CardButton:
        look, icon = self.look, "check" if chosen else icon
        made = Button(said, look, icon=icon) if self.compact else CardButton(said, look, icon, note)
        made.setAccessibleName(f"{said} {note}".strip())
        made.setObjectName(name)
        return made


class Todo(_OfTheGuide):
    """What has to be done, before the form is printed: the same list lies on the guide sheet."""

    def head(self) -> QWidget:
        journey, words = self.context.journey, self.words
        kind = self.context.draft.kind
        return Header(words.value("kind", kind), self.look, words("step.question"), journey.step, STEPS)

    def fill(self) -> None:
        words, look, questions = self.words, self.look, self.questions
        found = questions.procedures
        lead = words("todo.lead" if found else "todo.lead_none")
        self.title_before_touch(words("todo.heading", count=len(found)) if found else words("todo.heading_none"), lead)
        for each in found:
            self.rows.addWidget(Rule(look))
            self.rows.addWidget(self._procedure(questions, each))
        if self.large:
            self.rows.addWidget(Text(lead, look, "body", "quiet"))
        if questions.left:
            self.rows.addWidget(Rule(look))
            self.rows.addWidget(Text(words("todo.left", count=len(questions.left)), look, "body", "doubtful"))
        self.stretch()

    def _procedure(self, questions: Questions, procedure: Procedure) -> QWidget:
        look, guide, language = self.look, questions.guide, self.words.language
        counter = procedure.rule.counter
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.gap(2))
        made.setProperty("one_page", True)
        number = Text(f"{procedure.number}", look, "button", wrap=False)
        number.setMinimumWidth(round(fonts.metrics(look, "button").horizontalAdvance("00")))
        row.addWidget(number)
        column = QVBoxLayout()
        column.setSpacing(look.gap(0))
        column.addWidget(Text(phrase(guide, f"procedure.{procedure.id}.title", language), look, "button"))
        place = " ".join(filter(None, (counter.floor, phrase(guide, f"counter.{counter.id}", language))))
        # The notification itself is what all of this is about.
        form = self.words("todo.form") if procedure.rule.form not in (None, NOTIFICATION) else ""
        said = "　".join(filter(None, (place, deadline_text(procedure, language), form)))
        column.addWidget(Text(said, look, "body", "quiet"))
        row.addLayout(column, 1)
        return made

    def main(self) -> Button:
        return self.main_button("todo.go_on", self.go(Event.GO_ON))
