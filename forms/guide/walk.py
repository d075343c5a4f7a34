"""Walking through a guide: the next question, the procedures, how far it is. Pure: answers and facts in, result out.

What holds is decided by the answers alone, never by the order in which they came. A fact of the visit answers its
question and goes before what somebody answered; a question whose condition does not hold has no answer, whatever
was said to it before.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from base.trouble import Trouble
from forms.guide.conditions import Condition, judge
from forms.guide.description import Guide, Procedure, Question, Rule
from forms.guide.due import due_day
from forms.guide.facts import Facts

Answers = Mapping[str, str]
"""Question id → word, as somebody answered. May hold answers to questions that do not matter any more."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody has come.

    Attributes:
        answered: questions answered by a person that still matter.
        known: questions that the visit answered itself.
        at_most: questions that may still come; 0 at the end.
    """

    answered: int
    known: int
    at_most: int


@dataclass(frozen=True)
class Standing:
    """Every question as it stands.

    Attributes:
        asked: question id → whether it is to be asked: True, False, or None while an earlier one is open.
        words: question id → the answer, for the questions that have one and matter.
        by_facts: ids of those that the visit answered itself.
    """

    asked: Mapping[str, bool | None]
    words: Mapping[str, str]
    by_facts: frozenset[str]

    def test(self, name: str, word: str) -> bool | None:
        """Whether a question has an answer, for :func:`forms.guide.conditions.judge`."""
        if name not in self.words:
            return False if self.asked[name] is False else None
        if self.words[name] != word:
            return False
        return True if self.asked[name] else None

    def holds(self, condition: Condition) -> bool | None:
        """Whether a condition over the questions holds, or None while that is open."""
        return judge(condition, self.test)


def standing(guide: Guide, answers: Answers, facts: Facts) -> Standing:
    """Every question as it stands.

    Raises:
        Trouble: ``guide_answer_invalid``, naming the question.
    """
    _check(guide, answers)
    asked: dict[str, bool | None] = {}
    words: dict[str, str] = {}
    by_facts: set[str] = set()
    here = Standing(asked, words, frozenset())
    for question in guide.questions.values():
        asked[question.id] = here.holds(question.when)
        if asked[question.id] is False:
            continue
        known = _known(question, facts)
        if known is not None:
            words[question.id] = known
            by_facts.add(question.id)
        elif question.id in answers:
            words[question.id] = answers[question.id]
    return Standing(asked, words, frozenset(by_facts))


def _check(guide: Guide, answers: Answers) -> None:
    for id, word in answers.items():
        question = guide.questions.get(id)
        if question is None or word not in question.words:
            near = difflib.get_close_matches(
                str(word if question else id), question.words if question else guide.questions, 1
            )
            shown = id[:40] if isinstance(id, str) and id.isidentifier() else "–"
            raise Trouble("guide_answer_invalid", question=shown, near=near[0] if near else "–")


def _known(question: Question, facts: Facts) -> str | None:
    """The answer that the visit gives, or None. Alternatives are judged in order: an unknown one hides the next."""
    for word, condition in question.answered_by.items():
        said = judge(condition, facts.test)
        if said:
            return word
        if said is None:
            return None
        if "no" in question.words:
            return "no"
    return None


def next_question(guide: Guide, answers: Answers, facts: Facts) -> Question | None:
    """The next question that nobody and nothing has answered, or None at the end."""
    now = standing(guide, answers, facts)
    return next((each for each in guide.questions.values() if now.asked[each.id] and each.id not in now.words), None)


def trail(guide: Guide, answers: Answers, facts: Facts) -> tuple[Question, ...]:
    """The questions that a person answered and that matter, in the order of the guide: the way back."""
    now = standing(guide, answers, facts)
    return tuple(
        each
        for each in guide.questions.values()
        if now.asked[each.id] and each.id in now.words and each.id not in now.by_facts
    )


def previous_question(guide: Guide, answers: Answers, facts: Facts, id: str | None = None) -> Question | None:
    """The question before this one (or before the end, for None) that a person answered, or None at the first."""
    order = list(guide.questions)
    limit = order.index(id) if id is not None else len(order)
    before = [each for each in trail(guide, answers, facts) if order.index(each.id) < limit]
    return before[-1] if before else None


def with_answer(guide: Guide, answers: Answers, facts: Facts, id: str, word: str) -> dict[str, str]:
    """The answers after one more, or after one that has changed.

    An answer is dropped only when its question does not matter any more; what may still matter stays.

    Raises:
        Trouble: ``guide_answer_invalid``.
    """
    return relevant(guide, {**answers, id: word}, facts)


def relevant(guide: Guide, answers: Answers, facts: Facts) -> dict[str, str]:
    """The answers without those to questions that certainly do not matter, in the order of the guide."""
    now = standing(guide, answers, facts)
    return {id: answers[id] for id in guide.questions if id in answers and now.asked[id] is not False}


def procedures(guide: Guide, answers: Answers, facts: Facts) -> tuple[Procedure, ...]:
    """The procedures that certainly have to be dealt with, in order; complete once there is no next question."""
    now = standing(guide, answers, facts)
    rules = [rule for rule in guide.rules if now.holds(rule.when)]
    return tuple(_procedure(guide, number, rule, now, facts) for number, rule in enumerate(rules, start=1))


def _procedure(guide: Guide, number: int, rule: Rule, now: Standing, facts: Facts) -> Procedure:
    start = _start(guide, rule, now, facts)
    last = due_day(rule.deadline, facts.days.get(start)) if rule.deadline else None
    bring = tuple(item.id for item in rule.bring if now.holds(item.when))
    return Procedure(number, rule, bring, start, last, last is not None and last < facts.today)


def _start(guide: Guide, rule: Rule, now: Standing, facts: Facts) -> str:
    """The day that a rule's deadline counts from: for ``changed_on`` the day of the event, unless it was given."""
    if rule.deadline is None:
        return ""
    if rule.deadline.day != "changed_on" or "changed_on" in facts.days:
        return rule.deadline.day
    question, days = guide.changed_on
    return days.get(now.words.get(question, ""), "changed_on")


def progress(guide: Guide, answers: Answers, facts: Facts) -> Progress:
    """How far somebody has come, and how many questions may still come at most."""
    now = standing(guide, answers, facts)
    known = sum(1 for id in now.by_facts if now.asked[id])
    answered = sum(1 for id in now.words if now.asked[id]) - known
    still = sum(1 for id, asked in now.asked.items() if asked is not False and id not in now.words)
    return Progress(answered, known, still)
