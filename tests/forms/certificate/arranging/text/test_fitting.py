"""How well a text suits a field, by its looks."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.text.fitting import MAY, NEVER, SUITS, fit


@pytest.mark.parametrize("text", ["昭和三十八年八月二十日", "令和二年一月十八日", "令和8年11月3日", "2026-11-03"])
def test_a_date_in_kanji_numerals_is_one_too(text):
    assert fit("members[].birth_date", text) == SUITS
    assert fit("members[].name", text) == NEVER


@pytest.mark.parametrize("text", ["女", "（女）", "2 女", "２：女性"])
def test_a_sex_in_brackets_or_behind_its_code_is_a_sex_and_no_name(text):
    assert fit("members[].sex", text) == SUITS
    assert fit("members[].name", text) < MAY


@pytest.mark.parametrize("text", ["3女", "女子", "（長女）"])
def test_what_only_has_the_word_in_it_is_none(text):
    assert fit("members[].sex", text) == NEVER
