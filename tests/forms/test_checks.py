"""Values that can be stored and printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.checks import find_fault
from forms.fields import FIELDS


def test_the_sample_is_usable():
    for path, value in json.loads(Path("samples/household.json").read_text(encoding="utf-8")).items():
        assert find_fault(path, value) is None


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("phone", "", None),
        ("phone", "+81-90-0000-0000", None),
        ("phone", "０９０", "not_a_phone"),
        ("phone", "090-0000-000x", "not_a_phone"),
        ("moved_on", "2026-11-31", "not_a_date"),
        ("moved_on", "1867-01-01", "not_a_date"),
        ("moved_on", "令和8年1月1日", "not_a_date"),
        ("members[0].sex", "M", "not_a_choice"),
        ("kind", "moving", "not_a_choice"),
        ("members[0].kana", "たかはし", "not_katakana"),
        ("members[0].kana", "タカハシ　イチロウ", None),
        ("members[0].name", "髙\u0000", "control"),
        ("members[0].name", "\ue000", "private"),
        ("members[0].name", "　", "empty"),
        ("members[0].name", "邉\U000e0110" * 80, None),
        ("members[0].name", "髙" * 81, "too_long"),
        ("members[0].name", "邉" + "\U000e0110" * 200, "too_long"),
        ("members[0].resident_code", "12345678901", None),
        ("members[0].resident_code", "1234567890", "not_a_code"),
        ("members[0].card_number", "AB12345678CD", None),
        ("members[0].card_number", "AB1234567CD", "not_a_code"),
        ("members[0].relationship", "妻（未届）", None),
        ("issuer", "堺市長\n", "control"),
    ],
)
def test_faults(path, value, fault):
    assert find_fault(path, value) == fault


@given(st.sampled_from(FIELDS), st.text(max_size=200))
def test_any_text_is_usable_or_has_a_fault(row, value):
    fault = find_fault(row.path(0) if row.of_member else row.path(), value)
    assert fault is None or isinstance(fault, str)
    if fault is None:
        assert "\n" not in value and "\u202e" not in value
