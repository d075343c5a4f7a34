"""Labels whose characters are spread over a column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.arranging.labels.spread import join_spread
from forms.certificate.runs.segments import Segment
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


@pytest.mark.parametrize(
    ("first", "behind", "label", "value"),
    [("お名", "前福井健太", "お名前", "福井健太"), ("本", "籍茨城県土浦市小岩田1302番地", "本籍", None)],
)
def test_a_spread_label_ends_where_some_white_is_before_what_may_be_its_value(first, behind, label, value) -> None:
    page = [segment(first, 100, 100), parted(behind, 300, 1)]
    assert [each.text for each in join_spread(page)] == [label, value or behind[1:]]


def test_what_leans_into_a_row_is_no_part_of_a_label_that_begins_left_of_it() -> None:
    page = [segment("世帯主", 500, 100), segment("の続柄", 200, 115)]
    assert [each.text for each in join_spread(page)] == ["世帯主", "の続柄"]


def test_what_reaches_out_of_the_cell_may_begin_with_the_end_of_its_label() -> None:
    page = [segment("氏", 100, 100, cell=3), parted("名村上奈々", 300, 1)]
    assert [each.text for each in join_spread(page)] == ["氏名", "村上奈々"]
    beside = [page[0], replace(page[1], cell=4)]
    assert [each.text for each in join_spread(beside)] == ["氏", "名村上奈々"]


def parted(text: str, left: float, end: int) -> Segment:
    """A line of text with half an em of white before one of its characters."""
    whole = segment(text, left, 100)
    glyphs = tuple(replace(glyph, x=glyph.x + (20 if at >= end else 0)) for at, glyph in enumerate(whole.glyphs))
    return replace(whole, glyphs=glyphs)


def test_a_spread_label_does_not_go_on_into_the_label_beside_it() -> None:
    page = [segment("氏", 100, 100), segment("名", 300, 100), segment("フリガナ", 700, 100)]
    assert [each.text for each in join_spread(page)] == ["氏名", "フリガナ"]


def test_that_nobody_follows_may_be_spread_over_its_line() -> None:
    page = [segment("以", 100, 100), segment("下余", 200, 100), segment("白", 400, 100)]
    assert [each.text for each in join_spread(page)] == ["以下余白"]
