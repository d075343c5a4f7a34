"""Whether what stands at a label is one value: a label in it says that it is more."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.text.wholeness import is_whole
from forms.certificate.pixels.cells import OUTSIDE
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


@pytest.mark.parametrize(
    ("target", "text", "cell", "whole"),
    [
        ("new_address", "東京都世田谷区", 4, True),
        ("new_address", "東京都世田谷区", OUTSIDE, False),
        ("new_address", "東京都世田谷区経堂", 4, False),
        ("former_address", "東京都世田谷区", 4, False),
        ("new_address", "世田谷区", 4, False),
    ],
)
def test_a_municipality_alone_is_all_that_a_cell_says_of_where_somebody_moves_to(target, text, cell, whole) -> None:
    assert is_whole(target, [segment(text, 0, 0, cell)]) is whole
