"""Frames with round corners are cells, too."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.ruling import Ruling


def _framed(radius: int, gap: int = 0) -> np.ndarray:
    """An A4 sheet at 300 dpi with a frame of 1,800 × 300 pixels; its corners are round, and left out where asked."""
    page = np.full((3508, 2480, 3), 255, np.uint8)
    left, top, right, bottom = 300, 600, 2100, 900
    ink = (30, 30, 30)
    for y in (top, bottom):
        cv2.line(page, (left + radius, y), (right - radius, y), ink, 3)
    for x in (left, right):
        cv2.line(page, (x, top + radius), (x, bottom - radius), ink, 3)
    corners = [(left + radius, top + radius, 180), (right - radius, top + radius, 270)]
    corners += [(right - radius, bottom - radius, 0), (left + radius, bottom - radius, 90)]
    for x, y, start in corners[gap:]:
        cv2.ellipse(page, (x, y), (radius, radius), start, 0, 90, ink, 3)
    return page


@pytest.mark.parametrize("radius", [8, 16, 22, 28, 36, 44, 52])
def test_a_frame_with_round_corners_is_a_cell(radius: int) -> None:
    (cell,) = Ruling(_framed(radius)).cells
    assert abs(cell.left - 300) < 12 and abs(cell.right - 2100) < 12
    assert abs(cell.top - 600) < 12 and abs(cell.bottom - 900) < 12


def test_a_frame_with_an_open_corner_is_none() -> None:
    assert Ruling(_framed(28, gap=1)).cells == []


def test_a_frame_with_square_corners_is_a_cell_as_before() -> None:
    page = np.full((3508, 2480, 3), 255, np.uint8)
    cv2.rectangle(page, (300, 600), (2100, 900), (30, 30, 30), 3)
    assert len(Ruling(page).cells) == 1


def test_a_page_without_lines_has_no_cells() -> None:
    assert Ruling(np.full((3508, 2480, 3), 255, np.uint8)).cells == []
