"""What a drawn character looks like, whatever the order and the number of its strokes: ink by place and direction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Stroke = Sequence[tuple[float, float]]
"""Points in the order in which they were drawn, x to the right, y down, in any unit."""

STEP = 0.02
"""Distance of two neighbouring points once a character is one unit wide."""
GRID = 8
DIRECTIONS = 8
LENGTH = GRID * GRID * DIRECTIONS
_SPREAD = 2.2
"""So many deviations to either side of the middle are looked at."""
_SLIM = 0.35
"""A character that is slimmer than this, such as 一, is not stretched to a square."""


def segments(strokes: Sequence[Stroke]) -> NDArray[np.float64]:
    """Middle, direction and length of equally long pieces of ink: rows of x, y, dx, dy, in the frame of the character.

    The frame is found from the ink itself, middle and spread, so that neither size nor place nor a single stroke that
    runs out of the field matters much. Empty where nothing is drawn.
    """
    strokes = [each for each in strokes if len(each)]
    if not strokes:
        return np.zeros((0, 4))
    parts = []
    whole = np.concatenate([np.asarray(each, float).reshape(-1, 2) for each in strokes])
    extent = float(np.max(np.ptp(whole, axis=0))) or 1.0
    for stroke in strokes:
        points = np.asarray(stroke, float).reshape(-1, 2)
        if len(points) == 1:
            # A dot leans to the right.
            points = np.vstack([points, points + 0.5 * STEP * extent])
        steps = np.hypot(*np.diff(points, axis=0).T)
        along = np.concatenate([[0.0], np.cumsum(steps)])
        if along[-1] == 0:
            points = np.vstack([points[:1], points[:1] + 0.5 * STEP * extent])
            along = np.array([0.0, 0.7 * STEP * extent])
        number = max(2, round(along[-1] / (STEP * extent)) + 1)
        at = np.linspace(0, along[-1], number)
        even = np.column_stack([np.interp(at, along, points[:, 0]), np.interp(at, along, points[:, 1])])
        if number > 4:  # a hand trembles
            even[1:-1] = (even[:-2] + 2 * even[1:-1] + even[2:]) / 4
        moves = np.diff(even, axis=0)
        parts.append(np.column_stack([(even[:-1] + even[1:]) / 2, moves]))
    found = np.vstack(parts)
    weights = np.hypot(found[:, 2], found[:, 3])
    total = weights.sum() or 1.0
    middle = (found[:, :2] * weights[:, None]).sum(axis=0) / total
    spread = np.sqrt((((found[:, :2] - middle) ** 2) * weights[:, None]).sum(axis=0) / total)
    larger = float(spread.max()) or 1.0
    spread = np.maximum(spread, _SLIM * larger)
    # Half way to a square: what is wide stays a little wider.
    spread = np.sqrt(spread * larger) if spread.min() < 0.6 * larger else spread
    found[:, :2] = (found[:, :2] - middle) / (2 * _SPREAD * spread) + 0.5
    found[:, 2:] /= 2 * _SPREAD * spread
    return found


def features(strokes: Sequence[Stroke]) -> NDArray[np.float32]:
    """Ink in each cell of a grid and each of eight directions, shared among neighbours; of unit length."""
    return features_of(segments(strokes))


def features_of(pieces: NDArray[np.float64]) -> NDArray[np.float32]:
    """The same of what :func:`segments` gives."""
    if len(pieces) == 0:
        return np.zeros(LENGTH, np.float32)
    weights = np.hypot(pieces[:, 2], pieces[:, 3])
    angle = np.arctan2(pieces[:, 3], pieces[:, 2]) / (2 * np.pi) * DIRECTIONS
    low = np.floor(angle)
    share = angle - low
    first = low.astype(int) % DIRECTIONS
    place = np.clip(pieces[:, :2], 0, 0.9999) * GRID - 0.5
    cell = np.floor(place).astype(int)
    part = place - cell
    found = np.zeros((GRID + 2, GRID + 2, DIRECTIONS))
    flat = found.reshape(-1)
    for dx in (0, 1):
        for dy in (0, 1):
            near = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1]) * weights
            at = ((cell[:, 1] + dy + 1) * (GRID + 2) + cell[:, 0] + dx + 1) * DIRECTIONS
            flat += np.bincount(at + first, near * (1 - share), len(flat))
            flat += np.bincount(at + (first + 1) % DIRECTIONS, near * share, len(flat))
    inner = np.sqrt(found[1:-1, 1:-1].reshape(-1))
    return (inner / (np.linalg.norm(inner) or 1.0)).astype(np.float32)
