"""Whether labels are the head of one table: what each of them would have by itself counts once."""

from __future__ import annotations

import numpy as np

from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from tests.forms.certificate.lines import segment
from tests.forms.certificate.test_layout import values

PEOPLE = (
    ("見本　亮", "昭和64年1月2日", "男", "世帯主", "6392 3565 5650", "99034552920"),
    ("見本　さやか", "平成5年10月23日", "女", "妻", "0916 0835 6733", "20921001216"),
    ("見本　蓮", "平成19年12月7日", "男", "子", "2823 8483 6726", "89020284057"),
    ("見本　朝陽", "平成24年2月6日", "男", "子", "4323 5706 1145", "52606375476"),
)


HEAD = (
    *(("番号", 265, 123), ("氏名", 517, 99), ("生年月日", 943, 124), ("性別", 1325, 124), ("続柄", 1469, 125)),
    *(("個人番号", 1844, 94), ("フリガナ", 477, 153), ("住民票コード", 1801, 149)),
)
COLUMNS = ((450, 255), (804, 258), (1340, 258), (1480, 256), (1660, 233), (1698, 283))
BOX, PITCH = 60.0, 0.66
"""Boxes around text are higher than it."""


def test_labels_of_two_rows_over_a_table_without_cells_are_one_head():
    """フリガナ has no readings, and all that stands in a row could be numbers beneath 住民票コード."""
    texts = list(HEAD)
    for at, person in enumerate(PEOPLE):
        texts += [(text, left, top + 131 * at) for text, (left, top) in zip(person, COLUMNS, strict=True)]
    lines = [segment(text, left, top, em=BOX, pitch=PITCH) for text, left, top in texts]
    found = values(arrange(lines, Ruling(np.full((3508, 2480, 3), 255, np.uint8))))
    assert found["members[].sex"] == [["男"], ["女"], ["男"], ["男"]]
    assert found["members[].relationship"] == [["世帯主"], ["妻"], ["子"], ["子"]]
    assert found["members[].name"] == [[name] for name, *_ in PEOPLE]
