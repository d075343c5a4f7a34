"""Readings of names in Latin letters have a word for each of theirs."""

from __future__ import annotations

import pytest

from forms.certificate.names import latin_readings
from tests.forms.certificate.named import held


def test_readings_of_latin_names_stay():
    assert held("RAHMAN ABDUL", "ラフマン　アブドゥル").value.value == "ラフマン　アブドゥル"


@pytest.mark.parametrize(("said", "firm"), [("ワン　シャオミン", True), ("ワンシャオミン", False)])
def test_a_reading_of_a_latin_name_is_doubted_where_a_blank_is_lacking(said, firm):
    assert held("WANG XIAOMING", said).firm is firm


@pytest.mark.parametrize(
    ("name", "said", "firm"),
    [
        ("DELA CRUZ MARIA CRISTINA", "デラクルス　マリア　クリスティナ", True),
        ("DELA CRUZ MARIA CRISTINA", "デラ　クルス　マリア　クリスティナ", True),
        ("DE LA CRUZ MARIA", "デラクルス　マリア", True),
        ("DELA CRUZ MARIA CRISTINA", "デラ　クルス　マリアクリスティナ", False),
        ("DELA CRUZ MARIA CRISTINA", "デラクルス　マリアクリスティナ", False),
        ("DELA CRUZ MARIA CRISTINA", "クルス　マリア　クリスティナ", False),
    ],
)
def test_a_particle_of_a_surname_may_be_read_with_the_word_behind_it(name, said, firm, monkeypatch):
    monkeypatch.setattr(latin_readings, "parted_by_white", lambda *_: None)
    assert held(name, said).firm is firm


@pytest.mark.parametrize("said", ["チェンーユーティン", "チェンー　ユーティン", "チェン・ユーティン"])
def test_a_blank_of_such_a_reading_that_was_read_as_a_mark_is_one_in_doubt(said):
    told = held("CHEN YUTING", said)
    assert told.value.value == "チェン　ユーティン" and not told.firm
