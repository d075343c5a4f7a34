"""Contrast of every pair in every theme, computed; and nothing named outside the tokens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from look.tokens import (
    COLOURS,
    DESK,
    HALL,
    MIN_CONTRAST,
    PAIRS,
    STATE_COLOURS,
    TEXT_STEPS,
    Colours,
    Look,
    Theme,
    contrast,
)

ROOT = Path(__file__).resolve().parents[2]


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


def test_sizes_of_the_hall_at_four_pixels_a_millimetre():
    look = Look()
    assert (look.type_px("body"), look.target_px, look.px(HALL.card)) == (34, 88, 300)
    assert [look.gap(step) for step in range(5)] == [8, 16, 28, 44, 64]
    assert 54 <= look.type_px("heading") <= 64


def test_main_targets_are_at_least_20_mm():
    assert HALL.target >= 20


def test_rows_of_the_desk_are_50_px():
    assert Look(profile=DESK).row_px == 50


def test_type_grows_by_the_step_and_never_shrinks():
    sizes = [Look(text_step=step).type_px("body") for step in TEXT_STEPS]
    assert sizes == [34, 42, 51, 68]


ALLOWED = {"tokens.py", "sample.py", "shots.py"}
"""The tokens themselves, and what draws sample paper instead of screens."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b")
_POINT = re.compile(r"setPointSize|\b\d+(\.\d+)?pt\b|setPixelSize\(\d|font-size:\s*\d")
_NAMED = re.compile(r"Qt\.(GlobalColor\.)?(white|black|red|green|blue|yellow|gray|darkGray|lightGray)\b")


@pytest.mark.parametrize("room", ["look", "kiosk", "counter"])
def test_no_colour_or_size_of_type_outside_the_tokens(room):
    found = []
    for file in (ROOT / room).rglob("*"):
        if file.suffix not in (".py", ".svg", ".qss") or file.name in ALLOWED:
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if _HEX.search(line) or _POINT.search(line) or _NAMED.search(line):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("room", ["look", "kiosk", "counter"])
def test_no_label_guesses_at_rich_text(room):
    """A QLabel of Qt takes ``<h1>`` out of a QR code for markup; our own labels in look/ are plain."""
    found = []
    for file in (ROOT / room).rglob("*.py"):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"\bQLabel\(|\bQMessageBox\b|setHtml|RichText|QTextEdit\b|QTextBrowser\b", line):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not [each for each in found if "class " not in each], "\n".join(found)
