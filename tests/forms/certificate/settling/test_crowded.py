"""Digits without room to stand in are in doubt."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.crowded import doubt_crowded
from forms.fields import Kind

EM = 28.2
QUAD = np.float32([[0, 0], [400, 0], [400, 40], [0, 40]])


def date(text: str, steps: list[float]) -> Entry:
    """A date whose characters stand so many em behind each other."""
    places = np.cumsum([20.0, *(step * EM for step in steps)])
    glyphs = tuple(Glyph(char, 0.95, float(at)) for char, at in zip(text, places, strict=True))
    line = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)
    segment = Segment(glyphs, QUAD, 0, line, EM, np.zeros(200, bool))
    return Entry("members[1].stay_until", Kind.DATE, Value("2027-02-16", text, 0.95, True, (segment,)))


@pytest.mark.parametrize(
    ("text", "steps", "firm"),
    [
        ("2月16日", [0.52, 0.46, 0.41, 0.56], False),  # 月 of a fax, its right stroke read as 1
        ("2月16日", [0.75, 0.75, 0.5, 0.75], True),
        ("2月16日", [1.0, 1.0, 1.0, 1.0], True),
        ("9.12.28", [0.35, 0.35, 0.35, 0.35, 0.45, 0.45], True),
        ("2月6日", [0.6, 0.6, 0.6], True),  # one digit's place is told too roughly
    ],
)
def test_a_day_whose_digits_have_no_room_is_in_doubt(text, steps, firm):
    (told,) = doubt_crowded([date(text, steps)])
    assert told.firm is firm
