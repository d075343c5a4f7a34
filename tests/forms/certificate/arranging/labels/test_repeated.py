"""Labels that a cell's text says again before each of its values."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.labels.repeated import with_repeated_told
from tests.forms.certificate.test_layout import grid


@pytest.mark.parametrize(
    ("head", "text", "parts"),
    [
        ("国保・年金", "国保無年金第2号", ["国保", "無", "年金", "第2号"]),
        ("国保・年金", "国保無年金", ["国保", "無", "年金"]),
        ("介護・児手", "介護無児手有", ["介護", "無", "児手", "有"]),
        ("介護・児童", "介護無児童手当有", ["介護", "無", "児童手当", "有"]),
        ("性別・続柄", "性別女続柄子の妻", ["性別", "女", "続柄", "子の妻"]),
    ],
)
def test_such_a_text_is_labels_and_values_of_its_own(head, text, parts):
    assert [each.text for each in with_repeated_told(*grid((head, text)))] == parts


@pytest.mark.parametrize(
    ("head", "text"),
    [("国保・年金", "無第2号"), ("国保・年金", "国保無第2号"), ("国保", "国保無"), ("国保・年金", "国保番号年金第2号")],
)
def test_any_other_text_stays(head, text):
    page = grid((head, text))
    assert with_repeated_told(*page) == page[0]
