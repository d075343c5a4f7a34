"""The drawn layouts in groups by their first number."""

from __future__ import annotations

from dataclasses import dataclass

from tools.strangers.drawn.layouts import cells, grids, lists
from tools.strangers.drawn.layouts.base import Drawing


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """Layouts given out together.

    Attributes:
        numbers: of their sheets.
        words: the table of the labels' words, see :func:`tools.strangers.case.choose_words`.
    """

    numbers: range
    layouts: tuple[Drawing, ...]
    words: str


GROUPS: tuple[DrawnGroup, ...] = (
    DrawnGroup(range(1200, 1240), (*grids.LAYOUTS, *cells.LAYOUTS, *lists.LAYOUTS), "drawn/words"),
)
