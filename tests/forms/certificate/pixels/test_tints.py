"""Pale patterns in colour become paper in the red channel; print on them stays as it is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.stamps import without_colour

SIZE = (1200, 1600)
SAME = np.eye(3)
GREEN, BLUE, VIOLET = (210, 229, 200), (232, 212, 192), (160, 60, 120)
COLD, WARM = (1.0, 1.0, 1.0), (0.8, 0.9, 0.97)


def waved(colour, ink=(122, 120, 120)) -> np.ndarray:
    """Print in low toner on paper with waves all over."""
    sheet = np.full((SIZE[1], SIZE[0], 3), 253, np.uint8)
    across = np.arange(SIZE[0])
    for row in range(40, SIZE[1], 30):
        points = np.stack([across, row + 8 * np.sin(across / 15)], axis=1).round().astype(np.int32)
        cv2.polylines(sheet, [points], False, colour, 3)
    for row in range(100, 1500, 60):
        for column in range(100, 1100, 40):
            cv2.rectangle(sheet, (column, row), (column + 18, row + 24), ink, 4)
    return sheet


def lit(sheet: np.ndarray, light) -> np.ndarray:
    return (sheet * np.array(light)).astype(np.uint8)


@pytest.mark.parametrize("colour", [GREEN, BLUE], ids=["green", "blue"])
@pytest.mark.parametrize("light", [COLD, WARM], ids=["cold", "warm"])
def test_pale_waves_in_colour_go_and_low_toner_stays(colour, light):
    read = without_colour(lit(waved(colour), light), SAME, SIZE)[:, :, 2].astype(int)
    plain = lit(waved((253, 253, 253)), light)[:, :, 2]
    assert (plain - read).max() <= 30  # of the 50 to 60 levels that they had
    assert np.abs(read - plain)[plain < 150].max() < 5


def test_they_go_also_where_a_stamp_does():
    sheet = waved(GREEN)
    cv2.circle(sheet, (500, 400), 110, VIOLET, 9)
    read = without_colour(sheet, SAME, SIZE)[:, :, 2].astype(int)
    assert (waved((253, 253, 253))[:, :, 2] - read).max() <= 40


def test_print_in_pale_ink_is_no_pattern():
    for ink in ((140, 165, 135), (165, 140, 135)):
        sheet = waved(GREEN, ink)
        read, plain = without_colour(sheet, SAME, SIZE)[:, :, 2].astype(int), waved((253,) * 3, ink)[:, :, 2]
        assert (read - plain)[plain < 150].max() < 5
