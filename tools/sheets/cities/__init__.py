"""How cities arrange a moving-out certificate, and which part of the corpus has which layout.

Each layout is a function of a :class:`~tools.sheets.cities.page.Page`, drawing in millimetres.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tools.sheets.canvas import A4
from tools.sheets.cities.boxes import captions, stacked, two_columns
from tools.sheets.cities.grids import full_grid, landscape_rows, national, persons_as_columns, wide_table
from tools.sheets.cities.lists import line_printer, plain_list, ruled_rows
from tools.sheets.cities.page import Page
from tools.sheets.cities.prints import inline, justified, undecided, unruled_columns
from tools.sheets.cities.records import bilingual, framed_rows, two_line_records
from tools.sheets.cities.tables import before_and_after, boxed_dates, cards, reading_above, stamped, two_to_a_cell
from tools.sheets.cities.unseen import labels_above, narrow_blocks, numbered_rows, side_by_side

LANDSCAPE = (A4[1], A4[0])


@dataclass(frozen=True)
class City:
    """A layout with how many people its sheet has room for."""

    draw: Callable[[Page], None]
    rows: int
    size: tuple[float, float] = A4


TRAINING = {
    "full_grid": City(full_grid, 4),
    "national": City(national, 4),
    "stacked": City(stacked, 4),
    "persons_as_columns": City(persons_as_columns, 4),
    "plain_list": City(plain_list, 4),
    "line_printer": City(line_printer, 5),
    "landscape_rows": City(landscape_rows, 5, LANDSCAPE),
    "two_columns": City(two_columns, 4),
    "ruled_rows": City(ruled_rows, 4),
    "wide_table": City(wide_table, 4),
}
TRAINING_ONLY = {
    "captions": City(captions, 4),
}
"""Added later: the validation part's sheets stay what they were."""
VALIDATION_ONLY = {
    "labels_above": City(labels_above, 4),
    "side_by_side": City(side_by_side, 4),
    "numbered_rows": City(numbered_rows, 5),
    "narrow_blocks": City(narrow_blocks, 4),
}
VARIED = {
    "before_and_after": City(before_and_after, 3),
    "bilingual": City(bilingual, 4),
    "boxed_dates": City(boxed_dates, 3),
    "cards": City(cards, 4),
    "framed_rows": City(framed_rows, 5),
    "inline": City(inline, 4),
    "justified": City(justified, 2),
    "reading_above": City(reading_above, 4),
    "stamped": City(stamped, 4, LANDSCAPE),
    "two_line_records": City(two_line_records, 4),
    "two_to_a_cell": City(two_to_a_cell, 5),
    "undecided": City(undecided, 3),
    "unruled_columns": City(unruled_columns, 5),
}
"""A part of the corpus of its own, for training, with more words and dates than the others."""
