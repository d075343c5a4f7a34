"""Labels halfway down a head of two rows: their values stand halfway down the two lines of a person."""

from __future__ import annotations

import numpy as np

from forms.certificate.arranging.places.labelling import find_nodes
from forms.certificate.arranging.tables.centred import with_centred_lifted
from forms.certificate.layout import arrange
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.framed import bare
from tests.forms.certificate.lines import segment

LINE, HALF, PERSON = 60, 30, 160
"""From a line to the next one, half of that, and from a person to the next one, in pixels."""
COLUMNS = (200, 800, 1150, 1400, 2000)


def row(top: int, above: tuple[str, str, str, str], centred: str, below: tuple[str, str, str, str]) -> list[Segment]:
    """Two lines of a table, and what is centred beside both in its third column."""
    lefts = [left for left in COLUMNS if left != COLUMNS[2]]
    texts = [(text, left, top) for text, left in zip(above, lefts, strict=True)]
    texts += [(text, left, top + LINE) for text, left in zip(below, lefts, strict=True)]
    return [segment(text, *at) for text, *at in [*texts, (centred, COLUMNS[2], top + HALF)] if text]


def test_a_centred_column_is_no_row_of_its_own_and_a_missing_value_nobody_elses():
    segments = [
        *row(
            300,
            ("フリガナ", "生年月日", "本籍（国籍・地域）", "国保"),
            "続柄",
            ("氏名", "性別", "筆頭者（在留資格・期間）", "年金"),
        ),
        *row(
            300 + PERSON,
            ("ミホンイチロウ", "昭和52年4月9日", "東京都千代田区九段南1番", "無"),
            "世帯主",
            ("見本一郎", "男", "見本一郎", ""),
        ),
        *row(
            300 + 2 * PERSON,
            ("ミホンハナ", "昭和55年1月2日", "東京都千代田区九段南1番", "有"),
            "妻",
            ("見本華", "女", "見本一郎", "第1号"),
        ),
    ]
    sheet = arrange(segments, bare())
    said: dict[str, list[str]] = {}
    for hit in sheet.hits:
        for at, spot in enumerate(hit.spots, hit.member or 0):
            if text := "".join(part.text for part in spot.segments):
                said.setdefault(hit.target, []).append(f"{at} {text}")
    assert said["members[].relationship"] == ["0 世帯主", "1 妻"]
    assert said["members[].health_insurance"] == ["0 無", "1 有"]
    assert said["members[].pension"] == ["1 第1号"]
    assert said["registered_domicile"] == ["0 東京都千代田区九段南1番"]
    assert said["register_head"] == ["0 見本一郎"]


def test_a_label_with_its_value_right_behind_it_is_none_that_is_centred_and_heads_no_column():
    texts = [("氏名", 200, 300), ("生年月日", 200, 360), ("国保", 1400, 300), ("年金", 1400, 360)]
    free = [segment(*each) for each in texts]
    below = segment("無", 920, 500)
    for behind, lifted in ((1700, True), (920, False)):
        page = [*free, segment("続柄", 800, 330), segment("妻", behind, 330), below]
        labels, places = find_nodes({OUTSIDE: page}, {}, set(), Ruling(np.full((800, 2480, 3), 255, np.uint8)))
        found, _ = with_centred_lifted(labels, places)
        moved = [one.segment.text for one, other in zip(labels, found, strict=True) if one.box != other.box]
        assert moved == (["続柄"] if lifted else [])
