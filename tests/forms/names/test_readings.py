"""Names to readings: by the tables, and kanji by kanji."""

from __future__ import annotations

import pytest

from forms.names.readings import find_readings, may_be_read
from forms.names.spellings import Sort


@pytest.mark.parametrize(
    ("text", "sort", "reading"),
    [
        ("渋谷", Sort.SURNAME, "シブヤ"),
        ("髙橋", Sort.SURNAME, "タカハシ"),
        ("\U00020bb7田", Sort.SURNAME, "ヨシダ"),
        ("真由美", Sort.GIVEN, "マユミ"),
        ("さくら", Sort.GIVEN, "サクラ"),
        ("大翔", Sort.GIVEN, "ヒロト"),
        ("陽翔", Sort.GIVEN, "ハルト"),
        ("美桜", Sort.GIVEN, "ミオ"),
    ],
)
def test_a_name_has_its_reading_in_any_variant(text, sort, reading):
    assert reading in find_readings(text, sort)


def test_what_is_no_name_has_none():
    assert find_readings("住民票", Sort.SURNAME) == frozenset()


@pytest.mark.parametrize(("text", "reading"), [("宮崎", "ミヤザキ"), ("佐々木", "ささき"), ("一輝", "イッキ")])
def test_a_reading_is_shared_out_among_the_kanji(text, reading):
    assert may_be_read(text, reading)
    assert not may_be_read(text, reading + "ン") and not may_be_read(text, reading[1:])
