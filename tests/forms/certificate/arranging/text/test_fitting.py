"""How well a text suits a field, by its looks."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.text.fitting import MAY, NEVER, SUITS, fit
from forms.certificate.arranging.text.wholeness import is_whole
from tests.forms.certificate.lines import segment


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


@pytest.mark.parametrize(("tops", "whole"), [((100, 145), True), ((100, 200), False)])
def test_two_sexes_far_above_each_other_are_two_peoples_and_no_choice(tops, whole):
    assert is_whole("members[].sex", [segment(text, 100, top) for text, top in zip("男女", tops, strict=True)]) is whole


@pytest.mark.parametrize(("text", "suits"), [("男・女", True), ("男女女", False), ("男女男女", False)])
def test_a_choice_of_the_sexes_has_each_once(text, suits):
    assert (fit("members[].sex", text) == SUITS) is suits


def test_what_a_foreigner_is_by_the_law_and_a_caption_are_no_name() -> None:
    assert [text for text in ("中長期在留者", "一時庇護許可者", "資格等") if fit("members[].name", text) > NEVER] == []


@pytest.mark.parametrize(("text", "suits"), [("M", True), ("(F)", True), ("2F", False), ("MF", False)])
def test_a_letter_may_say_the_sex_and_a_floor_does_not(text: str, suits: bool) -> None:
    assert (fit("members[].sex", text) == SUITS) is suits
