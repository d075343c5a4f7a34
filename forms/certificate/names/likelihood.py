"""How likely it is that a line says a text: summed over all ways in which a model's steps may be shared out among its
characters (CTC), not only over the likeliest one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

NOTHING = 0
"""The class of a step in which no character is."""
LEAST = 1e-6
"""A step's probability of a character that the model holds impossible there: it is never quite so."""


def log_likelihoods(odds: np.ndarray, texts: Sequence[Sequence[int]]) -> np.ndarray:
    """The logarithm of the probability of each text.

    Args:
        odds: what the model gives each class at each step, (steps, classes).
        texts: classes, in the order of the line; none of them :data:`NOTHING`.
    """
    longest = max((len(text) for text in texts), default=0)
    classes = np.zeros((len(texts), 2 * longest + 1), int)
    for row, text in enumerate(texts):
        classes[row, 1 : 2 * len(text) : 2] = text
    # From one character on to the next without a step of nothing between them, unless they are the same.
    skips = np.zeros(classes.shape, bool)
    skips[:, 3::2] = classes[:, 3::2] != classes[:, 1:-2:2]
    seen = np.maximum(odds, LEAST)[:, classes]
    total = np.zeros(len(texts))
    at = np.zeros(classes.shape)
    at[:, :2] = seen[0, :, :2]
    for step in seen[1:]:
        on = at.copy()
        on[:, 1:] += at[:, :-1]
        on[:, 2:] += at[:, :-2] * skips[:, 2:]
        at = on * step
        top = at.max(axis=1, keepdims=True)
        at /= top
        total += np.log(top[:, 0])
    rows, ends = np.arange(len(texts)), np.array([2 * len(text) for text in texts], int)
    last = at[rows, ends] + np.where(ends > 0, at[rows, ends - 1], 0.0)
    return total + np.log(np.maximum(last, 1e-300))
