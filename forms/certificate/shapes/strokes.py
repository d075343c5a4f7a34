"""Where a glyph's strokes run, and in which direction: what :mod:`forms.certificate.shapes.glyphs` knows of a picture.

The edges of the strokes are sorted by their direction and counted cell by cell, as classical readers of printed and
hand-written kanji do it. That is soft against weight, blur and noise, and has nothing in common with the large
recogniser.
"""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.pixels.levels import level_at

INNER_PX, MARGIN_PX = 60, 6
"""A glyph's ink is brought to this size, with a margin around it."""
CELLS = 10
"""Cells along each side."""
DIRECTIONS = 8
"""Into which the edges of a glyph are sorted."""
LENGTH = CELLS * CELLS * DIRECTIONS
SOFT_CELLS = 0.5
"""How far an edge counts for the neighbouring cells, too: a glyph may be off by a little."""
EDGE_LEVEL = 0.4
"""Share of the darkest ink from which on a pixel counts for where a glyph ends."""
MIN_CONTRAST = 30
"""Levels of grey between paper and ink; below it there is nothing to read."""
MIN_SIDE_PX = 3
"""A crop that is smaller holds no stroke with paper on both sides."""
_ANGLES = np.arange(DIRECTIONS // 2) * (2 * np.pi / DIRECTIONS)
_UNITS = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1).astype(np.float32)
"""Half of the directions; the others are opposite to them."""
_SIDE = INNER_PX + 2 * MARGIN_PX


def _shares() -> np.ndarray:
    """(CELLS, _SIDE): how much each row or column counts for each cell."""
    pitch = _SIDE / CELLS
    middles = (np.arange(CELLS) + 0.5) * pitch
    away = (np.arange(_SIDE) + 0.5 - middles[:, None]) / (SOFT_CELLS * pitch)
    weights = np.exp(-0.5 * away**2)
    return (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)


_SHARES = _shares()


def strokes(glyph: np.ndarray) -> np.ndarray | None:
    """The directions of a glyph's strokes: float32 (LENGTH,), of length 1. None where there is hardly any ink.

    Args:
        glyph: grey uint8, dark on light, one character.
    """
    square = _square(glyph)
    if square is None:
        return None
    across, down = (cv2.Sobel(square, cv2.CV_32F, *order, ksize=3) for order in ((1, 0), (0, 1)))
    strength = cv2.magnitude(across, down).ravel() + 1e-6
    along = _UNITS @ np.stack([across.ravel(), down.ravel()])
    along *= np.abs(along) / strength
    both = np.concatenate([np.maximum(along, 0), np.maximum(-along, 0)])
    rows = (both.reshape(-1, _SIDE) @ _SHARES.T).reshape(DIRECTIONS, _SIDE, CELLS)
    vector = np.sqrt((_SHARES @ rows).ravel())
    return vector / max(float(np.linalg.norm(vector)), 1e-6)


def ink_rows(glyph: np.ndarray) -> tuple[int, int] | None:
    """The first row with ink, and the one behind the last; None where there is hardly any.

    Args:
        glyph: grey uint8, dark on light.
    """
    darkest, paper = level_at(glyph, 1), level_at(glyph, 75)
    if paper - darkest < MIN_CONTRAST:
        return None
    rows = np.flatnonzero((glyph < paper - EDGE_LEVEL * (paper - darkest)).any(axis=1))
    return int(rows[0]), int(rows[-1]) + 1


def _square(glyph: np.ndarray) -> np.ndarray | None:
    """The ink of a glyph, 0 to 1, brought to size; flat ones like 一 stay flatter than others."""
    if min(glyph.shape) < MIN_SIDE_PX:
        return None
    counts = np.cumsum(np.bincount(glyph.ravel(), minlength=256))
    darkest, paper = (int(np.searchsorted(counts, share * glyph.size)) for share in (0.01, 0.7))
    if paper - darkest < MIN_CONTRAST:
        return None
    ink = ((paper - glyph.astype(np.float32)) * (1 / (paper - darkest))).clip(0, 1)
    marks = ink > EDGE_LEVEL
    rows, columns = np.flatnonzero(marks.any(axis=1)), np.flatnonzero(marks.any(axis=0))
    if not len(rows):
        return None
    top, left = max(0, rows[0] - 1), max(0, columns[0] - 1)
    tight = ink[top : rows[-1] + 2, left : columns[-1] + 2]
    height, width = tight.shape
    high, wide = INNER_PX * min(1.0, (height / width) ** 0.5), INNER_PX * min(1.0, (width / height) ** 0.5)
    inner = cv2.resize(tight, (max(4, round(wide)), max(4, round(high))), interpolation=cv2.INTER_LINEAR)
    square = np.zeros((_SIDE, _SIDE), np.float32)
    top, left = (_SIDE - inner.shape[0]) // 2, (_SIDE - inner.shape[1]) // 2
    square[top : top + inner.shape[0], left : left + inner.shape[1]] = inner
    return square
