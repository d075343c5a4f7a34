"""Opinions of the learned arranger, as tests want them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from forms.certificate.learned.arranger import VALUES, Opinion
from forms.certificate.learned.tokens import find_tokens
from forms.certificate.runs.segments import Segment


def told(segments: Sequence[Segment], values: Sequence[str], people: Sequence[int | None] = ()) -> Opinion:
    """An opinion that is sure of everything: what each token is the value of, and whose."""
    tokens = tuple(find_tokens(segments))
    assert len(tokens) == len(values)
    odds = np.full((len(tokens), len(VALUES)), 0.0001)
    whose = np.full((len(tokens), len({each for each in people if each is not None})), 0.001)
    for at, value in enumerate(values):
        odds[at, VALUES.index(value)] = 0.997
        if people and people[at] is not None:
            whose[at, people[at]] = 0.999
    return Opinion(tokens, odds, whose)
