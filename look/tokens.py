"""The one place where colours, sizes, radii and type are named. No screen writes a hex value or a size of type.

Colours follow the Digital Agency's design system: blue is for what can be touched and for nothing else; every
text stands at 7:1 or more on its ground (:data:`PAIRS`, computed in a test). Sizes are millimetres first, so
that a key is as large under the finger on every screen; :class:`Look` turns them into pixels.

This module is plain Python: no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from base import readings


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


@dataclass(frozen=True, slots=True)
class Style:
    """One role of type.

    Attributes:
        mm: height of the em at step 1, in millimetres.
        line: line height as a multiple of the em.
        bold: whether it is set in bold.
    """

    mm: float
    line: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """Sizes for one way of working, in millimetres.

    Attributes:
        type: role → style. Roles: ``display``, ``heading``, ``title``, ``lead``, ``body``, ``small``, ``button``,
            ``value`` (a field's value), ``exact`` and ``exact_large`` (official values in Mincho).
        gaps: five steps of space, smallest first.
        target: height of a button.
        row: height of a row of a list.
        card: height of a card.
        radius, card_radius, chip_radius: corners.
        hair, line: thin and firm line.
        ring: width of each of the two bands of the focus ring.
        icon: edge of an icon beside text.
    """

    type: dict[str, Style]
    gaps: tuple[float, float, float, float, float]
    target: float
    row: float
    card: float
    radius: float
    card_radius: float
    chip_radius: float
    hair: float
    line: float
    ring: float
    icon: float


HALL = Profile(
    type={
        "display": Style(36, 1.2, True),
        "heading": Style(15, 1.35, True),
        "title": Style(10.5, 1.35, True),
        "lead": Style(8.5, 1.6),
        "body": Style(8.5, 1.6),
        "small": Style(7, 1.5),
        "button": Style(8.5, 1.35, True),
        "value": Style(9.5, 1.35),
        "exact": Style(12, 1.3),
        "exact_large": Style(22, 1.2),
    },
    gaps=(2, 4, 7, 11, 16),
    target=22,
    row=26,
    card=75,
    radius=3,
    card_radius=5,
    chip_radius=2.5,
    hair=0.5,
    line=0.75,
    ring=1.25,
    icon=9,
)
"""A hall: read at arm's length, touched with a finger. At 4 px/mm: body 34 px, heading 60 px, button 88 px."""

DESK = Profile(
    type={
        "display": Style(9, 1.2, True),
        "heading": Style(6.25, 1.35, True),
        "title": Style(5.25, 1.35, True),
        "lead": Style(4.75, 1.5),
        "body": Style(4.75, 1.5),
        "small": Style(4, 1.4),
        "button": Style(4.75, 1.35, True),
        "value": Style(5, 1.35),
        "exact": Style(7, 1.3),
        "exact_large": Style(11, 1.2),
    },
    gaps=(1, 2, 4, 6, 10),
    target=11,
    row=12.5,
    card=24,
    radius=1.75,
    card_radius=2.5,
    chip_radius=1.25,
    hair=0.25,
    line=0.5,
    ring=0.75,
    icon=5,
)
"""A desk: read from a chair, worked with the keyboard. At 4 px/mm: body 19 px, rows 50 px."""

TEXT_STEPS = (1.0, 1.25, 1.5, 2.0)
"""The four sizes of text. Layouts re-flow; nothing shrinks to fit."""

STEADY_STEP = 1.5
"""The largest step of what stands on every screen: an em of 13 mm."""
LOW_STEADY_STEP = 1.0
"""The same in low mode, where half of a standing screen is all there is."""

RUBY_SHARE = 0.3
"""Ems that readings above kanji add to a line: half an em, less what the line's own space has room for."""
_EXACT_ROLES = frozenset({"display", "exact", "exact_large"})
"""Roles of values: they stand as registered, without readings."""

DEFAULT_PX_PER_MM = 4.0
"""A 24-inch display of 1920 × 1080 has 3.6, a 21.5-inch one 4.0."""


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that decides how a widget is drawn. Widgets are built with one and rebuilt with another.

    Attributes:
        profile: :data:`HALL` or :data:`DESK`.
        theme: which colours.
        text_step: one of :data:`TEXT_STEPS`; scales type only.
        px_per_mm: of the display.
        low: whether the screen keeps its controls in its lower part, for somebody who sits or is small.
        language: a language of :data:`base.texts.LANGUAGES`; decides faces.
        readings: whether plain Japanese has readings above its kanji.
    """

    profile: Profile = HALL
    theme: Theme = Theme.LIGHT
    text_step: float = 1.0
    px_per_mm: float = DEFAULT_PX_PER_MM
    language: str = "ja"
    low: bool = False
    readings: bool = False

    @property
    def colours(self) -> Colours:
        """The colours of the theme."""
        return COLOURS[self.theme]

    def colour(self, role: str) -> str:
        """The colour of a role, ``#rrggbb``."""
        return getattr(self.colours, role)

    def px(self, mm: float) -> int:
        """Millimetres as whole pixels, at least one."""
        return max(1, round(mm * self.px_per_mm))

    def gap(self, step: int) -> int:
        """Space in pixels; steps 0 (inside a chip) to 4 (page margin)."""
        return self.px(self.profile.gaps[step])

    def style(self, role: str) -> Style:
        """The style of a role of type."""
        return self.profile.type[role]

    def type_px(self, role: str) -> int:
        """The em of a role of type in pixels, at the chosen text step."""
        return self.px(self.style(role).mm * self.text_step)

    @property
    def steady(self) -> Look:
        """How the foot and the arrows of pages are drawn: they stand at the same place on every screen, with the same
        words, and what is beyond :data:`STEADY_STEP` would take the room of what there is to read."""
        return replace(self, text_step=min(self.text_step, LOW_STEADY_STEP if self.low else STEADY_STEP))

    @property
    def written(self) -> str:
        """How the language is written: :data:`base.readings.LANGUAGE` for plain Japanese with readings. Decides
        line breaks, and what is drawn above kanji."""
        return readings.LANGUAGE if self.readings and self.language == "ja" else self.language

    @property
    def ruby_share(self) -> float:
        """What readings above kanji add to a line, in ems; やさしい日本語 has them, and plain Japanese on wish."""
        return RUBY_SHARE if self.written in ("ja-easy", readings.LANGUAGE) else 0.0

    def line_px(self, role: str) -> int:
        """The line height of a role of type in pixels."""
        share = 0.0 if role in _EXACT_ROLES else self.ruby_share
        return round(self.type_px(role) * (self.style(role).line + share))

    @property
    def target_px(self) -> int:
        """The height of a button: as large as a finger needs, larger when the text is."""
        return max(self.px(self.profile.target), self.line_px("button") + 2 * self.gap(1))

    @property
    def row_px(self) -> int:
        """The least height of a row of a list."""
        return max(self.px(self.profile.row), self.line_px("value") + 2 * self.gap(1))

    @property
    def icon_px(self) -> int:
        """The edge of an icon beside text."""
        return round(self.px(self.profile.icon) * self.text_step)

    def with_(self, **changes: object) -> Look:
        """The same with something changed."""
        return replace(self, **changes)
