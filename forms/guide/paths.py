"""Searching the paths through a guide: what can be reached, and how long a path may be.

Answers are tried question by question; a branch is left as soon as the condition looked for is certain. Only the
questions that the condition depends on are tried, so a guide of hundreds of yes/no questions stays searchable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from forms.guide.conditions import Condition, names_of
from forms.guide.description import Guide, Question
from forms.guide.facts import Facts
from forms.guide.walk import Standing

MOST_STEPS = 200_000
"""Of one search. A guide that needs more is told that it is too entangled to be checked."""
NOTHING_KNOWN = Facts(date(2026, 1, 1))


class TooEntangled(Exception):
    """A search would take too long."""


def find_path(guide: Guide, condition: Condition) -> dict[str, str] | None:
    """Answers under which a condition over the questions holds, or None where there are none.

    Raises:
        TooEntangled: after :data:`MOST_STEPS`.
    """
    for now in _walk(guide, names_of(condition), lambda now: now.holds(condition) is False):
        if now.holds(condition):
            return dict(now.words)
    return None


def find_dead_end(guide: Guide) -> dict[str, str] | None:
    """Answers to every question that end in no procedure at all, or None.

    Raises:
        TooEntangled: after :data:`MOST_STEPS`.
    """
    names = set().union(*(names_of(rule.when) for rule in guide.rules))

    def leads_somewhere(now: Standing) -> bool:
        return any(now.holds(rule.when) for rule in guide.rules)

    return next((dict(now.words) for now in _walk(guide, names, leads_somewhere)), None)


def longest_path(guide: Guide) -> tuple[int, dict[str, str]]:
    """The most questions that anybody can be asked, and the answers on the way that decide it.

    Raises:
        TooEntangled: after :data:`MOST_STEPS`.
    """
    gates = set().union(*(names_of(question.when) for question in guide.questions.values()))
    best: tuple[int, dict[str, str]] = (0, {})

    def hopeless(now: Standing) -> bool:
        # Questions that are not looked at yet count as asked: no path below can be longer.
        return sum(_asked(now, question) is not False for question in guide.questions.values()) <= best[0]

    for now in _walk(guide, gates, hopeless):
        length = sum(_asked(now, question) is True for question in guide.questions.values())
        if length > best[0]:
            best = length, dict(now.words)
    return best


def _asked(now: Standing, question: Question) -> bool | None:
    return now.asked[question.id] if question.id in now.asked else now.holds(question.when)


def _walk(guide: Guide, names: Iterable[str], leave: Callable[[Standing], bool]) -> Iterator[Standing]:
    """Every way to answer the questions that these depend on, without the branches that are to be left."""
    order = [question for question in guide.questions.values() if question.id in _closure(guide, names)]
    steps = 0

    def walk(position: int, asked: dict[str, bool | None], words: dict[str, str]) -> Iterator[Standing]:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            raise TooEntangled
        now = _Open(asked, words, frozenset())
        if leave(now):
            return
        if position == len(order):
            yield now
            return
        question = order[position]
        if not now.holds(question.when):
            yield from walk(position + 1, {**asked, question.id: False}, words)
            return
        for word in question.words:
            yield from walk(position + 1, {**asked, question.id: True}, {**words, question.id: word})

    yield from walk(0, {}, {})


class _Open(Standing):
    """A standing in which questions further down are still open."""

    def test(self, name: str, word: str) -> bool | None:
        return super().test(name, word) if name in self.asked else None


def _closure(guide: Guide, names: Iterable[str]) -> set[str]:
    """These questions and all that decide whether they are asked."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += names_of(guide.questions[name].when)
    return found
