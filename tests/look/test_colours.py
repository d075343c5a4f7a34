"""Contrast of every pair in every theme, computed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from look.colours import COLOURS, MIN_CONTRAST, PAIRS, STATE_COLOURS, Colours, Theme, contrast


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_pair_stands_out(theme, ink, ground):
    colours = COLOURS[theme]
    ratio = contrast(getattr(colours, ink), getattr(colours, ground))
    assert ratio >= MIN_CONTRAST, f"{theme}: {ink} on {ground} is {ratio:.2f}:1"


def test_every_state_pair_is_among_the_pairs():
    assert set(STATE_COLOURS.values()) <= set(PAIRS)


@pytest.mark.parametrize("theme", Theme)
def test_focus_shows_on_every_ground(theme):
    """WCAG 2.2, 2.4.13: one of the two bands, which lie outside the widget, differs by 3:1 from what is under it."""
    colours = COLOURS[theme]
    for ground in ("ground", "raised", "doubtful_row_ground", "chosen_ground"):
        best = max(contrast(band, getattr(colours, ground)) for band in (colours.focus_line, colours.focus_ring))
        assert best >= 3, ground


def test_every_colour_is_a_colour():
    for theme in Theme:
        for name in Colours.__slots__:
            assert re.fullmatch(r"#[0-9a-f]{6}", getattr(COLOURS[theme], name)), (theme, name)


def test_white_on_black_is_21():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True), st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_contrast_is_symmetric_and_at_least_one(one, other):
    assert contrast(one, other) == contrast(other, one) >= 1
