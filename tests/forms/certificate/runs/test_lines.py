"""Which boxes of text are lines, and which are captions that run from top to bottom."""

from __future__ import annotations

from types import SimpleNamespace

import cv2
import numpy as np

from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.lines import find_lines
from forms.certificate.runs.quads import rectangle


def lines(inked: list[tuple[int, int, int, int]], quads: list[tuple[int, int, int, int]]) -> list[tuple[float, ...]]:
    """Left, top, right, bottom of the lines in a tall cell; pixels of an A4 page at 300 dpi."""
    image = np.full((3508, 2480, 3), 255, np.uint8)
    cv2.rectangle(image, (150, 200), (265, 360), (0, 0, 0), 3)
    cv2.rectangle(image, (265, 200), (1600, 360), (0, 0, 0), 3)
    ruling = Ruling(image)
    for left, top, right, bottom in inked:
        cv2.rectangle(image, (left, top), (right, bottom), (0, 0, 0), -1)
    page = SimpleNamespace(quads=[rectangle(*quad) for quad in quads], ink=image[..., 0])
    found = find_lines(page, ruling)
    assert len({cell for _, cell in found}) == 1
    return sorted((*quad.min(axis=0), *quad.max(axis=0)) for quad, _ in found)


def test_a_caption_from_top_to_bottom_is_read_character_by_character_however_its_boxes_fell():
    characters = [(186, 214, 226, 252), (186, 262, 226, 300), (186, 310, 226, 348)]
    whole = lines(characters, [(170, 205, 240, 355)])
    in_two = lines(characters, [(175, 184, 243, 258), (152, 250, 262, 358)])
    assert len(whole) == len(in_two) == 3
    for (_, top, _, bottom), (_, upper, _, lower) in zip(
        sorted(in_two, key=lambda row: row[1]), characters, strict=True
    ):
        assert upper - 20 < top <= upper and lower <= bottom < lower + 20


def test_lines_beneath_each_other_in_a_tall_cell_stay_lines():
    words = [(180, 215, 250, 245), (180, 270, 250, 300), (180, 325, 250, 350)]
    boxes = [(left - 6, top - 4, right + 6, bottom + 4) for left, top, right, bottom in words]
    assert lines(words, boxes) == sorted(tuple(map(float, box)) for box in boxes)


def boxes(inked: list[tuple[int, int, int, int]], high: int = 120) -> int:
    """How many boxes a box of text becomes that stands among others, in a wide cell."""
    image = np.full((3508, 2480, 3), 255, np.uint8)
    cv2.rectangle(image, (150, 200), (700, 380), (0, 0, 0), 3)
    ruling = Ruling(image)
    for left, top, right, bottom in inked:
        cv2.rectangle(image, (left, top), (right, bottom), (0, 0, 0), -1)
    others = [rectangle(800, 200 + 70 * at, 1200, 260 + 70 * at) for at in range(5)]
    page = SimpleNamespace(quads=[rectangle(190, 220, 260, 220 + high), *others], ink=image[..., 0])
    return len(find_lines(page, ruling)) - len(others)


def test_two_characters_above_each_other_are_two_lines():
    assert boxes([(205, 235, 243, 270), (205, 290, 243, 325)]) == 2  # 有 above 無
    assert boxes([(205, 235, 243, 262), (205, 265, 243, 272), (205, 290, 243, 325)]) == 2  # the dots of 無
    assert boxes([(205, 240, 255, 262), (205, 272, 255, 300)]) == 1  # 呂
    assert boxes([(218, 240, 226, 250), (218, 290, 226, 300)]) == 1  # a colon
    assert boxes([(205, 240, 243, 320)]) == 1


def test_of_characters_above_each_other_none_is_counted_that_the_box_cuts_off():
    stack = [(205, 235, 243, 270), (205, 285, 243, 320)]
    assert boxes([(205, 205, 243, 226), *stack]) == 2
    assert boxes([*stack, (205, 334, 243, 360)]) == 2
    assert boxes([*stack, (205, 327, 243, 335)]) == 1  # a stroke within the box
