"""Boxes of text that hold a part of another line, or two lines."""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.quads import rectangle
from forms.certificate.runs.two_lines import taken_apart

BOX = rectangle(90, 90, 330, 160)


def picture() -> tuple[np.ndarray, Ruling]:
    ink = np.full((500, 800), 255, np.uint8)
    return ink, Ruling.of_lines(np.zeros_like(ink), 1.0, 1.0)


def written(ink: np.ndarray, top: int, high: int, count: int = 5, wide: int | None = None, left: int = 100) -> None:
    """Glyphs beside each other, as boxes."""
    wide = wide or high
    for at in range(count):
        x = left + at * (wide + 8)
        cv2.rectangle(ink, (x, top), (x + wide - 1, top + high - 1), 0, 2)


def test_the_edge_of_the_line_above_is_left_out_where_another_box_holds_that_line():
    ink, ruling = picture()
    written(ink, 70, 28)
    written(ink, 115, 28)
    above = rectangle(90, 60, 330, 102)
    ((quad, (part,)),) = taken_apart([(BOX, 0), (above, 0)], ink, ruling)
    assert quad is BOX
    crop = part.cut(ink)
    rows = np.flatnonzero((crop < 128).any(axis=1))
    assert abs(np.ptp(rows) + 1 - 28) <= 4
    assert (ink[90:98] == 0).any()  # the page itself is as it was


def test_ink_at_the_edge_that_no_other_box_holds_stays():
    ink, ruling = picture()
    written(ink, 70, 28)
    written(ink, 115, 28)
    assert taken_apart([(BOX, 0), (rectangle(90, 60, 330, 102), 1)], ink, ruling) == []


def test_a_label_and_its_english_are_two_lines():
    ink, ruling = picture()
    written(ink, 95, 28)
    written(ink, 132, 16, count=9, wide=10)
    ((_, lines),) = taken_apart([(BOX, 0)], ink, ruling)
    first, second = (line.cut(ink) for line in lines)
    assert [round(float(line.quad[:, 1].mean())) for line in lines] == [109, 140]
    for crop, high in ((first, 28), (second, 16)):
        rows = np.flatnonzero((crop < 128).any(axis=1))
        assert abs(np.ptp(rows) + 1 - high) <= 4


def test_strokes_of_one_character_are_no_lines():
    ink, ruling = picture()
    for top in (95, 115, 135):  # 三
        cv2.line(ink, (100, top), (140, top), 0, 4)
    cv2.rectangle(ink, (200, 95), (240, 130), 0, 3)  # 無: dots beneath
    for x in (200, 212, 224, 236):
        cv2.line(ink, (x, 138), (x + 4, 150), 0, 3)
    for left, right in ((300, 318), (328, 340)):  # its bars pale in the middle
        cv2.rectangle(ink, (left, 95), (right, 130), 0, 3)
    for x in (300, 312, 324, 336):
        cv2.line(ink, (x, 138), (x + 4, 150), 0, 3)
    boxes = [(rectangle(left, 85, left + 60, 160), 0) for left in (90, 190, 290)]
    assert taken_apart(boxes, ink, ruling) == []
    assert taken_apart([], ink, ruling) == []


def test_specks_of_a_fax_are_no_lines():
    ink, ruling = picture()
    written(ink, 95, 22, count=3)
    written(ink, 122, 30, count=1)
    ink[155, 200] = 0
    ((_, lines),) = taken_apart([(BOX, 0)], ink, ruling)
    assert [round(float(line.quad[:, 1].mean())) for line in lines] == [106, 137]
