"""Which value belongs to which label, where geometry has to decide."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.captions import take_captions
from forms.certificate.entries import collect
from forms.certificate.hits import Hit, Sheet, Spot
from forms.certificate.labels import find_pieces
from forms.certificate.layout import arrange
from forms.certificate.recogniser import Line
from forms.certificate.ruling import Ruling
from forms.certificate.segments import Glyph, Segment, width_em

EM = 40.0


def segment(text: str, left: float, top: float, cell: int = -1) -> Segment:
    glyphs, x = [], left
    for character in text:
        wide = width_em(character) * EM
        glyphs.append(Glyph(character, 0.99, x + wide / 2))
        x += wide
    quad = np.float32([[left, top], [x, top], [x, top + EM], [left, top + EM]])
    return Segment(
        tuple(glyphs), quad, cell, Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0), EM, np.ones(9, bool)
    )


@pytest.mark.parametrize("number", ["300518722895", "3005 1872 2895", "86577216365"])
def test_a_number_to_be_hidden_is_never_a_value_whatever_label_stands_near(number):
    spot = Spot((segment(number.replace(" ", ""), 600, 100),))
    hit = Hit("householder.former", segment("世帯主", 100, 100), (spot,))
    assert collect(Sheet([hit]), recogniser=None) == []


def grid(*rows: tuple[str, str]) -> tuple[list[Segment], Ruling]:
    """A ruled table of two columns on an A4 page at 300 dpi."""
    image = np.full((3508, 2480, 3), 255, np.uint8)
    for line in range(len(rows) + 1):
        cv2.line(image, (300, 300 + 120 * line), (2000, 300 + 120 * line), (0, 0, 0), 3)
    for x in (300, 900, 2000):
        cv2.line(image, (x, 300), (x, 300 + 120 * len(rows)), (0, 0, 0), 3)
    ruling = Ruling(image)
    texts = [(text, x, 340 + 120 * at) for at, row in enumerate(rows) for text, x in zip(row, (340, 940), strict=True)]
    return [segment(text, x, y, ruling.cell_at(x + EM, y + EM / 2)) for text, x, y in texts if text], ruling


def values(sheet: Sheet) -> dict[str, list[list[str]]]:
    return {hit.target: [[part.text for part in spot.segments] for spot in hit.spots] for hit in sheet.hits}


def test_cells_are_where_they_are_drawn():
    _, ruling = grid(("氏名", "髙橋一郎"), ("性別", "男"))
    assert len(ruling.cells) == 4
    first = ruling.cells[ruling.cell_at(400, 360)]
    assert (first.left, first.top, first.right, first.bottom) == pytest.approx((300, 300, 900, 420), abs=6)


def test_what_stands_right_of_a_label_is_not_the_value_of_another_one_above_it():
    # 続柄 could not be read, and so 世帯主 is taken for a label.
    found = values(arrange(*grid(("□□", "世帯主"), ("個人番号", "300518722895"), ("本籍", "堺市北区"))))
    assert found["individual_number"] == [["300518722895"]]
    assert all("300518722895" not in parts for spots in (found.get("householder.former", []),) for parts in spots)


@pytest.mark.parametrize("label", ["続柄", "精柄", "統柄"])
def test_a_householder_beside_a_relationship_is_a_value_even_where_the_label_is_misread(label):
    found = values(arrange(*grid((label, "世帯主"), ("個人番号", "300518722895"))))
    assert found["members[].relationship"] == [["世帯主"]]
    assert "householder.former" not in found


def test_a_value_may_begin_beneath_the_number_of_its_caption():
    labels = [("(24)続柄", 100), ("(25)性別", 500), ("(26)個人番号", 900)]
    below = [("子", 130), ("女", 540), ("635558480950", 920)]
    pieces = [piece for text, x in labels for piece in find_pieces(segment(text, x, 100))]
    pieces += [piece for text, x in below for piece in find_pieces(segment(text, x, 160))]
    captions, rest = take_captions(pieces)
    assert rest == []
    assert [(each.label.target, [part.text for spot in each.spots for part in spot]) for each in captions] == [
        ("members[].relationship", ["子"]),
        ("members[].sex", ["女"]),
        ("individual_number", ["635558480950"]),
    ]
