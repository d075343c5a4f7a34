"""What a guide is: questions, procedures, counters, in the order in which they are asked and dealt with."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from base.trouble import Trouble
from forms.guide.conditions import Condition

GUIDES_FOLDER = Path(__file__).resolve().parent / "municipalities"
DEFAULT_GUIDE = "chiyoda_like"


class QuestionKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    YES_NO_UNSURE = "yes_no_unsure"
    """With 分からない; conditions say what follows from it."""
    CHOICE = "choice"


WORDS = {QuestionKind.YES_NO: ("yes", "no"), QuestionKind.YES_NO_UNSURE: ("yes", "no", "unsure")}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a rule comes from.

    Attributes:
        written_on: when it was written down.
        checked_on: when the municipality checked it, or None: it has not been checked.
        source: the article or the page that it follows.
    """

    written_on: date
    checked_on: date | None
    source: str

    @property
    def checked(self) -> bool:
        return self.checked_on is not None


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        id: its name in conditions.
        kind: how it is answered.
        words: the possible answers.
        when: asked only then. Names earlier questions only, so every path ends.
        answered_by: word → the condition over :data:`forms.guide.facts.FACTS` under which that is the answer. A
            yes/no question has one for ``yes`` only; where that is known to be false, the answer is no.
        provenance: where it comes from.
    """

    id: str
    kind: QuestionKind
    words: tuple[str, ...]
    when: Condition
    answered_by: Mapping[str, Condition]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Counter:
    """Where a procedure is dealt with.

    Attributes:
        id: its name.
        number: of the counter, as the signs in the hall show it; empty where it has none.
        floor: as the signs show it: 2F; empty outside the office.
    """

    id: str
    number: str
    floor: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when.

    Attributes:
        day: a name of :data:`forms.guide.facts.DAYS`.
        unit: ``days``, ``months`` or ``years`` after it; ``before`` where it has to be done by that day itself.
        count: how many; 0 for ``before``.
        counts_first_day: whether the day itself is the first (戸籍法43条1項), unlike 民法140条.
        law: the article.
    """

    day: str
    unit: str
    count: int
    counts_first_day: bool
    law: str


@dataclass(frozen=True, slots=True)
class Item:
    """Something to bring, and when it is needed."""

    id: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Rule:
    """One procedure and when somebody has to deal with it.

    Attributes:
        id: its name.
        when: over the questions.
        counter: where.
        deadline: or None where there is none.
        bring: in the order in which the sheet lists it.
        form: id of the form in ``forms/paper`` that belongs to it, or None.
        provenance: where it comes from.
    """

    id: str
    when: Condition
    counter: Counter
    deadline: Deadline | None
    bring: tuple[Item, ...]
    form: str | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure that somebody has to deal with.

    Attributes:
        number: its place in the order, from 1.
        rule: what the guide says of it.
        bring: ids of the things to bring, as far as the answers tell.
        counts_from: the day of :data:`forms.guide.facts.DAYS` that the deadline counts from; empty without one.
        last_day: on which it can be done in time, or None where there is no deadline or its first day is unknown.
        overdue: whether that day has passed.
    """

    number: int
    rule: Rule
    bring: tuple[str, ...]
    counts_from: str
    last_day: date | None
    overdue: bool

    @property
    def id(self) -> str:
        return self.rule.id


@dataclass(frozen=True)
class Guide:
    """A municipality's guide.

    Attributes:
        id: name of its folder.
        folder: where it lies.
        max_questions: nobody may be asked more.
        counters: by id.
        changed_on: a question, and for its answers the day that ``changed_on`` stands for.
        items: ids of things to bring.
        questions: by id, in the order in which they are asked.
        rules: in the order in which the procedures are dealt with.
        words: language → dotted key → text. See :mod:`forms.guide.wording`.
    """

    id: str
    folder: Path
    max_questions: int
    counters: Mapping[str, Counter]
    changed_on: tuple[str, Mapping[str, str]]
    items: tuple[str, ...]
    questions: Mapping[str, Question]
    rules: tuple[Rule, ...]
    words: Mapping[str, Mapping[str, str]]


def guide_ids(folder: Path = GUIDES_FOLDER) -> list[str]:
    """The guides that are shipped: names of the folders that hold one."""
    return sorted(file.parent.name for file in folder.glob("*/guide.toml"))


def find_guide(said: str) -> Guide | None:
    """The guide that a setting names: one that is shipped by its id, any other by its folder; None for nothing.

    Raises:
        Trouble: ``guide_unknown``, ``guide_broken``.
    """
    from forms.guide.parsing import parse_guide

    if not said:
        return None
    return parse_guide(Path(said)) if "/" in said else get_guide(said)


@cache
def get_guide(id: str = DEFAULT_GUIDE, folder: Path = GUIDES_FOLDER) -> Guide:
    """A guide by its id.

    Raises:
        Trouble: ``guide_unknown`` with the nearest id there is, or ``guide_broken``.
    """
    from forms.guide.parsing import parse_guide

    ids = guide_ids(folder)
    if id not in ids:
        near = difflib.get_close_matches(id, ids, 1, 0.4) or ids
        raise Trouble("guide_unknown", guide=id[:40], near=near[0] if near else "–")
    return parse_guide(folder / id)
