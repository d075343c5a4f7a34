"""Values that were found as several texts."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.places.nodes import Place, box_of
from forms.certificate.arranging.places.torn import with_halves, with_readings
from forms.certificate.pixels.cells import OUTSIDE
from tests.forms.certificate.lines import EM, segment


@pytest.mark.parametrize(
    ("one", "two", "blanks", "joined"),
    [
        ("見本", "花江", 1, True),
        ("藤井", "昭二", 2, True),
        ("アライ", "メイ", 2, True),
        ("見本", "荷物", 2, False),  # the tables of names have neither
        ("藤井", "昭二", 3, False),
        ("妻", "長女", 2, False),
        ("見本", "くるみ", 1, True),
        ("見本", "ミホン", 1, False),  # how it is read
    ],
)
def test_two_blanks_part_no_name_whose_halves_are_known(one, two, blanks, joined):
    rows = [segment(one, 300, 100), segment(two, 300 + (len(one) + blanks) * EM, 100)]
    places = [Place((row,), box_of(row), OUTSIDE, OUTSIDE) for row in rows]
    assert (len(with_halves(places)) == 1) is joined


@pytest.mark.parametrize("order", ["beneath", "above"])
def test_readings_stand_all_above_or_all_beneath_their_names(order):
    """The rows are so tight that each reading is near two names."""
    people = [("見本太郎", "ミホンタロウ"), ("見本花江", "ミホンハナエ"), ("見本翔", "ミホンショウ")]
    rows, top = [], 100.0
    for name, reading in people:
        lines = [(name, EM), (reading, 0.7 * EM)]
        for text, em in lines if order == "beneath" else reversed(lines):
            rows.append(segment(text, 300, top, em=em))
            top += em + 2
        top += 4
    places = with_readings([Place((row,), box_of(row), OUTSIDE, OUTSIDE) for row in rows])
    assert [place.text for place in places] == [reading + name for name, reading in people]
