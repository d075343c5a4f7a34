"""Runs of characters with their places on the page: what lies between pixels and fields."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from forms.certificate.engines.recogniser import Line, Quad, Recogniser, cut
from forms.certificate.pixels.combs import without_bars
from forms.certificate.pixels.levels import level_at
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.lines import find_lines
from forms.certificate.runs.retried import read_again
from forms.certificate.runs.two_lines import taken_apart

WIDE_GAP_EM = 0.6
"""More white than this between two characters is a blank that was typed."""
CLEAR, LEGIBLE = 0.995, 0.5
"""Confidence in a line's least certain character from which on ink of its neighbours has done no harm, and from which
on a box was rightly taken apart."""
BROKEN_GAP_EM = 1.5
"""More white than this parts a value from the next label, or two values in a cell."""


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
        return "".join(glyph.text for glyph in self.glyphs)

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
        return _longest_run(~self.ink[max(0, start) : end + 1]) * width / len(self.ink) / self.em

    def part(self, start: int, end: int) -> Segment:
        """Some of its characters."""
        return replace(self, glyphs=self.glyphs[start:end])

    def decoded(self, recogniser: Recogniser, allowed: Collection[str]) -> Segment:
        """Its characters decoded again from the allowed ones."""
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


def _longest_run(flags: np.ndarray) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0


def width_em(character: str) -> float:
    """How wide a character is set, in em: ASCII half, the rest full."""
    return 0.5 if character < "\u0100" or "\uff61" <= character <= "\uff9f" else 1.0


def read_segments(page: Page, ruling: Ruling, recogniser: Recogniser) -> list[Segment]:
    """Every run of text on the page, split where ruled lines pass, from top to bottom and left to right."""
    found = _read_lines_apart(find_lines(page, ruling), page, ruling, recogniser)
    return in_reading_order(_without_doubles(found))


def _read_lines_apart(
    places: Sequence[tuple[Quad, int]], page: Page, ruling: Ruling, recogniser: Recogniser
) -> list[Segment]:
    """What stands in boxes. A box that holds more than its line is read again without that, unless it was clear."""
    crops = [cut(page.ink, quad) for quad, _ in places]
    segments = [[segment] for segment in _read_crops(places, crops, ruling, recogniser, page.red)]
    at = {id(quad): number for number, (quad, _) in enumerate(places)}
    asked = [
        (number, lines)
        for number, lines in ((at[id(quad)], lines) for quad, lines in taken_apart(places, page.ink, ruling))
        if len(lines) > 1 or _least(segments[number]) < CLEAR
    ]
    parts = [(line, places[number][1]) for number, lines in asked for line in lines]
    crops = [line.cut(page.ink) for line, _ in parts]
    read = iter(_read_crops([(line.quad, cell) for line, cell in parts], crops, ruling, recogniser))
    for number, lines in asked:
        again = [next(read) for _ in lines]
        if _least(again) > _least(segments[number]) or (len(lines) > 1 and _least(again) >= LEGIBLE):
            segments[number] = again
    return [segment for group in segments for segment in group if segment]


def _least(segments: Sequence[Segment | None]) -> float:
    """The confidence in the least certain character; 0 where a line could not be read."""
    return min(min(glyph.confidence for glyph in segment.glyphs) if segment else 0.0 for segment in segments)


def read_lines(
    parts: Sequence[tuple[Quad, int]], page: Page, ruling: Ruling, recogniser: Recogniser
) -> list[Segment | None]:
    """What stands in boxes, each given with the index of its cell; None where nothing does."""
    return _read_crops(parts, [cut(page.ink, quad) for quad, _ in parts], ruling, recogniser)


def _read_crops(
    parts: Sequence[tuple[Quad, int]],
    crops: Sequence[np.ndarray],
    ruling: Ruling,
    recogniser: Recogniser,
    red: np.ndarray | None = None,
) -> list[Segment | None]:
    """What stands in pictures of lines; doubtful ones are read again where the page's red channel is given."""
    crops = [without_bars(crop) for crop in crops]
    lines = recogniser.read(crops)
    if red is not None:
        lines = read_again(lines, [quad for quad, _ in parts], red, recogniser)
    found: list[Segment | None] = []
    for (quad, cell), crop, line in zip(parts, crops, lines, strict=True):
        ink = _ink(crop, ruling.lines_in(quad, crop.shape[1::-1]))
        columns = ink.any(axis=0)
        line = _dashes(line) if _is_flat(ink, line.text) else line
        glyphs = place(line, quad, columns)
        found.append(Segment(glyphs, quad, cell, line, _em(glyphs, quad), columns) if glyphs else None)
    return found


def _without_doubles(segments: Sequence[Segment]) -> list[Segment]:
    """Boxes of text overlap now and then: a character that two lines have is the first one's."""
    kept: list[Segment] = []
    for segment in sorted(segments, key=lambda segment: segment.left):
        before = [
            glyph
            for other in kept
            if other.cell == segment.cell and other.right > segment.left and same_row(other, segment)
            for glyph in other.glyphs
        ]
        start = 0
        while start < len(segment.glyphs) and any(
            glyph.text == segment.glyphs[start].text and abs(glyph.x - segment.glyphs[start].x) < 0.4 * segment.em
            for glyph in before
        ):
            start += 1
        if start < len(segment.glyphs):
            kept.append(segment.part(start, len(segment.glyphs)) if start else segment)
    return kept


def in_reading_order(segments: Sequence[Segment]) -> list[Segment]:
    """By rows, each from left to right. Segments share a row when half of the smaller one's height does."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: segment.middle):
        for row in rows[-3:]:
            if same_row(row[0], segment):
                row.append(segment)
                break
        else:
            rows.append([segment])
    return [segment for row in rows for segment in sorted(row, key=lambda segment: segment.left)]


ABOVE_SHARE = 0.5
"""Of the shorter of two runs of text, what lies above or below the other one where they are lines of their own."""


def same_row(first: Segment, second: Segment) -> bool:
    """Whether two segments stand on one line: beside each other, not one above the other with boxes that overlap."""
    across = min(first.right, second.right) - max(first.left, second.left)
    if across > ABOVE_SHARE * min(first.right - first.left, second.right - second.left):
        return False
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared > 0.5 * min(first.bottom - first.top, second.bottom - second.top)


def _ink(crop: np.ndarray, ruled: np.ndarray) -> np.ndarray:
    """Where there is ink in the inner rows of a line's crop.

    Args:
        ruled: where ruled lines pass that were seen on the page as a whole, bool, of the crop's size.
    """
    height = len(crop)
    ink = (crop < min(level_at(crop, 80) - 50.0, 195.0)) & ~ruled
    # A ruled line at the edge of the crop is no ink of a character, nor is dirt.
    inner = ink[height // 8 : height - height // 8]
    edge = max(1, len(inner) // EDGE_ROWS)
    for rows in (inner[:edge], inner[-edge:]):
        _, owners, found, _ = cv2.connectedComponentsWithStats(rows.astype(np.uint8), connectivity=8)
        wide = found[:, cv2.CC_STAT_WIDTH] >= RULED_SHARE * rows.shape[1]
        thin = found[:, cv2.CC_STAT_AREA] <= RULED_PX * height * found[:, cv2.CC_STAT_WIDTH]
        for number in np.flatnonzero(wide & thin):
            rows[owners == number] = False
    return inner


def _is_flat(ink: np.ndarray, text: str) -> bool:
    """Whether digits or letters were read where nothing but dashes stands: ---- is read as 1111 now and then."""
    rows = np.flatnonzero(ink.any(axis=1))
    return len(rows) > 0 and text.isascii() and text.isalnum() and np.ptp(rows) + 1 <= FLAT_SHARE * len(ink)


def _dashes(line: Line) -> Line:
    """Dashes in the place of what was read; whatever a field allows, they are not decoded into anything else."""
    dashes = tuple(replace(character, text="-") for character in line.characters)
    return Line(dashes, np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


FLAT_SHARE = 0.2
"""The part of a crop's inner height that dashes take up at most; digits are at least 0.6 high."""
EDGE_ROWS = 4
"""The part of a crop's height at either edge in which a ruled line may lie."""
RULED_PX = 0.09
"""So thick is a ruled line at most, in heights of the crop."""
RULED_SHARE = 0.6
"""Ink in one piece over this share of a crop's width is a ruled line, also askew: between characters there is white."""


def place(line: Line, quad: Quad, ink: np.ndarray) -> tuple[Glyph, ...]:
    """The characters where their ink is. One without any ink is none: blanks are read as ー."""
    left, width = float(quad[[0, 3], 0].mean()), float(quad[[1, 2], 0].mean() - quad[[0, 3], 0].mean())
    middles = [character.at for character in line.characters]
    narrow = 0.18 * float(quad[2:, 1].mean() - quad[:2, 1].mean()) / max(width, 1.0)
    glyphs = []
    for index, character in enumerate(line.characters):
        low = (middles[index - 1] + middles[index]) / 2 if index else 0.0
        high = (middles[index] + middles[index + 1]) / 2 if index + 1 < len(middles) else 1.0
        low, high = max(low, middles[index] - 3 * narrow), min(high, middles[index] + 3 * narrow)
        columns = np.flatnonzero(ink[int(low * len(ink)) : int(high * len(ink)) + 1])
        near = np.abs(columns / len(ink) + low - middles[index]) < narrow
        if not near.any():
            continue
        at = low + (columns[0] + columns[-1] + 1) / 2 / len(ink)
        # Commas and small kana sit aside in their square: half of the way is enough.
        x = left + (at + middles[index]) / 2 * width
        glyphs.append(Glyph(character.text, character.confidence, x, character.spaced))
    return tuple(glyphs)


def _em(glyphs: Sequence[Glyph], quad: Quad) -> float:
    """From the pitch of neighbouring full-width characters, else from the height of the line."""
    height = float(quad[2:, 1].mean() - quad[:2, 1].mean())
    pitches = [
        second.x - first.x
        for first, second in zip(glyphs, glyphs[1:], strict=False)
        if _is_square(first.text) and _is_square(second.text)
    ]
    likely = sorted(pitch for pitch in pitches if 0.42 * height < pitch < 0.95 * height)
    if not likely:
        return 0.72 * height
    # Blanks make some pitches wider; none is narrower than a character.
    tight = [pitch for pitch in likely if pitch < 1.3 * likely[len(likely) // 4]]
    return float(np.median(tight))


def _is_square(text: str) -> bool:
    """Digits and letters are set in either width whatever the recogniser calls them."""
    return text >= "\u3041" and not "\uff00" < text < "\uffef"


def rows_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Text in reading order by the lines that it stands on."""
    rows: list[list[Segment]] = []
    for segment in segments:
        if rows and same_row(rows[-1][0], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows
