"""Words that buildings are named with: a name that is put together of them is known to its last character."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from forms.certificate.names.sounds import SMALL_TO_LARGE
from forms.certificate.words import buildings
from forms.certificate.words.buildings import known_places

TABLE = Path(buildings.__file__).with_name("buildings.toml")


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("サンハイツ２０１", "２０１"),
        ("グランドハイツ緑ヶ丘", "緑ヶ丘"),
        ("ナカヤマハイツ", "ナカヤマハイツ"),
        ("サンハイヅ", "サンハイヅ"),
        ("ラ・フォーレ桜坂", "桜坂"),
        ("メゾン・ド・大橋", "大橋"),
        ("ラフォーレ", "ラフォーレ"),
        ("ド", "ド"),
        ("第二市営住宅", "第二"),
        ("県営桜台住宅", "桜台"),
        ("山下様方", "山下"),
        ("第３若葉荘", "第３若葉荘"),
        ("", ""),
    ],
)
def test_what_of_a_name_is_no_known_word(name, unknown):
    known = known_places(name)
    assert "".join(char for at, char in enumerate(name) if at not in known) == unknown


def test_no_two_words_differ_only_in_the_size_of_a_kana():
    words = [word for row in tomllib.loads(TABLE.read_text(encoding="utf-8")).values() for word in row]
    large = Counter("".join(SMALL_TO_LARGE.get(char, char) for char in word) for word in words)
    assert set(large.values()) == {1}


def test_a_word_that_buildings_have_with_either_kana_is_left_as_it_is_printed():
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8")).values()
    assert not {"ウィング", "ウイング"}.intersection(word for row in rows for word in row)
