"""Payloads over several codes: any order, repeats, and no mixing of two families."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from forms.preentry.framing import PART_LENGTH, Parts, split
from forms.preentry.payload import PREFIX

bodies = st.text("ABC019 $%*+-./:", min_size=1, max_size=PART_LENGTH * 4).map(PREFIX.__add__)


@given(bodies, st.randoms(use_true_random=False))
def test_parts_join_in_any_order_and_with_repeats(text: str, shuffle: random.Random) -> None:
    shown = split(text) * 2
    shuffle.shuffle(shown)
    parts = Parts()
    for each in shown:
        parts = parts.add(each)
    assert parts.whole == text


def test_a_missing_part_is_named() -> None:
    parts = Parts()
    for each in split(PREFIX + "A" * PART_LENGTH * 3)[::2]:
        parts = parts.add(each)
    assert (parts.missing, parts.whole) == ([2], None)


def test_two_families_are_not_mixed() -> None:
    one, other = split(PREFIX + "A" * 3000), split(PREFIX + "B" * 3000)
    with pytest.raises(Trouble, match="preentry_mixed_parts"):
        Parts().add(one[0]).add(other[1])


@pytest.mark.parametrize("text", ["KAKANAI1/3/2/01234567:A", "KAKANAI1/1/1/01234567:A"])
def test_a_wrong_part_is_refused(text: str) -> None:
    with pytest.raises(Trouble, match="preentry_damaged"):
        Parts().add(text)


def test_an_altered_part_is_refused() -> None:
    first, second = split(PREFIX + "A" * (PART_LENGTH + 5))
    with pytest.raises(Trouble, match="preentry_damaged"):
        Parts().add(first).add(second[:-1] + "B")
