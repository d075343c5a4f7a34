"""Coloured stamps go, the print beneath them stays; forms printed in colour stay whole."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.stamps import without_colour

SIZE = (1200, 1600)
SAME = np.eye(3)
VIOLET, BLUE, RED = (160, 60, 120), (190, 80, 70), (60, 50, 205)


def printed(colour=(30, 28, 28), paper=(250, 252, 252)) -> np.ndarray:
    sheet = np.full((SIZE[1], SIZE[0], 3), paper, np.uint8)
    for row in range(100, 1500, 60):
        for column in range(100, 1100, 40):
            cv2.rectangle(sheet, (column, row), (column + 18, row + 24), colour, 4)
    return sheet


def stamped(sheet: np.ndarray, colour) -> np.ndarray:
    """Ink that lets the print show through."""
    layer = np.full_like(sheet, 255)
    cv2.circle(layer, (500, 400), 110, colour, 9)
    cv2.line(layer, (420, 400), (580, 400), colour, 14)
    return (sheet.astype(np.uint16) * layer // 255).astype(np.uint8)


@pytest.mark.parametrize("colour", [VIOLET, BLUE], ids=["violet", "blue"])
@pytest.mark.parametrize("light", [(1.0, 1.0, 1.0), (0.7, 0.85, 0.95)], ids=["cold", "warm"])
def test_a_stamp_goes_and_the_print_beneath_it_stays(colour, light):
    plain = (printed() * np.array(light)).astype(np.uint8)
    cleared = without_colour((stamped(printed(), colour) * np.array(light)).astype(np.uint8), SAME, SIZE)
    assert np.abs(cleared[:, :, 2].astype(int) - plain[:, :, 2])[250:550, 350:650].max() < 30


def test_what_has_no_stamp_is_given_back_as_it_is():
    sheet = printed()
    assert without_colour(sheet, SAME, SIZE) is sheet
    seal = stamped(sheet, RED)
    assert without_colour(seal, SAME, SIZE) is seal  # the red channel is white there by itself


def test_a_form_printed_in_blue_keeps_its_print():
    sheet = printed(colour=BLUE)
    assert without_colour(sheet, SAME, SIZE) is sheet


def filled_in(colour) -> np.ndarray:
    """A form printed in a colour, a column of it in black."""
    sheet = printed(colour=colour)
    sheet[:, 700:800] = printed()[:, 700:800]
    return sheet


@pytest.mark.parametrize("colour", [(74, 107, 43), (40, 75, 140), (60, 110, 230)], ids=["green", "brown", "orange"])
@pytest.mark.parametrize("light", [(1.0, 1.0, 1.0), (0.7, 0.85, 0.95)], ids=["cold", "warm"])
def test_a_form_printed_in_colour_is_as_dark_in_red_as_its_darkest_channel(colour, light):
    sheet = (stamped(filled_in(colour), RED) * np.array(light)).astype(np.uint8)
    read = without_colour(sheet, SAME, SIZE)[:, :, 2].astype(int)
    assert read[100:125, 98:120].min() <= min(colour) + 5
    assert np.abs(read - sheet[:, :, 2])[:, 710:790].max() < 5
    assert np.abs(read - sheet[:, :, 2])[398:402, 444:456].max() < 5  # within the seal, where no print is


def test_a_form_in_thin_brown_strokes_is_taken_for_no_stamp():
    brown, ink, big = (84, 105, 136), (60, 50, 50), (2400, 3200)
    sheet = np.full((big[1], big[0], 3), 252, np.uint8)
    for row in range(200, 3000, 120):
        for column in range(200, 2200, 80):
            cv2.rectangle(sheet, (column, row), (column + 36, row + 48), brown, 2)
    cv2.circle(sheet, (1000, 800), 220, VIOLET, 18)
    sheet[:, 1400:1500] = 252
    cv2.rectangle(sheet, (1420, 200), (1440, 240), ink, 4)
    read = without_colour(sheet, SAME, big)[:, :, 2].astype(int)
    assert read[200:250, 198:240].min() <= brown[0] + 5
    assert np.abs(read - sheet[:, :, 2])[:, 1400:1500].max() < 5


def test_the_colours_of_the_desk_are_none_of_the_sheet():
    sheet = stamped(printed(), VIOLET)
    picture = np.full((2000, 1600, 3), (200, 60, 60), np.uint8)
    picture[200:1800, 200:1400] = sheet
    forward = np.float64([[1, 0, -200], [0, 1, -200], [0, 0, 1]])
    cleared = without_colour(picture, forward, SIZE)[200:1800, 200:1400]
    assert np.abs(cleared[:, :, 2].astype(int) - printed()[:, :, 2])[250:550, 350:650].max() < 30
