"""What parts the variants of a character whatever the face: 髙 has uprights up to its lid, 高 white beside a box.

A drawing is like a glyph in all of its strokes, and a face with wide boxes makes the 髙 of one like the 高 of another.
So for each group of variants a linear discriminant says which strokes count. ``traits.npz`` is trained by
``tools/glyphs/traits.py`` on many faces, relatives counting as one; docs/glyphs.md is its model card.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from forms.certificate.shapes.strokes import strokes

MOST_ODDS = 10.0
"""Further apart no two variants are held to be: beyond it the odds tell of how clear the print is, not of right."""


def odds(glyph: np.ndarray, group: str) -> dict[str, float]:
    """The logarithm of how likely each variant is against the likest one, 0 for that; empty where nothing tells.

    Args:
        glyph: grey uint8, dark on light, one character.
        group: the variants that it may be.
    """
    vector, places = strokes(glyph), _places()
    members = [member for member in group if member in places]
    if vector is None or len(members) < 2:
        return {}
    rows = [places[member] for member in members]
    said = _model()["weights"][rows] @ vector + _model()["offsets"][rows]
    return dict(zip(members, np.maximum(said - said.max(), -MOST_ODDS).tolist(), strict=True))


@cache
def _model() -> dict[str, np.ndarray]:
    with np.load(Path(__file__).with_name("traits.npz"), allow_pickle=False) as stored:
        kept = {name: stored[name].astype(np.float32) for name in ("weights", "offsets")}
        return kept | {"classes": stored["classes"]}


@cache
def _places() -> dict[str, int]:
    return {char: at for at, char in enumerate(str(_model()["classes"]))}
