"""Texts under the labels of a row that they stand beneath, in one piece or in several."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from forms.certificate.arranging.labels.pieces import Piece
from forms.certificate.arranging.places.nodes import Label, Place, box_of
from forms.certificate.arranging.tables.columns import in_columns
from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import KANA, NAME
from tests.forms.certificate.lines import segment
from tests.forms.certificate.test_layout import values

BLANK = "\u3000"


def line(text: str, left: float, top: float, cell: int = -1, pitch: float = 1.0) -> Segment:
    """A line whose blanks are white paper."""
    whole = segment(text, left, top, cell, pitch=pitch)
    return replace(whole, glyphs=tuple(glyph for glyph in whole.glyphs if glyph.text != BLANK))


def read(*names: list[str], head: str = "振り仮名／氏名") -> dict[str, list[list[str]]]:
    """What is read of people whose names have a cell beneath a head of two labels, with these lines in it."""
    image, segments = np.full((3508, 2480, 3), 255, np.uint8), []
    rows = [([head], "生年月日"), *((lines, "昭和52年4月9日") for lines in names)]
    for at in range(len(rows)):
        for left, right in ((300, 1000), (1000, 1700)):
            cv2.rectangle(image, (left, 300 + 140 * at), (right, 440 + 140 * at), (0, 0, 0), 3)
    ruling = Ruling(image)
    for at, (lines, born) in enumerate(rows):
        top = 300 + 140 * at
        high = 120 // len(lines)
        texts = [(text, 400, top + 10 + high * number + (high - 40) // 2) for number, text in enumerate(lines)]
        texts.append((born, 1100, top + 50))
        segments += [line(text, x, y, ruling.cell_at(x + 20, y + 20)) for text, x, y in texts]
    return values(arrange(segments, ruling))


@pytest.mark.parametrize("name", ["SILVA　JULIANA", "見本　一郎"])
def test_a_name_without_a_reading_is_not_cut_beneath_the_label_of_both(name):
    found = read(["ミホン　ハナ", "見本　華"], [name])
    assert found["members[].name"] == [["見本華"], [name.replace(BLANK, "")]]
    assert found["members[].kana"] == [["ミホンハナ"], []]


def test_a_cell_with_a_line_for_each_of_the_labels_that_share_one_has_each_whole():
    found = read(["高橋　惠一", "タカハシ　ケイイチ"], ["木村　守", "キムラ　マモル"], head="氏名・フリガナ")
    assert found["members[].name"] == [["高橋惠一"], ["木村守"]]
    assert found["members[].kana"] == [["タカハシケイイチ"], ["キムラマモル"]]


def test_letters_of_full_width_are_not_cut_beside_a_narrow_one():
    level = [
        Label(Piece(segment(text, left, 0), target, text), box_of(segment(text, left, 0)))
        for text, target, left in (("氏名", NAME, 0), ("フリガナ", KANA, 180))
    ]
    text = segment("JULIANA", 0, 60, pitch=2.0)
    text = replace(text, glyphs=tuple(replace(each, x=each.x + 3 * (each.text == "I")) for each in text.glyphs))
    columns = in_columns([Place((text,), box_of(text))], level)
    assert [[place.text for place in column] for column in columns] == [["JULIANA"], []]
