"""Ink in a value's cell, or beside a value without one, that belongs to no line: it was overlooked.

So was a line behind or beneath an address that can only be its end and is no field's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from forms.certificate.arranging.entries import Entry
from forms.certificate.arranging.text.fitting import is_end
from forms.certificate.engines.recogniser import cut
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.components import find_components
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from forms.certificate.runs.transcribing import ink_of
from forms.fields import Kind

DARK = 150
"""Grey level in the cleared picture below which there is ink."""
MIN_HIGH_EM, MAX_HIGH_EM = 0.45, 1.4
"""Height of what may be a glyph, in em of the cell's text; a 1 is 0.6 high, dirt is lower, rules are higher."""
MIN_WIDE_EM = 0.06
"""A speck is slimmer than any stroke."""
RULE_EM, RULE_SHARE = 3.0, 0.2
"""What is wider than this, with ink in no more than this share of its rectangle, is a line and no glyphs."""
EDGE = 8
"""300ths of an inch at a cell's edges that belong to its lines."""
NEAR_EM = 0.35
"""So far beyond its line's box ink is the line's own."""
BESIDE_EM = 1.1
"""So far beyond its line's ends, where no cell says how far a value goes, a glyph would be one more of it."""
WRAPPED_HEIGHTS = 1.5
"""So much white, in heights of its line, is between a value and its next line at most, in a cell that holds more."""
ONE_LINE = frozenset({Kind.DATE, Kind.SEX, Kind.RELATIONSHIP, Kind.CHOICE})
"""Kinds whose values stand on one line: what another one of their cell lacks is none of theirs."""


@dataclass(frozen=True, slots=True)
class _Ink:
    """A rectangle of ink that nobody has read, in pixels of the page."""

    left: float
    top: float
    right: float
    bottom: float


def doubt_leftover(entries: Sequence[Entry], page: Page, ruling: Ruling, segments: Sequence[Segment]) -> list[Entry]:
    """The entries, those never sure in whose cell, or directly beside which, there is ink that nobody has read.

    Nor is an address sure whose end stands behind or beneath it and was not taken for it.

    Args:
        segments: all lines of the page.
    """
    by_cell: dict[int, list[Segment]] = {}
    for segment in segments:
        by_cell.setdefault(segment.cell, []).append(segment)
    taken = {id(segment.quad) for entry in entries for segment in entry.value.segments}
    ends = [segment for segment in segments if id(segment.quad) not in taken and is_end(segment.text)]
    asked: dict[int, list[_Ink]] = {}
    found = []
    for entry in entries:
        for cell in {segment.cell for segment in entry.value.segments} - {OUTSIDE} - asked.keys():
            asked[cell] = _rest_of(page.ink, cell, by_cell.get(cell, []), ruling)
        titled = _ends_in_title(entry)
        more = any(
            _goes_on(page.ink, segment, segments, ruling, titled)
            if segment.cell == OUTSIDE
            else _is_near(entry, segment, asked[segment.cell], by_cell[segment.cell])
            for segment in entry.value.segments
        )
        complete = titled or _is_complete(entry)
        more = more or (not complete and any(_is_cut(page, each, ruling) for each in entry.value.segments))
        more = more or (entry.kind is Kind.ADDRESS and any(_ends_in(entry.value.segments, end) for end in ends))
        found.append(replace(entry, firm=False) if more else entry)
    return found


def _ends_in(address: Sequence[Segment], end: Segment) -> bool:
    """Whether a line stands where an address would go on: right behind its last line, or beneath, where one begins."""
    last = address[-1]
    high = last.bottom - last.top
    # A fold taken for a rule cuts a cell in two, and what stands behind it is in no cell with a label.
    on_its_line = last.top < (end.top + end.bottom) / 2 < last.bottom
    if on_its_line and abs(float(end.quad[0, 0] - last.quad[1, 0])) < BESIDE_EM * last.em:
        return True
    below = -OVERLAP_HEIGHTS * high < end.top - last.bottom < BELOW_HEIGHTS * high
    return below and any(abs(end.left - line.left) < ASIDE_EM * line.em for line in address)


OVERLAP_HEIGHTS, BELOW_HEIGHTS, ASIDE_EM = 0.3, 0.6, 1.5
"""By how much the boxes of two lines of an address overlap, how much white is between them and how far their beginnings
are apart at most."""


def _is_complete(entry: Entry) -> bool:
    """Whether nothing can follow a value: a date up to its day, a sex."""
    return entry.kind is Kind.SEX or (entry.kind is Kind.DATE and entry.value.text.endswith("日"))


def _ends_in_title(entry: Entry) -> bool:
    """Whether what follows a value is none of it: behind 福井市長 stand the mayor's name and the seal over it."""
    return entry.path == "issuer" and entry.value.value.endswith("長")


def _is_cut(page: Page, segment: Segment, ruling: Ruling) -> bool:
    """Whether a text goes on where the box of its line ends: ink reaches that end, and there is more behind it."""
    along = segment.quad[1] - segment.quad[0]
    across = float(np.linalg.norm(along))
    if segment.glyphs[-1].x <= segment.quad[1, 0] - segment.em or not segment.ink[-2:].all():
        return False
    more = along / max(1.0, across) * CUT_EM * segment.em
    quad = np.float32([segment.quad[0], segment.quad[1] + more, segment.quad[2] + more, segment.quad[3]])
    crop = cut(page.ink, quad)
    ink = ink_of(crop, ruling.lines_in(quad, crop.shape[1::-1]))
    scale = ink.shape[1] / (across + CUT_EM * segment.em)
    behind = ink[:, int((across + OWN_EM * segment.em) * scale) :].astype(np.uint8)
    _, stats = find_components(behind)
    sides = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    return bool((sides >= PART_EM * segment.em * scale).any())


CUT_EM, OWN_EM = 0.7, 0.1
"""So far beyond the box of its line a text that goes on has its next character; and what is the last one's own ink."""
PART_EM = 0.3
"""The longer side of a part of one at least: dots of a pattern, and ・, are smaller."""


def _goes_on(
    ink: np.ndarray, segment: Segment, segments: Sequence[Segment], ruling: Ruling, titled: bool = False
) -> bool:
    """Whether a glyph that nobody has read stands before a line, or behind one that does not end in a title."""
    # Behind a title nothing is looked at, nor is the line itself: only what stands before it.
    behind = -float(np.ptp(segment.quad[:, 0])) / segment.em if titled else BESIDE_EM
    return has_unread(ink, segment, segments, ruling, behind)


def has_unread(
    ink: np.ndarray,
    segment: Segment,
    segments: Sequence[Segment],
    ruling: Ruling,
    behind: float,
    before: float = BESIDE_EM,
) -> bool:
    """Whether a glyph that nobody has read stands on a line, up to so far behind its end and before its beginning.

    Args:
        behind, before: in em of the line.
    """
    em = segment.em
    (x0, y0), (x1, y1) = segment.quad.min(axis=0), segment.quad.max(axis=0)
    left, top = max(0, int(x0 - before * em)), max(0, int(y0 - NEAR_EM * em))
    part = ink[top : int(y1 + NEAR_EM * em), left : int(x1 + behind * em)]
    if not part.size:
        return False
    height, width = part.shape
    strip = np.float32([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])
    dark = ((part < DARK) & ~ruling.lines_in(strip, (width, height))).astype(np.uint8)
    for other in segments:
        (a, b), (c, d) = other.quad.min(axis=0) - (left, top), other.quad.max(axis=0) - (left, top)
        near = 0 if other is segment else NEAR_EM * other.em
        dark[max(0, int(b - near)) : max(0, int(d + near)), max(0, int(a - near)) : max(0, int(c + near))] = 0
    return bool(_glyphs(dark, em))


def _is_near(entry: Entry, segment: Segment, rest: Sequence[_Ink], cell: Sequence[Segment]) -> bool:
    """Whether ink of a line's cell that nobody has read may belong to its value: a card holds many others."""
    reach = 0.0 if entry.kind in ONE_LINE else WRAPPED_HEIGHTS * (segment.bottom - segment.top)
    (_, high), (_, low) = segment.quad.min(axis=0), segment.quad.max(axis=0)
    behind = segment.glyphs[-1].x if _ends_in_title(entry) else float("inf")
    return any(
        each.top <= low + reach
        and each.bottom >= high - reach
        and each.left < behind
        and not _is_parted(each, segment, cell)
        for each in rest
    )


def _is_parted(ink: _Ink, value: Segment, cell: Sequence[Segment]) -> bool:
    """Whether a text stands between ink and a value that begins behind it: the label, of a number in the margin."""
    return any(
        each.top < ink.bottom and each.bottom > ink.top and ink.right <= each.left and each.right <= value.left
        for each in cell
    )


def _rest_of(ink: np.ndarray, index: int, segments: Sequence[Segment], ruling: Ruling) -> list[_Ink]:
    """Where the glyphs of a cell stand that are in no line."""
    cell, edge = ruling.cells[index], int(EDGE * ruling.unit)
    left, top = cell.left + edge, cell.top + edge
    part = ink[top : cell.bottom - edge, left : cell.right - edge]
    if not part.size or not segments:
        return []
    dark = (part < DARK).astype(np.uint8)
    # What stands in a cell within this one is asked for there, and boxes for digits are nothing to be read.
    for inner in (*(other for other in ruling.cells if cell.holds(other)), *ruling.boxes):
        rows = slice(max(0, inner.top - top - edge), max(0, inner.bottom - top + edge))
        dark[rows, max(0, inner.left - left - edge) : max(0, inner.right - left + edge)] = 0
    em = float(np.median([segment.em for segment in segments]))
    for segment in segments:
        (x0, y0), (x1, y1) = segment.quad.min(axis=0), segment.quad.max(axis=0)
        near = NEAR_EM * segment.em
        rows = slice(max(0, int(y0 - top - near / 2)), max(0, int(y1 - top + near / 2)))
        dark[rows, max(0, int(x0 - left - near)) : max(0, int(x1 - left + near))] = 0
    return [_Ink(left + each.left, top + each.top, left + each.right, top + each.bottom) for each in _glyphs(dark, em)]


def _glyphs(dark: np.ndarray, em: float) -> list[_Ink]:
    """Ink that has the size of a glyph."""
    _, stats = find_components(dark)
    return [
        _Ink(left, top, left + wide, top + high)
        for left, top, wide, high, area in stats[1:].tolist()
        if MIN_HIGH_EM * em <= high <= MAX_HIGH_EM * em
        and wide >= MIN_WIDE_EM * em
        and area > 0.03 * em * em
        # A ruled line that is curved on the page runs through its cell's rectangle.
        and (wide <= RULE_EM * em or area >= RULE_SHARE * wide * high)
    ]
