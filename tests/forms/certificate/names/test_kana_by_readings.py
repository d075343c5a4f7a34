"""Given names in kana that were taken for kanji are told by their readings, and other names stay."""

from __future__ import annotations

import pytest

from forms.certificate.names.kana_by_readings import with_kana_by_readings
from forms.fields import Kind
from tests.forms.certificate.names.test_readings import entry


def told(name: str, said: str):
    rows = [
        entry("members[0].name", Kind.NAME, name, {}, ""),
        entry("members[0].kana", Kind.KANA, said, {}, ""),
        entry("register_head", Kind.NAME, name, {}, ""),
    ]
    return [row for row in with_kana_by_readings(rows) if row.kind is Kind.NAME]


@pytest.mark.parametrize(
    ("read", "said", "name"),
    [
        ("眞鍋　工三", "マナベ　エミ", "眞鍋　エミ"),
        ("佐藤　キ三子", "サトウ　キヨコ", "佐藤　キヨ子"),
        ("佐藤　トメ三", "サトウ　トメヨ", "佐藤　トメヨ"),
    ],
)
def test_kana_taken_for_kanji_are_put_right_wherever_the_name_stands_and_never_sure(read, said, name):
    for row in told(read, said):
        assert row.value.value == name and not row.firm and read in row.candidates


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("佐藤　三千代", "サトウ　ミチヨ"),
        ("佐藤　三枝", "サトウ　ミエ"),
        ("佐藤　力", "サトウ　チカラ"),
        ("佐藤　キ三子", "サトウ　キミエ"),  # what its reading does not explain
        ("佐藤　エミ", "サトウ　エミ"),
    ],
)
def test_other_names_stay(name, said):
    assert [(row.value.value, row.firm) for row in told(name, said)] == [(name, True)] * 2
