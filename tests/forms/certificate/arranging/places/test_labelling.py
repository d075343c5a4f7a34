"""Labels of one line that a mark joins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.layout import arrange
from tests.forms.certificate.framed import bare
from tests.forms.certificate.lines import EM, segment
from tests.forms.certificate.test_layout import values


@pytest.mark.parametrize("em", [EM, 1.8 * EM])
def test_two_joined_labels_share_what_stands_behind_them_also_where_something_large_is_on_their_line(em: float):
    line = segment("性別・続柄女妻", 300, 600)
    apart = [0, 0, 0, 0, 0, 3 * EM, 4 * EM]
    glyphs = tuple(replace(glyph, x=glyph.x + more) for glyph, more in zip(line.glyphs, apart, strict=True))
    birth = [segment("生年月日", 300, 400), segment("昭和52年4月9日", 800, 400)]
    ruling = bare()
    found = values(arrange([*birth, replace(line, glyphs=glyphs, em=em)], ruling))
    assert (found["members[].sex"], found["members[].relationship"]) == ([["女"]], [["妻"]])


def test_a_label_whose_characters_stand_on_each_other_tells_no_pitch_and_stops_no_page():
    line = segment("性別・続柄女妻", 300, 600)
    apart = [0, -EM, 0, 0, 0, 3 * EM, 4 * EM]
    glyphs = tuple(replace(glyph, x=glyph.x + more) for glyph, more in zip(line.glyphs, apart, strict=True))
    birth = [segment("生年月日", 300, 400), segment("昭和52年4月9日", 800, 400)]
    ruling = bare()
    found = values(arrange([*birth, replace(line, glyphs=glyphs)], ruling))
    assert found["members[].birth_date"] == [["昭和52年4月9日"]]
