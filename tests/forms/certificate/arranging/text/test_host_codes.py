"""Codes before words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.arranging.text.host_codes import without_codes
from tests.forms.certificate.lines import printed


@pytest.mark.parametrize("word", ["子", "世帯主", "男"])
def test_figures_before_a_word_that_is_all_the_rest_are_a_code(word):
    line = printed(f"20　{word}")
    assert [each.text for each in without_codes([replace(line, cell=3), line])] == [word, f"20{word}"]


def test_a_code_of_two_figures_needs_no_blank_behind_it():
    assert [each.text for each in without_codes([replace(printed("12妻"), cell=3)])] == ["妻"]


@pytest.mark.parametrize("text", ["1男", "12　山田", "123　子"])
def test_figures_before_other_words_stay(text):
    (line,) = without_codes([replace(printed(text), cell=3)])
    assert line.text == text.replace("\u3000", "")


@pytest.mark.parametrize(("text", "told"), [("男.", "男"), ("世帯主・", "世帯主"), ("山田.", "山田.")])
def test_a_speck_behind_a_word_that_is_all_the_rest_is_none_of_it(text, told):
    (line,) = without_codes([replace(printed(text), cell=3)])
    assert line.text == told
