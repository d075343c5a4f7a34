"""Combs: boxes in a row for a character each, and the bars between them in the picture of a line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from forms.certificate.pixels.cells import Cell
from forms.certificate.pixels.levels import level_at

MIN_TEETH = 4
"""So many equal boxes in a row are the places of one value."""
MAX_WIDTH, ALIKE = 1.3, 0.18
"""Widest box of a comb in heights of it, and by how much its boxes may differ in width."""
BAR_SHARE = 0.93
"""Of a line's height: no character's stroke is as high as the picture that is cut out for the line."""
MAX_BAR = 0.14
"""Widest bar, in heights of the line."""
DARK = 60
"""Grey levels below paper that are ink."""


def find_combs(
    cells: Sequence[Cell], touching: float, fewest: int = MIN_TEETH, widest: float = MAX_WIDTH
) -> list[list[int]]:
    """The cells of each comb, from left to right.

    Args:
        touching: pixels between cells that share a line.
        fewest: boxes that a comb has at least.
        widest: width of a box at most, in heights of it.
    """
    combs: list[list[int]] = []
    for index in sorted(range(len(cells)), key=lambda at: cells[at].left):
        cell = cells[index]
        if cell.right - cell.left > widest * (cell.bottom - cell.top):
            continue
        comb = next((comb for comb in combs if _continues(cells[comb[0]], cells[comb[-1]], cell, touching)), None)
        if comb is None:
            combs.append([index])
        else:
            comb.append(index)
    return [comb for comb in combs if len(comb) >= fewest]


def _continues(first: Cell, last: Cell, cell: Cell, touching: float) -> bool:
    level = abs(last.top - cell.top) < touching / 2 and abs(last.bottom - cell.bottom) < touching / 2
    width = first.right - first.left
    alike = abs((cell.right - cell.left) - width) <= max(ALIKE * width, touching / 4)
    return level and alike and abs(cell.left - last.right) < touching


def without_bars(crop: np.ndarray) -> np.ndarray:
    """A line's picture (grey, one line) without the upright rules in it; the picture itself where there is none."""
    paper = int(level_at(crop, 90))
    dark = crop < paper - DARK
    bars = dark.mean(axis=0) >= BAR_SHARE
    if not bars.any():
        return crop
    edges = np.flatnonzero(np.diff(np.concatenate([[0], bars.astype(np.int8), [0]])))
    cleared = crop.copy()
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start <= MAX_BAR * len(crop):
            # Its soft edges go with it.
            cleared[:, max(0, start - 2) : end + 2] = paper
    return cleared
