"""Kana: one way of writing a reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.kana import is_katakana, kana_key, loose_kana_key, to_half_width, to_hiragana, to_katakana

KANA = st.text(st.sampled_from("アイカキガギパッャュョヴンーヽ　"), max_size=12)
HALF = st.text(st.sampled_from("ｱｲｶｷﾊｯｬﾝｰﾞﾟ ｦ"), max_size=12)


@pytest.mark.parametrize(
    ("text", "katakana"),
    [
        ("たかはし　いちろう", "タカハシ　イチロウ"),
        ("ﾀｶﾊｼ ｲﾁﾛｳ", "タカハシ イチロウ"),
        ("ﾜﾀﾅﾍﾞ ﾊﾟｳﾛ", "ワタナベ パウロ"),
        ("か\u3099く", "ガク"),
        ("は\u309a", "パ"),
        ("か゛", "ガ"),
        ("ゔゞ", "ヴヾ"),
        ("ｳﾞｨｸﾄﾘｱ", "ヴィクトリア"),
        ("髙橋", "髙橋"),
        ("\ufa19", "\ufa19"),
        ("ア\u3099", "ア\u3099"),
        ("", ""),
    ],
)
def test_to_katakana(text, katakana):
    assert to_katakana(text) == katakana


def test_a_reading_as_data_holds_it():
    for good in ("タカハシ　イチロウ", "グエン　ティ・ホア", "ジョー", "ヴィクトリア イヴ"):
        assert is_katakana(good)
    for bad in ("", "　", "タカハシ　", "たかはし", "ﾀｶﾊｼ", "髙橋", "タカハシ1", "タカハシ\n"):
        assert not is_katakana(bad)


def test_keys():
    assert kana_key("ﾀｶﾊｼ ｲﾁﾛｳ") == kana_key("たかはし　いちろう") == "タカハシイチロウ"
    assert kana_key("ジョ－") == kana_key("ジョー")
    assert kana_key("キヨウコ") != kana_key("キョウコ")
    assert loose_kana_key("キヨウコ") == loose_kana_key("キョウコ")
    assert kana_key("ハハ") != kana_key("ババ") and loose_kana_key("ハハ") != loose_kana_key("パパ")


def test_to_half_width():
    assert to_half_width("ガッコウ　パン・ヴ") == "ｶﾞｯｺｳ ﾊﾟﾝ･ｳﾞ"
    assert to_half_width("ヱび神A") == "ヱﾋﾞ神A"


@given(KANA)
def test_there_and_back(text):
    assert to_katakana(text) == text
    if "ヽ" not in text:
        assert to_katakana(to_hiragana(text)) == text


@given(st.one_of(HALF, KANA, st.text(max_size=20)))
def test_idempotent(text):
    assert to_katakana(to_katakana(text)) == to_katakana(text)
    assert kana_key(kana_key(text)) == kana_key(text)
    assert loose_kana_key(loose_kana_key(text)) == loose_kana_key(text)
