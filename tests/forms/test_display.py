"""Values and labels in words."""

from __future__ import annotations

from datetime import date

import pytest

from base.texts import LANGUAGES
from forms.display import date_text, label, shown
from forms.fields import FIELDS, Kind


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("members[0].birth_date", "1985-03-14", "昭和60年3月14日"),
        ("moved_on", "2019-05-01", "令和元年5月1日"),
        ("moved_on", "soon", "soon"),
        ("members[0].sex", "male", "男"),
        ("kind", "moving_in", "転入届"),
        ("notifier.relation", "self", "本人"),
        ("members[2].name", "渡邉\U000e0110　𠮷江", "渡邉\U000e0110　𠮷江"),
        ("phone", None, ""),
        ("phone", "", ""),
    ],
)
def test_in_japanese(path, value, words):
    assert shown(path, value) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_and_sex_has_its_word(language):
    for row in FIELDS:
        path = row.path(0) if row.of_member else row.path()
        values = ("male", "female", "unknown") if row.kind is Kind.SEX else row.choices
        words = [shown(path, value, language) for value in values]
        assert len(set(words)) == len(values) and not set(words) & set(values)


def test_days_in_each_language():
    day = date(2026, 11, 21)
    assert [date_text(day, each) for each in LANGUAGES] == [
        "令和8年11月21日",
        "2026年11月21日（令和8年）",
        "21 November 2026",
        "2026年11月21日",
        "2026년 11월 21일",
    ]


def test_labels_of_people():
    assert label("members[0].name") == "氏名（1人目）"
    assert label("members[1].name", "en") == "Name (person 2)"
    assert label("phone", "zh") == "电话号码"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_applies_for_a_form_has_no_new_address(language):
    moving = label("new_address", language, "moving_in")
    applying = label("new_address", language, "resident_record_copy")
    assert moving == label("new_address", language) and applying != moving
    assert label("members[1].name", language, "resident_record_copy") == label("members[1].name", language)
