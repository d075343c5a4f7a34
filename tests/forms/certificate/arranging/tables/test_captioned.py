"""A cell that captions the labels right of it, behind the values of lower rows."""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from tests.forms.certificate.lines import segment
from tests.forms.certificate.test_layout import values

ROW, PEOPLE_TOP = 100, 300
"""The height of a row, and where the first one begins, in pixels of an A4 page at 300 dpi."""
LEFT, VALUES, TALL, RIGHT_LABELS, RIGHT_VALUES, RIGHT = 300, 700, 1500, 1640, 1900, 2200
"""Edges of the columns."""


def card(tall: str, *rows: tuple[str, str, str, str]) -> dict[str, list[list[str]]]:
    """What is read of rows of a label with its value at either side of one tall cell, written downwards in it."""
    bottom = PEOPLE_TOP + ROW * len(rows)
    cells = [(TALL, PEOPLE_TOP, RIGHT_LABELS, bottom)]
    texts = [(letter, TALL + 50, PEOPLE_TOP + 40 + 60 * at) for at, letter in enumerate(tall)]
    for at, row in enumerate(rows):
        top = PEOPLE_TOP + ROW * at
        edges = ((LEFT, VALUES), (VALUES, TALL), (RIGHT_LABELS, RIGHT_VALUES), (RIGHT_VALUES, RIGHT))
        cells += [(left, top, right, top + ROW) for left, right in edges]
        texts += [(text, left + 30, top + 30) for text, (left, _) in zip(row, edges, strict=True) if text]
    image = np.full((3508, 2480, 3), 255, np.uint8)
    for left, top, right, low in cells:
        cv2.rectangle(image, (left, top), (right, low), (0, 0, 0), 3)
    ruling = Ruling(image)
    return values(arrange([segment(text, x, y, ruling.cell_at(x + 20, y + 20)) for text, x, y in texts], ruling))


def test_a_caption_of_other_labels_is_nobodys_name():
    found = card(
        "資格関係",
        ("よみかた", "ミホンイチロウ", "国保", "有"),
        ("氏名", "見本一郎", "介護", "無"),
        ("生年月日", "昭和52年4月9日", "年金", "第1号"),
        ("続柄", "世帯主", "児手", "有"),
    )
    assert found["members[].name"] == [["見本一郎"]]
    assert found["members[].kana"] == [["ミホンイチロウ"]]
    assert found["members[].relationship"] == [["世帯主"]]
    assert found["members[].care_insurance"] == [["無"]]
