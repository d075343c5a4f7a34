"""From a municipality's folder to its guide: ``guide.toml``, ``questions.toml``, ``procedures.toml``, ``words/``.

A mistake is told with file, line, key and the nearest right word; nothing is guessed over. What is readable and still
makes no sense (a question that nobody can reach) is for :mod:`forms.guide.check`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from forms.guide.conditions import ALWAYS, Condition, parse_condition
from forms.guide.description import WORDS, Counter, Deadline, Guide, Item, Provenance, Question, QuestionKind, Rule
from forms.guide.facts import DAYS, FACTS
from forms.guide.wording import read_words
from forms.paper.description import form_ids
from forms.paper.strict import Mistake, Table, near_word, read_strictly

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_RESERVED = ("any", "all", "not", "text", "help", "title", "note")
"""Words of conditions and of the texts: no id may be one."""
MAX_QUESTIONS = 200
MAX_RULES = 400
UNITS = ("days", "months", "years", "before")

T = TypeVar("T")
Place = tuple[str | int, ...]


def parse_guide(folder: Path) -> Guide:
    """The guide that a folder describes.

    Raises:
        Trouble: ``guide_broken`` with file, line, key and problem.
    """

    def read(file: str, make: Callable[[dict], T]) -> T:
        return read_strictly(folder / file, folder.name, make, "guide_broken")

    max_questions, counters, items = read("guide.toml", _head)
    questions = read("questions.toml", _questions)
    changed_on = read("guide.toml", lambda document: _changed_on(Table(document, ()), questions))
    rules = read("procedures.toml", lambda document: _rules(document, questions, counters, items))
    return Guide(folder.name, folder, max_questions, counters, changed_on, items, questions, rules, read_words(folder))


def _head(document: dict) -> tuple[int, dict[str, Counter], tuple[str, ...]]:
    root = Table(document, ())
    most = int(root.number("max_questions", 1, MAX_QUESTIONS))
    items = root.texts("items")
    for item in items:
        _check_name(item, ("items",))
    if len(set(items)) < len(items):
        raise Mistake(("items",), "names a thing twice")
    counters = {}
    for id, row in root.get("counter", dict).items():
        here = Table(row, ("counter", id))
        _check_name(id, here.where)
        counters[id] = Counter(id, here.get("number", str, ""), here.get("floor", str, ""))
        here.done()
    root.asked.append("changed_on")  # read once the questions are
    root.done()
    return most, counters, items


def _changed_on(root: Table, questions: dict[str, Question]) -> tuple[str, dict[str, str]]:
    table = root.get("changed_on", dict, {})
    if not table:
        return "", {}
    row = Table(table, ("changed_on",))
    question = row.word("question", questions)
    days = {word: row.word(word, DAYS) for word in questions[question].words if word in table}
    row.asked += questions[question].words
    row.done()
    return question, days


def _check_name(name: str, where: Place) -> None:
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise Mistake(where, f"'{name[:40]}' is no name: lower-case letters, digits, underscores; and not {_RESERVED}")


def _questions(document: dict) -> dict[str, Question]:
    root = Table(document, ())
    rows = root.tables("question")
    root.done()
    if not 0 < len(rows) <= MAX_QUESTIONS:
        raise Mistake((), f"must have between 1 and {MAX_QUESTIONS} questions")
    ids = [row.table.get("id") for row in rows]
    found: dict[str, Question] = {}
    for row in rows:
        question = _question(row, found, ids)
        if question.id in found:
            raise Mistake((*row.where, "id"), f"there are two questions '{question.id}'")
        found[question.id] = question
    return found


def _question(row: Table, earlier: dict[str, Question], ids: list) -> Question:
    id = row.get("id", str)
    _check_name(id, (*row.where, "id"))
    kind = QuestionKind(row.word("kind", list(QuestionKind), QuestionKind.YES_NO))
    words = WORDS.get(kind) or row.texts("choices")
    if kind is QuestionKind.CHOICE:
        for word in words:
            _check_name(word, (*row.where, "choices"))
        if len(words) < 2 or len(set(words)) < len(words):
            raise Mistake((*row.where, "choices"), "must name two or more answers, none of them twice")
    question = Question(
        id,
        kind,
        words,
        _when(row, earlier, ids),
        _answered_by(row, words, kind),
        _provenance(row),
    )
    row.done()
    return question


def _when(row: Table, questions: dict[str, Question], ids: list, key: str = "when") -> Condition:
    value = row.get(key, dict, {})

    def check(name: str, word: str, where: Place) -> None:
        if name in questions:
            if word not in questions[name].words:
                raise Mistake(where, f"'{word}' is no answer to '{name}'{near_word(word, questions[name].words)}")
        elif name in ids:
            raise Mistake(where, f"'{name}' is asked later; only earlier questions count")
        else:
            raise Mistake(where, f"there is no question '{name}'{near_word(name, [str(id) for id in ids])}")

    return parse_condition(value, (*row.where, key), check) if value else ALWAYS


def _answered_by(row: Table, words: tuple[str, ...], kind: QuestionKind) -> dict[str, Condition]:
    value = row.get("answered_by", dict, {})
    where = (*row.where, "answered_by")
    if kind is not QuestionKind.CHOICE:
        return {"yes": parse_condition(value, where, _check_fact)} if value else {}
    for word in value:
        if word not in words:
            raise Mistake((*where, word), f"'{word}' is none of the choices{near_word(word, words)}")
    return {word: parse_condition(inner, (*where, word), _check_fact) for word, inner in value.items()}


def _check_fact(name: str, word: str, where: Place) -> None:
    if name not in FACTS:
        raise Mistake(where, f"there is no fact '{name}'{near_word(name, FACTS)}")
    if not FACTS[name].allows(word):
        raise Mistake(where, f"'{word}' is no word of '{name}': {FACTS[name].words}")


def _provenance(row: Table) -> Provenance:
    written = _day(row, "written_on")
    checked = row.get("checked", (bool, date)) if not isinstance(row.table.get("checked"), bool) else _unchecked(row)
    if isinstance(checked, datetime) or checked is not None and checked < written:
        raise Mistake((*row.where, "checked"), "must be false, or a date not before 'written_on'")
    return Provenance(written, checked, row.get("source", str))


def _unchecked(row: Table) -> None:
    if row.get("checked", bool):
        raise Mistake((*row.where, "checked"), "must be false, or the date on which it was checked")


def _day(row: Table, key: str) -> date:
    value = row.get(key, date)
    if isinstance(value, datetime):
        raise Mistake((*row.where, key), "must be a date without a time")
    return value


def _rules(
    document: dict, questions: dict[str, Question], counters: dict[str, Counter], items: tuple[str, ...]
) -> tuple[Rule, ...]:
    root = Table(document, ())
    rows = root.tables("procedure")
    root.done()
    if not 0 < len(rows) <= MAX_RULES:
        raise Mistake((), f"must have between 1 and {MAX_RULES} procedures")
    forms = form_ids()
    rules: list[Rule] = []
    for row in rows:
        id = row.get("id", str)
        _check_name(id, (*row.where, "id"))
        if any(rule.id == id for rule in rules):
            raise Mistake((*row.where, "id"), f"there are two procedures '{id}'")
        deadline = row.get("deadline", dict, {})
        rules.append(
            Rule(
                id,
                _when(row, questions, list(questions)),
                counters[row.word("counter", counters)],
                _deadline(Table(deadline, (*row.where, "deadline"))) if deadline else None,
                _bring(row, questions, items),
                row.word("form", forms) if "form" in row.table else None,
                _provenance(row),
            )
        )
        row.asked.append("form")
        row.done()
    return tuple(rules)


def _deadline(row: Table) -> Deadline:
    units = [unit for unit in UNITS if unit in row.table]
    if len(units) != 1:
        raise Mistake(row.where, f"needs exactly one of {', '.join(UNITS)}")
    unit = units[0]
    if unit == "before":
        day, count = row.word("before", DAYS), 0
    else:
        day, count = row.word("after", DAYS), int(row.number(unit, 1, 3650))
    deadline = Deadline(day, unit, count, row.get("counts_first_day", bool, False), row.get("law", str))
    if deadline.counts_first_day and unit != "days":
        raise Mistake((*row.where, "counts_first_day"), "is for days only")
    row.done()
    return deadline


def _bring(row: Table, questions: dict[str, Question], items: tuple[str, ...]) -> tuple[Item, ...]:
    found = []
    for i, value in enumerate(row.get("bring", list)):
        here = Table({"item": value} if isinstance(value, str) else value, (*row.where, "bring", i))
        id = here.get("item", str)
        if id not in items:
            raise Mistake(here.where, f"there is nothing '{id}' to bring{near_word(id, items)}")
        if any(item.id == id for item in found):
            raise Mistake(here.where, f"names '{id}' twice")
        found.append(Item(id, _when(here, questions, list(questions))))
        here.done()
    return tuple(found)
