"""Addresses and buildings of what is written."""

from __future__ import annotations

import pytest

from forms.certificate.data.places import as_address, as_building


def test_letters_with_white_around_them_are_a_towns_where_only_they_make_one() -> None:
    assert as_address("東京都港区赤坂赤坂Ｂ ｉ ｚタワー") == ("東京都港区赤坂赤坂Ｂｉｚタワー", True)
    assert as_address("東京都港区赤坂五丁目３番１号")[0] == "東京都港区赤坂五丁目３番１号"


@pytest.mark.parametrize(
    ("read", "said"), [("N〇ZOMI 3", "NOZOMI 3"), ("Ｎ〇ＺＯＭＩ", "ＮＯＺＯＭＩ"), ("〇番館", "〇番館")]
)
def test_a_round_sign_among_letters_is_one_as_wide_as_they_are(read: str, said: str) -> None:
    assert as_building(read) == (said, True)


def test_rooms_and_houses_are_counted_by_the_new_form_of_their_counter():
    assert as_building("シャトレ武蔵野４０２號") == ("シャトレ武蔵野４０２号", True)
    assert as_building("メゾン號") == ("メゾン號", True)


@pytest.mark.parametrize(
    "code", ["〒864-0002", "（〒864-0002）", "（Ｔ８６４－０００２）", "(平864－0002) ", "864-0002　"]
)
def test_a_postal_code_before_an_address_is_none_of_it(code: str) -> None:
    assert as_address(f"{code}熊本県荒尾市万田１１１２番地９") == ("熊本県荒尾市万田１１１２番地９", True)


def test_a_point_within_a_place_that_there_is_without_it_is_dirt_and_doubtful() -> None:
    assert as_address("千·葉県船橋市習志野台五丁目９番") == ("千葉県船橋市習志野台五丁目９番", False)
    assert as_address("千葉県船橋市習志野台·五丁目９番") == ("千葉県船橋市習志野台·五丁目９番", False)
