"""Rows of digits that the search for text has overlooked."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.overlooked import holds_overlooked_number
from forms.certificate.runs.quads import rectangle
from tests.forms.certificate.lines import segment


def page(*texts: tuple[str, int, int]) -> np.ndarray:
    """A page with texts, each with the left end and the foot of its first character."""
    ink = np.full((800, 1600), 255, np.uint8)
    for text, left, foot in texts:
        cv2.putText(ink, text, (left, foot), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 3)
    return ink


@pytest.mark.parametrize("number", ["300518722895", "3005 1872 2895"])
def test_a_number_that_nobody_read_is_seen(number):
    ink, name = page(("NAME", 100, 140), (number, 300, 340)), segment("見本", 100, 110)
    assert holds_overlooked_number(ink, [name], [])
    assert not holds_overlooked_number(ink, [name], [rectangle(280, 290, 700, 360)])
    assert not holds_overlooked_number(ink, [name, segment(number, 300, 305)], [])


def test_dirt_ruled_lines_and_a_few_digits_are_none():
    ink = page(("NAME", 100, 140), ("3005", 300, 340))
    random = np.random.default_rng(7)
    for x, y in random.integers((0, 0), (1600, 800), (400, 2)):
        cv2.circle(ink, (int(x), int(y)), 2, 0, -1)
    for y in (200, 400, 600):
        cv2.line(ink, (50, y), (1500, y), 0, 3)
    assert not holds_overlooked_number(ink, [segment("見本", 100, 110)], [])


def test_a_row_of_a_line_printers_marks_and_a_bar_code_are_no_number():
    name = [segment("見本", 100, 110)]
    marks, bars, digits = (page(("NAME", 100, 140)) for _ in range(3))
    for at in range(14):
        cv2.drawMarker(marks, (300 + 24 * at, 340), 0, cv2.MARKER_CROSS, 20, 3)
        cv2.rectangle(digits, (300 + 24 * at, 320), (312 + 24 * at, 345), 0, 3)
    for at in range(34):
        cv2.line(bars, (300 + 12 * at, 310), (300 + 12 * at, 360), 0, 2 + at % 3)
    assert not holds_overlooked_number(marks, name, [])
    assert not holds_overlooked_number(bars, name, [])
    assert holds_overlooked_number(digits, name, [])
    for at in range(14):
        cv2.line(digits, (300 + 24 * at, 500), (300 + 24 * at, 530), 0, 3)  # all of them 1
    assert holds_overlooked_number(digits, name, [rectangle(200, 300, 800, 360)])
