"""Texts: complete in every language, with the same placeholders, and a sentence for every trouble."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from base import events, texts
from base.texts import LANGUAGES, ROOMS
from base.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def calls(name: str) -> set[tuple[Path, str]]:
    """Every first argument that is a plain string in a call of this function, over all rooms."""
    found = set()
    for room in ROOMS:
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                    continue
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                owner = getattr(getattr(node.func, "value", None), "id", "")
                if (f"{owner}.{called}" == name or called == name) and isinstance(node.args[0].value, str):
                    found.add((file.relative_to(ROOT), node.args[0].value))
    return found


OWN_WAYS = {"kiosk.date"}
"""Patterns, not sentences: each language takes what it writes a date with."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_text_with_the_same_placeholders(language: str) -> None:
    japanese, other = texts.catalogue("ja"), texts.catalogue(language)
    assert other.keys() == japanese.keys()
    for key, text in other.items():
        assert placeholders(text) == placeholders(japanese[key]) or key in OWN_WAYS, key
        assert text.strip() == text and text, key


def test_every_trouble_has_its_sentences() -> None:
    japanese = texts.catalogue("ja")
    for file, id in calls("Trouble"):
        for part in ("message", "action"):
            assert f"trouble.{id}.{part}" in japanese, f"{file}: trouble {id} has no {part}"


def test_every_sentence_of_a_trouble_has_its_pair() -> None:
    ids = {key.rpartition(".")[0] for key in texts.catalogue("ja") if key.startswith("trouble.")}
    for id in ids:
        assert texts.has_text(f"{id}.message") and texts.has_text(f"{id}.action"), id


def test_every_event_in_the_code_is_in_the_catalogue_and_the_other_way_round() -> None:
    raised = {id for _, id in calls("events.log")}
    known = set(events.catalogue())
    assert raised <= known, f"not in events.toml: {sorted(raised - known)}"
    assert known - raised <= {"base.foreign_log"}, f"raised by nobody: {sorted(known - raised)}"


def test_events_say_where_they_are_raised() -> None:
    for event in events.catalogue().values():
        place = ROOT / Path(*event.where.split("."))
        assert place.with_suffix(".py").is_file() or place.is_dir(), f"{event.id}: {event.where}"
        assert event.type in ("user", "system", "device"), event.id
        assert event.level in ("info", "warning", "error"), event.id


def test_details_fill_the_sentence() -> None:
    trouble = Trouble("preentry_part_missing", number=2, total=3)
    assert "3" in texts.message(trouble) and "2" in texts.message(trouble, "en")
    assert str(trouble) == "preentry_part_missing"


def test_a_missing_text_is_a_bug() -> None:
    with pytest.raises(KeyError):
        texts.text("no.such.text")


def test_a_detail_may_be_called_key() -> None:
    trouble = Trouble("form_broken", form="f", file="form.toml", line=3, key="sheet[0]", problem="p")
    assert "sheet[0]" in texts.message(trouble)
