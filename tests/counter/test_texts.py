"""The counter's words: the same keys and places in every language, every key in use, every key there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from base import texts

ROOM = Path(__file__).resolve().parents[2] / "counter"


def own(language: str) -> dict[str, str]:
    mine = {key: words for key, words in texts.catalogue(language).items() if key.startswith("counter.")}
    assert len(mine) > 100
    return mine


@pytest.mark.parametrize("language", [each for each in texts.LANGUAGES if each != "ja"])
def test_every_language_has_the_same_keys_and_places(language: str) -> None:
    ja, other = own("ja"), own(language)
    assert other.keys() == ja.keys()
    for key, words in other.items():
        assert set(re.findall(r"\{\w+\}", words)) == set(re.findall(r"\{\w+\}", ja[key])), key
        assert words.strip(), key


def test_every_word_that_the_code_asks_for_is_there() -> None:
    asked = set()
    for file in ROOM.glob("*.py"):
        code = file.read_text(encoding="utf-8")
        asked |= {f"counter.{key}" for key in re.findall(r"wording\(\s*\"([a-z_.]+)\"", code)}
        asked |= set(re.findall(r"\btext\(\s*\"([a-z_.]+)\"", code))
    assert len(asked) > 50
    assert not [key for key in asked if not texts.has_text(key)]


def test_every_trouble_of_the_room_has_words() -> None:
    for file in ROOM.glob("*.py"):
        for id in re.findall(r"Trouble\(\"(\w+)\"", file.read_text(encoding="utf-8")):
            assert texts.has_text(f"trouble.{id}.message"), id
            assert texts.has_text(f"trouble.{id}.action"), id
