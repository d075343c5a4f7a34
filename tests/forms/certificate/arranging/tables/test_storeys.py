"""Heads whose columns are ruled into different numbers of labels above each other."""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from tests.forms.certificate.lines import segment
from tests.forms.certificate.test_layout import values

TOP, HEAD, PERSON = 300, 240, 300
"""Where the head begins, and the heights of the head and of a person, in pixels of an A4 page at 300 dpi."""
WIDE = 480
"""Width of a column."""

Cells = tuple[list[str], ...]
"""Column by column the texts of the cells above each other."""

NAMES, BIRTHS = ["フリガナ", "氏名"], ["生年月日", "続柄", "性別"]
INSURANCES = ["国民健康保険", "国民年金", "介護保険", "児童手当"]
ICHIRO: Cells = (["ミホンイチロウ", "見本一郎"], ["昭和52年4月9日", "世帯主", "男"])
HANA: Cells = (["ミホンハナ", "見本華"], ["昭和55年1月2日", "妻", "女"])


def table(head: Cells, *people: Cells, unseen: tuple[str, ...] = ()) -> dict[str, list[list[str]]]:
    """What is read of people whose cells are as the head's; above the texts `unseen` no line was seen."""
    image, texts, top = np.full((3508, 2480, 3), 255, np.uint8), [], TOP
    for storeys, high in ((head, HEAD), *((person, PERSON) for person in people)):
        for at, column in enumerate(storeys):
            left, right = 200 + WIDE * at, 200 + WIDE * (at + 1)
            cv2.rectangle(image, (left, top), (right, top + high), (0, 0, 0), 3)
            for number, text in enumerate(column):
                upper, lower = (top + high * each // len(column) for each in (number, number + 1))
                if text not in unseen:
                    cv2.line(image, (left, upper), (right, upper), (0, 0, 0), 3)
                if text:
                    texts.append((text, left + 20, (upper + lower) // 2 - 20))
        top += high
    ruling = Ruling(image)
    return values(arrange([segment(text, x, y, ruling.cell_at(x + 20, y + 20)) for text, x, y in texts], ruling))


def test_labels_and_people_are_cut_into_other_cells_in_each_column():
    found = table(
        (NAMES, BIRTHS, INSURANCES),
        (*ICHIRO, ["無", "第3号", "有", "受給"]),
        (*HANA, ["有", "無", "無", "有"]),
        (["＊＊＊"] * 2, ["＊＊＊"] * 3, ["＊＊＊"] * 4),
    )
    assert found["members[].name"][:2] == [["見本一郎"], ["見本華"]]
    assert found["members[].kana"][:2] == [["ミホンイチロウ"], ["ミホンハナ"]]
    assert found["members[].relationship"][:2] == [["世帯主"], ["妻"]]
    assert found["members[].sex"][:2] == [["男"], ["女"]]
    assert found["members[].health_insurance"][:2] == [["無"], ["有"]]
    assert found["members[].pension"][:2] == [["第3号"], ["無"]]
    assert found["members[].care_insurance"][:2] == [["有"], ["無"]]
    assert found["members[].child_allowance"][:2] == [["受給"], ["有"]]


def test_one_column_may_be_undivided():
    found = table(
        (["フリガナ", "氏名", "旧氏"], BIRTHS, ["個人番号"]),
        (["ミホンイチロウ", "見本一郎", "＊＊＊"], ICHIRO[1], ["123456789012"]),
        (["ミホンハナ", "見本華", "例文"], HANA[1], ["123456789012"]),
    )
    assert found["members[].name"] == [["見本一郎"], ["見本華"]]
    assert found["members[].former_surname"][1] == ["例文"]
    assert found["members[].birth_date"] == [["昭和52年4月9日"], ["昭和55年1月2日"]]


def test_numbers_to_be_hidden_have_a_place_for_each_person():
    found = table(
        (NAMES, BIRTHS, ["個人番号", "住民票コード"], INSURANCES),
        (*ICHIRO, ["123456789012", "12345678903"], ["無", "第3号", "有", "受給"]),
        (*HANA, ["123456789012", "12345678903"], ["有", "無", "無", "有"]),
    )
    assert found["individual_number"] == [["123456789012"], ["123456789012"]]
    assert found["resident_code"] == [["12345678903"], ["12345678903"]]
    assert found["members[].name"] == [["見本一郎"], ["見本華"]]


def test_a_line_that_was_not_seen_moves_nobody():
    found = table(
        (NAMES, BIRTHS, INSURANCES),
        (ICHIRO[0], ["昭和52年4月9日", "世帯主", "男"], ["無", "第3号", "有", "受給"]),
        (HANA[0], ["昭和55年1月2日", "母", "女"], ["有", "無", "無", "無"]),
        unseen=("第3号", "母"),
    )
    assert found["members[].name"] == [["見本一郎"], ["見本華"]]
    assert found["members[].relationship"] == [["世帯主"], ["母"]]
    assert found["members[].pension"] == [["第3号"], ["無"]]
    assert found["members[].care_insurance"] == [["有"], ["無"]]


def test_a_label_between_two_that_was_not_read_has_its_share_of_the_cells():
    found = table(
        (NAMES, BIRTHS, ["国民健康保険", "鵜飼", "介護保険", "児童手当"]),
        (*ICHIRO, ["無", "第3号", "有", "受給"]),
        (*HANA, ["有", "無", "無", "有"]),
    )
    assert found["members[].health_insurance"] == [["無"], ["有"]]
    assert found["members[].care_insurance"] == [["有"], ["無"]]
    assert found["members[].child_allowance"] == [["受給"], ["有"]]
