"""Whether something else than the network says that a text is all of a value."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.learned.completeness import is_complete
from forms.certificate.learned.found import values_of
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.lines import EM, printed, segment
from tests.forms.certificate.opinions import told

NAME, KANA = "members[].name", "members[].kana"
CLOSER, INK_EM = 0.5, 0.9
"""By so much a blank is narrower than a full one; how wide the ink of a character is."""


def _close(line: Segment) -> Segment:
    """A line whose blanks are too narrow to part it into texts of its own."""
    glyphs, aside = [], 0.0
    for at, glyph in enumerate(line.glyphs):
        aside += CLOSER * EM if at and line.gap_before(at) > CLOSER else 0.0
        glyphs.append(replace(glyph, x=glyph.x - aside))
    ink = np.zeros(int(line.right), bool)
    for glyph in glyphs:
        ink[int(glyph.x - INK_EM * EM / 2) : int(glyph.x + INK_EM * EM / 2)] = True
    return replace(line, glyphs=tuple(glyphs), ink=ink)


@pytest.mark.parametrize(
    ("target", "text", "complete"),
    [
        (NAME, "佐藤　花子", True),
        (NAME, "佐藤花子", False),
        (NAME, "高橋　花子", False),
        (NAME, "佐藤　花　子", False),
        (NAME, "２　佐藤　花子", True),  # the second person
        (NAME, "佐藤　花子　様", True),
        (NAME, "２　佐藤花子様", False),
        (KANA, "サトウ　ハナコ", True),
        (KANA, "サトウハナコ", False),
    ],
)
def test_a_name_in_one_piece_has_two_parts_where_a_blank_is_written_in_it(target, text, complete):
    line = _close(printed(text))
    (found,) = values_of(told([line], [target], [0]))
    others = [Hit(NAME, segment("氏名", 0, 300), (Spot((segment("佐藤一郎", 0, 400),)),), 1)]
    assert is_complete(found, line.text, others, told([line], [target], [0])) is complete
