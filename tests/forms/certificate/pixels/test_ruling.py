"""Cells out of ruled lines, also where rows are hardly higher than their type."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.ruling import Ruling


@pytest.mark.parametrize("dpi", [200, 300, 400])
def test_rows_set_tight_are_cells_of_their_own(dpi):
    unit = dpi / 300
    image = np.full((round(3508 * unit), round(2480 * unit), 3), 255, np.uint8)
    high = 36  # 300ths of an inch: type of seven points
    for row in range(6):
        top = round((400 + high * row) * unit)
        cv2.rectangle(image, (round(200 * unit), top), (round(1900 * unit), top + round(high * unit)), (60, 60, 60), 1)
    ruling = Ruling(image)
    cells = [ruling.cell_at(1000 * unit, (400 + high * (row + 0.5)) * unit) for row in range(6)]
    assert len(ruling.cells) == len(set(cells)) == 6
    assert [ruling.below(cell) for cell in cells] == [*cells[1:], None]


@pytest.mark.parametrize(("top", "cells"), [(5, 2), (400, 4)])
def test_a_streak_from_edge_to_edge_of_the_sheet_parts_no_cell(top, cells):
    image = np.full((3508, 2480, 3), 255, np.uint8)
    cv2.rectangle(image, (300, 400), (2100, 600), 0, 3)
    cv2.line(image, (300, 500), (2100, 500), (0, 0, 0), 3)
    cv2.line(image, (900, top), (912, 3508 - top), (0, 0, 0), 3)  # it leans as the sheet does
    assert len(Ruling(image).cells) == cells


def test_a_pale_streak_seen_in_pieces_parts_no_cell():
    image = np.full((3508, 2480, 3), 255, np.uint8)
    for row in range(8):
        cv2.rectangle(image, (300, 400 + 300 * row), (2100, 600 + 300 * row), 0, 3)
    for top in range(-220, 3508, 300):
        cv2.line(image, (900 + top // 200, max(0, top)), (901 + top // 200, top + 230), (120, 120, 120), 2)
    assert len(Ruling(image).cells) == 8


def test_a_pale_streak_that_breaks_at_each_rule_parts_no_cell():
    image = np.full((3508, 2480, 3), 255, np.uint8)
    for row in range(8):
        cv2.rectangle(image, (300, 400 + 300 * row), (2100, 600 + 300 * row), 0, 3)
    cv2.line(image, (900, 0), (900, 3508), (120, 120, 120), 2)
    for row in range(8):
        for rule in (400 + 300 * row, 600 + 300 * row):
            image[rule - 11 : rule + 12, 890:910] = 255
            cv2.line(image, (890, rule), (910, rule), 0, 3)
    assert len(Ruling(image).cells) == 8


def test_narrow_cells_with_a_frame_each_are_cells_beside_wide_ones():
    image = np.full((3508, 2480, 3), 255, np.uint8)
    for top in (400, 520):
        for left, right in ((200, 320), (340, 900), (920, 1060), (1080, 1300)):  # number, name, sex, relationship
            cv2.rectangle(image, (left, top), (right, top + 100), 0, 3)
    cv2.rectangle(image, (200, 700), (300, 800), 0, 3)  # a letter's size, and level with nothing
    ruling = Ruling(image)
    assert len(ruling.cells) == 8
    assert ruling.boxes == []
