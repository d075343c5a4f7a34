"""Rows of dots between labels and values, of which boxes of text may hold a few at their ends."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.labels.spread import join_spread, part_at_leaders
from tests.forms.certificate.lines import segment


def parted(*texts: str) -> list[str]:
    return [each.text for each in part_at_leaders([segment(text, 300, 100 + 60 * at) for at, text in enumerate(texts)])]


def test_on_a_page_with_rows_of_dots_their_ends_are_no_text() -> None:
    led = ["氏名……邊見拓海", "本籍……", "……堺市北区"]
    assert parted(*led, "続柄.", ".R8.4.26", "…男", "…") == [
        "氏名",
        "邊見拓海",
        "本籍",
        "堺市北区",
        "続柄",
        "R8.4.26",
        "男",
        "…",
    ]


def test_elsewhere_a_dot_stays() -> None:
    assert parted("SMITH JOHN JR.", "備考……なし", "…男") == ["SMITH JOHN JR.", "備考", "なし", "…男"]


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
