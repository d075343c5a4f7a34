"""The questions of the procedures guide, and what they lead to."""

from __future__ import annotations

from base.clock import today
from forms.guide.questions import Questions
from kiosk.stages.ground import Ground
from kiosk.states import State


class Asking(Ground):
    """One question after the other, there and back."""

    @property
    def questions(self) -> Questions | None:
        """The questions of the procedures guide as they stand, or None where there is no guide for this purpose."""
        if self._guide is None or not self._visitor.purpose.guided:
            return None
        draft = self._visitor
        return Questions.of(self._guide, draft.kind, draft.fields, today(self._clock), draft.answers, draft.passed)

    @property
    def _asked(self) -> tuple[Questions, str]:
        assert self.question is not None  # one is on the screen
        questions = self.questions
        assert questions is not None
        return questions, self.question

    def _ask_next(self, questions: Questions | None = None) -> None:
        """Goes to the next question, or to what they have led to."""
        if questions is not None:
            self.draft = self._visitor.with_answers(questions.answers, questions.passed)
        now = questions or self.questions
        following = now.next if now else None
        self.question = following.id if following else None
        self._go(State.QUESTION if following else State.TODO)

    def _on_answer(self, word: str) -> None:
        questions, id = self._asked
        self._ask_next(questions.answered(id, word))

    def _on_pass_over(self) -> None:
        questions, id = self._asked
        self._ask_next(questions.left_to_counter(id))

    def _on_leave_rest(self) -> None:
        self._ask_next(self._asked[0].rest_left_to_counter())

    def _go_back_a_question(self) -> None:
        """To the question before, and from the first one to the fields."""
        questions = self.questions
        before = questions.before(self.question) if questions else None
        self.question = before.id if before else None
        self._go(State.QUESTION if before else State.CONFIRM)
