"""Readings of labels in small type above them."""

from __future__ import annotations

from forms.certificate.arranging.labels.ruby import without_ruby
from tests.forms.certificate.lines import EM, segment


def test_small_kana_above_a_label_are_its_reading_also_where_they_are_words_of_the_catalogue():
    label, small = segment("前の住所", 100, 130), 0.5 * EM
    ruby = [segment("まえ", 100, 105, em=small), segment("じゅうしょ", 180, 105, em=0.4 * EM)]
    assert without_ruby([*ruby, label]) == [label]


def test_a_label_of_readings_in_small_type_above_that_of_names_stays():
    lines = [segment("ふりがな", 100, 105, em=0.5 * EM), segment("氏名", 100, 130)]
    assert without_ruby(lines) == lines


def test_a_reading_above_a_name_stays():
    label, value = segment("氏名", 100, 130), segment("山田　花子", 300, 130)
    lines = [segment("やまだはなこ", 300, 105, em=0.5 * EM), label, value]
    assert without_ruby(lines) == lines
