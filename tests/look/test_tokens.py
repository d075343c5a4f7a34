"""Sizes, and no colour or size of type named outside the tokens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from look.tokens import DESK, HALL, TEXT_STEPS, Look

ROOT = Path(__file__).resolve().parents[2]


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


ALLOWED = {"colours.py", "sample.py", "shots.py"}
"""The colours themselves, and what draws sample paper instead of screens."""
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
