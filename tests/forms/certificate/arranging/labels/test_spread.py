"""Labels whose characters are spread over a column."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.labels.spread import join_spread
from tests.forms.certificate.lines import segment


def test_a_label_in_brackets_that_is_spread_ends_at_its_bracket() -> None:
    page = [segment("1【氏", 100, 100), segment("名】山田太郎", 300, 100)]
    assert [each.text for each in join_spread(page)] == ["1【氏名】", "山田太郎"]


@pytest.mark.parametrize(
    ("first", "behind", "label", "value"),
    [("続", "柄妻", "続柄", "妻"), ("介", "護無", "介護", "無"), ("年", "金第1号", "年金", "第1号")],
)
def test_a_spread_label_ends_before_what_can_only_be_its_value(first, behind, label, value) -> None:
    page = [segment(first, 100, 100), segment(behind, 300, 100, pitch=1.5)]
    assert [each.text for each in join_spread(page)] == [label, value]


def test_a_spread_label_goes_on_into_what_is_none_of_its_values() -> None:
    page = [segment("年", 100, 100), segment("金山", 300, 100, pitch=1.5)]
    assert [each.text for each in join_spread(page)] == ["年", "金山"]
