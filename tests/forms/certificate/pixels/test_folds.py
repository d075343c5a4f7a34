"""Folds of the sheet, which are no rules."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.ruling import Ruling

SHADE, PAPER = 55, 235
"""Grey levels by which a fold is darker than the paper, and the paper's own."""


def table(*uprights: int, ink: int = 30) -> np.ndarray:
    """An A4 page at 200 dpi with three rows; upright rules at these columns, apart from its sides."""
    image = np.full((2339, 1654, 3), PAPER, np.uint8)
    for top in (400, 600, 800, 1000):
        cv2.line(image, (200, top), (1400, top), (ink,) * 3, 3)
    for x in (200, *uprights, 1400):
        cv2.line(image, (x, 400), (x, 1000), (ink,) * 3, 3)
    return image


def folded(image: np.ndarray, x: int, lean: int = 0) -> np.ndarray:
    """The page with a pale line from edge to edge, of which parts can hardly be seen."""
    seen = np.zeros(len(image), bool)
    for top, bottom in ((60, 250), (390, 612), (1300, 2290)):
        seen[top:bottom] = True
    columns = np.arange(image.shape[1])[None] - np.linspace(x, x + lean, len(image))[:, None]
    shade = np.where((columns >= 0) & (columns < 3), np.where(seen[:, None], SHADE, 4), 0)
    return (image - shade[..., None]).clip(0).astype(np.uint8)


@pytest.mark.parametrize("lean", [0, 25])
def test_a_fold_parts_no_cell(lean):
    plain, bent = Ruling(table(500)), Ruling(folded(table(500), 900, lean))
    assert len(bent.cells) == len(plain.cells) == 6
    assert bent.cell_at(850, 500) == bent.cell_at(1100, 500)


def test_a_rule_that_a_fold_lies_on_is_one_all_the_same():
    bent = Ruling(folded(table(500, 900), 901))
    assert len(bent.cells) == 9 and bent.cell_at(850, 500) != bent.cell_at(1100, 500)


def test_a_pale_rule_within_the_table_is_no_fold():
    image = table(500)
    cv2.line(image, (900, 402), (900, 998), (PAPER - 60,) * 3, 3)
    assert len(Ruling(image).cells) == 9
