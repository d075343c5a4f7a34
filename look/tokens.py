"""The one place where sizes, radii and type are named. No screen writes a size of type.

Sizes are millimetres first, so that a key is as large under the finger on every screen; :class:`Look` turns them into
pixels, in the colours of :mod:`look.colours`.

This module is plain Python: no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from base import readings
from look.colours import COLOURS, Colours, Theme


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
