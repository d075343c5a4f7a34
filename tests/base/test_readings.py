"""Readings behind the kanji of our own sentences: put right, complete where visitors read, and nowhere else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from base import readings
from base.texts import catalogue, text
from forms.guide.description import get_guide
from forms.guide.wording import phrase
from look import phrases, ruby

TABLES = tomllib.loads(Path(readings.__file__).with_name("readings.toml").read_text(encoding="utf-8"))
IN_BRACKETS = re.compile("[\u4e00-\u9fff々〆ヶ]（[ぁ-ゟー]+）")
VISITORS = ("kiosk.", "guide.answer.", "guide.day.", "guide.sheet.", "look.", "field.", "value.")


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("お引っ越しをお待ちください", "お引（ひ）っ越（こ）しをお待（ま）ちください"),
        ("入れる、入って", "入（い）れる、入（はい）って"),
        ("{count}枚、3か所、20秒", "{count}枚（まい）、3か所（しょ）、20秒（びょう）"),
        ("1人目、15日、5分", "1人目、15日、5分"),  # read differently from number to number
        ("2026年11月の人", "2026年（ねん）11月（がつ）の人（ひと）"),
        ("中", "中（ちゅう）"),
        ("カードの中", "カードの中（なか）"),
        ("窓口（まどぐち）", "窓口（まどぐち）"),
        ("鬱", "鬱"),  # never guessed
    ],
)
def test_words_get_their_readings(plain: str, written: str) -> None:
    assert readings.annotated(plain) == written


def test_every_word_of_the_table_is_read_as_its_kana_say() -> None:
    for table in TABLES.values():
        for word, said in table.items():
            assert ruby.plain(readings.mark(word, said), readings.LANGUAGE) == word
    with pytest.raises(ValueError, match="is not read"):
        readings.mark("引っ越し", "てんきょ")


def test_nothing_but_readings_is_added() -> None:
    for key, plain in catalogue("ja").items():
        assert not IN_BRACKETS.search(plain), key  # else drawn as a reading in plain Japanese
        assert ruby.plain(text(key, readings.LANGUAGE), readings.LANGUAGE) == plain, key


def test_visitors_find_a_reading_above_every_kanji() -> None:
    lacking = {
        key: kanji
        for key, plain in catalogue("ja").items()
        if key.startswith(VISITORS) and (kanji := readings.without_reading(plain))
    }
    guide = get_guide()
    for key, plain in guide.words["ja"].items():
        assert ruby.plain(phrase(guide, key, readings.LANGUAGE), readings.LANGUAGE) == plain
        if key.startswith(("question.", "procedure.")) and (kanji := readings.without_reading(plain)):
            lacking[key] = kanji
    assert not lacking


def test_lines_break_where_they_would_without_readings() -> None:
    for key, plain in catalogue("ja").items():
        if key.startswith("kiosk.help_for."):
            pieces = phrases.split(plain, "ja")
            with_readings = phrases.split(readings.annotated(plain), readings.LANGUAGE)
            assert "".join(with_readings) == readings.annotated(plain)
            assert abs(len(pieces) - len(with_readings)) <= 1 + len(pieces) // 4, key
