"""Whether a guide that can be read makes sense: what nobody can reach, where paths end in nothing, what has no text."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from base.texts import LANGUAGES
from forms.guide.conditions import All, Any, Condition, Not, names_of
from forms.guide.description import Guide
from forms.guide.paths import TooEntangled, find_dead_end, find_path, longest_path
from forms.guide.wording import needed_keys

FINDINGS = (
    "question_unreachable",
    "question_without_effect",
    "procedure_unreachable",
    "contradiction",
    "dead_end",
    "too_many_questions",
    "text_missing",
    "text_unused",
    "counter_unused",
    "item_unused",
    "too_entangled",
)
"""Every kind of finding; its sentence is the text ``guide.finding.<id>``."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a guide that makes no sense.

    Attributes:
        id: one of :data:`FINDINGS`.
        where: what it is about: ``question.dog``, ``procedure.dog.bring.identity``, ``words/ko.toml: counter.tax``.
        detail: what else is known: the nearest key, the path that leads there; may be empty.
    """

    id: str
    where: str
    detail: str = ""


def check(guide: Guide) -> list[Finding]:
    """Everything that makes no sense in a guide; empty for a sound one."""
    return [*_reach(guide), *_ends(guide), *_use(guide), *_texts(guide)]


def _reach(guide: Guide) -> Iterator[Finding]:
    for question in guide.questions.values():
        yield from _condition(guide, question.when, f"question.{question.id}", "question_unreachable")
    for rule in guide.rules:
        where = f"procedure.{rule.id}"
        dead = list(_condition(guide, rule.when, where, "procedure_unreachable"))
        yield from dead
        for item in rule.bring if not dead else ():
            # What is brought on no path that leads here is as contradictory as a condition in itself.
            yield from _condition(guide, All((rule.when, item.when)), f"{where}.bring.{item.id}", "contradiction")


def _condition(guide: Guide, condition: Condition, where: str, id: str) -> Iterator[Finding]:
    try:
        if find_path(guide, condition) is None:
            yield Finding(id, where)
            return
        for part, given in _alternatives(condition, All()):
            if find_path(guide, All((given, part))) is None:
                yield Finding("contradiction", where, ", ".join(sorted(names_of(part))))
    except TooEntangled:
        yield Finding("too_entangled", where)


def _alternatives(condition: Condition, given: Condition) -> Iterator[tuple[Condition, Condition]]:
    """Every branch of every ``any``, with what has to hold around it."""
    match condition:
        case Any(parts):
            for part in parts:
                yield part, given
                yield from _alternatives(part, given)
        case All(parts):
            for part in parts:
                yield from _alternatives(part, All((given, *(other for other in parts if other is not part))))
        case Not(_):
            return


def _ends(guide: Guide) -> Iterator[Finding]:
    try:
        if (path := find_dead_end(guide)) is not None:
            yield Finding("dead_end", "procedures.toml", _written(path))
        most, path = longest_path(guide)
        if most > guide.max_questions:
            yield Finding("too_many_questions", "questions.toml", f"{most} > {guide.max_questions}: {_written(path)}")
    except TooEntangled:
        yield Finding("too_entangled", "procedures.toml")


def _written(path: dict[str, str]) -> str:
    return ", ".join(f"{id}={word}" for id, word in path.items())


def _use(guide: Guide) -> Iterator[Finding]:
    conditions = [question.when for question in guide.questions.values()]
    conditions += [rule.when for rule in guide.rules]
    conditions += [item.when for rule in guide.rules for item in rule.bring]
    used = set().union(*map(names_of, conditions))
    yield from (Finding("question_without_effect", f"question.{id}") for id in guide.questions if id not in used)
    counters = {rule.counter.id for rule in guide.rules}
    yield from (Finding("counter_unused", f"counter.{id}") for id in guide.counters if id not in counters)
    items = {item.id for rule in guide.rules for item in rule.bring}
    yield from (Finding("item_unused", f"items: {id}") for id in guide.items if id not in items)


def _texts(guide: Guide) -> Iterator[Finding]:
    needed = list(dict.fromkeys(needed_keys(guide)))
    for language in LANGUAGES:
        have = guide.words[language]
        spare = [key for key in have if key not in needed]
        for key in needed:
            if key not in have:
                near = difflib.get_close_matches(key, spare, 1, 0.8)
                yield Finding("text_missing", f"words/{language}.toml: {key}", near[0] if near else "")
        yield from (Finding("text_unused", f"words/{language}.toml: {key}") for key in spare)
