"""Names in kana and their readings: marks of repetition, and the old spelling."""

from __future__ import annotations

import pytest

from forms.certificate.names.readings import hold_against_names
from forms.certificate.names.sounded import known_readings, may_sound, spelt_out
from forms.fields import Kind
from forms.names.spellings import Sort
from tests.forms.certificate.names.test_readings import entry


@pytest.mark.parametrize(
    ("name", "whole"),
    [("すゞ", "すず"), ("なゝ子", "なな子"), ("ミスヾ", "ミスズ"), ("ばゝ", "ばは"), ("佐々木", "佐々木")],
)
def test_marks_of_repetition_are_spelt_out(name: str, whole: str) -> None:
    assert spelt_out(name) == whole


@pytest.mark.parametrize(
    ("kana", "said", "same"),
    [
        ("カホル", "カオル", True),
        ("カホル", "カホル", True),
        ("ハル", "ワル", False),
        ("カオル", "カホル", False),
        ("シヅ", "シズ", True),
        ("シヅ", "シズエ", False),
    ],
)
def test_the_old_spelling_is_sounded_as_today(kana: str, said: str, same: bool) -> None:
    assert may_sound(kana, said) is same


@pytest.mark.parametrize(
    ("name", "said", "known"),
    [
        ("キヨ子", "キヨコ", True),
        ("ハツ江", "ハツエ", True),
        ("キヨ子", "キヨミ", False),
        ("キヨ子", "キヨ", False),
        ("ミ子", "ミコ", False),
    ],
)
def test_a_kanji_that_ends_a_given_name_in_kana_is_read_as_it_always_is(name: str, said: str, known: bool) -> None:
    assert (said in known_readings(name, said, Sort.GIVEN)) is known


@pytest.mark.parametrize(
    ("name", "said", "firm"),
    [
        ("野々村　かほる", "ノノムラ　カオル", True),
        ("野々村　すゞ", "ノノムラ　スズ", True),
        ("野々村　かおる", "ノノムラ　カホル", False),
    ],
)
def test_a_reading_unlike_its_name_in_kana_is_doubted_only_where_it_cannot_be_sounded_so(name, said, firm) -> None:
    rows = [
        entry("members[0].name", Kind.NAME, name, {}, ""),
        entry("members[0].kana", Kind.KANA, said, {}, ""),
    ]
    assert hold_against_names(rows)[1].firm is firm
