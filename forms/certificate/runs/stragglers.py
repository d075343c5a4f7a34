"""Characters that the search for text has overlooked: 一 behind a blank, 男 alone in its cell or in its row and column.

What is read of them is taken only where it is clear; else it stays ink that nobody has read, which makes doubtful
(:mod:`forms.certificate.settling.leftover`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from forms.certificate.engines.recogniser import Quad, Recogniser, cut
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.components import find_components
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.quads import rectangle
from forms.certificate.runs.segments import Segment, in_reading_order
from forms.certificate.runs.transcribing import read_lines
from forms.certificate.words.catalogue import normalise, words

PAPER, DARK = 255, 150
"""Grey level of paper, and that in the cleared picture below which there is ink."""
NEAR_EM = 0.35
"""So far beyond its line's box ink is the line's own."""
JOINED_EM = 0.3
"""Strokes closer than this are one character, or characters of one word."""
MIN_HIGH_EM, MAX_HIGH_EM, MIN_WIDE_EM, MAX_WIDE_EM = 0.45, 1.3, 0.08, 6.0
"""Size of what may be characters, in em of the text near by."""
MIN_FLAT_EM, MAX_FLAT_EM, FLAT_HIGH_EM = 0.55, 1.1, 0.2
"""Width and height of 一."""
MIN_INK = 0.03
"""Ink in it, in square em."""
MAX_STROKE_EM, STROKE_END_EM = 0.3, 0.12
"""What is narrower than this is a stroke, as 1; with more ink so close to its ends it is a part of a line."""
REACH_EM = 2.5
"""White between a line and a character that goes with it, at most."""
LEVEL_EM = 0.3
"""By how much their middles may differ in height."""
EDGE_EM = 0.15
"""White around a character in the picture that is read."""
MAX_FOUND, MAX_FREE = 40, 10
"""On a page with more of them there is dirt, or a picture; and of those that neither a cell nor a line has."""
ALIGNED_EM, MIN_ALIGNED = 0.4, 2
"""How far a character that no rule encloses may be from where values of its column begin, and how many begin there."""
CLEAR = 0.9
"""Confidence from which on what was read is taken."""
CLEAR_TWICE = 0.4
"""The same of a character that is alone and read alike, and clearly, with more white beside it: what reads
lines is made for several characters, and of one it is sure now in a narrow picture and now in a wide one."""
WIDE_EM, CLOSE_EM = 2.0, 0.05
"""White beside, and above and beneath it in the second picture."""
CLEAR_ONE = 0.5
"""The same of a flat stroke that is read as 一 and stands where a name goes on; alone behind a blank it is hardly ever
read with more than 0.9."""
ONE_STEP, TWO_STEPS = (0.75, 1.3), (1.7, 2.4)
"""How far the next character of a name is from the one before it, without and with a blank, in its pitch."""
_STROKES = "一ー－―-‐—"
"""What a 一 that was found as a line of its own is read as."""


@dataclass(frozen=True, slots=True)
class Straggler:
    """Ink like characters in no line.

    Attributes:
        quad: what is to be read: the ink, or the line that it belongs to together with it.
        cell: index of its cell, or OUTSIDE.
        line: that line, or None.
        left, right: ends of the ink, in pixels of the page.
        flat: whether it is as flat as 一.
    """

    quad: Quad
    cell: int
    line: Segment | None
    left: float
    right: float
    flat: bool = False


def with_stragglers(segments: Sequence[Segment], page: Page, ruling: Ruling, recogniser: Recogniser) -> list[Segment]:
    """The lines of a page, characters that were overlooked, or found apart from them, added where they are clear."""
    apart = [segment for segment in segments if len(segment.glyphs) == 1 and segment.text in _STROKES]
    strokes = {id(segment) for segment in apart}
    stragglers = find_stragglers(page.ink, ruling, [segment for segment in segments if id(segment) not in strokes])
    if not stragglers:
        return list(segments)
    kept = {id(segment): segment for segment in segments}
    places = [(straggler.quad, straggler.cell) for straggler in stragglers]
    read = list(zip(stragglers, read_lines(places, page, ruling, recogniser), strict=True))
    twice = _read_twice(read, page, recogniser)
    for straggler, segment in read:
        covered = [stroke for stroke in apart if _covers(straggler, stroke)]
        if not segment or not (id(straggler) in twice or _is_clear(straggler, segment, bool(covered))):
            continue
        key = id(straggler.line) if straggler.line else id(straggler)
        if kept.get(key) is straggler.line:  # which has not got another one
            kept[key] = segment
            for stroke in covered:
                kept.pop(id(stroke), None)
    return in_reading_order(list(kept.values()))


def _read_twice(read: Sequence[tuple[Straggler, Segment | None]], page: Page, recogniser: Recogniser) -> set[int]:
    """Ids of the single characters in no line that are read with less confidence, and clearly the same in a wider
    picture of their ink alone."""
    asked = [
        (straggler, segment)
        for straggler, segment in read
        if segment
        and straggler.line is None
        and len(segment.glyphs) == 1
        and segment.text.isalpha()
        and CLEAR_TWICE <= segment.glyphs[0].confidence < CLEAR
    ]
    wide = recogniser.read([_wide(straggler, segment.em, page.ink) for straggler, segment in asked]) if asked else []
    return {
        id(straggler)
        for (straggler, segment), line in zip(asked, wide, strict=True)
        if [(each.text, each.confidence >= CLEAR) for each in line.characters] == [(segment.text, True)]
    }


def _wide(straggler: Straggler, em: float, ink: np.ndarray) -> np.ndarray:
    """The ink with much white beside it, and none of the lines above and beneath."""
    edge = EDGE_EM * em
    (_, top), (_, bottom) = straggler.quad.min(axis=0) + edge, straggler.quad.max(axis=0) - edge
    close, wide = round(CLOSE_EM * em), round(WIDE_EM * em)
    crop = cut(ink, rectangle(straggler.left, top, straggler.right, bottom))
    return cv2.copyMakeBorder(crop, close, close, wide, wide, cv2.BORDER_CONSTANT, value=PAPER)


def _covers(straggler: Straggler, stroke: Segment) -> bool:
    """Whether a stroke that was found as a line of its own is the ink that has joined another line."""
    (left, top), (right, bottom) = straggler.quad.min(axis=0), straggler.quad.max(axis=0)
    x = stroke.glyphs[0].x
    return left <= x <= right and straggler.left <= x <= straggler.right and top <= stroke.middle <= bottom


def _is_clear(straggler: Straggler, segment: Segment, one: bool) -> bool:
    """Whether the ink is characters for certain, and the rest of its line is read as before.

    Args:
        one: whether it can only be 一: other strokes that are lines of their own stand for "nothing".
    """
    low, high = straggler.left - EDGE_EM * segment.em, straggler.right + EDGE_EM * segment.em
    new = [glyph for glyph in segment.glyphs if low <= glyph.x <= high]
    rest = "".join(glyph.text for glyph in segment.glyphs if not low <= glyph.x <= high)
    if not new or rest != (straggler.line.text if straggler.line else ""):
        return False
    if straggler.flat and new == [segment.glyphs[-1]] and new[0].text == "一" and not _is_word(rest):
        return new[0].confidence >= (CLEAR_ONE if _goes_on_in_step(segment) else CLEAR)
    return not one and all(glyph.confidence >= CLEAR and glyph.text.isalnum() for glyph in new)


def _is_word(text: str) -> bool:
    """Whether it is a label, behind which a stroke stands for "nothing", or a word of a closed set."""
    word = normalise(text)
    return word in words().targets or any(word in known for known in words().closed.values())


def _goes_on_in_step(segment: Segment) -> bool:
    """Whether the last character stands where a name goes on, with or without a blank before it."""
    *others, last = segment.glyphs
    step = median(two.x - one.x for one, two in pairwise(others)) if len(others) > 1 else segment.em
    steps = (last.x - others[-1].x) / step
    return any(least <= steps <= most for least, most in (ONE_STEP, TWO_STEPS))


def find_stragglers(ink: np.ndarray, ruling: Ruling, segments: Sequence[Segment]) -> list[Straggler]:
    """The ink like characters that is in no line: in a cell, beside a line, or in a row and a column with other lines.

    Args:
        ink: the cleared page, grey uint8.
        segments: everything that was read.
    """
    if not segments:
        return []
    em = float(np.median([segment.em for segment in segments]))
    found = []
    for left, top, right, bottom in _patches(ink, ruling, segments, em):
        x, y = (left + right) / 2, (top + bottom) / 2
        cell = ruling.cell_at(x, y)
        beside = [segment for segment in segments if segment.cell == cell and _is_beside(segment, left, right, y)]
        line = min(beside, key=lambda segment: _white(segment, left, right), default=None)
        free = line is None and cell == OUTSIDE
        inside = next((segment for segment in segments if segment.cell == cell != OUTSIDE), None)
        near = line or (_in_row_and_column(segments, left, y) if free else inside)
        size = near.em if near else em
        wide, high = (right - left) / size, (bottom - top) / size
        whole = MIN_HIGH_EM <= high <= MAX_HIGH_EM and MIN_WIDE_EM <= wide <= MAX_WIDE_EM
        flat = line is not None and MIN_FLAT_EM <= wide <= MAX_FLAT_EM and high <= FLAT_HIGH_EM
        if not (whole or flat) or (free and near is None):
            continue
        edge = EDGE_EM * size
        if line is None:
            quad = rectangle(left - edge, top - edge, right + edge, bottom + edge)
        else:
            low, high = float(line.quad[:, 0].min()), float(line.quad[:, 0].max())
            quad = rectangle(min(low, left - edge), line.top, max(high, right + edge), line.bottom)
        found.append(Straggler(quad, cell, line, left, right, flat and not whole))
    enclosed = [each for each in found if each.line is not None or each.cell != OUTSIDE]
    found = found if len(found) - len(enclosed) <= MAX_FREE else enclosed
    return found if len(found) <= MAX_FOUND else []


def _in_row_and_column(segments: Sequence[Segment], left: float, middle: float) -> Segment | None:
    """A line that begins where ink does, if several do and one that no rule encloses is as high as the ink."""
    free = [segment for segment in segments if segment.cell == OUTSIDE]
    level = any(abs(segment.middle - middle) < LEVEL_EM * segment.em for segment in free)
    aligned = [segment for segment in free if abs(segment.left - left) < ALIGNED_EM * segment.em]
    return aligned[0] if level and len(aligned) >= MIN_ALIGNED else None


def _patches(
    ink: np.ndarray, ruling: Ruling, segments: Sequence[Segment], em: float
) -> list[tuple[int, int, int, int]]:
    """Left, top, right and bottom of ink outside of all lines, strokes that stand close joined."""
    height, width = ink.shape
    dark = ((ink < DARK) & ~ruling.lines_in(rectangle(0, 0, width, height), (width, height))).view(np.uint8)
    for segment in segments:
        (left, top), (right, bottom) = segment.quad.min(axis=0), segment.quad.max(axis=0)
        near = NEAR_EM * segment.em
        rows = slice(max(0, int(top - near / 2)), max(0, int(bottom + near / 2) + 1))
        dark[rows, max(0, int(left - near)) : max(0, int(right + near) + 1)] = 0
    # Half the size tells ink that is apart just as well.
    dark = cv2.resize(dark * 255, (width // 2, height // 2), interpolation=cv2.INTER_AREA) > 0
    reach = int(JOINED_EM * em / 2) | 1
    joined = cv2.dilate(dark.view(np.uint8), np.ones((reach, reach), np.uint8))
    owners, stats = find_components(joined)
    patches = []
    for number, (left, top, wide, high, _) in enumerate(stats[1:].tolist(), 1):
        if 2 * high > (MAX_HIGH_EM + 1) * em or 2 * wide > (MAX_WIDE_EM + 2) * em:
            continue
        area = slice(top, top + high), slice(left, left + wide)
        own = dark[area] & (owners[area] == number)
        if 4 * own.sum() < MIN_INK * em * em:
            continue
        rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
        ends = (left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
        box = tuple(2 * int(end) for end in ends)
        if box[2] - box[0] > MAX_STROKE_EM * em or not _goes_on(ink, box, round(STROKE_END_EM * em)):
            patches.append(box)
    return patches


def _goes_on(ink: np.ndarray, box: tuple[int, int, int, int], reach: int) -> bool:
    """Whether there is ink directly above or beneath a stroke."""
    left, top, right, bottom = box
    return any(
        (ink[max(0, start) : end, left:right] < DARK).any()
        for start, end in ((top - reach, top), (bottom, bottom + reach))
    )


def _is_beside(segment: Segment, left: float, right: float, middle: float) -> bool:
    return abs(segment.middle - middle) < LEVEL_EM * segment.em and _white(segment, left, right) < REACH_EM * segment.em


def _white(segment: Segment, left: float, right: float) -> float:
    return max(left - segment.right, segment.left - right)
