"""Boxes for digits within a line of text are no cells; narrow cells of a table are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.cells import Cell
from forms.certificate.pixels.ruling import Ruling

BLACK = (0, 0, 0)


def ruled(rectangles: list[tuple[int, int, int, int]]) -> Ruling:
    """A page (300 dpi) with frames, given by left, top, right and bottom."""
    image = np.full((3508, 2480, 3), 255, np.uint8)
    for left, top, right, bottom in rectangles:
        cv2.rectangle(image, (left, top), (right, bottom), BLACK, 3)
    return Ruling(image)


def boxes(left: int, top: int, number: int, wide: int = 50) -> list[tuple[int, int, int, int]]:
    return [(left + at * wide, top, left + (at + 1) * wide, top + 65) for at in range(number)]


CARD = (150, 300, 2300, 700)


@pytest.mark.parametrize("frame", [[CARD], []])
def test_boxes_within_a_line_are_no_cells(frame):
    ruling = ruled([*frame, *boxes(700, 400, 2), *boxes(880, 400, 2), *boxes(1060, 400, 1, 90)])
    assert len(ruling.cells) == len(frame)
    assert [(box.left // 10, box.right // 10) for box in ruling.boxes] == [(70, 79), (88, 97), (106, 114)]
    assert ruling.cell_at(725, 430) == ruling.cell_at(780, 430)  # the next box
    assert ruling.lines_in(np.float32([[640, 380], [840, 380], [840, 480], [640, 480]]), (200, 100)).any()


def test_a_comb_beneath_may_touch_them():
    ruling = ruled([CARD, *boxes(700, 400, 2), *boxes(700, 474, 11)])
    assert len(ruling.boxes) == 1
    assert len(ruling.cells) == 2 and len(ruling.combs) == 1


@pytest.mark.parametrize(
    ("rectangles", "cells"),
    [
        ([CARD, (150, 300, 230, 365), (150, 365, 230, 430)], 3),  # a column of a table
        ([(150, 300, 230, 365), (230, 300, 310, 365), (310, 300, 2300, 365)], 3),  # a row of one
        ([CARD, (700, 400, 760, 465)], 1),  # one for a tick
        ([CARD, (700, 400, 900, 600)], 1),  # one for a seal
        ([CARD, *boxes(700, 400, 7)], 2),  # a comb
        ([(150, 300, 900, 365), (914, 300, 1010, 365), (1024, 300, 1140, 365)], 3),  # a row of cells that stand apart
    ],
)
def test_other_frames_are_no_boxes_for_digits(rectangles, cells):
    ruling = ruled(rectangles)
    assert ruling.boxes == []
    assert len(ruling.cells) == cells


def test_a_cell_holds_what_touches_none_of_its_sides():
    outer = Cell(0, 0, 100, 50)
    assert outer.holds(Cell(10, 10, 90, 40))
    assert not outer.holds(outer)
    assert not outer.holds(Cell(10, 10, 110, 40))
