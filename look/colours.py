"""The one place where colours are named, by role and theme. No screen writes a hex value.

Colours follow the Digital Agency's design system: blue is for what can be touched and for nothing else; every
text stands at 7:1 or more on its ground (:data:`PAIRS`, computed in a test).

This module is plain Python: no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """The three sets of colours that a person can choose."""

    LIGHT = "light"
    DARK = "dark"
    YELLOW = "yellow"
    """Yellow on black, for low vision."""


@dataclass(frozen=True, slots=True)
class Colours:
    """What each role looks like in one theme, as ``#rrggbb``.

    A role that ends in ``_ground`` is a surface; the role of the same name without it, or with ``_text``, is what
    is written on it. `edge` roles are lines.
    """

    ground: str
    raised: str
    text: str
    quiet: str
    edge: str
    """Hairlines between rows."""
    firm_edge: str
    """The line around what is framed but cannot be touched, and around quiet buttons."""
    main: str
    main_ground: str
    main_pressed_ground: str
    touch: str
    """Text and line of whatever can be touched."""
    touch_pressed_ground: str
    off: str
    off_ground: str
    agreed: str
    agreed_ground: str
    single: str
    single_ground: str
    doubtful: str
    doubtful_ground: str
    doubtful_row_ground: str
    """The whole row of a doubtful field, paler than its sign."""
    conflict: str
    conflict_ground: str
    chosen_ground: str
    """The row or card that is chosen, under `text`."""
    focus_line: str
    focus_ring: str
    step_done: str
    step_left: str
    backdrop: str
    """Behind the picture of a page."""
    mark: str
    """The frame on the page's picture around the field in hand."""
    paper: str = "#ffffff"
    """The sheet on which official values are shown: the colour of the paper they are printed on."""
    ink: str = "#000000"


LIGHT = Colours(
    ground="#ffffff",
    raised="#f2f2f2",
    text="#1a1a1a",
    quiet="#4d4d4d",
    edge="#d9d9d9",
    firm_edge="#666666",
    main="#ffffff",
    main_ground="#0017c1",
    main_pressed_ground="#00118f",
    touch="#0017c1",
    touch_pressed_ground="#e8f1fe",
    off="#4d4d4d",
    off_ground="#f2f2f2",
    agreed="#0c472a",
    agreed_ground="#e6f5ec",
    single="#333333",
    single_ground="#f2f2f2",
    doubtful="#604b00",
    doubtful_ground="#fff0b3",
    doubtful_row_ground="#fbf5e0",
    conflict="#850000",
    conflict_ground="#fdeeee",
    chosen_ground="#e8f1fe",
    focus_line="#000000",
    focus_ring="#ffd43d",
    step_done="#0017c1",
    step_left="#cccccc",
    backdrop="#4d4d4d",
    mark="#b78f00",
)

DARK = Colours(
    ground="#1a1a1a",
    raised="#2b2b2b",
    text="#f2f2f2",
    quiet="#cccccc",
    edge="#4d4d4d",
    firm_edge="#b3b3b3",
    main="#1a1a1a",
    main_ground="#9db7f9",
    main_pressed_ground="#c5d7fb",
    touch="#9db7f9",
    touch_pressed_ground="#00083d",
    off="#cccccc",
    off_ground="#333333",
    agreed="#c2e5d1",
    agreed_ground="#0c3a22",
    single="#f2f2f2",
    single_ground="#404040",
    doubtful="#ffe380",
    doubtful_ground="#3d3000",
    doubtful_row_ground="#2b2618",
    conflict="#ffdada",
    conflict_ground="#620000",
    chosen_ground="#00118f",
    focus_line="#ffffff",
    focus_ring="#ffd43d",
    step_done="#9db7f9",
    step_left="#666666",
    backdrop="#000000",
    mark="#b78f00",
)

YELLOW = Colours(
    ground="#000000",
    raised="#000000",
    text="#ffd43d",
    quiet="#ffd43d",
    edge="#806a1f",
    firm_edge="#ffd43d",
    main="#000000",
    main_ground="#ffd43d",
    main_pressed_ground="#ffffff",
    touch="#ffd43d",
    touch_pressed_ground="#333333",
    off="#ffd43d",
    off_ground="#000000",
    agreed="#ffd43d",
    agreed_ground="#000000",
    single="#ffd43d",
    single_ground="#000000",
    doubtful="#000000",
    doubtful_ground="#ffd43d",
    doubtful_row_ground="#262009",
    conflict="#000000",
    conflict_ground="#ffffff",
    chosen_ground="#333333",
    focus_line="#000000",
    focus_ring="#ffffff",
    step_done="#ffd43d",
    step_left="#665518",
    backdrop="#000000",
    mark="#b78f00",
)

COLOURS = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.YELLOW: YELLOW}

PAIRS: tuple[tuple[str, str], ...] = (
    ("text", "ground"),
    ("text", "raised"),
    ("text", "chosen_ground"),
    ("text", "doubtful_row_ground"),
    ("quiet", "ground"),
    ("quiet", "raised"),
    ("quiet", "doubtful_row_ground"),
    ("main", "main_ground"),
    ("main", "main_pressed_ground"),
    ("touch", "ground"),
    ("touch", "raised"),
    ("touch", "doubtful_row_ground"),
    ("touch", "touch_pressed_ground"),
    ("off", "off_ground"),
    ("agreed", "agreed_ground"),
    ("single", "single_ground"),
    ("doubtful", "doubtful_ground"),
    ("conflict", "conflict_ground"),
    ("ink", "paper"),
)
"""Every text role with every surface it may stand on."""

STATE_COLOURS = {
    "agreed": ("agreed", "agreed_ground"),
    "single": ("single", "single_ground"),
    "doubtful": ("doubtful", "doubtful_ground"),
    "conflict": ("conflict", "conflict_ground"),
    "missing": ("doubtful", "doubtful_ground"),
    "confirmed": ("agreed", "agreed_ground"),
}
"""State of a field → roles of its text and ground."""

MIN_CONTRAST = 7.0
"""WCAG 2.2 AAA for text."""


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
