"""The last layer of the large recogniser: at each step along a line, how likely each character is.

It is the widest layer by far, 18,710 characters at each step, of which a Japanese certificate prints 11,222; and at two
steps of three there is no character at all. So the model ends before this layer, and here only what somebody asks for
is worked out: the printed characters at every step, the others only where there may be a character, because they
belong into the sum that makes probabilities out of scores. What comes out is the same, for a fourth of the time.
"""

from __future__ import annotations

import threading

import numpy as np

ROWS = 192
"""Steps that are worked out at once: their scores stay near the processor."""
CLEAR_LEAD = 9.0
"""By which the score of "no character" leads all others where no rivals are looked for: by e⁹ to 1."""
CERTAIN_BLANK = 0.995
"""Where "no character" is so likely, no rivals are kept."""
NEVER = -1e9
"""The score of what is no character at all."""
PIECE = 64
"""Scores are looked through in pieces of this size for the highest ones."""


class Head:
    """The layer, for any thread.

    Args:
        weights: (inputs, characters); the first character is "no character".
        bias: (characters,).
        printed: for each character whether it may be given; the first one may.
        rivals: how many are given at each step.
    """

    def __init__(self, weights: np.ndarray, bias: np.ndarray, printed: np.ndarray, rivals: int) -> None:
        self._printed = np.flatnonzero(printed)
        self._pieces = -(-len(self._printed) // PIECE)
        count = self._pieces * PIECE
        # Padded to whole pieces by characters that nothing is.
        self._weights = np.zeros((len(weights) + 1, count), np.float32)
        self._weights[-1] = NEVER
        others = np.flatnonzero(~printed)
        self._others = np.empty((len(weights) + 1, len(others)), np.float32)
        # Row by row, and where they are to lie: ten times as fast as to put all together and to choose from that.
        for row, given in enumerate((*weights, bias)):
            np.take(given, self._printed, out=self._weights[row, : len(self._printed)], mode="clip")
            np.take(given, others, out=self._others[row], mode="clip")
        self._rivals = rivals
        self._own = threading.local()

    def rivals(self, hidden: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The likeliest characters of each step, best first, and their probabilities.

        Args:
            hidden: what the model gives, (steps, inputs).

        Returns:
            Indices and probabilities, (steps, rivals). Where there is no character for certain, index 0 only.
        """
        best = np.zeros((len(hidden), self._rivals), int)
        odds = np.zeros((len(hidden), self._rivals), np.float32)
        odds[:, 0] = 1.0
        with_bias = np.concatenate([hidden, np.ones((len(hidden), 1), np.float32)], axis=1)
        for start in range(0, len(hidden), ROWS):
            part = slice(start, start + ROWS)
            self._fill(with_bias[part], best[part], odds[part])
        return best, odds

    def _fill(self, hidden: np.ndarray, best: np.ndarray, odds: np.ndarray) -> None:
        scores = np.matmul(hidden, self._weights, out=self._room()[: len(hidden)])
        blank = scores[:, 0].copy()
        scores[:, 0] = NEVER
        # A piece is every so-manieth score: so they are compared many at once.
        pieces = scores.reshape(len(scores), PIECE, self._pieces).max(axis=1)
        lead = blank - pieces.max(axis=1)
        some = np.flatnonzero(lead < CLEAR_LEAD)
        if not len(some):
            return
        scores[:, 0] = blank
        pieces[:, 0] = np.maximum(pieces[:, 0], blank)
        scores, pieces = scores[some], pieces[some]
        others = hidden[some] @ self._others
        top = np.maximum(pieces.max(axis=1), others.max(axis=1))[:, None]
        total = _sum_of_powers(others, top)
        total += _sum_of_powers(scores.copy(), top)
        # The highest scores lie in the pieces whose highest are highest.
        fit = np.argpartition(pieces, -self._rivals, axis=1)[:, -self._rivals :]
        places = (fit[:, :, None] + np.arange(PIECE) * self._pieces).reshape(len(some), -1)
        found = np.take_along_axis(scores, places, 1)
        order = np.argpartition(found, -self._rivals, axis=1)[:, -self._rivals :]
        order = np.take_along_axis(order, np.argsort(-np.take_along_axis(found, order, 1), axis=1), 1)
        likely = np.exp(np.take_along_axis(found, order, 1) - top) / total[:, None]
        none = np.exp(blank[some] - top[:, 0]) / total >= CERTAIN_BLANK
        picked = some[~none]
        best[picked] = self._printed[np.take_along_axis(places, order, 1)[~none]]
        odds[picked] = likely[~none]

    def _room(self) -> np.ndarray:
        """Where this thread's scores are put, again and again."""
        room = getattr(self._own, "room", None)
        if room is None:
            room = self._own.room = np.empty((ROWS, self._weights.shape[1]), np.float32)
        return room


def _sum_of_powers(scores: np.ndarray, top: np.ndarray) -> np.ndarray:
    """Of e, row by row, with the highest score of all taken for 0; the scores are used up."""
    scores -= top
    return np.exp(scores, out=scores).sum(axis=1)
