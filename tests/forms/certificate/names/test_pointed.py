"""A speck in the blank of a name keeps it in doubt unless another place of the page, or its reading, says the name."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.names.pointed import tell_pointed
from forms.fields import Kind


def pointed(text: str = "永井·大翔", value: str = "永井　大翔") -> Entry:
    return Entry("members[0].name", Kind.NAME, Value(text, value, 0.6, False, ()))


def other(path: str, value: str, confidence: float = 0.9) -> Entry:
    kind = Kind.KANA if path.endswith("kana") else Kind.NAME
    return Entry(path, kind, Value(value, value, confidence, True, ()))


@pytest.mark.parametrize(
    ("beside", "holds"),
    [
        (other("householder.former", "永井　大翔"), True),
        (other("householder.former", "永井　葵"), False),
        (other("members[0].kana", "ナガイ　ヒロト"), True),
        (other("members[0].kana", "ナガイ　ヒロト", 0.7), False),
        (other("members[0].kana", "ナガイ　ダイジロウ"), False),  # 大次郎, of which a kanji was lost
        (other("members[1].kana", "ナガイ　ヒロト"), False),  # somebody else's
    ],
)
def test_a_speck_in_a_blank_is_told_by_another_place_or_the_reading(beside, holds):
    told = tell_pointed([pointed(), beside])[0]
    assert told.value.holds is holds and told.value.value == "永井　大翔"


@pytest.mark.parametrize(
    ("text", "value"), [("永井〈大翔", "永井〈　大翔"), ("永·井大翔", "永　井大翔"), ("(永井·大翔", "(永井　大翔")]
)
def test_what_is_more_than_a_speck_stays_in_doubt(text, value):
    assert not tell_pointed([pointed(text, value), other("members[0].kana", "ナガイ　ヒロト")])[0].value.holds
