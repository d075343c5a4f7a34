"""The shared vectors, as our own encoder sees them; test_page.py holds the page's encoder to the same."""

from __future__ import annotations

import json

import base45
import pytest

from forms.preentry.framing import split
from forms.preentry.payload import VALID_FOR, PreEntry
from tests.forms.preentry.make_vectors import FILE, content
from tools.phone import MADE_AT

VECTORS = json.loads(FILE.read_text(encoding="ascii"))


@pytest.mark.parametrize("row", VECTORS["entries"], ids=lambda row: row["name"])
def test_an_entry_has_these_bytes(row: dict) -> None:
    entry = PreEntry(bytes.fromhex(VECTORS["id"]), MADE_AT, MADE_AT + VALID_FOR, row["values"])
    assert content(entry).hex() == row["cbor"]
    assert VECTORS["made"] == int(MADE_AT.timestamp())


def test_bytes_have_these_texts() -> None:
    for row in VECTORS["base45"]:
        assert base45.b45encode(bytes.fromhex(row["bytes"])).decode() == row["text"]


def test_texts_are_split_like_this() -> None:
    assert [len(row["parts"]) for row in VECTORS["frames"]] == [1, 2, 3]
    for row in VECTORS["frames"]:
        assert split(row["text"]) == row["parts"]
