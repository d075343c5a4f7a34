"""All layouts in groups, each with its first number and its own words, towns and names."""

from __future__ import annotations

from dataclasses import dataclass

from tools.strangers.layouts import cards, grids, kept_forms, kept_lists, lists
from tools.strangers.layouts.base import Layout


@dataclass(frozen=True, slots=True)
class Group:
    """Layouts that one maker gave out together.

    Attributes:
        first: its first number; it goes as far as the next group's.
        kept: whether nobody who works on the reader looks at these or at what is read from them; totals only. The
            sheets of the others may be looked at when the reader errs.
        words, towns, names: the tables, beside ``people.py``, that its sheets are written with.
    """

    first: int
    layouts: tuple[Layout, ...]
    kept: bool = False
    words: str = "words"
    towns: str = "towns"
    names: str = "names"


GROUPS: tuple[Group, ...] = (
    Group(1000, (*grids.LAYOUTS, *lists.LAYOUTS, *cards.LAYOUTS)),
    Group(1100, (*kept_forms.LAYOUTS, *kept_lists.LAYOUTS), kept=True, words="words_kept"),
)
