"""Labels in cells that hold nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.arranging.labels.cell_labels import labels_of
from forms.certificate.words.catalogue import normalise, words
from forms.certificate.words.numbering import framed
from tests.forms.certificate.lines import printed, segment


def test_a_label_broken_into_two_lines_is_one():
    assert [piece.target for piece in labels_of([printed("これまでの住"), printed("所")])] == ["former_address"]


@pytest.mark.parametrize(
    "lines",
    [
        ("【(1)ふ", "りが", "な】"),
        ("（生年月", "日）"),
        ("(3)［世帯主", "からの続柄］："),
        (
            "〔氏名(カ",
            "ナ)〕",
        ),
    ],
)
def test_a_label_in_brackets_may_be_broken_into_lines(lines):
    (piece,) = labels_of([printed(line) for line in lines])
    assert piece.target == words().targets[framed(normalise("".join(lines)).rstrip(":")).removeprefix("(1)")]


def test_a_cell_may_hold_two_labels():
    assert [piece.word for piece in labels_of([printed("性別　続柄")])] == ["性別", "続柄"]


def test_an_address_beneath_a_label_of_addresses_is_the_rest_of_it():
    assert [piece.word for piece in labels_of([printed("行先住所")])] == ["行先"]


def test_a_label_in_many_languages_is_one_and_a_value_in_its_cell_is_none_of_it():
    rows = [("異動前の世帯主", 0, 38), ("Headofhousehold", 45, 34), ("戸主", 85, 23), ("CH", 115, 35)]
    assert [piece.word for piece in labels_of([segment(text, 100, top, em=em) for text, top, em in rows])] == [
        "異動前の世帯主"
    ]
    rows[2:] = [("山田太郎", 85, 45), ("山田花子", 140, 45)]
    assert labels_of([segment(text, 100, top, em=em) for text, top, em in rows]) == []


@pytest.mark.parametrize(("em", "told"), [(64.0, []), (34.0, ["members[].child_allowance"])])
def test_what_is_set_larger_beneath_the_label_of_a_field_with_few_words_is_no_end_of_it_that_was_misread(em, told):
    word = segment("兼", 100, 135, em=em)
    word = replace(word, glyphs=(replace(word.glyphs[0], confidence=0.6),))
    assert [piece.target for piece in labels_of([segment("児童手当", 100, 100, em=33.0), word])] == told


def test_a_cell_with_anything_else_is_no_label():
    assert labels_of([printed("性別　男")]) == []


def test_a_label_without_its_last_bracket_is_one_only_where_nothing_follows():
    assert [piece.target for piece in labels_of([printed("氏名（カナ氏名）")])] == ["members[].name"]
    assert [piece.target for piece in labels_of([printed("氏名（カナ")])] == ["members[].kana"]


def test_values_beneath_each_other_are_no_label_misread():
    assert labels_of([printed("世帯主"), printed("無")]) == []


@pytest.mark.parametrize(("first", "second"), [("氏名", "フリガナ"), ("カナ", "氏名")])
def test_a_name_and_its_reading_beneath_each_other_are_two_labels(first, second):
    lines = [printed(first), printed(second)]
    lines[1].quad[:, 1] += 30
    assert [piece.word for piece in labels_of(lines[::-1])] == [normalise(first), normalise(second)]


@pytest.mark.parametrize("text", ["F1お名前", "D10 戸籍筆頭者の氏名", "C1転出（異動）予定日", "（ア）続柄"])
def test_a_code_before_the_label_of_a_cell_is_no_part_of_it(text):
    assert len(labels_of([printed(text)])) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("介護・児童", ["介護", "児童手当"]),
        ("国保・児童・年金", ["国保", "児童手当", "年金"]),
        ("期間／満了", ["期間", "満了日"]),
        ("児童", []),
        ("介護児童", []),
    ],
)
def test_some_words_are_labels_where_they_are_joined_to_another(text, words):
    assert [piece.word for piece in labels_of([printed(text)])] == words


def test_an_old_form_in_a_label_is_the_new_one():
    assert [piece.target for piece in labels_of([printed("印鑑登錄")])] == ["@ignored"]


@pytest.mark.parametrize("text", ["国保　加入", "児童手当　受給", "国民健康保険　加入"])
def test_a_label_and_its_value_behind_white_are_no_longer_label(text):
    assert [piece.word for piece in labels_of([printed(text.replace("　", ""))])] == [normalise(text).replace(" ", "")]
    assert labels_of([printed(text)]) == []
    assert labels_of([printed(text), segment("介護", 0, 60)]) == []


@pytest.mark.parametrize("text", ["国保　未加入", "介護　認定あり", "年金　1号"])
def test_what_no_city_calls_a_label_is_none_put_together_with_its_value(text):
    assert labels_of([printed(text)]) == []
