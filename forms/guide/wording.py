"""The texts of a guide: ``words/<language>.toml`` in its folder, the same keys in every language.

=============================  ==================================================================
``name``                       of the municipality, as the sheet is headed
``question.<id>.text``         the question
``question.<id>.help``         what is meant, in a sentence or two
``question.<id>.<word>``       each answer of a choice (yes, no, unsure are the program's own)
``procedure.<id>.title``       the procedure
``procedure.<id>.note``        what to mind, in a sentence; may be left out, but then in every language
``counter.<id>``               name of the counter
``bring.<id>``                 a thing to bring
=============================  ==================================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from base import readings, texts
from base.texts import LANGUAGES
from base.trouble import Trouble
from forms.guide.description import Guide, Procedure, Question, QuestionKind
from forms.paper.strict import Mistake, read_strictly

LONGEST = 240
"""Characters: no text of a screen or a sheet may be longer."""


def read_words(folder: Path) -> dict[str, dict[str, str]]:
    """The texts of a guide by language and dotted key; a language without a file has none.

    Raises:
        Trouble: ``guide_broken``.
    """
    files = {language: folder / "words" / f"{language}.toml" for language in LANGUAGES}
    return {
        language: read_strictly(file, folder.name, lambda document: _flat(document, ()), "guide_broken")
        if file.is_file()
        else {}
        for language, file in files.items()
    }


def _flat(table: dict, where: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        here = (*where, key)
        if isinstance(value, dict):
            found |= _flat(value, here)
        elif not isinstance(value, str) or not value.strip() or value != value.strip():
            raise Mistake(here, "must be a text without blanks around it")
        elif len(value) > LONGEST:
            raise Mistake(here, f"is longer than {LONGEST} characters")
        else:
            found[".".join(here)] = value
    return found


def needed_keys(guide: Guide) -> Iterator[str]:
    """Every key that each language has to have."""
    yield "name"
    for question in guide.questions.values():
        yield from (f"question.{question.id}.text", f"question.{question.id}.help")
        if question.kind is QuestionKind.CHOICE:
            yield from (f"question.{question.id}.{word}" for word in question.words)
    for rule in guide.rules:
        yield f"procedure.{rule.id}.title"
        note = f"procedure.{rule.id}.note"
        if any(note in words for words in guide.words.values()):
            yield note
    yield from (f"counter.{id}" for id in guide.counters)
    yield from (f"bring.{id}" for id in guide.items)


def phrase(guide: Guide, key: str, language: str = "ja") -> str:
    """One text of a guide; Japanese where the language lacks it.

    Raises:
        Trouble: ``guide_text_missing``, when not even Japanese has it. ``kakanai guide check`` says so beforehand.
    """
    if language == readings.LANGUAGE:
        return readings.annotated(phrase(guide, key))
    found = guide.words[language].get(key) or guide.words["ja"].get(key)
    if found is None:
        raise Trouble("guide_text_missing", guide=guide.id, key=key)
    return found


def note(guide: Guide, procedure: Procedure, language: str = "ja") -> str:
    """What to mind about a procedure, or empty."""
    key = f"procedure.{procedure.id}.note"
    return phrase(guide, key, language) if key in guide.words["ja"] else ""


def answer_text(guide: Guide, question: Question, word: str, language: str = "ja") -> str:
    """How an answer reads."""
    if question.kind is QuestionKind.CHOICE:
        return phrase(guide, f"question.{question.id}.{word}", language)
    return texts.text(f"guide.answer.{word}", language)


def rule_text(procedure: Procedure, language: str = "ja") -> str:
    """The rule of a deadline in words: within 14 days of the move. Empty where there is no deadline."""
    deadline = procedure.rule.deadline
    if deadline is None:
        return ""
    start = texts.text(f"guide.day.{procedure.counts_from}", language)
    return texts.text(f"guide.deadline.{deadline.unit}", language, day=start, count=deadline.count)


def date_text(day: date, language: str = "ja") -> str:
    """A day as people of a language write it."""
    return texts.text("guide.date", language, year=day.year, month=day.month, day=day.day)


def deadline_text(procedure: Procedure, language: str = "ja") -> str:
    """Until when, in words: the rule and, where it is known, the last day. Empty where there is no deadline."""
    said = rule_text(procedure, language)
    if procedure.last_day is None:
        return said
    key = "guide.deadline.over" if procedure.overdue else "guide.deadline.last"
    return texts.text(key, language, date=date_text(procedure.last_day, language), rule=said)
