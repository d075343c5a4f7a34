"""People whose columns have different numbers of cells above each other."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from tests.forms.certificate.lines import segment
from tests.forms.certificate.test_layout import values

TOP, HEAD, PERSON = 300, 210, 240
"""Where the head begins, and the heights of the head and of a person, in pixels of an A4 page at 300 dpi."""
COLUMNS = ((300, 400), (400, 1100), (1100, 1700), (1700, 1900))
"""Edges of the columns: the number of a person, the name, the birth and an insurance."""
LINE = 70
"""From a label in a cell of the head to the next one."""


HEADS = ([""], ["フリガナ", "氏名", "旧氏"], ["生年月日", "続柄"], ["国保"])


def table(
    *people: tuple[list[str], ...], head: tuple[list[str], ...] = HEADS, beneath: str = ""
) -> dict[str, list[list[str]]]:
    """What is read of people, each with the texts of the cells above each other in every column.

    Args:
        beneath: what one cell beneath all of each person's says; none where it is empty.
    """
    gap = 70 if beneath else 0
    image, texts = np.full((3508, 2480, 3), 255, np.uint8), []
    for (left, right), labels in zip(COLUMNS, head, strict=True):
        cv2.rectangle(image, (left, TOP), (right, TOP + HEAD), (0, 0, 0), 3)
        texts += [(text, left + 20, TOP + 15 + LINE * at) for at, text in enumerate(labels) if text]
    for number, person in enumerate(people):
        for (left, right), cells in zip(COLUMNS, person, strict=True):
            high = PERSON // len(cells)
            for at, text in enumerate(cells):
                top = TOP + HEAD + (PERSON + gap) * number + high * at
                cv2.rectangle(image, (left, top), (right, top + high), (0, 0, 0), 3)
                if text:
                    texts.append((text, left + 20, top + high // 2 - 20))
        if beneath:
            top = TOP + HEAD + (PERSON + gap) * number + PERSON
            cv2.rectangle(image, (COLUMNS[1][0], top), (COLUMNS[-1][1], top + gap), (0, 0, 0), 3)
            texts.append((beneath, COLUMNS[1][0] + 20, top + gap // 2 - 20))
    ruling = Ruling(image)
    return values(arrange([segment(text, x, y, ruling.cell_at(x + 20, y + 20)) for text, x, y in texts], ruling))


def test_each_person_has_the_cells_of_each_column_in_turn():
    found = table(
        (["1"], ["ミホンイチロウ", "見本一郎", ""], ["昭和52年4月9日", "世帯主"], ["有"]),
        (["2"], ["ミホンハナ", "見本華", "例文"], ["昭和55年1月2日", "妻"], ["無"]),
        (["3"], ["", "見本すみれ", ""], ["令和元年5月3日", "子"], ["無"]),
    )
    assert found["members[].name"] == [["見本一郎"], ["見本華"], ["見本すみれ"]]
    assert found["members[].kana"] == [["ミホンイチロウ"], ["ミホンハナ"], []]
    assert found["members[].former_surname"] == [[], ["例文"], []]
    assert found["members[].birth_date"] == [["昭和52年4月9日"], ["昭和55年1月2日"], ["令和元年5月3日"]]
    assert found["members[].relationship"] == [["世帯主"], ["妻"], ["子"]]


def test_two_cells_of_a_person_stand_beside_whole_ones_also_where_a_line_between_was_not_seen():
    found = table(
        (["1"], ["ミホンイチロウ", "見本一郎"], ["昭和52年4月9日"], ["有"]),
        (["2"], ["ミホンハナ", "見本華"], ["昭和55年1月2日"], ["無"]),
        (["3"], ["ミホンスミレ", "見本すみれ"], ["令和元年5月3日"], ["無"]),
        (["4"], ["見本　健"], ["令和2年5月3日"], ["無"]),
        head=([""], ["フリガナ", "氏名"], ["生年月日"], ["国保"]),
    )
    assert found["members[].name"] == [["見本一郎"], ["見本華"], ["見本すみれ"], ["見本　健"]]
    assert found["members[].kana"] == [["ミホンイチロウ"], ["ミホンハナ"], ["ミホンスミレ"], []]
    assert found["members[].health_insurance"] == [["有"], ["無"], ["無"], ["無"]]


def test_cells_of_an_insurance_beneath_numbers_to_be_hidden_are_those_of_one_person_too():
    found = table(
        (["1"], ["ミホンイチロウ", "見本一郎", ""], ["昭和52年4月9日", "世帯主"], ["12345678903", "*" * 12, "あり"]),
        (["2"], ["ミホンハナ", "見本華", "例文"], ["昭和55年1月2日", "妻"], ["12345678903", "*" * 12, "なし"]),
        head=([""], ["フリガナ", "氏名", "旧氏"], ["生年月日", "続柄"], ["住民票コード", "個人番号", "国保"]),
    )
    assert found["members[].name"] == [["見本一郎"], ["見本華"]]
    assert found["members[].health_insurance"] == [["あり"], ["なし"]]
    assert found["resident_code"] == [["12345678903"], ["12345678903"]]


LEVEL_HEADS = ([""], ["フリガナ", "氏名"], ["生年月日", "性別／続柄"], ["国民健康保険", "国民年金"])


@pytest.mark.parametrize("beneath", ["", "国籍・地域ペルー"])
def test_columns_with_as_many_labels_have_cells_in_turn_where_the_dates_tell_so(beneath):
    found = table(
        ([""] * 2, ["ミホンイチロウ", "見本一郎"], ["昭和52年4月9日", "男／世帯主"], ["無", "有"]),
        ([""] * 2, ["ミホンハナ", "見本華"], ["昭和55年1月2日", "女／妻"], ["有", "無"]),
        head=LEVEL_HEADS,
        beneath=beneath,
    )
    assert found["members[].name"] == [["見本一郎"], ["見本華"]]
    assert found["members[].kana"] == [["ミホンイチロウ"], ["ミホンハナ"]]
    assert found["members[].birth_date"] == [["昭和52年4月9日"], ["昭和55年1月2日"]]
    assert found["members[].sex"] == [["男"], ["女"]]
    assert found["members[].relationship"] == [["世帯主"], ["妻"]]
    assert found["members[].health_insurance"] == [["無"], ["有"]]
    assert found["members[].pension"] == [["有"], ["無"]]


def test_columns_with_as_many_labels_have_all_of_a_person_in_one_cell_where_no_date_stands_in_a_cell_of_its_own():
    found = table(
        ([""], ["見本一郎"], ["昭和52年4月9日"], ["無"]),
        ([""], ["見本華"], ["昭和55年1月2日"], ["有"]),
        head=([""], ["フリガナ", "氏名"], ["生年月日", "届出年月日"], ["国民健康保険", "国民年金"]),
    )
    assert found["members[].name"] == [["見本一郎"], ["見本華"]]
