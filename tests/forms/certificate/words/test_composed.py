"""Labels that no city is known to use, told by what they end in."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.labels.misread import nearest
from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.words.catalogue import IGNORED, normalise, words
from forms.certificate.words.composed import composed
from tests.forms.certificate.lines import segment


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("いままで住んでいた住所", "former_address"),
        ("これから住むところの住所", "new_address"),
        ("届出人の住所", IGNORED),
        ("転出をされる日", "planned_on"),
        ("転出届をした日", "notified_on"),
        ("証明をした日", "issued_on"),
        ("在留期間満了予定日", "members[].stay_until"),
        ("旧氏のよみがな", IGNORED),
        ("代理人の氏名", IGNORED),
        ("国保の有無", "members[].health_insurance"),
        ("国民年金の加入状況", "members[].pension"),
        ("介護保険の受給資格", "members[].care_insurance"),
        ("児童手当受給の有無", "members[].child_allowance"),
    ],
)
def test_the_end_and_what_comes_before_it_tell_what_is_meant(text, target):
    assert words().targets[composed(normalise(text))] == target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("引越し後の世帯主", "householder.new"),
        ("引越し前の世帯主", "householder.former"),
        ("お引っ越し後の住所", "new_address"),
        ("先の世帯主", "householder.new"),
        ("引越し日", "planned_on"),
    ],
)
def test_who_moves_house_and_when_is_known_by_each_spelling_of_it(text, target):
    assert words().targets[normalise(text)] == target


@pytest.mark.parametrize(
    "text", ["全部転出", "山田太郎", "令和8年5月1日", ")生年月日", "住所", "これは長い文の終わりに置かれた住所"]
)
def test_what_is_a_value_a_bullet_or_a_sentence_is_no_label(text):
    assert composed(normalise(text)) is None


def test_a_label_goes_on_where_a_shorter_one_would_end():
    found = find_pieces(segment("在留期間満了予定日", 100, 100))
    assert [(piece.target, piece.segment.text) for piece in found] == [("members[].stay_until", "在留期間満了予定日")]


def test_specks_between_characters_of_a_label_do_not_hide_it():
    assert nearest(normalise("世帯主氏.名")) == "世帯主氏名"
