"""Conditions as data: a small closed form of and, or, not and "is one of these words". Nothing is ever executed.

In TOML a condition is a table. Its keys are names (of questions, or of facts) with a word or a list of words; all
of them have to hold. Beside names there are ``any`` and ``all`` (lists of conditions) and ``not`` (one condition)::

    when = { event = ["moving_in", "birth"], any = [{ children = "yes" }, { pregnant = "yes" }] }

Conditions are judged in three values, because not everything has been answered: true, false, and None for "it
depends on what nobody has said yet".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from forms.paper.strict import Mistake

Test = Callable[[str, str], bool | None]
"""Says whether a name has a word; None while nobody knows."""

Check = Callable[[str, str, tuple[str | int, ...]], None]
"""Refuses an unknown name or word at its place in the document by raising :class:`Mistake`."""

DEEPEST = 6
"""Nesting of conditions: deeper ones cannot be read by a person."""


@dataclass(frozen=True, slots=True)
class Is:
    """A name has one of these words."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; without parts it always does."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Is | All | Any | Not
ALWAYS = All()


def judge(condition: Condition, test: Test) -> bool | None:
    """Whether a condition holds, or None while that depends on something unknown."""
    match condition:
        case Is(name, words):
            return _any([test(name, word) for word in words])
        case All(parts):
            return _negated(_any([_negated(judge(part, test)) for part in parts]))
        case Any(parts):
            return _any([judge(part, test) for part in parts])
        case Not(part):
            return _negated(judge(part, test))


def _any(values: list[bool | None]) -> bool | None:
    if any(values):
        return True
    return None if None in values else False


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def tests_of(condition: Condition) -> Iterator[Is]:
    """Every "is one of these words" in a condition."""
    match condition:
        case Is():
            yield condition
        case All(parts) | Any(parts):
            for part in parts:
                yield from tests_of(part)
        case Not(part):
            yield from tests_of(part)


def names_of(condition: Condition) -> set[str]:
    """Every name that a condition depends on."""
    return {test.name for test in tests_of(condition)}


def parse_condition(value: object, where: tuple[str | int, ...], check: Check) -> Condition:
    """The condition that a TOML table writes.

    Args:
        value: the table.
        where: its place in the document.
        check: called with each name, word and place.

    Raises:
        Mistake: naming the place.
    """
    return _parse(value, where, check, DEEPEST)


def _parse(value: object, where: tuple[str | int, ...], check: Check, depth: int) -> Condition:
    if not isinstance(value, dict):
        raise Mistake(where, "must be a table of conditions")
    if not value:
        raise Mistake(where, "is empty; leave it out where nothing is required")
    if not depth:
        raise Mistake(where, f"is nested more than {DEEPEST} deep")
    parts: list[Condition] = []
    for key, inner in value.items():
        here = (*where, key)
        if key in ("any", "all"):
            if not isinstance(inner, list) or not inner:
                raise Mistake(here, "must be a list of conditions")
            branches = tuple(_parse(row, (*here, i), check, depth - 1) for i, row in enumerate(inner))
            parts.append(Any(branches) if key == "any" else All(branches))
        elif key == "not":
            parts.append(Not(_parse(inner, here, check, depth - 1)))
        else:
            words = [inner] if isinstance(inner, str) else inner
            if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
                raise Mistake(here, "must be a word or a list of words")
            for word in words:
                check(key, word, here)
            if len(set(words)) < len(words):
                raise Mistake(here, "says a word twice")
            parts.append(Is(key, tuple(words)))
    return parts[0] if len(parts) == 1 else All(tuple(parts))
