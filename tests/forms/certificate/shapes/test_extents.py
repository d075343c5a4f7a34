"""Each character's ink ends where it does, whatever stands beside its line."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.engines.recogniser import Line
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.shapes.extents import ink_ends

EM = 40
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


@pytest.mark.parametrize(
    ("text", "inks", "first"),
    [
        ("1号", [(2, 4), (20, 30), (42, 78)], (20, 30)),
        ("5年", [(2, 4), (20, 38), (42, 78)], (20, 38)),
        ("0年", [(0, 2), (18, 23), (32, 37), (42, 78)], (18, 37)),
    ],
)
def test_what_stands_apart_from_a_digit_at_the_end_of_a_line_is_no_part_of_it(text, inks, first):
    assert ink_ends(_line(text, inks))[0] == first


@pytest.mark.parametrize(
    ("text", "inks", "first"),
    [
        ("0年", [(18, 22), (34, 38), (42, 78)], (18, 38)),
        ("1号", [(16, 18), (20, 30), (42, 78)], (16, 30)),
        ("川上", [(2, 6), (18, 22), (34, 38), (42, 78)], (2, 38)),
    ],
)
def test_pale_digits_have_lost_the_strokes_between_their_sides_and_kanji_may_have_none(text, inks, first):
    assert ink_ends(_line(text, inks))[0] == first


def test_a_speck_nearer_to_where_a_digit_was_read_is_not_its_ink():
    assert ink_ends(_line("1号", [(8, 17), (28, 30), (42, 78)]))[0] == (8, 17)


def _line(text: str, inks: list[tuple[int, int]]) -> Segment:
    ink = np.zeros(80, bool)
    for start, end in inks:
        ink[start:end] = True
    quad = np.float32([[0, 0], [80, 0], [80, 50], [0, 50]])
    glyphs = (Glyph(text[0], 1.0, 26.0), Glyph(text[1], 1.0, 60.0))
    return Segment(glyphs, quad, 0, NO_LINE, EM, ink)
