"""Numbers within words have the width that the kanji beside them leave."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.entries import Entry
from forms.certificate.numbered import tell_numbers
from forms.certificate.recogniser import Line
from forms.certificate.segments import Glyph, Segment
from forms.certificate.values import Value
from forms.fields import Kind

EM = 40
QUAD = np.float32([[0, 0], [200, 0], [200, 50], [0, 50]])
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


@pytest.mark.parametrize(
    ("text", "digit_em", "told", "firm"),
    [
        ("第1号", 0.5, "第1号", True),
        ("第1号", 1.0, "第１号", True),
        ("第1号", 0.85, "第1号", False),
        ("3年", 0.5, "3年", True),
        ("3年", 1.0, "3年", False),
        ("永住者", 1.0, "永住者", True),
    ],
)
def test_a_number_is_as_wide_as_its_room(text, digit_em, told, firm):
    glyphs, ink, x = [], np.zeros(200, bool), 0.0
    for char in text:
        room = EM * (digit_em if char.isascii() else 1.0)
        wide = EM * (0.3 if char.isascii() else 0.92)
        ink[round(x + (room - wide) / 2) : round(x + (room + wide) / 2)] = True
        glyphs.append(Glyph(char, 1.0, x + room / 2))
        x += room
    # The em told by the height of the line is too large.
    segment = Segment(tuple(glyphs), QUAD, 0, NO_LINE, 1.3 * EM, ink)
    (entry,) = tell_numbers([Entry("members[0].pension", Kind.TEXT, Value(text, text, 1.0, True, (segment,)))])
    assert (entry.value.value, entry.firm) == (told, firm)
