"""Rectifying: what is guessed about a page before text is looked for on it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.pages import ink_image, looks_turned
from forms.certificate.pixels.pictures import load_pictures
from tests.forms.certificate.conftest import SAMPLES

SAMPLE_NAMES = ("certificate-grid.png", "certificate-list.png")


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_a_sheet_on_its_side_looks_turned_and_no_other(name: str) -> None:
    (picture,) = load_pictures(SAMPLES / name)
    told = []
    for turns in range(4):
        sheet = np.rot90(picture, turns)
        told.append(looks_turned(np.ascontiguousarray(sheet), np.eye(3), sheet.shape[1::-1]))
    assert told == [False, True, False, True]


def test_a_sheet_without_text_does_not() -> None:
    bare = np.full((1200, 900, 3), 255, np.uint8)
    cv2.rectangle(bare, (100, 100), (800, 1100), (0, 0, 0), 3)
    assert not looks_turned(bare, np.eye(3), (900, 1200))


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
