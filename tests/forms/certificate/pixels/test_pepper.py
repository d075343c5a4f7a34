"""Specks of a pixel go where a page is full of them; print and dots of other pages stay."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.pixels.pages import rectify
from forms.certificate.pixels.pepper import without_pepper

STROKES = (slice(100, 500), slice(300, 304))
FEW, MANY = 0.0005, 0.01


def sheet(share: float) -> np.ndarray:
    picture = np.full((700, 500, 3), 250, np.uint8)
    picture[STROKES] = 30
    picture[np.random.default_rng(7).random(picture.shape[:2]) < share] = 20
    return picture


class _FindsNothing:
    def find_text(self, grey: np.ndarray) -> list[np.ndarray]:
        return []


def test_a_page_full_of_specks_loses_them_and_keeps_its_strokes() -> None:
    cleared = without_pepper(sheet(MANY))[..., 2]
    beside = np.delete(cleared, np.s_[298:306], axis=1)
    assert (beside < 200).mean() < MANY / 20
    assert (cleared[102:498, 300:304] < 60).mean() > 0.99


def test_a_few_specks_and_a_pattern_of_dots_change_nothing() -> None:
    few = sheet(FEW)
    assert without_pepper(few) is few
    dots = sheet(0.0)
    for top, left in ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (1, 2), (2, 0), (2, 1), (2, 2), (0, 3), (1, 3), (2, 3)):
        dots[top::12, left::12] = 40
    assert without_pepper(dots) is dots


@pytest.mark.parametrize(("share", "left"), [(MANY, False), (FEW, True)])
def test_a_page_is_laid_flat_without_them(share: float, left: bool) -> None:
    page = rectify(sheet(share), _FindsNothing())
    assert ((page.red[:, :290] < 120).sum() > 20) == left
