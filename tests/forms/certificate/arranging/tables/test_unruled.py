"""A name and its reading in a cell each, beside a label as high as both."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from tests.forms.certificate.lines import segment
from tests.forms.certificate.test_layout import values

LEFT, MIDDLE, RIGHT, TOP, LOW = 300, 600, 1500, 300, 100
"""Edges of the label's column and of the values', the first row's top, and a row's height, in pixels at 300 dpi."""


def read(*rows: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """What is read of rows, each a label and the texts of the cells above each other beside it."""
    image, texts, top = np.full((3508, 2480, 3), 255, np.uint8), [], TOP
    for label, *cells in rows:
        cv2.rectangle(image, (LEFT, top), (MIDDLE, top + LOW * len(cells)), (0, 0, 0), 3)
        texts.append((label, LEFT + 20, top + LOW * len(cells) // 2 - 20))
        for text in cells:
            cv2.rectangle(image, (MIDDLE, top), (RIGHT, top + LOW), (0, 0, 0), 3)
            texts += [(text, MIDDLE + 20, top + LOW // 2 - 20)] if text else []
            top += LOW
    ruling = Ruling(image)
    return values(arrange([segment(text, x, y, ruling.cell_at(x + 20, y + 20)) for text, x, y in texts], ruling))


@pytest.mark.parametrize("name", ["見本一郎", "MIHON ANNA"])
def test_the_cell_above_a_name_without_a_label_of_its_own_has_the_reading(name):
    found = read(("氏名", "ミホンイチロウ", name), ("生年月日", "昭和52年4月9日"), ("続柄", "世帯主"))
    assert (found["members[].name"], found["members[].kana"]) == ([[name]], [["ミホンイチロウ"]])


def test_where_no_reading_is_printed_the_name_stands_in_the_second_cell():
    found = read(("氏名", "", "見本一郎"), ("生年月日", "昭和52年4月9日"), ("続柄", "世帯主"))
    assert found["members[].name"] == [["見本一郎"]]


def test_a_cell_for_a_reading_with_a_label_is_no_part_of_the_name():
    found = read(("フリガナ", "ミホンイチロウ"), ("氏名", "見本一郎"), ("生年月日", "昭和52年4月9日"))
    assert (found["members[].name"], found["members[].kana"]) == ([["見本一郎"]], [["ミホンイチロウ"]])
