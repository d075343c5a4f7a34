"""Ink in a value's cell that belongs to no line: a glyph, or a whole word, that the search for text has overlooked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from forms.certificate.cells import OUTSIDE, Cell
from forms.certificate.entries import Entry
from forms.certificate.pages import Page
from forms.certificate.ruling import Ruling
from forms.certificate.segments import Segment

DARK = 150
"""Grey level in the cleared picture below which there is ink."""
MIN_HIGH_EM, MAX_HIGH_EM = 0.45, 1.4
"""Height of what may be a glyph, in em of the cell's text; a 1 is 0.6 high, dirt is lower, rules are higher."""
MIN_WIDE_EM = 0.06
EDGE = 8
"""300ths of an inch at a cell's edges that belong to its lines."""
NEAR_EM = 0.35
"""So far beyond its line's box ink is the line's own."""


def doubt(entries: Sequence[Entry], page: Page, ruling: Ruling, segments: Sequence[Segment]) -> list[Entry]:
    """The entries, those never sure in whose cell there is ink that nobody has read.

    Args:
        segments: all lines of the page.
    """
    by_cell: dict[int, list[Segment]] = {}
    for segment in segments:
        by_cell.setdefault(segment.cell, []).append(segment)
    asked: dict[int, bool] = {}
    found = []
    for entry in entries:
        cells = {segment.cell for segment in entry.value.segments} - {OUTSIDE}
        for cell in cells - asked.keys():
            asked[cell] = _holds_more(page.ink, ruling.cells[cell], by_cell.get(cell, []), ruling.unit)
        found.append(replace(entry, firm=False) if any(asked[cell] for cell in cells) else entry)
    return found


def _holds_more(ink: np.ndarray, cell: Cell, segments: Sequence[Segment], unit: float) -> bool:
    edge = int(EDGE * unit)
    left, top = cell.left + edge, cell.top + edge
    part = ink[top : cell.bottom - edge, left : cell.right - edge]
    if not part.size or not segments:
        return False
    dark = (part < DARK).astype(np.uint8)
    em = float(np.median([segment.em for segment in segments]))
    for segment in segments:
        (x0, y0), (x1, y1) = segment.quad.min(axis=0), segment.quad.max(axis=0)
        near = NEAR_EM * segment.em
        rows = slice(max(0, int(y0 - top - near / 2)), max(0, int(y1 - top + near / 2)))
        dark[rows, max(0, int(x0 - left - near)) : max(0, int(x1 - left + near))] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    return any(
        MIN_HIGH_EM * em <= high <= MAX_HIGH_EM * em and wide >= MIN_WIDE_EM * em and area > 0.03 * em * em
        for _, _, wide, high, area in stats[1:]
    )
