"""Rules that a line printer makes of characters are no text."""

from __future__ import annotations

import pytest

from forms.certificate.runs.drawn_rules import without_drawn_rules
from tests.forms.certificate.lines import segment


@pytest.mark.parametrize("row", ["+---+---+", "******", "＊＊＊", "======"])
def test_a_row_of_signs_alone_on_its_line_is_no_text(row):
    lines = [segment("筆頭者", 100, 100), segment("野村愛", 400, 100), segment(row, 100, 160), segment(row, 800, 165)]
    assert [each.text for each in without_drawn_rules(lines)] == ["筆頭者", "野村愛"]


def test_beside_a_label_or_in_a_cell_signs_say_that_there_is_nothing():
    lines = [segment("本籍", 100, 100), segment("***", 400, 100), segment("***", 400, 300, cell=3)]
    assert [each.text for each in without_drawn_rules(lines)] == ["本籍", "***", "***"]


def test_bars_part_what_stands_between_them():
    assert [each.text for each in without_drawn_rules([segment("|氏名|山田|", 0, 0)])] == ["氏名", "山田"]
