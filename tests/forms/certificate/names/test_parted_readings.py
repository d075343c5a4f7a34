"""Readings are parted as their names are read, where only one way fits."""

from __future__ import annotations

import pytest

from tests.forms.certificate.named import held


@pytest.mark.parametrize(
    ("name", "said", "value"),
    [
        ("泉　一輝", "イズミイッキ", "イズミ　イッキ"),
        ("前田　貞太郎", "マエダーテイタロウ", "マエダ　テイタロウ"),
        ("林　泉", "イズミ", "イズミ"),
    ],
)
def test_a_lost_blank_is_where_the_name_tells(name, said, value):
    assert held(name, said).value.value == value


def test_a_lost_blank_that_only_one_half_of_the_name_tells_is_put_in_and_doubted():
    reading = held("籔蘭田　誠", "ヨビランダマコト")
    assert (reading.value.value, reading.firm, reading.vouched) == ("ヨビランダ　マコト", False, False)


def test_the_reading_of_a_surname_alone_is_not_parted():
    assert held("足立　千", "アダチ").value.value == "アダチ"


def test_a_reading_in_three_pieces_is_joined_as_its_name_tells():
    assert held("吉村　真里", "ヨシムラ　マ　リ").value.value == "ヨシムラ　マリ"
