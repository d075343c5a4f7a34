"""Where cells stand to each other."""

from __future__ import annotations

import pytest

from forms.certificate.pixels.cells import Cell

HERE = Cell(100, 200, 400, 240)


@pytest.mark.parametrize(
    ("other", "in_row", "in_column"),
    [
        (Cell(410, 205, 900, 245), True, False),
        (Cell(95, 250, 405, 290), False, True),
        (Cell(410, 205, 900, 290), False, False),
        (Cell(100, 250, 700, 290), False, False),
    ],
)
def test_cells_in_line_go_on_in_each_other_though_a_page_lies_a_little_askew(other, in_row, in_column):
    assert (HERE.is_in_row(other), HERE.is_in_column(other)) == (in_row, in_column)
