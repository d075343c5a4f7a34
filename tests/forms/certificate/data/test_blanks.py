"""Blanks that were typed, and white that characters leave anyway."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.data.blanks import written
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
