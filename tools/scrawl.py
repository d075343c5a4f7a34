"""Handwriting that nobody wrote: the strokes of a character, drawn as different hands might draw them."""

from __future__ import annotations

import numpy as np

Drawn = list[np.ndarray]
"""Strokes, each an array of points; the character is about one unit wide."""


def scrawl(strokes: Drawn, rng: np.random.Generator, much: float = 1.0) -> Drawn:
    """Another hand: slanted, bent, with strokes shifted, joined, parted and in another order.

    Args:
        strokes: of the model.
        much: 1 is an untidy hand, 0.5 a careful one.
    """
    made = [_even(each) for each in strokes]
    made = [_own(each, rng, much) for each in made]
    made = _bent(made, rng, much)
    made = _joined(made, rng, 0.12 * much)
    made = _parted(made, rng, 0.04 * much)
    if rng.random() < 0.3 * much:
        rng.shuffle(made)
    return [each + rng.normal(0, 0.004 * much, each.shape) for each in made]


def _even(stroke: np.ndarray, number: int = 12) -> np.ndarray:
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    at = np.linspace(0, along[-1], number)
    return np.column_stack([np.interp(at, along, stroke[:, 0]), np.interp(at, along, stroke[:, 1])])


def _own(stroke: np.ndarray, rng: np.random.Generator, much: float) -> np.ndarray:
    """Each stroke a little elsewhere, longer or shorter, turned, curved; a hook may be left out."""
    middle = stroke.mean(axis=0)
    turn = rng.normal(0, 0.07 * much)
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    made = (stroke - middle) @ turned.T * (1 + rng.normal(0, 0.09 * much)) + middle + rng.normal(0, 0.022 * much, 2)
    run = made[-1] - made[0]
    bow = np.sin(np.linspace(0, np.pi, len(made)))[:, None]
    made = made + bow * np.array([-run[1], run[0]]) * rng.normal(0, 0.05 * much)
    if rng.random() < 0.15 * much:
        made = made[: -max(1, len(made) // 8)]
    return made


def _bent(strokes: Drawn, rng: np.random.Generator, much: float) -> Drawn:
    """The whole slanted, turned, stretched, and bent by a few slow waves."""
    slant, turn = rng.normal(0, 0.13 * much), rng.normal(0, 0.06 * much)
    stretch = np.exp(rng.normal(0, 0.13 * much))
    waves = rng.normal(0, 0.022 * much, (2, 2, 2, 2))
    phases = rng.uniform(0, 2 * np.pi, (2, 2, 2))
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    made = []
    for each in strokes:
        moved = each.copy()
        for across in (0, 1):
            for number in (0, 1):
                wave = np.sin((number + 1) * np.pi * each[:, across] + phases[across, number, 0])
                moved += wave[:, None] * waves[across, number, 0]
        moved = np.column_stack([moved[:, 0] - slant * (moved[:, 1] - 0.5), moved[:, 1]])
        made.append((moved - 0.5) @ turned.T * (stretch, 1 / stretch) + 0.5)
    return made


def _joined(strokes: Drawn, rng: np.random.Generator, chance: float) -> Drawn:
    """Without lifting the pen, now and then, where the next stroke begins near."""
    made: Drawn = []
    for each in strokes:
        near = bool(made) and float(np.hypot(*(each[0] - made[-1][-1]))) < 0.5
        if near and rng.random() < chance:
            made[-1] = np.vstack([made[-1], each])
        else:
            made.append(each)
    return made


def _parted(strokes: Drawn, rng: np.random.Generator, chance: float) -> Drawn:
    """Lifting it where one does not, now and then."""
    made: Drawn = []
    for each in strokes:
        if len(each) > 6 and rng.random() < chance:
            at = int(rng.integers(3, len(each) - 3))
            made += [each[: at + 1], each[at:]]
        else:
            made.append(each)
    return made
