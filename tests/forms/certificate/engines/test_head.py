"""The last layer worked out for what is asked: the same as all of it."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.engines.head import CERTAIN_BLANK, ROWS, Head

CHARACTERS, INPUTS, RIVALS = 700, 12, 5


@pytest.fixture(scope="module")
def layer() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    printed = rng.random(CHARACTERS) < 0.6
    printed[0] = True
    weights = rng.normal(size=(INPUTS, CHARACTERS)).astype(np.float32)
    weights[0] = np.arange(CHARACTERS) == 0  # the first input speaks for "no character" alone
    return weights, rng.normal(size=CHARACTERS).astype(np.float32), printed


def _all_of_it(hidden: np.ndarray, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    scores = hidden @ weights + bias
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def test_rivals_and_their_odds_are_those_of_the_whole_layer(layer) -> None:
    weights, bias, printed = layer
    rng = np.random.default_rng(4)
    hidden = rng.normal(size=(2 * ROWS + 7, INPUTS)).astype(np.float32)
    hidden[::3, 0] = rng.uniform(0, 40, len(hidden[::3]))
    best, odds = Head(weights, bias, printed, RIVALS).rivals(hidden)
    whole = _all_of_it(hidden, weights, bias)
    blank = whole[:, 0] >= CERTAIN_BLANK
    assert 10 < blank.sum() < len(hidden) - 100
    assert not best[blank].any()
    for step in np.flatnonzero(~blank):
        likely = np.where(printed, whole[step], 0)
        assert list(best[step]) == list(np.argsort(-likely)[:RIVALS])
        assert np.allclose(odds[step], likely[best[step]], atol=1e-5)


def test_a_character_that_is_not_printed_takes_its_share_but_is_never_given(layer) -> None:
    weights, bias, printed = layer
    foreign = int(np.flatnonzero(~printed)[0])
    hidden = weights[:, foreign][None]
    best, odds = Head(weights, bias, printed, RIVALS).rivals(hidden)
    assert foreign not in best
    assert odds.sum() < 1 - _all_of_it(hidden, weights, bias)[0, foreign] + 1e-5
