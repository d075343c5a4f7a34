"""Boxes for a digit each: one cell, and no bars in the picture of the line."""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.pixels.combs import without_bars
from forms.certificate.pixels.ruling import Ruling


def comb(teeth: int) -> Ruling:
    image = np.full((3508, 2480, 3), 255, np.uint8)
    cv2.rectangle(image, (300, 300), (2000, 420), (0, 0, 0), 3)
    for x in (700, *(700 + 70 * tooth for tooth in range(1, teeth + 1))):
        cv2.line(image, (x, 300), (x, 420), (0, 0, 0), 3)
    return Ruling(image)


def test_boxes_for_a_digit_each_are_one_cell_right_of_the_label():
    ruling = comb(12)
    number = ruling.right_of(ruling.cell_at(400, 360))
    assert ruling.combs == {number}
    assert number == ruling.cell_at(735, 360) == ruling.cell_at(1500, 360)
    assert 1520 < ruling.cells[number].right < 1560


def test_two_narrow_cells_are_no_comb():
    assert comb(2).combs == frozenset()


def test_bars_go_and_digits_stay():
    crop = np.full((48, 300), 250, np.uint8)
    cv2.putText(crop, "14", (60, 36), 0, 1.0, 20, 3)
    plain = crop.copy()
    for x in (50, 110):
        crop[:, x : x + 3] = 30
    assert without_bars(plain) is plain
    assert np.abs(without_bars(crop).astype(int) - plain).max() < 30 or (without_bars(crop)[:, 50:53] > 200).all()
