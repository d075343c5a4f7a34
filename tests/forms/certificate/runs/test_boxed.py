"""Lines with boxes for digits in them are read as one, from the first character to the last one."""

from __future__ import annotations

from types import SimpleNamespace

from forms.certificate.pixels.cells import OUTSIDE, Cell
from forms.certificate.runs.boxed import with_digit_boxes
from forms.certificate.runs.quads import rectangle

BOXES = [Cell(700, 400, 800, 460), Cell(860, 401, 960, 461), Cell(1020, 402, 1120, 462)]


def found(*lines: tuple[int, int, int, int]) -> list[tuple[float, ...]]:
    """Left, top, right and bottom of the lines that come of these."""
    ruling = SimpleNamespace(boxes=BOXES, cell_at=lambda x, y: OUTSIDE)
    parts = [(rectangle(*line), OUTSIDE) for line in lines]
    return sorted((*quad.min(axis=0), *quad.max(axis=0)) for quad, _ in with_digit_boxes(parts, ruling))


def test_era_digits_and_units_are_one_line_and_overlooked_digits_are_in_it():
    line = found((610, 405, 690, 455), (710, 400, 740, 460), (815, 405, 850, 455), (1130, 410, 1170, 455))
    assert line == [(610.0, 400.0, 1170.0, 462.0)]


def test_the_label_before_it_and_the_next_label_stay_apart():
    label, following = (300, 405, 560, 455), (1500, 405, 1700, 455)
    assert found(label, (860, 400, 960, 460), following) == [
        tuple(map(float, label)),
        (700.0, 400.0, 1120.0, 462.0),
        tuple(map(float, following)),
    ]


def test_a_line_beneath_them_stays_apart():
    beneath = (700, 480, 1100, 530)
    assert tuple(map(float, beneath)) in found((700, 400, 1120, 460), beneath)
