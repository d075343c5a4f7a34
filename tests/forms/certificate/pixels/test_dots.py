"""Dotted rules part cells as solid ones do; leaders, underlines and strokes of text part none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.ruling import Ruling
from tests.forms.certificate.framed import INK, frame


def _dots(page: np.ndarray, start: tuple[int, int], end: tuple[int, int], unit: float, gap: int = 5):
    """A row of dots of four between two points in 300ths of an inch."""
    upright = start[0] == end[0]
    first, last, at = (start[1], end[1], start[0]) if upright else (start[0], end[0], start[1])
    for begin in range(first, last, 4 + gap):
        edges = [round(each * unit) for each in (begin, begin + 4, at - 2, at + 2)]
        left, right, top, bottom = (*edges[2:], *edges[:2]) if upright else edges
        page[top:bottom, left:right] = INK


@pytest.mark.parametrize("blur", [0, 5])
@pytest.mark.parametrize("unit", [2 / 3, 1.0, 4 / 3])
def test_dotted_rules_part_a_frame_into_cells(unit: float, blur: int) -> None:
    page = frame(unit)
    for y in (700, 800):
        _dots(page, (300, y), (1800, y), unit)
    _dots(page, (900, 700), (900, 800), unit)  # from one of them to the other
    page = cv2.GaussianBlur(page, (blur, blur), 0) if blur else page
    assert len(Ruling(page).cells) == 4


def test_a_dotted_rule_through_a_pattern_behind_the_text_parts_a_cell() -> None:
    page = frame(1.0)
    for left in range(320, 1800, 60):
        cv2.circle(page, (left, 750), 55, (225, 225, 225), 3)
    _dots(page, (300, 750), (1800, 750), 1.0)
    assert len(Ruling(page).cells) == 2


def test_leaders_underlines_and_strokes_of_text_part_no_cell() -> None:
    page = frame(1.0)
    _dots(page, (300, 700), (1800, 700), 1.0, gap=11)  # ……
    _dots(page, (500, 800), (1200, 800), 1.0)  # what is written stands upon it
    assert len(Ruling(page).cells) == 1


def test_a_1_between_two_dotted_rules_parts_no_cell() -> None:
    page = frame(1.0)
    for y in (700, 746):
        _dots(page, (300, y), (1800, y), 1.0)
    page[709:738, 900:904] = INK
    assert len(Ruling(page).cells) == 3


def test_strokes_of_two_lines_set_tight_part_no_cell() -> None:
    page = frame(1.0)
    for y in (700, 800):
        page[y - 2 : y + 2, 300:1800] = INK
    for top, bottom in ((712, 747), (754, 788)):  # of 谷, and ト beneath it
        page[top:bottom, 900:904] = INK
    assert len(Ruling(page).cells) == 3
