"""The procedures guide asked by the clerk: one question at a time, a digit answers, what it leads to is recorded."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from counter.side import SidePage
from counter.wording import Wording
from forms.guide.description import Question
from forms.guide.questions import Questions
from forms.guide.wording import answer_text, phrase
from look.buttons import MAIN, QUIET, SECOND, Button
from look.text import Text
from look.tokens import Look


class QuestionsPage(SidePage):
    """A digit answers, 0 leaves the question to its counter, Backspace goes back; at the end Enter records.

    Signals:
        answered: what came of it, a :class:`forms.guide.advice.Advice`.
    """

    answered = Signal(object)

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("quiet_focus", True)
        self._questions: Questions | None = None
        self._question: Question | None = None

    def open(self, questions: Questions) -> None:
        """Begins with the first question that nobody has answered."""
        self._show(questions, questions.next)

    @property
    def question(self) -> str | None:
        """The id of the question on screen, or None at the end."""
        return self._question.id if self._question else None

    def _show(self, questions: Questions, question: Question | None) -> None:
        self._questions, self._question = questions, question
        self._fresh()
        if question is None:
            self._end(questions)
        else:
            self._ask(questions, question)

    def _ask(self, questions: Questions, question: Question) -> None:
        wording, guide = self.wording, questions.guide
        number, most = questions.place(question.id)
        self.title(phrase(guide, f"question.{question.id}.text", wording.language))
        self.column.addWidget(
            Text(phrase(guide, f"question.{question.id}.help", wording.language), self.look, "body", "quiet")
        )
        self.setAccessibleName(phrase(guide, f"question.{question.id}.text", wording.language))
        for digit, word in enumerate(question.words, 1):
            said = answer_text(guide, question, word, wording.language)
            given = f"✓ {said}" if questions.answers.get(question.id) == word else said
            button = Button(f"{digit}  {given}", self.look, SECOND, name=said, role="body")
            button.clicked.connect(lambda _checked=False, word=word: self._answer(word))
            self.column.addWidget(button)
        later = Button(f"0  {wording('questions.later')}", self.look, QUIET, role="body")
        later.clicked.connect(self._leave)
        self.column.addWidget(later)
        place = Text(wording("questions.place", number=number, most=most), self.look, "small", "quiet")
        self.foot(self.back_button(wording("act.cancel")), said=place)
        self.setFocus()

    def _end(self, questions: Questions) -> None:
        wording, advice = self.wording, questions.advice
        self.title(wording("questions.end", count=len(advice.procedures)))
        for number, told in enumerate(advice.procedures, 1):
            self.column.addWidget(Text(f"{number}　{told.title}", self.look, "body"))
            self.column.addWidget(Text("　".join(filter(None, (told.place, told.until))), self.look, "small", "quiet"))
        for question in advice.left:
            self.column.addWidget(Text(question, self.look, "body", "doubtful"))
        record = Button(f"{wording('questions.record')}  Enter", self.look, MAIN)
        record.clicked.connect(lambda: self.answered.emit(advice))
        self.foot(self.back_button(wording("act.cancel")), record)
        record.setFocus()

    def _answer(self, word: str) -> None:
        assert self._questions and self._question
        now = self._questions.answered(self._question.id, word)
        self._show(now, now.next)

    def _leave(self) -> None:
        assert self._questions and self._question
        now = self._questions.left_to_counter(self._question.id)
        self._show(now, now.next)

    def _back(self) -> None:
        assert self._questions
        before = self._questions.before(self.question)
        if before is not None:
            self._show(self._questions, before)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        typed = event.text()
        words = self._question.words if self._question else ()
        if event.key() == Qt.Key.Key_Backspace:
            self._back()
        elif words and typed == "0":
            self._leave()
        elif typed.isdecimal() and 1 <= int(typed) <= len(words):
            self._answer(words[int(typed) - 1])
        elif event.key() == Qt.Key.Key_Escape or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)
        elif typed:
            event.accept()  # a stray letter answers nothing, and is no search either
        else:
            super().keyPressEvent(event)
