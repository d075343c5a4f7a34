"""Print made clear."""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.pixels.clearing import ink_image


def printed(ink: int, streak: int, pattern: int) -> np.ndarray:
    """Three lines of print, the middle one in a streak, on paper with a wavy line above them."""
    sheet = np.full((1200, 900, 3), 250, np.uint8)
    cv2.line(sheet, (60, 150), (840, 190), (pattern,) * 3, 2)
    for at, level in enumerate((ink, streak, ink)):
        cv2.putText(sheet, "7-11 ABE" * 3, (60, 320 + 300 * at), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (level,) * 3, 3)
    return sheet


def darkest(ink: np.ndarray) -> list[int]:
    """Of the pattern, then of each line; the second-darkest percent, so that no single pixel counts."""
    return [int(np.percentile(ink[top : top + 100], 2)) for top in (120, 260, 560, 860)]


def test_print_of_low_toner_is_as_dark_as_other_print_also_in_a_streak() -> None:
    pattern, *lines = darkest(ink_image(printed(178, 216, 240)))
    assert max(lines) < 150 and pattern > 225


def test_of_dark_print_only_the_pattern_goes() -> None:
    pattern, *lines = darkest(ink_image(printed(60, 60, 225)))
    assert max(lines) < 70 and pattern > 240
