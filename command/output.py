"""What the command says: one JSON object for programs, or sentences for people; and its exit statuses."""

from __future__ import annotations

import json
import sys

from base import events, texts
from base.trouble import Trouble

DONE, BUG, WRONG_USAGE, EXPECTED_TROUBLE = 0, 1, 2, 3
"""Exit statuses. 1 is a bug: Python ends so after an error that nobody caught."""


def say(sentence: str = "") -> None:
    """A sentence for people, on standard error: standard output belongs to results."""
    print(sentence, file=sys.stderr)


def result(row: dict, *, as_json: bool, sentences: str | None = None) -> int:
    """Prints a result: the object when JSON is wanted, otherwise the sentences (or the object, indented)."""
    if as_json:
        print(json.dumps(row, ensure_ascii=False))
    else:
        print(sentences if sentences is not None else json.dumps(row, ensure_ascii=False, indent=2))
    return DONE


def trouble(error: Trouble, *, as_json: bool, language: str = "ja") -> int:
    """Prints expected trouble: what happened, what to do now, an id for staff. Returns the exit status."""
    row = told(error, language)
    events.log("command.trouble", id=error.id)
    if as_json:
        print(json.dumps(row, ensure_ascii=False))
    else:
        say(row["error"]["message"])
        say(row["error"]["action"])
        say(f"[{error.id}]")
    return EXPECTED_TROUBLE


def told(error: Trouble, language: str = "ja") -> dict[str, dict[str, str]]:
    """Expected trouble as JSON tells it."""
    message, action = texts.message(error, language), texts.action(error, language)
    return {"error": {"id": error.id, "message": message, "action": action}}
