"""What stands beside labels, in ruled cells."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from tests.forms.certificate.lines import segment
from tests.forms.certificate.test_layout import values

Drawn = tuple[tuple[int, int, int, int], list[str]]
"""A cell, in pixels of an A4 page at 300 dpi, and its lines."""
LINE = 70


def read(*cells: Drawn) -> dict[str, list[list[str]]]:
    image, texts = np.full((3508, 2480, 3), 255, np.uint8), []
    for (left, top, right, bottom), lines in cells:
        cv2.rectangle(image, (left, top), (right, bottom), (0, 0, 0), 3)
        texts += [(line, left + 20, top + 15 + LINE * at) for at, line in enumerate(lines)]
    ruling = Ruling(image)
    return values(arrange([segment(text, x, y, ruling.cell_at(x + 20, y + 20)) for text, x, y in texts], ruling))


def test_labels_above_each_other_have_each_the_cell_level_with_it_where_the_line_between_them_was_not_seen() -> None:
    found = read(
        ((200, 300, 700, 370), ["氏名"]),
        ((700, 300, 1500, 370), ["見本　一郎"]),
        ((200, 370, 700, 510), ["個人番号", "国民年金"]),
        ((700, 370, 1500, 440), ["509198518581"]),
        ((700, 440, 1500, 510), ["1号"]),
    )
    assert found["members[].pension"] == [["1号"]]
    assert found["individual_number"] == [["509198518581"]]


def test_the_cell_beneath_a_label_of_another_table_is_not_beside() -> None:
    found = read(
        ((200, 300, 900, 380), ["本籍地"]),
        ((200, 380, 900, 460), ["福岡県春日市春日1丁目2番"]),
        ((200, 460, 900, 540), ["筆頭者"]),
        ((200, 540, 900, 620), ["二階堂　龍之介"]),
        ((960, 400, 1500, 480), ["氏名"]),
        ((960, 480, 1500, 560), ["二階堂　大和"]),
        ((1500, 400, 2200, 480), ["生年月日"]),
        ((1500, 480, 2200, 560), ["平成31年2月2日"]),
    )
    assert found["register_head"] == [["二階堂　龍之介"]]
    assert found["members[].name"] == [["二階堂　大和"]]


def test_the_heading_of_people_is_not_whoever_stands_above_them() -> None:
    found = read(
        ((200, 300, 700, 380), ["本籍"]),
        ((700, 300, 1500, 380), []),
        ((200, 380, 700, 460), ["筆頭者"]),
        ((200, 460, 700, 540), ["異動者"]),
        ((700, 460, 1100, 540), ["1"]),
        ((1100, 460, 1500, 540), ["2"]),
        ((200, 540, 700, 620), ["氏名"]),
        ((700, 540, 1100, 620), ["見本　一郎"]),
        ((1100, 540, 1500, 620), ["見本　華"]),
    )
    assert found.get("register_head", [[]]) == [[]]


@pytest.mark.parametrize(("second", "seen"), [("令和7年7月9日", True), ("転出", False)])
def test_labels_and_values_of_a_row_belong_together_where_the_line_between_two_of_them_was_not_seen(second, seen):
    image = np.full((3508, 2480, 3), 255, np.uint8)
    for left, right in ((200, 600), (600, 1600), (1600, 2200)):
        cv2.rectangle(image, (left, 300), (right, 380), (0, 0, 0), 3)
    ruling = Ruling(image)
    row = (("異動年月日", 220), ("令和7年7月30日", 620), ("届出年月日", 1250), (second, 1620))
    found = values(arrange([segment(text, x, 315, ruling.cell_at(x + 20, 335)) for text, x in row], ruling))
    assert (found.get("planned_on"), found.get("notified_on")) == (
        ([["令和7年7月30日"]], [["令和7年7月9日"]]) if seen else (found.get("planned_on"), found.get("notified_on"))
    )
    assert seen or found.get("notified_on") != [[second]]
