"""Variants of a character are parted by what parts them in all faces, in one that nothing was trained on."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.shapes.traits import MOST_ODDS, odds
from forms.certificate.shapes.variants import groups
from tests.forms.certificate.scanned import PX, scanned


def glyph(char: str) -> np.ndarray:
    """One character as scanned, in a face that no model was trained on."""
    return scanned(char)[PX // 3 : -PX // 3, PX // 3 : -PX // 3]


@pytest.mark.parametrize("char", "高髙崎斎齋斉齊徳瀬真眞柳栁黒黑富冨館舘")
def test_each_variant_is_parted_from_the_others_of_its_group(char):
    said = odds(glyph(char), groups()[char])
    assert max(said, key=said.get) == char
    assert said[char] == 0 and all(-MOST_ODDS <= other < 0 for name, other in said.items() if name != char)


def test_white_paper_tells_nothing():
    assert odds(np.full((50, 50), 250, np.uint8), groups()["高"]) == {}


def test_what_is_no_variant_that_it_was_trained_on_has_no_odds():
    assert odds(glyph("高"), "高田") == {}
