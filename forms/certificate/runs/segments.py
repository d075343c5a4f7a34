"""Runs of characters with their places on the page: what lies between pixels and fields."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Protocol

import numpy as np

from forms.certificate.engines.recogniser import Line, Quad, Recogniser

WIDE_GAP_EM = 0.6
"""More white than this between two characters is a blank that was typed."""
BROKEN_GAP_EM = 1.5
"""More white than this parts a value from the next label, or two values in a cell."""

STROKES = frozenset("ー―‐−–－-一_1Il|lI丨｜・.．、。,，'‘’\"“”")
"""Characters that a blank, a speck or the edge of a form is read as."""
NEAR_HEIGHTS = 0.18
"""How near its middle a character has ink, in heights of its line."""
SEEN_FOR_CERTAIN = 0.9
"""Confidence from which on any other character is there, wherever its ink was looked for."""


class HasText(Protocol):
    """What says something: a segment, a place."""

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on the page.

    Attributes:
        text: the character.
        confidence: 0 to 1.
        x: its middle, in pixels of the page.
        spaced: whether the recogniser saw a blank before it.
    """

    text: str
    confidence: float
    x: float
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters on one line in one cell.

    Attributes:
        glyphs: from left to right.
        quad: where the line stands on the page, of which these characters may be a part.
        cell: index of its cell, or OUTSIDE.
        line: the recogniser's line, to decode it again.
        em: width of a full-width character in pixels.
        ink: for each column of the line's crop whether there is ink in it.
    """

    glyphs: tuple[Glyph, ...]
    quad: Quad
    cell: int
    line: Line
    em: float
    ink: np.ndarray

    @property
    def text(self) -> str:
        return "".join([glyph.text for glyph in self.glyphs])

    @property
    def left(self) -> float:
        return self.glyphs[0].x - self.em / 2

    @property
    def right(self) -> float:
        return self.glyphs[-1].x + self.em / 2

    @property
    def top(self) -> float:
        return float(self.quad[0, 1] + self.quad[1, 1]) / 2

    @property
    def bottom(self) -> float:
        return float(self.quad[2, 1] + self.quad[3, 1]) / 2

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def pitch(self) -> float:
        """From the middle of one character to that of the next, in pixels, as most of them stand; or the em."""
        places = np.array([glyph.x for glyph in self.glyphs])
        return float(np.median(np.diff(places))) if len(places) > 1 else self.em

    def gap_before(self, index: int) -> float:
        """White before a character, in em; infinite before the first."""
        if index == 0:
            return float("inf")
        first, second = self.glyphs[index - 1], self.glyphs[index]
        used = (width_em(first.text) + width_em(second.text)) / 2
        return (second.x - first.x) / self.em - used

    def white_before(self, index: int) -> float:
        """The widest run of bare paper between a character and the one before it, in em; infinite before the first."""
        if index == 0:
            return float("inf")
        width = float(self.quad[1, 0] - self.quad[0, 0])
        start, end = (int((self.glyphs[at].x - self.quad[0, 0]) / width * len(self.ink)) for at in (index - 1, index))
        return longest_run(~self.ink[max(0, start) : end + 1]) * width / len(self.ink) / self.em

    def part(self, start: int, end: int) -> Segment:
        """Some of its characters."""
        return Segment(self.glyphs[start:end], self.quad, self.cell, self.line, self.em, self.ink)

    def part_of_text(self, start: int, end: int) -> Segment | None:
        """Some of its characters, by places in its text; None where one of these is within a character."""
        first, last = self.glyph_at(start), self.glyph_at(end)
        return None if first is None or last is None else self.part(first, last)

    def glyph_at(self, offset: int) -> int | None:
        """Which of its characters begins at a place in its text, their number at its end; None within one (㈱)."""
        starts = [0, *accumulate(len(glyph.text) for glyph in self.glyphs)]
        return starts.index(offset) if offset in starts else None

    def decoded(self, recogniser: Recogniser, allowed: Collection[str]) -> Segment:
        """Its characters decoded again from the allowed ones; as they are where they were put together of several lines
        (世帯 above 主), of which this has only the first."""
        if len(self.glyphs) > len(self.line.characters) > 0:
            return self
        line = recogniser.decode(self.line, allowed)
        low, high = self.left - 0.1 * self.em, self.right + 0.1 * self.em
        glyphs = tuple(glyph for glyph in place(line, self.quad, self.ink) if low <= glyph.x <= high)
        return replace(self, glyphs=glyphs) if glyphs else self

    def ink_quad(self) -> Quad:
        """Where exactly these characters stand."""
        width = self.quad[1, 0] - self.quad[0, 0]
        start = float(np.clip((self.left - self.quad[0, 0]) / width, 0, 1))
        end = float(np.clip((self.right - self.quad[0, 0]) / width, 0, 1))
        top, bottom = self.quad[1] - self.quad[0], self.quad[2] - self.quad[3]
        return np.float32(
            [
                self.quad[0] + top * start,
                self.quad[0] + top * end,
                self.quad[3] + bottom * end,
                self.quad[3] + bottom * start,
            ]
        )


def longest_run(columns: np.ndarray) -> int:
    """How many of some columns (bool) that are marked stand side by side, at most."""
    # As bytes: of some ten columns, asked about hundreds of times a page, numpy's own steps take ten times as long.
    return max(map(len, columns.tobytes().split(b"\0")))


def width_em(character: str) -> float:
    """How wide a character is set, in em: ASCII half, the rest full."""
    return 0.5 if character < "\u0100" or "\uff61" <= character <= "\uff9f" else 1.0


def in_reading_order(segments: Sequence[Segment]) -> list[Segment]:
    """By rows, each from left to right. Segments share a row when half of the smaller one's height does.

    Of 住　所 beside two lines the one half leans into the first of these and the other does not: what stands on one
    line with text of its own cell is of its row.
    """
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: segment.middle):
        for row in rows[-3:]:
            if same_row(row[0], segment) or any(_is_beside_in_cell(other, segment) for other in row):
                row.append(segment)
                break
        else:
            rows.append([segment])
    return [segment for row in rows for segment in sorted(row, key=lambda segment: segment.left)]


def _is_beside_in_cell(first: Segment, second: Segment) -> bool:
    """Whether two segments stand on one line of one cell, and not one a little beneath the other."""
    return first.cell == second.cell >= 0 and same_row(first, second, LEVEL_SHARE)


LEVEL_SHARE = 0.8
"""Of the height of the lower of two pieces of one label, or of one value, what the other one shares at least."""
ABOVE_SHARE = 0.5
"""Of the shorter of two runs of text, what lies above or below the other one where they are lines of their own."""


def text_of(parts: Iterable[HasText]) -> str:
    """The text of segments, or of places that hold some, one behind the other."""
    return "".join(part.text for part in parts)


def same_row(first: Segment, second: Segment, share: float = 0.5) -> bool:
    """Whether two segments stand on one line: beside each other, not one above the other with boxes that overlap, and
    with this share of the lower one's height in common."""
    across = min(first.right, second.right) - max(first.left, second.left)
    if across > ABOVE_SHARE * min(first.right - first.left, second.right - second.left):
        return False
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared > share * min(first.bottom - first.top, second.bottom - second.top)


def is_in_line(segment: Segment, others: Iterable[Segment]) -> bool:
    """Whether a segment stands in a row or a column with one of others, or but an em beside it."""
    return any(
        min(segment.right, other.right) - max(segment.left, other.left) > -other.em
        or min(segment.bottom, other.bottom) - max(segment.top, other.top) > 0
        for other in others
    )


def are_one_line(segments: Sequence[Segment]) -> bool:
    """Whether all segments stand on the line of the first one."""
    return all(same_row(segments[0], segment) for segment in segments[1:])


def place(line: Line, quad: Quad, ink: np.ndarray) -> tuple[Glyph, ...]:
    """The characters where their ink is.

    A stroke or a doubtful one without any ink is none: blanks are read as ー. Any other one stands where the ink ends:
    a line's last characters may be told beyond it, 25 of 令和08.11.25 set close.
    """
    left, width = float(quad[[0, 3], 0].mean()), float(quad[[1, 2], 0].mean() - quad[[0, 3], 0].mean())
    middles = [character.at for character in line.characters]
    narrow = NEAR_HEIGHTS * float(quad[2:, 1].mean() - quad[:2, 1].mean()) / max(width, 1.0)
    glyphs = []
    for index, character in enumerate(line.characters):
        low = (middles[index - 1] + middles[index]) / 2 if index else 0.0
        high = (middles[index] + middles[index + 1]) / 2 if index + 1 < len(middles) else 1.0
        low, high = max(low, middles[index] - 3 * narrow), min(high, middles[index] + 3 * narrow)
        columns = np.flatnonzero(ink[int(low * len(ink)) : int(high * len(ink)) + 1])
        near = np.abs(columns / len(ink) + low - middles[index]) < narrow
        if near.any():
            at = low + (columns[0] + columns[-1] + 1) / 2 / len(ink)
        elif ink.any() and character.text not in STROKES and character.confidence >= SEEN_FOR_CERTAIN:
            at = min(middles[index], (np.flatnonzero(ink)[-1] + 1) / len(ink))
        else:
            continue
        # Commas and small kana sit aside in their square: half of the way is enough.
        x = left + (at + middles[index]) / 2 * width
        glyphs.append(Glyph(character.text, character.confidence, x, character.spaced))
    return tuple(glyphs)


def rows_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Text in reading order by the lines that it stands on."""
    rows: list[list[Segment]] = []
    for segment in segments:
        if rows and same_row(rows[-1][0], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows
