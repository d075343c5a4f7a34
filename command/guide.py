"""``kakanai guide``: check a municipality's procedures guide, run it on answers, or ask in the terminal."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from base import clock, texts
from base.trouble import Trouble
from command import output
from command.configuration import Configuration
from command.papers import read_json, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forms.guide.description import Guide
    from forms.guide.facts import Facts
    from forms.guide.walk import Procedure

ANSWERS_KEYS = ("answers", "visit", "days", "today", "language")
"""What a file of answers may hold: question → answer; a visit's values as ``forms fill`` takes them; further days that
deadlines count from; the day to count for, if not today; the language."""


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Checks, runs or asks."""
    return {"check": _check, "run": _run, "ask": _ask}[words.what](words)


def _load(folder: Path | None) -> Guide:
    from forms.guide.description import get_guide
    from forms.guide.parsing import parse_guide

    return get_guide() if folder is None else parse_guide(folder.resolve())


def _check(words: argparse.Namespace) -> int:
    from forms.guide.check import check
    from forms.guide.paths import TooEntangled, longest_path

    guide = _load(words.folder)
    findings = check(guide)
    rules = [*guide.questions.values(), *guide.rules]
    try:
        longest = longest_path(guide)[0]
    except TooEntangled:
        longest = None
    row = {
        "guide": guide.id,
        "questions": len(guide.questions),
        "procedures": len(guide.rules),
        "longest_path": longest,
        "unchecked": sum(not each.provenance.checked for each in rules),
        "findings": [{"id": each.id, "where": each.where, "detail": each.detail} for each in findings],
    }
    lines = [
        " ".join(filter(None, (f"{each.where}: {texts.text(f'guide.finding.{each.id}')}", each.detail)))
        for each in findings
    ]
    said = texts.text("guide.checked", questions=row["questions"], procedures=row["procedures"], longest=longest or "–")
    unchecked = texts.text("guide.unchecked", count=row["unchecked"], total=len(rules))
    sentences = "\n".join([*lines, said, unchecked])
    if not findings:
        return output.result(row, as_json=words.json, sentences=sentences)
    faulty = Trouble("guide_faulty", guide=guide.id, count=len(findings))
    if not words.json:
        output.result(row, as_json=False, sentences=sentences)
        return output.trouble(faulty, as_json=False)
    row["error"] = {"id": faulty.id, "message": texts.message(faulty), "action": texts.action(faulty)}
    output.result(row, as_json=True)
    return output.EXPECTED_TROUBLE


def _run(words: argparse.Namespace) -> int:
    from forms.guide.walk import next_question, procedures, progress, relevant

    guide = _load(words.guide)
    answers, facts, language = _given(read_json(words.answers))
    found = procedures(guide, answers, facts)
    question = next_question(guide, answers, facts)
    far = progress(guide, answers, facts)
    if words.sheet:
        _write_sheet(words.sheet, guide, found, language, facts.today)
    row = {
        "guide": guide.id,
        "answers": relevant(guide, answers, facts),
        "next_question": question.id if question else None,
        "progress": {"answered": far.answered, "known": far.known, "at_most": far.at_most},
        "procedures": [_row(guide, each, language) for each in found],
    }
    return output.result(row, as_json=words.json, sentences=_sentences(guide, found, language))


def _given(row: dict) -> tuple[dict[str, str], Facts, str]:
    """Answers, facts and language out of a JSON object; everything in it is somebody else's."""
    from forms.guide.facts import DAYS, facts_of
    from forms.paper.values import FormData

    if unknown := set(row) - set(ANSWERS_KEYS):
        raise Trouble("data_invalid", path=sorted(unknown)[0] if sorted(unknown)[0].isidentifier() else "–")
    answers, days = row.get("answers", {}), row.get("days", {})
    language = row.get("language", "ja")
    if not isinstance(answers, dict):
        raise Trouble("data_invalid", path="answers")
    if language not in texts.LANGUAGES:
        raise Trouble("data_invalid", path="language")
    if not isinstance(days, dict) or not set(days) <= set(DAYS):
        raise Trouble("data_invalid", path="days")
    visit = FormData.from_json(row.get("visit", {}))
    facts = facts_of(
        visit.values,
        _iso(row["today"], "today") if "today" in row else _today(),
        card_holders=visit.card_holders,
        without_card=visit.without_card,
        days={name: _iso(day, "days") for name, day in days.items()},
    )
    return answers, facts, language


def _today() -> date:
    return clock.today(clock.SystemClock())


def _iso(text: object, path: str) -> date:
    from forms.dates import NotADate, get_iso_date

    try:
        return get_iso_date(str(text))
    except NotADate:
        raise Trouble("data_invalid", path=path) from None


def _row(guide: Guide, procedure: Procedure, language: str) -> dict:
    from forms.guide.wording import deadline_text, note, phrase

    rule = procedure.rule
    return {
        "number": procedure.number,
        "id": procedure.id,
        "title": phrase(guide, f"procedure.{procedure.id}.title", language),
        "note": note(guide, procedure, language),
        "counter": {
            "id": rule.counter.id,
            "name": phrase(guide, f"counter.{rule.counter.id}", language),
            "number": rule.counter.number,
            "floor": rule.counter.floor,
        },
        "deadline": deadline_text(procedure, language),
        "law": rule.deadline.law if rule.deadline else "",
        "last_day": procedure.last_day.isoformat() if procedure.last_day else None,
        "overdue": procedure.overdue,
        "bring": [{"id": id, "name": phrase(guide, f"bring.{id}", language)} for id in procedure.bring],
        "form": rule.form,
        "checked": rule.provenance.checked_on.isoformat() if rule.provenance.checked_on else False,
        "written_on": rule.provenance.written_on.isoformat(),
        "source": rule.provenance.source,
    }


def _sentences(guide: Guide, found: Sequence[Procedure], language: str) -> str:
    lines = []
    for row in (_row(guide, each, language) for each in found):
        place = " ".join(filter(None, (row["counter"]["floor"], row["counter"]["number"], row["counter"]["name"])))
        mark = "" if row["checked"] else " ※"
        lines.append(f"{row['number']:>2}. {row['title']}{mark}  [{place}]  {row['deadline']}".rstrip())
        if row["bring"]:
            lines.append("    " + "・".join(item["name"] for item in row["bring"]))
    if any(not each.rule.provenance.checked for each in found):
        lines.append(texts.text("guide.sheet.unchecked", language))
    return "\n".join(lines)


def _write_sheet(file: Path, guide: Guide, found: Sequence[Procedure], language: str, today: date) -> None:
    from forms.guide.sheet import FORM, sheet_data
    from forms.paper.fill import fill

    write(file, fill(FORM, sheet_data(guide, found, language, today)))


def _ask(words: argparse.Namespace) -> int:
    from forms.guide.facts import facts_of
    from forms.guide.walk import next_question, procedures, with_answer
    from forms.guide.wording import answer_text, phrase

    guide = _load(words.guide)
    answers: dict[str, str] = {}
    facts = facts_of({}, _today())
    while question := next_question(guide, answers, facts):
        output.say(phrase(guide, f"question.{question.id}.text", words.language))
        for number, word in enumerate(question.words, start=1):
            output.say(f"  {number}  {answer_text(guide, question, word, words.language)}")
        chosen = _number(len(question.words))
        if chosen is None:
            return output.WRONG_USAGE
        answers = with_answer(guide, answers, facts, question.id, question.words[chosen - 1])
    return output.result(
        {}, as_json=False, sentences=_sentences(guide, procedures(guide, answers, facts), words.language)
    )


def _number(most: int) -> int | None:
    """A number that somebody types, asked again until it is one of those; None at the end of the input."""
    while True:
        try:
            typed = input("> ").strip()
        except EOFError:
            return None
        if typed.isdecimal() and 1 <= int(typed) <= most:
            return int(typed)
