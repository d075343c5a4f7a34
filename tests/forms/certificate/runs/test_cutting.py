"""Single glyphs are cut out whole: with their own strokes, without their neighbours'."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.engines.recogniser import Line
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.quads import rectangle
from forms.certificate.runs.segments import Glyph, Segment

EM, HIGH = 40, 60
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


def cut_out(text: str, middles: list[float], strokes: list[tuple[int, int]], dotted: bool = False) -> list[np.ndarray]:
    """The glyphs of a line with upright strokes, given by the columns in which they begin and end."""
    red = np.full((HIGH, 400), 250, np.uint8)
    for start, end in strokes:
        red[15:46, start:end] = 20
        if dotted and end - start < EM / 4:
            red[16:46:3, start:end] = 250
    page = Page(np.dstack([red] * 3), np.eye(3), (), red)
    glyphs = tuple(Glyph(char, 1.0, x) for char, x in zip(text, middles, strict=True))
    return glyphs_of(page, Segment(glyphs, rectangle(0, 0, 400, HIGH), 0, NO_LINE, EM, np.ones(400, bool)))


def count_strokes(picture: np.ndarray) -> int:
    """So many runs of columns with ink."""
    ink = np.concatenate([[False], (picture < 150).any(axis=0)])
    return int((ink[1:] & ~ink[:-1]).sum())


def test_a_kanji_close_behind_a_narrow_digit_keeps_its_radical():
    # 2 from 70 to 86; 棟 from 92, its radical parted by white from the rest
    (_, digit, tou) = cut_out("地2棟", [40.0, 78.0, 109.0], [(22, 58), (70, 86), (91, 99), (104, 127)])
    assert (count_strokes(digit), count_strokes(tou)) == (1, 2)


@pytest.mark.parametrize(("dotted", "count"), [(False, 2), (True, 1)])
def test_an_upright_stroke_within_a_line_is_the_characters_own_and_dots_are_not(dotted, count):
    (_, ba) = cut_out("ひば", [40.0, 81.0], [(22, 58), (63, 65), (74, 96)], dotted)
    assert count_strokes(ba) == count


def cut_out_of(red: np.ndarray) -> np.ndarray:
    """The one glyph that stands in the middle of a picture of a line."""
    page = Page(np.dstack([red] * 3), np.eye(3), (), red)
    segment = Segment((Glyph("山", 1.0, 50.0),), rectangle(0, 0, 100, HIGH), 0, NO_LINE, EM, np.ones(100, bool))
    (glyph,) = glyphs_of(page, segment)
    return glyph


@pytest.mark.parametrize(("columns", "kept"), [((0, 100), False), ((34, 66), True)])
def test_ink_from_edge_to_edge_above_a_character_is_a_ruled_line(columns, kept):
    red = np.full((HIGH, 100), 250, np.uint8)
    red[20:46, 34:66] = 20
    red[6:8, slice(*columns)] = 20
    assert (cut_out_of(red)[:12] < 150).any() == kept


def test_a_leg_that_only_pale_strokes_hold_is_the_characters_own_where_toner_was_low():
    red = np.full((HIGH, 100), 250, np.uint8)
    red[20:46, 28:31] = red[20:46, 41:66] = 130  # its darkest strokes are pale, too
    red[30:32, 31:41] = 205
    assert (cut_out_of(red)[:, :8] < 150).any()
