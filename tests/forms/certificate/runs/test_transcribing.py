"""What two boxes of text have of one line is there once."""

from __future__ import annotations

import pytest

from forms.certificate.runs.segments import Segment
from forms.certificate.runs.transcribing import without_doubles
from tests.forms.certificate.lines import EM, segment


@pytest.mark.parametrize(
    ("boxes", "texts"),
    [
        ([segment("の氏", 200, 100, 3, 41, 0.97), segment("の氏名", 202, 104, 3, 40)], ["の氏名"]),
        ([segment("の氏", 200, 100, 3), segment("の氏名", 200, 160, 3)], ["の氏", "の氏名"]),
        ([segment("の氏", 200, 100, 2), segment("の氏名", 200, 100, 3)], ["の氏", "の氏名"]),
        ([segment("の氏", 200, 100, pitch=2.7), segment("の氏名", 200, 100, pitch=2.7)], ["の氏名"]),
        ([segment("世帯主", 200, 100), segment("主", 200, 100)], ["世帯主", "主"]),
    ],
)
def test_a_line_that_a_longer_one_has_all_of_is_gone(boxes: list[Segment], texts: list[str]) -> None:
    assert sorted(each.text for each in without_doubles(boxes)) == sorted(texts)


def test_of_two_texts_in_one_box_one_may_have_been_found_by_itself_too() -> None:
    both = segment("男子", 200, 100, pitch=4)
    alone = segment("子", 200 + 4 * EM, 100)
    assert [each.text for each in without_doubles([both, alone])] == ["男子", "子"]
