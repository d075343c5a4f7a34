"""Labels that say in a note that what they have is a reading."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.unlabelled.noted_readings import with_noted_readings
from forms.certificate.words.catalogue import KANA, NAME
from tests.forms.certificate.lines import segment

LINE = segment("氏名（フリガナ）", 100, 150)


def hit(line, value: str, length: int = 2) -> Hit:
    return Hit(NAME, line.part(0, length), (Spot((segment(value, 600, line.top),)),))


@pytest.mark.parametrize(
    ("line", "value", "target"),
    [
        (LINE, "みほん　たろう", KANA),
        (LINE, "見本　太郎", NAME),
        (segment("氏名", 100, 150), "ミホン　タロウ", NAME),
        (segment("氏名（漢字）　氏名（フリガナ）", 100, 150), "ミホン　タロウ", NAME),
    ],
    ids=["a reading", "a name", "no note", "another label's note"],
)
def test_a_label_with_a_note_of_readings_beside_one_of_names_is_that_of_readings(line, value, target):
    name = segment("氏名", 100, 100)
    found = with_noted_readings([hit(name, "見本　太郎"), hit(line, value)], [name, line])
    assert [each.target for each in found] == [NAME, target]


def test_where_all_labels_have_the_note_they_are_those_of_names():
    assert [each.target for each in with_noted_readings([hit(LINE, "ミホン　タロウ")], [LINE])] == [NAME]
