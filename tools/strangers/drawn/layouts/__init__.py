"""The drawn layouts in groups by their first number."""

from __future__ import annotations

from dataclasses import dataclass

from tools.strangers.drawn import damage, mishaps
from tools.strangers.drawn.layouts import (
    cells,
    grids,
    kept_free,
    kept_tables,
    lists,
    systems_cells,
    systems_codes,
    systems_free,
    systems_kept_rows,
    systems_kept_sheets,
)
from tools.strangers.drawn.layouts.base import Drawing


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """Layouts given out together.

    Attributes:
        numbers: of their sheets.
        words, towns, names: tables, see :class:`tools.strangers.layouts.Group`.
        order: names of conditions in turn.
        kept: whether nobody who works on the reader looks at these or at what is read from them; totals only.
    """

    numbers: range
    layouts: tuple[Drawing, ...]
    words: str = "drawn/words"
    towns: str = "drawn/towns"
    names: str = "drawn/names"
    order: tuple[str, ...] = damage.ORDER
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
    DrawnGroup(
        range(1400, 1440),
        (*systems_codes.LAYOUTS, *systems_cells.LAYOUTS, *systems_free.LAYOUTS),
        words="drawn/systems_words",
        towns="drawn/systems_towns",
        names="drawn/systems_names",
        order=mishaps.ORDER,
    ),
    DrawnGroup(
        range(1450, 1480),
        (*systems_kept_rows.LAYOUTS, *systems_kept_sheets.LAYOUTS),
        words="drawn/systems_kept_words",
        towns="drawn/systems_kept_towns",
        names="drawn/systems_kept_names",
        order=mishaps.KEPT_ORDER,
        kept=True,
    ),
)
