"""Whether what stands at a label is one value: a label in it says that it is more."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.text.wholeness import is_whole
from tests.forms.certificate.lines import EM, printed, segment

KANA = "members[].kana"


@pytest.mark.parametrize(
    ("text", "whole"), [("ふくし　めい", True), ("ふく　しめい", False), ("ふ　く　し　め　い", False)]
)
def test_a_label_does_not_go_on_across_the_blank_of_a_name(text: str, whole: bool) -> None:
    assert is_whole(KANA, [printed(text)]) is whole


def test_a_given_name_that_begins_as_a_label_is_none() -> None:
    assert is_whole(KANA, [printed("ゴミ　カナタ")])


def test_a_label_does_not_go_on_in_the_given_name_that_stands_apart() -> None:
    surname = segment("ふくし", 0, 0)
    assert is_whole(KANA, [surname, segment("めい", surname.right + EM, 0)])
