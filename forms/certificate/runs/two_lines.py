"""Boxes of text that hold two lines, a label and its English or its value, or the edge of the line above or beneath."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from forms.certificate.engines.recogniser import Quad, cut
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.quads import rectangle

DARK = 150
"""Grey level in the cleared picture below which there is ink."""
MIN_WHITE = 0.03
"""White between two lines, in heights of the box."""
MIN_HEIGHT, LESSER = 0.3, 0.65
"""The least height of a line's ink, and up to which a line is a lesser one, in heights of the tallest."""
MAX_GLYPH, TOUCHING = 1.6, 0.12
"""How wide a line's glyphs are at most in the middle, in heights of it; strokes closer than this are one glyph."""
TWO = 1.6
"""Width of the ink of two characters at least, in heights of a line; a pale stroke may have parted one of them."""
MIN_USUAL = 0.35
"""Height of the ink of one of the lines at least, in the usual height of boxes on the page."""
SPECK = 0.05
"""Side of a square that has more ink than a speck of dirt, in heights of the box: a fax has them all over the sheet."""
PAPER = 255
"""Grey level that is painted over what is of another line."""
EDGE, BOX_HEIGHTS = 0.18, (1.36, 1.85)
"""White at the ends of a line in its own box, and the height of that box, in heights of its ink."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a box.

    Attributes:
        quad: where it stands.
        foreign: areas with ink of other lines.
    """

    quad: Quad
    foreign: tuple[Quad, ...]

    def cut(self, ink: np.ndarray) -> np.ndarray:
        """The upright crop of the line alone."""
        low, high = np.floor(self.quad.min(axis=0)).astype(int).clip(0), np.ceil(self.quad.max(axis=0)).astype(int) + 1
        own = ink[low[1] : high[1], low[0] : high[0]].copy()
        for area in self.foreign:
            (left, top), (right, bottom) = np.round([area[0] - low, area[2] - low]).astype(int).clip(0)
            own[top:bottom, left:right] = PAPER
        return cut(own, np.float32(self.quad - low))


def taken_apart(places: Sequence[tuple[Quad, int]], ink: np.ndarray, ruling: Ruling) -> list[tuple[Quad, list[Part]]]:
    """Boxes of text that hold a part of another line or two lines, each with its own lines.

    A line that a box cuts through, and that another one holds, is none of its own.

    Args:
        places: all boxes, each with the index of its cell.
        ink: the cleared page, grey uint8.
    """
    if not places:
        return []
    usual = float(np.median([_height(quad) for quad, _ in places]))
    found = []
    for quad, cell in places:
        others = [other for other, place in places if place == cell and other is not quad]
        if lines := _lines_of(quad, others, ink, ruling, usual):
            found.append((quad, lines))
    return found


def _height(quad: Quad) -> float:
    return float(quad[2:, 1].mean() - quad[:2, 1].mean())


def _lines_of(quad: Quad, others: Sequence[Quad], ink: np.ndarray, ruling: Ruling, usual: float) -> list[Part]:
    height, width = ink.shape
    left, top = np.floor(quad.min(axis=0)).astype(int).clip(0)
    right, bottom = np.ceil(quad.max(axis=0)).astype(int).clip(0, (width, height))
    if right - left < 8 or bottom - top < 12:
        return []
    dark = ink[top:bottom, left:right] < DARK
    dark &= ~ruling.lines_in(rectangle(left, top, right, bottom), (right - left, bottom - top))
    rows = _rows(dark)
    if not _are_lines(dark, rows, MIN_USUAL * usual):
        return []
    # Each line and the white around it, as far as the middle between it and the next.
    edges = [0, *((one[1] + two[0] + 1) // 2 for one, two in itertools.pairwise(rows)), bottom - top]
    bands = [rectangle(left, top + above, right, top + below) for above, below in itertools.pairwise(edges)]
    whole = []
    for at, (start, end) in enumerate(rows):
        columns = np.flatnonzero(dark[start:end].any(axis=0))
        if start and end < len(dark):
            whole.append((at, columns))
            continue
        middle = (float(left + (columns[0] + columns[-1]) / 2), float(top + (start + end) / 2))
        if not any(cv2.pointPolygonTest(other, middle, False) > 0 for other in others):
            return []
    foreign = [(*bands[:at], *bands[at + 1 :]) for at, _ in whole]
    lines = []
    for (at, columns), away in zip(whole, foreign, strict=True):
        start, end = rows[at]
        # The height of a box tells how large its characters are.
        high = np.clip(_height(quad) if len(whole) == 1 else 0, *(share * (end - start) for share in BOX_HEIGHTS))
        above, edge = top + (start + end - high) / 2, EDGE * (end - start)
        box = rectangle(left + columns[0] - edge, above, left + columns[-1] + 1 + edge, above + high)
        lines.append(Part(box, away))
    return lines


def _rows(dark: np.ndarray) -> list[tuple[int, int]]:
    """The first row of each run of rows with ink, and the row behind its last, without specks between lines."""
    rows = np.flatnonzero(dark.any(axis=1))
    if not len(rows):
        return []
    breaks = np.flatnonzero(np.diff(rows) > max(2, MIN_WHITE * len(dark)))
    starts, ends = rows[np.concatenate([[0], breaks + 1])], rows[np.concatenate([breaks, [len(rows) - 1]])] + 1
    least = (SPECK * len(dark)) ** 2
    runs = zip(starts.tolist(), ends.tolist(), strict=True)
    return [run for run in runs if run[0] == 0 or run[1] == len(dark) or dark[slice(*run)].sum() > least]


def _are_lines(dark: np.ndarray, rows: Sequence[tuple[int, int]], least: float) -> bool:
    """Whether runs of rows are lines of text, one of them at least so high, and no strokes of 三 or 意."""
    whole = [(start, end) for start, end in rows if start and end < len(dark)]
    if len(rows) < 2 or not whole:
        return False
    widths = [_glyph_widths(dark[start:end]) for start, end in whole]
    tallest = max(range(len(whole)), key=lambda at: whole[at][1] - whole[at][0])
    high = whole[tallest][1] - whole[tallest][0]
    if len(whole) > 1 and (high < least or max(map(len, widths)) < 2):
        return False
    for (start, end), wide in zip(whole, widths, strict=True):
        if end - start < MIN_HEIGHT * high:
            return False
        if end - start < LESSER * high:
            if len(widths[tallest]) < 2 or _width(dark[slice(*whole[tallest])]) < TWO * high:  # 無 has dots beneath it
                return False
        elif np.median(wide) > MAX_GLYPH * (end - start):
            return False
    return True


def _width(dark: np.ndarray) -> int:
    """From the first column with ink to behind the last."""
    columns = np.flatnonzero(dark.any(axis=0))
    return int(columns[-1] - columns[0] + 1)


def _glyph_widths(dark: np.ndarray) -> list[int]:
    reach = max(1, round(TOUCHING * len(dark)))
    inked = cv2.morphologyEx(dark.any(axis=0)[None].view(np.uint8), cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))[0]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inked, [0]]).astype(np.int8)))
    return (edges[1::2] - edges[::2]).tolist()
