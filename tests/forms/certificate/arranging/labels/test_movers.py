"""Words for the people of a page that are the label of their names."""

from __future__ import annotations

from forms.certificate.arranging.labels.movers import with_movers_told
from tests.forms.certificate.lines import EM, segment

CARDS = ("ふりがな", "転出する者", "生年月日")


def told(*texts: str, apart: float = 1.5) -> list[str]:
    lines = [segment(text, 100, apart * EM * at) for at, text in enumerate(texts)]
    return [each.text for each in with_movers_told(lines)]


def test_a_word_for_the_people_of_a_page_at_their_readings_is_the_label_of_their_names():
    assert told(*CARDS, *CARDS) == ["ふりがな", "氏名", "生年月日"] * 2


def test_it_is_a_heading_where_names_have_a_label_or_readings_stand_elsewhere():
    assert told(*CARDS, "氏名") == [*CARDS, "氏名"]
    assert told(*CARDS, "ふりがな") == [*CARDS, "ふりがな"]
    assert told(*CARDS, apart=4) == [*CARDS]


def test_it_may_stand_beside_its_reading():
    lines = [segment("異動者", 100, 0), segment("フリガナ", 500, 0)]
    assert [each.text for each in with_movers_told(lines)] == ["氏名", "フリガナ"]
