"""Names whose halves have a cell each."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.arranging.places.name_cells import with_whole_names
from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from tests.forms.certificate.lines import segment

EDGES = (200, 400, 800, 1000, 1400)
"""The upright rules of a card, in pixels."""


def form(*rows: tuple[str, ...]):
    """Rows of four cells, 100 pixels high; and their ruling."""
    image = np.full((3508, 2480, 3), 255, np.uint8)
    found = []
    for row in range(len(rows)):
        for left, end in zip(EDGES, EDGES[1:], strict=False):
            cv2.rectangle(image, (left, 300 + 100 * row), (end, 400 + 100 * row), (0, 0, 0), 3)
    ruling = Ruling(image)
    for row, texts in enumerate(rows):
        for left, text in zip(EDGES, texts, strict=False):
            top = 330 + 100 * row
            found += [segment(text, left + 20, top, ruling.cell_at(left + 30, top + 10))] if text else []
    return found, ruling


def told(*rows: tuple[str, ...]) -> list[list[str]]:
    """The texts of each cell, cell by cell."""
    segments, ruling = form(*rows)
    cells: dict[int, list[str]] = {}
    for each in with_whole_names(segments, ruling):
        cells.setdefault(each.cell, []).append(each.text)
    return list(cells.values())


@pytest.mark.parametrize("labels", [("氏", "名"), ("姓", "名")])
def test_the_given_name_comes_into_the_cell_of_the_surname(labels):
    assert told((labels[0], "渡辺", labels[1], "善之")) == [["氏名"], ["渡辺", "善之"]]


@pytest.mark.parametrize("labels", [("セイ", "メイ"), ("セT", "X"), ("セイ", "")])
def test_so_does_the_reading_above_it_whatever_its_labels_were_read_as(labels):
    cells = told((labels[0], "ワタナベ", labels[1], "ヨシユキ"), ("氏", "渡辺", "名", "善之"))
    assert ["渡辺", "善之"] in cells and ["ワタナベ", "ヨシユキ"] in cells


def test_a_reading_of_the_surname_alone_stays_one():
    assert ["ワタナベ"] in told(("セイ", "ワタナベ", "メイ", ""), ("氏", "渡辺", "名", "善之"))


@pytest.mark.parametrize(
    "row",
    [
        ("氏", "渡辺", "氏", "高江洲"),
        ("氏", "渡辺", "名", ""),
        ("氏名", "渡辺", "性", "男"),
        ("フリガナ", "ワタナベヨシユキ", "フリガナ", "ワタナベハナ"),
    ],
)
def test_other_rows_are_left_alone(row):
    assert told(row) == [[text] for text in row if text]


def test_a_reading_whose_halves_have_the_same_label_is_told_by_the_name_beneath_it():
    cells = told(("フリガナ", "ワタナベ", "フリガナ", "ヨシユキ"), ("氏", "渡辺", "名", "善之"))
    assert ["渡辺", "善之"] in cells and ["ワタナベ", "ヨシユキ"] in cells


def test_both_halves_are_one_persons_name_though_the_columns_of_another_row_part_them():
    birth = ("生年月日", "昭和54年5月28日", "性別", "女")
    sheet = arrange(*form(("氏", "月見里", "名", "さゆり"), birth))
    names = [spot.segments for hit in sheet.hits if hit.target == "members[].name" for spot in hit.spots]
    assert [[each.text for each in name] for name in names] == [["月見里", "さゆり"]]
