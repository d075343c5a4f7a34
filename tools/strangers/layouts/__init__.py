"""All layouts by name: those that may be looked at, and those that are kept back."""

from __future__ import annotations

from tools.strangers.layouts import cards, grids, kept_forms, kept_lists, lists
from tools.strangers.layouts.base import Layout

OPEN: tuple[Layout, ...] = (*grids.LAYOUTS, *lists.LAYOUTS, *cards.LAYOUTS)
"""Their sheets may be looked at when the reader errs."""
KEPT: tuple[Layout, ...] = (*kept_forms.LAYOUTS, *kept_lists.LAYOUTS)
"""Nobody who works on the reader looks at these or at what is read from them; totals only."""
