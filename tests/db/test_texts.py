"""Every trouble that this room raises has its sentences in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from base import texts
from base.trouble import Trouble
from db.errors import POSTGRESQL, SQLITE

ROOM = Path(__file__).parents[2] / "db"
RAISED = {
    id
    for file in ROOM.rglob("*.py")
    for first in re.findall(r"Trouble\(\s*([^=)]+)", file.read_text("utf-8"))
    for id in re.findall(r'"([a-z]+(?:_[a-z]+)+)"', first)
} | {*SQLITE.values(), *POSTGRESQL.values(), "store_exists", "store_corrupt", "store_missing"}
DETAILS = {"place": "P", "path": "P", "row": "R", "number": "0001", "action": "file", "status": "waiting"} | {
    "seconds": 30,
    "least": 12,
    "minimum": 12,
}


def test_the_search_finds_what_is_raised() -> None:
    assert {"version_conflict", "key_wrong", "store_newer", "store_altered"} <= RAISED


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("id", sorted(RAISED))
def test_a_trouble_has_its_sentences(id: str, language: str) -> None:
    for part in ("message", "action"):
        assert texts.has_text(f"trouble.{id}.{part}", language)
    sentence = texts.message(Trouble(id, **DETAILS), language) + texts.action(Trouble(id, **DETAILS), language)
    assert "{" not in sentence


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_no_sentence_is_left_over(language: str) -> None:
    import tomllib

    table = tomllib.loads((ROOM / "texts" / f"{language}.toml").read_text("utf-8"))
    assert set(table["trouble"]) == RAISED
