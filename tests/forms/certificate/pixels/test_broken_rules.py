"""Rules that a fax left in pieces part cells as whole ones do."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.pixels.ruling import Ruling
from tests.forms.certificate.framed import INK, frame


def rule(page: np.ndarray, start: int, end: int, at: int, unit: float, upright: bool = False) -> None:
    """A rule along the page, in 300ths of an inch."""
    start, end, top, bottom = (round(each * unit) for each in (start, end, at - 2, at + 2))
    (page.transpose(1, 0, 2) if upright else page)[top:bottom, start:end] = INK


@pytest.mark.parametrize("unit", [2 / 3, 1.0, 4 / 3])
def test_pieces_too_short_for_lines_join_those_that_are_lines(unit: float) -> None:
    page = frame(unit)
    rule(page, 300, 700, 700, unit)
    for start in range(710, 1180, 60):  # pieces of 50, too long for dashes, with gaps of 10
        rule(page, start, start + 50, 700, unit)
    rule(page, 1190, 1800, 700, unit)
    rule(page, 600, 650, 900, unit, upright=True)
    for start in range(658, 900, 35):
        rule(page, start, start + 28, 900, unit, upright=True)
    assert len(Ruling(page).cells) == 4


def test_rules_that_are_missing_for_the_most_part_are_not_broken() -> None:
    page = frame(1.0)
    for y in (700, 800):
        rule(page, 300, 420, y, 1.0)
        for start in range(430, 960, 60):
            rule(page, start, start + 50, y, 1.0)
        rule(page, 970, 1200, y, 1.0)
        for start in range(1210, 1800, 60):
            rule(page, start, start + 50, y, 1.0)
    assert len(Ruling(page).cells) == 1


def test_a_rule_that_ends_before_type_in_line_with_it_does_not_go_on_through_it() -> None:
    page = frame(1.0)
    rule(page, 300, 700, 700, 1.0)
    for start in range(720, 1780, 40):
        page[680:715, start : start + 24] = INK
    rule(page, 300, 900, 800, 1.0)  # underlines
    assert len(Ruling(page).cells) == 1
