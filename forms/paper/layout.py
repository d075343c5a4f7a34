"""Setting text into a box: it shrinks, then it wraps, then both; it is never clipped.

Pure geometry in millimetres from the top left of the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from forms.paper.description import Box, Style
from forms.paper.glyphs import Glyph, ascent_descent, ink

MM_PER_POINT = 25.4 / 72
LEADING = 1.2
"""From one base line to the next, in type sizes."""
_WRAPPED = 0.85
"""Wrapped type begins at this part of the full size, so that two lines keep clear of the rules around them."""
_STEP = 0.98
"""By how much the type shrinks at each try once it wraps."""
_NUMERALS = frozenset("0123456789０１２３４５６７８９〇一二三四五六七八九十百千")
_COUNTERS = frozenset("丁番号階室棟年月日条")
_NO_LINE_START = frozenset("、。，．・：；？！）］｝」』】〉》〕ー々ゝゞヽヾゃゅょっャュョッ,.:;?!)]}%％-‐−")
_NO_LINE_END = frozenset("（［｛「『【〈《〔([{")


@dataclass(frozen=True, slots=True)
class Line:
    """One line on the page in millimetres: glyphs from `left` on, on a base line. Blanks at its end have no width."""

    glyphs: tuple[Glyph, ...]
    left: float
    baseline: float
    width: float


@dataclass(frozen=True, slots=True)
class Setting:
    """A text set into its box.

    Attributes:
        box: the box it had to fit.
        lines: top to bottom.
        size: the type size in millimetres.
    """

    box: Box
    lines: tuple[Line, ...]
    size: float

    @property
    def points(self) -> float:
        """The type size in points."""
        return self.size / MM_PER_POINT


def width_of(glyphs: Sequence[Glyph]) -> float:
    """The width of glyphs side by side, in em."""
    return sum(glyph.advance for glyph in glyphs)


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far the black of some glyphs may reach, in em: above and below the base line, out at left and right.

    At least what the face says of itself, so that plain texts in neighbouring boxes share a base line.
    """

    above: float
    below: float
    left: float
    right: float


def _reach(glyphs: Sequence[Glyph], font: str) -> _Reach:
    ascent, descent = ascent_descent(font)
    inks = [(ink(glyph), glyph.advance) for glyph in glyphs]
    return _Reach(
        max([ascent, *(each.top for each, _ in inks)]),
        max([descent, *(-each.bottom for each, _ in inks)]),
        max([0.0, *(-each.left for each, _ in inks)]),
        max([0.0, *(each.right - advance for each, advance in inks)]),
    )


def set_text(glyphs: Sequence[Glyph], box: Box, style: Style) -> Setting:
    """Sets glyphs into a box, so that all their black lies inside.

    On one line down to the smallest size; then on as few lines as keep it there; then smaller still, because a
    name in small type can be read and half a name cannot.
    """
    reach = _reach(glyphs, style.font)
    size = min(style.size * MM_PER_POINT, box.height / (reach.above + reach.below))
    one_line = min(size, box.width / max(width_of(glyphs) + reach.left + reach.right, 1e-9))
    if one_line >= min(style.min_size * MM_PER_POINT, size) or style.lines == 1:
        return _placed([tuple(glyphs)], box, style, one_line, reach)
    size *= _WRAPPED
    while True:
        lines = wrap(glyphs, box.width / size - reach.left - reach.right)
        fits = max(_seen_width(line) for line in lines) * size <= box.width - (reach.left + reach.right) * size + 1e-6
        if fits and len(lines) <= style.lines and _height(len(lines), size, reach) <= box.height:
            return _placed(lines, box, style, size, reach)
        size *= _STEP


def wrap(glyphs: Sequence[Glyph], measure: float) -> list[tuple[Glyph, ...]]:
    """Cuts glyphs into lines no wider than a measure in em, evenly filled; at blanks if there are any.

    A single glyph wider than the measure stands alone on a line that is too wide: the caller shrinks.
    """
    count = len(_greedy(glyphs, measure))
    if count <= 1:
        return [tuple(glyphs)]
    # Even lines read better than a full one and a stub: the narrowest measure with the same number of lines.
    low, high = width_of(glyphs) / count, measure
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_greedy(glyphs, middle)) <= count else (middle, high)
    return _greedy(glyphs, high)


def _greedy(glyphs: Sequence[Glyph], measure: float) -> list[tuple[Glyph, ...]]:
    lines: list[tuple[Glyph, ...]] = []
    start = 0
    while start < len(glyphs):
        end, width = start, 0.0
        while end < len(glyphs) and (end == start or width + glyphs[end].advance <= measure + 1e-9):
            width += glyphs[end].advance
            end += 1
        if end < len(glyphs):
            end = _break(glyphs, start, end)
        line = glyphs[start:end]
        lines.append(tuple(line))
        start = end
    return lines


def _break(glyphs: Sequence[Glyph], start: int, end: int) -> int:
    """Where to end the line at or before `end`: after a blank, else between two characters that may part."""
    if glyphs[end].text.isspace():
        return end + 1  # hangs unseen over the edge
    for position in range(end, start, -1):
        if glyphs[position - 1].text.isspace() and position - start > (end - start) // 2:
            return position
    for position in range(end, start + 1, -1):
        if _may_part(glyphs[position - 1].text, glyphs[position].text):
            return position
    return end


def _may_part(before: str, after: str) -> bool:
    if after[0] in _NO_LINE_START or before[0] in _NO_LINE_END or after.isspace():
        return False
    # 十四番二号 stays together where it can: a number with its next digit and with what it counts.
    if before[0] in _NUMERALS and (after[0] in _NUMERALS or after[0] in _COUNTERS):
        return False
    return not (_is_narrow(before[0]) and _is_narrow(after[0]))


def _is_narrow(char: str) -> bool:
    """Letters and digits of one word, in half or full width."""
    return char.isascii() and not char.isspace() or unicodedata.category(char) == "Nd"


def _height(count: int, size: float, reach: _Reach) -> float:
    return size * (reach.above + reach.below + (count - 1) * LEADING)


def _placed(lines: Sequence[tuple[Glyph, ...]], box: Box, style: Style, size: float, reach: _Reach) -> Setting:
    ascent, descent = ascent_descent(style.font)
    spare = box.height - size * (ascent + descent + (len(lines) - 1) * LEADING)
    first = box.top + {"top": 0.0, "middle": spare / 2, "bottom": spare}[style.valign] + size * ascent
    # Where accents or tails reach further than the face says, the lines move just enough to keep them in.
    lowest = box.bottom - size * (reach.below + (len(lines) - 1) * LEADING)
    first = max(min(first, lowest), box.top + size * reach.above)
    inner_left, inner_width = box.left + reach.left * size, box.width - (reach.left + reach.right) * size
    placed = []
    for index, glyphs in enumerate(lines):
        width = _seen_width(glyphs) * size
        shift = {"left": 0.0, "center": (inner_width - width) / 2, "right": inner_width - width}[style.align]
        placed.append(Line(glyphs, inner_left + shift, first + size * index * LEADING, width))
    return Setting(box, tuple(placed), size)


def _seen_width(glyphs: Sequence[Glyph]) -> float:
    """The width without blanks at the end, in em."""
    end = len(glyphs)
    while end and glyphs[end - 1].text.isspace():
        end -= 1
    return width_of(glyphs[:end])
