"""Heads of several rows of labels over people as deep as these, and labels that are no head of one table."""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from tests.forms.certificate.lines import segment
from tests.forms.certificate.test_layout import values

TOP, DEEP = 300, 160
"""Where the head begins and how deep it and each person are, in pixels of an A4 page at 300 dpi."""
EDGES = (300, 700, 1300, 1800, 2300)
HEAD = (("振り仮名", "氏名"), ("生年月日", "旧氏"), ("性別／続柄", "備考"), ("個人番号", "住民票コード"))
PEOPLE = (
    (("ツツイマモル", "筒井守"), ("昭和55年5月3日", ""), ("男／世帯主", ""), ("639235655650", "99034552920")),
    (("ツツイミサオ", "筒井操"), ("平成6年7月13日", ""), ("女／妻", ""), ("091608356733", "20921001216")),
    (("ツツイワタル", "筒井渉"), ("平成21年10月5日", ""), ("男／子", ""), ("282384836726", "89020284057")),
)


def table(closing: str = "") -> dict[str, list[list[str]]]:
    """What is read of people each of whom has a deep cell with two lines and three columns of two cells each."""
    image, texts = np.full((3508, 2480, 3), 255, np.uint8), []
    for number, row in enumerate((HEAD, *PEOPLE)):
        top = TOP + DEEP * number
        for at, (left, right) in enumerate(zip(EDGES, EDGES[1:], strict=False)):
            cv2.rectangle(image, (left, top), (right, top + DEEP), (0, 0, 0), 3)
            if at:
                cv2.line(image, (left, top + DEEP // 2), (right, top + DEEP // 2), (0, 0, 0), 3)
            texts += [(text, left + 20, top + 20 + DEEP // 2 * line) for line, text in enumerate(row[at]) if text]
    if closing:
        low = TOP + DEEP * (len(PEOPLE) + 1)
        cv2.rectangle(image, (EDGES[0], low), (EDGES[-1], low + DEEP // 2), (0, 0, 0), 3)
    ruling = Ruling(image)
    page = [segment(text, x, y, ruling.cell_at(x + 20, y + 20)) for text, x, y in texts]
    if closing:
        page.append(segment(closing, 1160, low + 20, ruling.cell_at(1180, low + 40), pitch=1.9))
    return values(arrange(page, ruling))


def test_labels_side_by_side_in_one_cell_stand_over_one_column_with_the_label_beneath_them():
    found = table()
    assert found["members[].sex"] == [["男"], ["女"], ["男"]]
    assert found["members[].relationship"] == [["世帯主"], ["妻"], ["子"]]
    assert found["members[].former_surname"] == [[], [], []]


def test_what_says_that_nobody_follows_is_no_persons_however_far_it_is_spread():
    found = table("以下余白")
    assert found["members[].former_surname"] == [[], [], []]
    assert found["members[].name"] == [["筒井守"], ["筒井操"], ["筒井渉"]]


def test_tables_side_by_side_have_heads_of_their_own_where_rows_of_both_are_about_level():
    """A label above its value in one table, and labels with theirs beside them in the other."""
    above = (
        ("世帯主の氏名", "見本　一郎"),
        ("従前住所", "北海道旭川市豊岡四条８１６番地"),
        (
            "転出先住所",
            "石川県小松市園町２６６３番地",
        ),
    )
    beside = ["個人番号", "住民票コード", "旧姓（旧氏）", "通称", "", "氏名の振り仮名", "異動者氏名", "生年月日"]
    said = [
        "１２３４５６７８９０１２",
        "１２３４５６７８９０３",
        "該当なし",
        "該当なし",
        "",
        "該当なし",
        "見本　華",
        "昭和52年8月19日",
    ]
    image, texts = np.full((3508, 2480, 3), 255, np.uint8), []
    for at, (label, value) in enumerate(above):
        top = 730 + 200 * at
        cv2.rectangle(image, (156, top), (1113, top + 70), (0, 0, 0), 3)
        cv2.rectangle(image, (156, top + 70), (1113, top + 200), (0, 0, 0), 3)
        texts += [(label, 520, top + 15), (value, 160, top + 105)]
    for at, (label, value) in enumerate(zip(beside, said, strict=True)):
        top = 762 + 85 * at - (40 if at > 4 else 0)
        if label:
            cv2.rectangle(image, (1195, top), (1590, top + 85), (0, 0, 0), 3)
            cv2.rectangle(image, (1590, top), (2340, top + 85), (0, 0, 0), 3)
            texts += [(label, 1260, top + 22), (value, 1600, top + 22)]
    ruling = Ruling(image)
    found = values(arrange([segment(text, x, y, ruling.cell_at(x + 20, y + 20)) for text, x, y in texts], ruling))
    assert found["former_address"] == [["北海道旭川市豊岡四条８１６番地"]]
    assert found["new_address"] == [["石川県小松市園町２６６３番地"]]
