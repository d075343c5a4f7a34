"""Characters in boxes put together into lines: a digit alone is easily overlooked, and read with its box around it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from forms.certificate.engines.recogniser import Quad
from forms.certificate.pixels.cells import OUTSIDE, Cell
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.quads import height, rectangle

MIN_SHORT, SHORT_HEIGHTS = 3, 1.7
"""So many lines no longer than this, in heights, in one row of a cell are characters in boxes."""
MAX_APART = 2.5
"""Heights of a box between rows of boxes in one line at most: 年 stands there, or ・ and a blank."""
ERA_HEIGHTS, NEAR = 2.6, 0.9
"""Longest text beside boxes that belongs to them (昭和, 日), and the white between at most, in heights of a box."""


def in_rows(parts: Sequence[tuple[Quad, int]], ruling: Ruling) -> list[tuple[Quad, int]]:
    """The lines of a page's cells, those of characters in boxes of their own as one."""
    rows: dict[int, list[list[Quad]]] = {}
    kept = [(quad, cell) for quad, cell in parts if cell == OUTSIDE]
    for quad, cell in sorted(((q, c) for q, c in parts if c != OUTSIDE), key=lambda row: float(row[0][:, 0].min())):
        middle = float(quad[:, 1].mean())
        lines = rows.setdefault(cell, [])
        row = next((row for row in lines if abs(float(row[0][:, 1].mean()) - middle) < 0.4 * height(row[0])), None)
        if row is None:
            lines.append([quad])
        else:
            row.append(quad)
    for cell, lines in rows.items():
        for row in lines:
            short = sum(float(np.ptp(quad[:, 0])) < SHORT_HEIGHTS * height(quad) for quad in row)
            if short < MIN_SHORT or short < len(row) - 2:
                kept += [(quad, cell) for quad in row]
                continue
            corners = np.concatenate(row)
            (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
            if cell in ruling.combs:
                left, right = ruling.cells[cell].left, ruling.cells[cell].right
            kept.append((rectangle(left, top, right, bottom), cell))
    return kept


def with_digit_boxes(parts: Sequence[tuple[Quad, int]], ruling: Ruling) -> list[tuple[Quad, int]]:
    """The lines, each that has boxes for digits in it from its first character to its last one.

    What is above and below the boxes is left out, and with it their frames.
    """
    kept = list(parts)
    for chain in _chains(ruling.boxes):
        left, top, right, bottom = chain.left, chain.top, chain.right, chain.bottom
        cell = ruling.cell_at(left, (top + bottom) / 2)
        ours = [row for row in kept if row[1] == cell and _belongs(row[0], chain)]
        corners = np.concatenate([[(left, top), (right, bottom)], *(quad for quad, _ in ours)])
        line = rectangle(float(corners[:, 0].min()), top, float(corners[:, 0].max()), bottom)
        kept = [row for row in kept if not any(row is other for other in ours)] + [(line, cell)]
    return kept


def _chains(boxes: Sequence[Cell]) -> list[Cell]:
    """The outlines of the boxes of each line."""
    chains: list[list[Cell]] = []
    for box in sorted(boxes, key=lambda box: box.left):
        high = box.bottom - box.top
        for chain in chains:
            last = chain[-1]
            level = abs(last.top - box.top) < high / 4 and abs(last.bottom - box.bottom) < high / 4
            if level and 0 <= box.left - last.right < MAX_APART * high:
                chain.append(box)
                break
        else:
            chains.append([box])
    return [
        Cell(chain[0].left, min(box.top for box in chain), chain[-1].right, max(box.bottom for box in chain))
        for chain in chains
    ]


def _belongs(quad: Quad, chain: Cell) -> bool:
    """Whether text stands in a line's boxes, between them or right beside them."""
    high = chain.bottom - chain.top
    if not chain.top < float(quad[:, 1].mean()) < chain.bottom:
        return False
    left, right = float(quad[:, 0].min()), float(quad[:, 0].max())
    apart = max(chain.left - right, left - chain.right)
    return apart < 0 or (apart < NEAR * high and right - left < ERA_HEIGHTS * high)
