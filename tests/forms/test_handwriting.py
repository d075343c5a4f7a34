"""What a finger writes is told, whatever the order and the number of its strokes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.handwriting.features import LENGTH, features
from forms.handwriting.recogniser import MOST_STROKES, recognise
from tools.scrawl import scrawl

MODELS = {
    "川": [[(30, 20), (28, 60), (15, 90)], [(52, 25), (52, 70)], [(78, 15), (80, 50), (80, 95)]],
    "林": [
        [(10, 38), (48, 36)],
        [(31, 12), (30, 92)],
        [(31, 38), (22, 58), (8, 72)],
        [(31, 42), (42, 58)],
        [(52, 36), (92, 34)],
        [(70, 10), (70, 94)],
        [(70, 36), (60, 58), (46, 74)],
        [(70, 36), (80, 58), (96, 72)],
    ],
    "田": [
        [(18, 20), (20, 85)],
        [(18, 20), (84, 20), (82, 85)],
        [(51, 22), (51, 80)],
        [(20, 50), (82, 50)],
        [(20, 82), (82, 82)],
    ],
    "一": [[(10, 50), (92, 48)]],
    "本": [[(12, 34), (90, 32)], [(50, 8), (50, 95)], [(49, 36), (34, 60), (10, 80)], [(51, 36), (68, 60), (93, 78)],
           [(32, 74), (70, 73)]],
}  # fmt: skip
"""Five characters as somebody drew them, none of them a copy of the table's."""


def drawn(kanji: str) -> list[np.ndarray]:
    return [np.array(each, float) / 100 for each in MODELS[kanji]]


@pytest.mark.parametrize("kanji", MODELS)
def test_what_is_drawn_is_found(kanji):
    assert kanji in recognise(drawn(kanji))[:2]


@pytest.mark.parametrize("kanji", "林田本")
def test_order_direction_of_writing_and_joined_strokes_do_not_matter_much(kanji):
    strokes = drawn(kanji)
    assert kanji in recognise(strokes[::-1])
    joined = [np.vstack(strokes[:2]), *strokes[2:]]
    assert kanji in recognise(joined)
    parted = [strokes[0][:1].repeat(2, axis=0), *strokes]
    assert kanji in recognise(parted), "a dot where the finger came down first"


@given(st.floats(5, 2000), st.floats(-3000, 3000), st.floats(-3000, 3000))
@settings(max_examples=15)
def test_size_and_place_do_not_matter(scale, left, top):
    moved = [each * scale + (left, top) for each in drawn("林")]
    assert recognise(moved)[0] == "林"


def test_untidy_hands_are_read():
    rng = np.random.default_rng(11)
    hands = [(kanji, scrawl(drawn(kanji), rng)) for kanji in "林田本川" for _ in range(12)]
    found = sum(kanji in recognise(strokes) for kanji, strokes in hands)
    assert found >= 0.8 * len(hands)


points = st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))


@given(st.lists(st.lists(points, max_size=6), max_size=MOST_STROKES + 4))
@settings(max_examples=40)
def test_whatever_is_scribbled_there_is_an_answer(strokes):
    found = recognise(strokes)
    assert len(found) <= 8 and len(set(found)) == len(found)
    assert all(np.isfinite(features(strokes))) and len(features(strokes)) == LENGTH


def test_nothing_drawn_is_nothing():
    assert recognise([]) == [] and recognise([[]]) == []
