"""The drawn layouts in groups by their first number."""

from __future__ import annotations

from dataclasses import dataclass

from tools.strangers.drawn.layouts import cells, grids, kept_free, kept_tables, lists
from tools.strangers.drawn.layouts.base import Drawing


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """Layouts given out together.

    Attributes:
        numbers: of their sheets.
        words, towns, names: tables, see :class:`tools.strangers.layouts.Group`.
        kept: whether nobody who works on the reader looks at these or at what is read from them; totals only.
    """

    numbers: range
    layouts: tuple[Drawing, ...]
    words: str = "drawn/words"
    towns: str = "drawn/towns"
    names: str = "drawn/names"
    kept: bool = False


GROUPS: tuple[DrawnGroup, ...] = (
    DrawnGroup(range(1200, 1240), (*grids.LAYOUTS, *cells.LAYOUTS, *lists.LAYOUTS)),
    DrawnGroup(
        range(1250, 1280),
        (*kept_tables.LAYOUTS, *kept_free.LAYOUTS),
        words="drawn/kept_words",
        towns="drawn/kept_towns",
        names="drawn/kept_names",
        kept=True,
    ),
)
