"""二木, not ニ木; カツ子, not 力ツ子."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.names.kana_in_names import with_kanji_for_kana
from forms.certificate.runs.segments import Glyph, Segment
from forms.fields import Kind

EM = 40.0
LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


def told(text: str) -> Entry:
    glyphs = tuple(Glyph(char, 0.99, (at + 0.5) * EM) for at, char in enumerate(text) if char != "\u3000")
    ink = np.zeros(len(text) * 10, bool)
    for glyph in glyphs:
        ink[int(glyph.x / 4) - 4 : int(glyph.x / 4) + 4] = True
    quad = np.float32([[0, 0], [len(text) * EM, 0], [len(text) * EM, 50], [0, 50]])
    segment = Segment(glyphs, quad, 0, LINE, EM, ink)
    return with_kanji_for_kana([Entry("members[0].name", Kind.NAME, Value(text, text, 0.99, True, (segment,)))])[0]


@pytest.mark.parametrize(
    ("text", "value", "firm"),
    [
        ("ニノ宮　誠", "二ノ宮　誠", True),
        ("ニ木　カツ子", "二木　カツ子", True),
        ("佐藤　健ー", "佐藤　健一", True),
        ("林　ハナ江", "林　ハナ江", True),
        ("林　ニ鸞", "林　二鸞", False),
        ("林　ハナ", "林　ハナ", True),
    ],
)
def test_kana_that_are_kanji_are_told_by_the_names_there_are(text, value, firm):
    entry = told(text)
    assert (entry.value.value, entry.firm) == (value, firm)
    assert value == text or text in entry.candidates
