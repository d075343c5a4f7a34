"""All layouts in groups, each with its first number and its own words, towns and names."""

from __future__ import annotations

from dataclasses import dataclass

from tools.strangers.layouts import (
    cards,
    flow_cards,
    flow_kept_cards,
    flow_kept_texts,
    flow_texts,
    grids,
    kept_forms,
    kept_lists,
    lists,
    today_kept_forms,
    today_kept_lists,
    today_offices,
    today_sheets,
    today_standard,
)
from tools.strangers.layouts.base import Layout

ORDER = (
    "flatbed-300", "phone", "flatbed-200", "overhead", "skewed", "born", "fax", "photocopy", "upside-down",
    "flatbed-400", "pale", "pdf", "sideways",
)  # fmt: skip
"""Conditions in turn; their count has no factor in common with that of the layouts, so that all pairs come up."""
TODAY_ORDER = (
    "feeder", "punched", "phone-moved", "fax", "back-print", "overhead", "marker", "photocopy", "crumpled", "banded",
    "flatbed-400", "coloured", "upside-down",
)  # fmt: skip
FLOW_ORDER = (
    "lid-open", "inkjet", "shaded", "fax", "halftone", "flatbed-300", "flash", "second-copy", "taped", "upside-down",
    "rained", "phone", "flatbed-200",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Layouts that one maker gave out together.

    Attributes:
        first: its first number; it goes as far as the next group's.
        kept: whether nobody who works on the reader looks at these or at what is read from them; totals only. The
            sheets of the others may be looked at when the reader errs.
        order: names of conditions in turn.
        words, towns, names: the tables, beside ``people.py``, that its sheets are written with.
    """

    first: int
    layouts: tuple[Layout, ...]
    kept: bool = False
    order: tuple[str, ...] = ORDER
    words: str = "words"
    towns: str = "towns"
    names: str = "names"


GROUPS: tuple[Group, ...] = (
    Group(1000, (*grids.LAYOUTS, *lists.LAYOUTS, *cards.LAYOUTS)),
    Group(1100, (*kept_forms.LAYOUTS, *kept_lists.LAYOUTS), kept=True, words="words_kept"),
    Group(
        1300,
        (*today_standard.LAYOUTS, *today_offices.LAYOUTS, *today_sheets.LAYOUTS),
        order=TODAY_ORDER,
        words="words_today",
        towns="towns_today",
        names="names_today",
    ),
    Group(
        1350,
        (*today_kept_forms.LAYOUTS, *today_kept_lists.LAYOUTS),
        kept=True,
        order=TODAY_ORDER,
        words="words_today_kept",
        towns="towns_today_kept",
        names="names_today_kept",
    ),
    Group(
        1500,
        (*flow_texts.LAYOUTS, *flow_cards.LAYOUTS),
        order=FLOW_ORDER,
        words="flow/words",
        towns="flow/towns",
        names="flow/names",
    ),
    Group(
        1550,
        (*flow_kept_texts.LAYOUTS, *flow_kept_cards.LAYOUTS),
        kept=True,
        order=FLOW_ORDER,
        words="flow/kept_words",
        towns="flow/kept_towns",
        names="flow/kept_names",
    ),
)
