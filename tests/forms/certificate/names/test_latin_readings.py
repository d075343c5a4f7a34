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


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("PATEL AMIT KUMAR", "パテル　アミットクマール", "パテル　アミット　クマール"),
        ("SETIAWAN BUDI", "セテイアワンブデイ", "セテイアワン　ブデイ"),
        ("DELA CRUZ MARIA CRISTINA", "デラクルスマリアクリスティナ", "デラクルス　マリア　クリスティナ"),
        ("SILVA CARLOS EDUARDO", "シルバ　カルロス　エドゥアル　ド", "シルバ　カルロス　エドゥアルド"),
        ("SANTOS MARIA CRISTINA", "サントス　マリアークリスティナ", "サントス　マリア　クリスティナ"),
        ("SANTOS MARY CRISTINA", "サントス　メアリークリスティナ", "サントス　メアリークリスティナ"),
        ("SILVAANA PAULA", "シルバ　アナ　パウラ", "シルバ　アナ　パウラ"),
        ("JOHNSON EMILY ANN", "ジョンソン　エミリーアン", "ジョンソン　エミリーアン"),
    ],
)
def test_a_reading_is_parted_as_the_words_of_its_name_sound_where_only_one_way_does(name, said, told, monkeypatch):
    monkeypatch.setattr(latin_readings, "parted_by_white", lambda *_: None)
    entry = held(name, said)
    assert entry.value.value == told and not entry.firm


def test_a_surnames_reading_with_as_many_kana_as_the_name_has_words_is_not_torn():
    told = held("NGUYEN MINH TUAN", "グエン")
    assert told.value.value == "グエン" and not told.firm
