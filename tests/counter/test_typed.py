"""What a clerk types, as data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from counter.typed import value_of
from forms.checks import find_fault
from forms.fields import FIELDS


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("members[0].name", "髙橋 美﨑", "髙橋　美﨑"),
        ("members[0].name", "渡邉\U000e0110　𠮷江", "渡邉\U000e0110　𠮷江"),
        ("members[0].name", "神\ufa19田", "神\ufa19田"),
        ("members[0].kana", "たかはし みさき", "タカハシ　ミサキ"),
        ("moved_on", "令和8年11月15日", "2026-11-15"),
        ("moved_on", "R8.11.15", "2026-11-15"),
        ("members[1].sex", "女", "female"),
        ("phone", "０３－００００－００００", "03-0000-0000"),
        ("new_building", "", ""),
        ("new_building", " 　", ""),
        ("new_address", "一丁目\u202e２番", "一丁目２番"),
    ],
)
def test_typed(path: str, typed: str, value: str) -> None:
    assert value_of(path, typed) == value


@pytest.mark.parametrize(
    ("path", "typed", "trouble"),
    [
        ("moved_on", "令和8年2月30日", "value_not_understood"),
        ("moved_on", "あした", "value_not_understood"),
        ("members[0].kana", "高橋", "value_not_understood"),
        ("members[0].sex", "？", "value_not_understood"),
        ("kind", "something", "value_not_understood"),
        ("phone", "１" * 60, "value_too_long"),
    ],
)
def test_refused(path: str, typed: str, trouble: str) -> None:
    with pytest.raises(Trouble) as refused:
        value_of(path, typed)
    assert refused.value.id == trouble


@given(st.sampled_from([row.path(0 if row.of_member else None) for row in FIELDS]), st.text(max_size=40))
def test_a_value_that_is_taken_can_be_stored(path: str, typed: str) -> None:
    try:
        value = value_of(path, typed)
    except Trouble:
        return
    assert find_fault(path, value) is None


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("notifier.relation", "代理人", "agent"),
        ("copy.count", "３通", "3"),
        ("copy.count", "3", "3"),
        ("copy.document", "世帯の一部の写し", "members"),
    ],
)
def test_a_choice_is_typed_as_it_is_shown(path: str, typed: str, value: str) -> None:
    assert value_of(path, typed) == value


def test_a_word_that_is_no_choice_is_refused() -> None:
    with pytest.raises(Trouble, match="value_not_understood"):
        value_of("copy.count", "9")
