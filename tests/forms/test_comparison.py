"""When two values say the same, and which kinds of notification need what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.comparison import loose_key, near_miss, same_key
from forms.fields import MOVE_KINDS, Kind, get_field_type
from forms.requirements import get_requirements


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        (Kind.NAME, "髙橋　一郎", "髙橋 一郎", True),
        (Kind.NAME, "髙橋", "高橋", False),
        (Kind.NAME, "渡邉\U000e0110", "渡邉", False),
        (Kind.NAME, "神", "\ufa19", False),
        (Kind.NAME, "みどり", "ミドリ", False),
        (Kind.KANA, "ﾀｶﾊｼ ｲﾁﾛｳ", "たかはし　いちろう", True),
        (Kind.KANA, "キヨウコ", "キョウコ", False),
        (Kind.ADDRESS, "一丁目2番3号", "1-2-3", True),
        (Kind.ADDRESS, "1-1", "11", False),
        (Kind.BUILDING, "ハイツ１０１号室", "ハイツ101", True),
        (Kind.PHONE, "０９０-0000-0000", "+819000000000", True),
        (Kind.CODE, "ab 12345678 cd", "ＡＢ１２３４５６７８ＣＤ", True),
        (Kind.RELATIONSHIP, "妻（未届）", "妻(未届)", True),
        (Kind.RELATIONSHIP, "本人", "世帯主", True),
        (Kind.RELATIONSHIP, "子", "妻の子", False),
        (Kind.DATE, "2026-11-21", "2026-11-21", True),
        (Kind.SEX, "male", "female", False),
    ],
)
def test_same(kind, one, other, same):
    assert (same_key(kind, one) == same_key(kind, other)) is same


def test_near_misses():
    assert loose_key(Kind.NAME, "髙橋") == loose_key(Kind.NAME, "高橋")
    assert loose_key(Kind.KANA, "キヨウコ") == loose_key(Kind.KANA, "キョウコ")
    assert loose_key(Kind.DATE, "2026-11-21") == "2026-11-21"
    assert {kind: near_miss(kind) for kind in (Kind.NAME, Kind.KANA, Kind.DATE)} == {
        Kind.NAME: "variant",
        Kind.KANA: "small_kana",
        Kind.DATE: None,
    }


@given(st.sampled_from(Kind), st.text(max_size=20), st.text(max_size=20))
def test_what_is_the_same_is_loosely_the_same(kind, one, other):
    assert same_key(kind, one) == same_key(kind, one)
    if same_key(kind, one) == same_key(kind, other):
        assert loose_key(kind, one) == loose_key(kind, other)


@pytest.mark.parametrize("kind", MOVE_KINDS)
def test_every_kind_says_what_it_needs(kind):
    needs = get_requirements(kind)
    assert needs.paths(0) == needs.paths(1)
    assert len(needs.paths(3)) == len(needs.paths(1)) + 2 * len(needs.members)
    assert all(get_field_type(path) for path in needs.paths(2))
    assert not set(needs.citizens) & set(needs.paths(1, foreigners_only=True))
    assert {"new_address", "notifier.name"} <= set(needs.paths(1))


def test_no_such_kind():
    with pytest.raises(KeyError):
        get_requirements("moving")
