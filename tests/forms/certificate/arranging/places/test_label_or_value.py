"""Words that are a label on one page and a value on another."""

from __future__ import annotations

import pytest

from forms.certificate.layout import arrange
from tests.forms.certificate.lines import segment
from tests.forms.certificate.test_layout import grid, ruled, values


@pytest.mark.parametrize("told", ["無", "なし", "要介護1"])
def test_a_caption_with_a_value_of_its_own_is_none_of_a_field_that_was_left_empty_above(told: str):
    rows = [["氏名"], ["在留資格"], ["国保", "介護"]]
    captions, ruling = ruled([[300, 1300], [300, 1300], [300, 800, 1300]], rows, high=160)
    cells = [caption.cell for caption in captions]
    below = [("見本　一郎", 320, 385, cells[0]), ("有", 320, 705, cells[2]), (told, 820, 705, cells[3])]
    found = values(arrange([*captions, *(segment(*row) for row in below)], ruling))
    assert found["members[].care_insurance"] == [[told]]
    assert found["members[].status_of_residence"] == []


@pytest.mark.parametrize("answer", ["***", "該当なし"])
def test_a_word_beneath_the_label_of_its_field_that_is_answered_with_nothing_is_a_label(answer: str):
    rows = grid(("氏名", "見本　一郎"), ("在留資格", answer), ("介護", "無"))
    found = values(arrange(*rows))
    assert (found["members[].status_of_residence"], found["members[].care_insurance"]) == ([[answer]], [["無"]])
