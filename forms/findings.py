"""What a rule is and what it finds: an id, a severity, an article of the law, fields, and a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from base.texts import text
from forms.case import Case
from forms.display import date_text, label, shown


class Severity(StrEnum):
    """How much weight a finding has."""

    ERROR = "error"
    """The notification cannot be accepted like this."""
    WARNING = "warning"
    """Probably a mistake, or something that a clerk has to ask about."""
    NOTICE = "notice"
    """Allowed, and worth knowing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: names the sentence ``rule.<id>``.
        severity: how much weight a finding has.
        law: the article it rests on, for staff; empty for a custom of the counters that a ward may change.
    """

    id: str
    severity: Severity
    law: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say about one visit.

    Attributes:
        rule: the rule.
        paths: the fields it speaks about, the most to blame first; empty for the visit as a whole.
        values: what fills its sentence: dates, numbers, and shown values by path. Personal.
    """

    rule: Rule
    paths: tuple[str, ...]
    values: Mapping[str, date | int | Shown] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the rule."""
        return self.rule.id

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    def message(self, language: str = "ja") -> str:
        """The sentence for people."""
        filled = {name: _in_words(value, language) for name, value in self.values.items()}
        return text(f"rule.{self.id}", language, **filled)


@dataclass(frozen=True, slots=True)
class Shown:
    """A field in a sentence: its value in words, or its label where the value is None."""

    path: str
    value: str | None = None


def _in_words(value: date | int | Shown, language: str) -> str | int:
    if isinstance(value, Shown):
        return shown(value.path, value.value, language) if value.value else label(value.path, language)
    return date_text(value, language) if isinstance(value, date) else value


Found = Iterator[tuple[tuple[str, ...], dict[str, date | int | Shown]]]
"""Paths and values of each finding of one rule."""

Judge = Callable[[Case], Found]
"""One rule at work."""
