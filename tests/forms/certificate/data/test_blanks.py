"""Blanks that were typed, and white that characters leave anyway; brackets of either width."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.data.blanks import written
from forms.certificate.data.pitch import each_in_width
from forms.certificate.runs.segments import Glyph, Segment
from tests.forms.certificate.scanned import NO_LINE

KANA, DIGITS = 25.0, 17.0


@pytest.mark.parametrize(("step", "read"), [(31.0, "パークサイド神田1103号"), (50.0, "パークサイ\u3000ド神田1103号")])
def test_ink_far_apart_in_the_step_of_its_line_has_no_blank(step: float, read: str) -> None:
    x, glyphs, ink = 25.0, [], np.zeros(500, bool)
    for char in "パークサイド神田1103号":
        x += step if char == "ド" else DIGITS if char.isdecimal() else KANA
        glyphs.append(Glyph(char, 1.0, x))
        half = DIGITS / 2 - 2 if char.isdecimal() else 7 if char in "イド" else KANA / 2 - 3
        ink[round(x - half) : round(x + half)] = True
    quad = np.float32([[0, 0], [500, 0], [500, 40], [0, 40]])
    assert written(Segment(tuple(glyphs), quad, 0, NO_LINE, KANA, ink), place=True) == read


def test_narrow_digits_behind_kana_say_nothing_of_how_these_are_set() -> None:
    x, glyphs, ink = 0.0, [], np.zeros(400, bool)
    for char in "パークサイド21-801":
        half = 10 if char.isascii() else 20
        glyphs.append(Glyph(char, 1.0, x + half))
        ink[round(x + (10 if char == "ド" else 2)) : round(x + 2 * half - (10 if char == "イ" else 2))] = True
        x += 2 * half
    quad = np.float32([[0, 0], [400, 0], [400, 50], [0, 50]])
    assert written(Segment(tuple(glyphs), quad, 0, NO_LINE, 44.0, ink), place=True) == "パークサイド21-801"


@pytest.mark.parametrize(("small", "read"), [("ョ", "イチノセ\u3000リョウ"), ("ヨ", "イチノセ\u3000リ\u3000ヨウ")])
def test_no_blank_stands_before_a_small_kana(small: str, read: str) -> None:
    x, em, glyphs, ink = 0.0, 19.0, [], np.zeros(300, bool)
    for char, step in zip(f"イチノセリ{small}ウ", (20, 25, 32, 21, 49, 33, 25), strict=True):
        x += step
        glyphs.append(Glyph(char, 1.0, x))
        ink[round(x - 9) : round(x + 9)] = True
        if char in ("リ", small):  # narrow ones
            ink[round(x - 9) : round(x - 5)] = ink[round(x + 5) : round(x + 9)] = False
    quad = np.float32([[0, 0], [300, 0], [300, 40], [0, 40]])
    assert written(Segment(tuple(glyphs), quad, 0, NO_LINE, em, ink)) == read


@pytest.mark.parametrize(
    ("white", "spaced", "read"), [(15, True, "河邉\u3000典子"), (15, False, "河邉典子"), (9, True, "河邉典子")]
)
def test_a_narrow_blank_needs_the_recogniser_to_have_seen_it(white: int, spaced: bool, read: str) -> None:
    x, glyphs, ink = 10, [], np.zeros(300, bool)
    for char, before in zip("河邉典子", (0, 4, white, 8), strict=True):
        x += before
        glyphs.append(Glyph(char, 1.0, x + 18.0, char == "典" and spaced))
        ink[x : x + 36] = True
        x += 36
    quad = np.float32([[0, 0], [300, 0], [300, 50], [0, 50]])
    assert written(Segment(tuple(glyphs), quad, 0, NO_LINE, 40.0, ink)) == read


@pytest.mark.parametrize(("room", "read"), [(12, "斉藤\u3000正德"), (4, "斉藤正德")])
def test_a_pattern_of_dots_hides_the_white_of_a_blank_that_the_recogniser_saw(room: int, read: str) -> None:
    places = [40 * at + (room if at > 1 else 0) + 20 for at in range(4)]
    glyphs = tuple(Glyph(char, 1.0, float(x), char == "正") for char, x in zip("斉藤正德", places, strict=True))
    quad = np.float32([[0, 0], [200, 0], [200, 50], [0, 50]])
    assert written(Segment(glyphs, quad, 0, NO_LINE, 40.0, np.ones(200, bool))) == read


@pytest.mark.parametrize(
    ("places", "read"),
    [((1503, 1554, 1584, 1619, 1649), "妻（未届）"), ((1503, 1530, 1557, 1592, 1622), "妻(未届)")],
)
def test_a_bracket_is_as_wide_as_the_room_between_the_kanji_around_it(places: tuple[int, ...], read: str) -> None:
    glyphs = tuple(Glyph(char, 1.0, x - 1480.0) for char, x in zip("妻(未届)", places, strict=True))
    quad = np.float32([[0, 0], [192, 0], [192, 72], [0, 72]])
    assert written(Segment(glyphs, quad, 0, NO_LINE, 35.0, np.ones(192, bool))) == read


def test_a_last_bracket_is_as_wide_as_the_one_it_closes() -> None:
    assert each_in_width("第１号（学生納付特例)", [True, True, False]) == "第１号（学生納付特例）"
    assert each_in_width("第1号(免除）", [False, False, True]) == "第1号(免除)"
    assert each_in_width("101）", [False] * 3 + [True]) == "101）"
