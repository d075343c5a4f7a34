"""Values that were found as several texts."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.arranging.places.labelling import find_nodes
from forms.certificate.arranging.places.nodes import Label, Place, box_of
from forms.certificate.arranging.places.torn import with_dates, with_halves, with_readings, with_wrapped
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.ruling import Ruling
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


@pytest.mark.parametrize(
    ("words", "white", "joined"),
    [
        (["デソウザ", "アニタ", "マリア"], 1.0, True),
        (["わん", "しゃお", "ゆー"], 1.0, True),
        (["ミホン", "ハナエ", "ミホン"], 2.0, False),  # of somebody in the next column
        (["ミホン", "ハナエ", "見本"], 1.0, False),
    ],
)
def test_all_words_of_a_reading_are_one(words, white, joined):
    lines, left = [], 300.0
    for at, word in enumerate(words):
        lines.append(segment(word, left, 100))
        left = lines[-1].right + (1.0 if at == 0 else white) * EM
    places = with_halves([Place((line,), box_of(line), OUTSIDE, OUTSIDE) for line in lines])
    assert [len(place.segments) for place in places] == ([3] if joined else [2, 1])


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


def test_readings_so_close_above_their_names_that_their_boxes_overlap_are_not_those_of_the_names_above():
    lines = [
        *(segment("シブヤマコト", 300, 1440, em=52), segment("澁谷誠", 300, 1477, em=58)),
        *(segment("シブヤミサキ", 300, 1534, em=52), segment("澁谷美崎", 300, 1570, em=60)),
        *(segment("シブヤユウマ", 300, 1625, em=50), segment("澁谷悠真", 300, 1658, em=60)),
    ]
    told = with_readings([Place((line,), box_of(line), OUTSIDE, OUTSIDE) for line in lines])
    assert [place.text for place in told] == ["シブヤマコト澁谷誠", "シブヤミサキ澁谷美崎", "シブヤユウマ澁谷悠真"]


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (["昭和64年", "1月", "2日"], True),
        (["平成", "5年10月23日"], True),
        (["令和8年5月13日", "3日"], False),  # it is whole
        (["平成19年12月", "男", "7日"], False),
        (["平成19年", "男"], False),
        (["令和8.", "1.1"], True),
        (["平成5.", "5.", "8"], True),
    ],
)
def test_the_parts_of_a_date_beside_each_other_are_one(parts, joined):
    rows, left = [], 300.0
    for part in parts:
        rows.append(segment(part, left, 100))
        left = rows[-1].right + EM
    places = [Place((row,), box_of(row), OUTSIDE, OUTSIDE) for row in rows]
    texts = [place.text for place in with_dates(places)]
    assert texts == (["".join(parts)] if joined else parts)


def test_digits_close_behind_the_day_of_a_date_are_its_day_too():
    rows = [segment("平成5.", 300, 100)]
    rows.append(segment("5.1", rows[-1].right + EM, 100))
    rows.append(segment("8", rows[-1].right + 0.2 * EM, 100))
    places = [Place((row,), box_of(row), OUTSIDE, OUTSIDE) for row in rows]
    assert [place.text for place in with_dates(places)] == ["平成5.5.18"]


def test_a_number_within_a_date_counts_no_items():
    rows = [segment("平成5.", 300, 100), segment("5.", 440, 100), segment("8", 530, 100), segment("6.", 300, 200)]
    _, places = find_nodes({OUTSIDE: rows}, {}, set(), Ruling(np.full((900, 900, 3), 255, np.uint8)))
    assert [place.text for place in places] == ["平成5.5.8"]


def test_places_of_a_page_have_whole_dates():
    rows = [segment("生年月日", 100, 100), segment("平成5年", 300, 100), segment("10月23日", 480, 100)]
    _, places = find_nodes({OUTSIDE: rows}, {}, set(), Ruling(np.full((900, 900, 3), 255, np.uint8)))
    assert [place.text for place in places] == ["平成5年10月23日"]


def test_what_stands_further_off_is_another_date():
    rows = [segment("令和8年5月", 300, 100), segment("2日", 700, 100), segment("3日", 300, 160)]
    places = [Place((row,), box_of(row), OUTSIDE, OUTSIDE) for row in rows]
    assert with_dates(places) == places


@pytest.mark.parametrize(("leading", "joined"), [("旧住所", True), ("方書", False), ("世帯主", False)])
def test_an_address_without_a_label_goes_on_beside_the_label_of_one(leading, joined):
    """The label stands level with the last of the value's lines, where the row's rule is."""
    rows = [segment("北海道旭川市東光五条1丁目", 300, 100), segment("みどり荘606号", 300, 100 + EM + 4)]
    label = segment(leading, 100, 100 + EM + 4)
    labels = [Label(piece, box_of(piece.segment), OUTSIDE, OUTSIDE) for piece in find_pieces(label)]
    places = [Place((row,), box_of(row), OUTSIDE, OUTSIDE) for row in rows]
    assert (len(with_wrapped(places, labels)) == 1) is joined
