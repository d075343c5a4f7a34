"""The boxes in which text was found, as lines that each stand in one cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from forms.certificate.engines.recogniser import Quad
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.boxed import in_rows, with_digit_boxes
from forms.certificate.runs.quads import height, rectangle

TALL = 1.25
"""Heights to widths from which on a cell, and the ink in it, run from top to bottom."""
DARK = 160
"""Grey level in the cleared picture below which there is ink."""
STACKED = 1.2, 0.35
"""Height of a box that may hold characters above each other, and their width at least, in the usual height of boxes."""
SQUARE = 0.7, 1.3
"""Heights to widths of such characters: more than those of the halves of one, less than those of a thin one."""
MAX_STACKED = 3
"""Values that stand above each other in a cell at most; more characters are a line from top to bottom."""
EDGE = 0.2
"""White around such a character in its box, in its width."""
LYING = 1.6
"""Widths to heights from which on a box of text holds several characters beside each other."""


def find_lines(page: Page, ruling: Ruling) -> list[tuple[Quad, int]]:
    """Where lines of text stand, each with the index of its cell.

    Boxes are taken apart where ruled lines pass and put together where a row of characters has a box for each.
    """
    lines, columns = [], {}
    parts = parted(page.quads, ruling)
    usual = float(np.median([height(quad) for quad, _ in parts])) if parts else 0.0
    for quad, cell in parts:
        box = ruling.cells[cell] if cell != OUTSIDE else None
        if box and box.bottom - box.top >= TALL * (box.right - box.left):
            columns.setdefault(cell, []).append(quad)
        else:
            lines += [(each, cell) for each in _above_each_other(quad, page.ink, ruling, usual)]
    for cell, quads in columns.items():
        lines += _one_by_one(quads, cell, page.ink, ruling)
    return lines


def parted(quads: Sequence[Quad], ruling: Ruling) -> list[tuple[Quad, int]]:
    """Boxes of text cell by cell, each with the index of its cell."""
    parts = [(part, cell) for quad in quads for part, cell in _split(quad, ruling)]
    return in_rows(with_digit_boxes(parts, ruling), ruling)


def _one_by_one(quads: list[Quad], cell: int, ink: np.ndarray, ruling: Ruling) -> list[tuple[Quad, int]]:
    """The boxes of text in a tall cell: a caption from top to bottom as a line for each character, else as they are."""
    as_they_are = [(quad, cell) for quad in quads]
    if any(float(np.ptp(quad[:, 0])) > LYING * height(quad) for quad in quads):
        return as_they_are  # lines beneath each other
    box, edge = ruling.cells[cell], 4 * ruling.unit
    corners = np.concatenate(quads)
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    left, right = max(left, box.left + edge), min(right, box.right - edge)
    top, bottom = max(top, box.top + edge / 2), min(bottom, box.bottom - edge / 2)
    dark = ink[int(top) : int(bottom), int(left) : int(right)] < DARK
    size, runs = _characters(dark)
    if not runs or runs[-1][1] - runs[0][0] < TALL * size:
        return as_they_are
    edge = EDGE * size
    return [(rectangle(left, top + a - edge, right, top + b + edge), cell) for a, b in runs]


def _above_each_other(quad: Quad, ink: np.ndarray, ruling: Ruling, usual: float) -> list[Quad]:
    """A box for each of two or three values of one character that were found as one: 有 above 無; else the box itself.

    Args:
        usual: the height of most boxes of the page.
    """
    (left, top), (right, bottom) = quad.min(axis=0).clip(0).astype(int), quad.max(axis=0).astype(int)
    if bottom - top < max(TALL * (right - left), STACKED[0] * usual):
        return [quad]
    dark = ink[top:bottom, left:right] < DARK
    dark &= ~ruling.lines_in(rectangle(left, top, right, bottom), dark.shape[::-1])
    size, runs = _characters(dark)
    low, high = (share * size for share in SQUARE)
    # What the box cuts off is of the line above or beneath it, which has a box of its own.
    runs = [run for run in runs if run[1] - run[0] >= low or (run[0] > 0 and run[1] < len(dark))]
    squares = size >= STACKED[1] * usual and all(low <= end - start <= high for start, end in runs)
    if not squares or not 2 <= len(runs) <= MAX_STACKED:
        return [quad]
    edge = EDGE * size
    return [rectangle(left, top + start - edge, right, top + end + edge) for start, end in runs]


def _characters(dark: np.ndarray) -> tuple[float, list[list[int]]]:
    """The width of what is written from top to bottom, and where each character begins and ends, in rows; nothing where
    there is no ink."""
    rows, columns = dark.any(axis=1), np.flatnonzero(dark.any(axis=0))
    if not len(columns):
        return 0.0, []
    size = float(columns[-1] - columns[0] + 1)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], rows.astype(np.int8), [0]])))
    runs: list[list[int]] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if runs and end - runs[-1][0] <= 1.15 * size:
            runs[-1][1] = end  # 二 is one character in two runs
        else:
            runs.append([start, end])
    return size, runs


def _split(quad: Quad, ruling: Ruling) -> list[tuple[Quad, int]]:
    """The parts of a quad cell by cell: detection runs across thin lines."""
    start, end = (quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2
    steps = max(8, int(np.linalg.norm(end - start) / (4 * ruling.unit)))
    shares = np.linspace(0, 1, steps + 1)
    cells = ruling.cells_at(start + (end - start) * shares[:, None])
    real = {cell for cell in cells if cell != OUTSIDE}
    if len(real) <= 1:
        middle = cells[len(cells) // 2]
        return [(quad, next(iter(real)) if real and cells.count(OUTSIDE) < len(cells) / 2 else middle)]
    parts, begin = [], 0
    for index in range(1, steps + 2):
        if index <= steps and cells[index] == cells[begin]:
            continue
        if cells[begin] != OUTSIDE and index - begin > 3:
            low, high = shares[begin], shares[index - 1]
            top, bottom = quad[1] - quad[0], quad[2] - quad[3]
            part = [quad[0] + top * low, quad[0] + top * high, quad[3] + bottom * high, quad[3] + bottom * low]
            parts.append((np.float32(part), cells[begin]))
        begin = index
    return parts
