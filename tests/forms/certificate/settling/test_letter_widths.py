"""A letter between kanji has the width that the room between their ink says, wherever the recogniser saw it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.settling.letter_widths import tell_letters
from forms.fields import Kind
from tests.forms.certificate.shapes.test_digit_faces import IPAMJ, address

SQUARE = Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf")
ASIDE_PX = {"坂": -5, "棟": 5}
"""By which kanji seem to stand further from the letter than they do."""


def building(text: str, file: Path) -> Entry:
    entry = address(text, file)
    (line,) = entry.value.segments
    glyphs = tuple(replace(glyph, x=glyph.x + ASIDE_PX.get(glyph.text, 0)) for glyph in line.glyphs)
    value = replace(entry.value, value=text, text=text, segments=(replace(line, glyphs=glyphs),))
    return replace(entry, path="new_building", kind=Kind.BUILDING, value=value)


@pytest.mark.parametrize(
    ("text", "file", "firm"),
    [
        ("中央桜坂E棟304", SQUARE, True),
        ("中央桜坂Ｅ棟３０４", SQUARE, True),
        ("中央桜坂Ｅ棟304", SQUARE, True),
        ("中央桜坂E棟304", IPAMJ, False),  # as wide as neither
    ],
)
def test_a_letter_between_kanji_is_as_wide_as_its_room(text, file, firm):
    told = tell_letters(building(text, file))
    assert (told.value.value, told.firm) == (text, firm)


def test_where_one_of_them_stands_beside_no_kanji_all_places_count():
    printed = building("中央桜坂E棟さＣ304", SQUARE)
    assert not tell_letters(replace(printed, value=replace(printed.value, value="中央桜坂E棟さC304"))).firm
