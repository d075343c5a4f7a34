"""The questions that find the follow-up procedures (問診): which one is next, what came before, what they lead to.

Pure: guide, facts and answers in, questions and procedures out. The kiosk asks them of the visitor, the counter has the
clerk ask them; whoever asks keeps the answers, and nothing here is ever changed in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from forms.fields import APPLICATION_KINDS, member_of
from forms.fusing import Field
from forms.guide import walk
from forms.guide.advice import Advice, make_advice
from forms.guide.description import Guide, Procedure, Question
from forms.guide.facts import Facts, facts_of
from forms.movers import closed_up
from forms.reading import Source

NOT_GUIDED = frozenset({"change_of_householder", "merging_households", "separating_households", *APPLICATION_KINDS})
"""Kinds that no guide is asked about: a household that changes stays where it is, and so does who needs one form."""


@dataclass(frozen=True)
class Questions:
    """A visitor's questions as they stand.

    Attributes:
        guide: of the municipality.
        facts: what the visit tells by itself.
        answers: question id → word.
        passed: ids of the questions that the visitor leaves to the counter.
    """

    guide: Guide
    facts: Facts
    answers: Mapping[str, str]
    passed: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        guide: Guide,
        kind: str,
        fields: Mapping[str, Field],
        today: date,
        answers: Mapping[str, str] = {},
        passed: frozenset[str] = frozenset(),
    ) -> Questions:
        """Those of a visit whose fields are settled, so that every value can be trusted.

        Args:
            guide: of the municipality.
            kind: of the notification, one of :data:`forms.fields.MOVE_KINDS`.
            fields: of the visit, also of those who do not move; they are left out here.
            today: the day that deadlines count from.
            answers: question id → word, so far.
            passed: ids of the questions left to the counter.
        """
        fields = closed_up(fields)
        values = {path: each.value for path, each in fields.items() if each.value}
        holders = frozenset(
            row
            for path, each in fields.items()
            if (row := member_of(path)) is not None
            and any(said.source is Source.MY_NUMBER_CARD for said in each.evidence)
        )
        facts = facts_of({"kind": kind, **values}, today, card_holders=holders)
        return cls(guide, facts, answers, passed)

    @cached_property
    def _standing(self) -> walk.Standing:
        return walk.standing(self.guide, self.answers, self.facts)

    @cached_property
    def _dealt_with(self) -> tuple[str, ...]:
        """Ids of the questions that the visitor has answered or left to the counter, in order: the way back."""
        now = self._standing
        return tuple(
            id
            for id in self.guide.questions
            if now.asked[id] and id not in now.by_facts and (id in now.words or id in self.passed)
        )

    @property
    def next(self) -> Question | None:
        """The first question that nobody has answered or left to the counter, or None at the end."""
        now = self._standing
        return next(
            (
                each
                for id, each in self.guide.questions.items()
                if now.asked[id] and id not in now.words and id not in self.passed
            ),
            None,
        )

    def before(self, id: str | None) -> Question | None:
        """The question before this one (before the end, for None), or None at the first."""
        order = list(self.guide.questions)
        limit = order.index(id) if id is not None else len(order)
        earlier = [each for each in self._dealt_with if order.index(each) < limit]
        return self.guide.questions[earlier[-1]] if earlier else None

    def place(self, id: str) -> tuple[int, int]:
        """Which question this is, from 1, and how many there are at most."""
        now, order = self._standing, list(self.guide.questions)
        number = 1 + sum(order.index(each) < order.index(id) for each in self._dealt_with)
        most = sum(asked is not False and each not in now.by_facts for each, asked in now.asked.items())
        return number, most

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """What certainly has to be done, in order."""
        return walk.procedures(self.guide, self.answers, self.facts)

    @property
    def forms(self) -> tuple[str, ...]:
        """Ids of the forms that belong to the procedures, in order, each once."""
        return tuple(dict.fromkeys(each.rule.form for each in self.procedures if each.rule.form))

    @property
    def left(self) -> tuple[str, ...]:
        """Ids of the questions that are left to the counter, in order."""
        return tuple(id for id in self._dealt_with if id not in self._standing.words)

    @property
    def advice(self) -> Advice:
        """What travels with the visit."""
        answers = {id: self.answers[id] for id in self._dealt_with if id in self._standing.words}
        return make_advice(self.guide, answers, self.procedures, self.left)

    def answered(self, id: str, word: str) -> Questions:
        """With one more answer, or one that has changed; answers that do not matter any more are dropped.

        Raises:
            Trouble: ``guide_answer_invalid``.
        """
        answers = walk.with_answer(self.guide, self.answers, self.facts, id, word)
        return Questions(self.guide, self.facts, answers, self.passed - {id})

    def left_to_counter(self, id: str) -> Questions:
        """With one question left to the counter; what was answered to it before is taken back."""
        answers = {each: word for each, word in self.answers.items() if each != id}
        kept = walk.relevant(self.guide, answers, self.facts)
        return Questions(self.guide, self.facts, kept, self.passed | {id})

    def rest_left_to_counter(self) -> Questions:
        """With every open question left to the counter; what was answered stays."""
        now: Questions = self
        while (question := now.next) is not None:
            now = now.left_to_counter(question.id)
        return now
