"""Dashed rules part cells as solid ones do; rows of other strokes part none."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.pixels.ruling import Ruling
from tests.forms.certificate.framed import INK, frame


def _dash(page: np.ndarray, start: tuple[int, int], end: tuple[int, int], unit: float, dash: int = 13, gap: int = 6):
    """A dashed rule between two points in 300ths of an inch."""
    upright = start[0] == end[0]
    first, last, at = (start[1], end[1], start[0]) if upright else (start[0], end[0], start[1])
    for begin in range(first, last, dash + gap):
        edges = [round(each * unit) for each in (begin, min(begin + dash, last), at - 2, at + 2)]
        left, right, top, bottom = (*edges[2:], *edges[:2]) if upright else edges
        page[top:bottom, left:right] = INK


@pytest.mark.parametrize("unit", [2 / 3, 1.0, 4 / 3])
def test_dashed_rules_part_a_frame_into_cells(unit: float) -> None:
    page = frame(unit)
    for y in (700, 800):
        _dash(page, (300, y), (1800, y), unit)
    _dash(page, (900, 600), (900, 900), unit)
    assert len(Ruling(page).cells) == 6


def test_a_dashed_rule_that_leads_from_a_dashed_one_to_another_parts_a_cell() -> None:
    page = frame(1.0)
    for y in (700, 800):
        _dash(page, (300, y), (1800, y), 1.0)
    _dash(page, (900, 700), (900, 800), 1.0)
    assert len(Ruling(page).cells) == 4


def test_what_ends_within_a_cell_parts_it_not_nor_do_hyphens_and_digits_above_each_other() -> None:
    page = frame(1.0)
    _dash(page, (300, 700), (650, 700), 1.0)  # the crest of a fold
    _dash(page, (700, 800), (1000, 800), 1.0, dash=20, gap=60)  # hyphens between numbers
    for top in range(620, 880, 60):  # 1 in five lines
        page[top : top + 25, 1500:1504] = INK
    ruling = Ruling(page)
    assert len(ruling.cells) == 1
    assert ruling.cell_at(450, 700) == 0  # on no line
