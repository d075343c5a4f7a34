"""Dates of birth with a word of another column right behind them."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.lines.dated import with_dates_parted
from tests.forms.certificate.lines import segment

HEADS = ("生年月日", "続柄")


def told(*texts: str) -> list[str]:
    return [each.text for each in with_dates_parted([segment(text, 100, 100 * at) for at, text in enumerate(texts)])]


@pytest.mark.parametrize(
    ("read", "parts"),
    [
        ("昭和39年12月20日本人", ["昭和39年12月20日", "本人"]),
        ("１９６２年６月２７日夫", ["１９６２年６月２７日", "夫"]),
        ("平成元年9月21日女", ["平成元年9月21日", "女"]),
    ],
)
def test_a_date_and_the_relationship_behind_it_are_two(read, parts):
    assert told(*HEADS, read) == [*HEADS, *parts]


@pytest.mark.parametrize("read", ["昭和39年12月20日生", "昭和39年12月20日", "令和8年7月8日西山村長", "20日本人"])
def test_what_is_no_relationship_stays_behind_a_date(read):
    assert told(*HEADS, read) == [*HEADS, read]


def test_a_page_without_a_column_for_it_is_left_as_it_is():
    assert told("生年月日", "昭和39年12月20日本人") == ["生年月日", "昭和39年12月20日本人"]
