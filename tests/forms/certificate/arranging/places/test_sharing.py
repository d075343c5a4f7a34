"""What stands in one place shared out among labels that were read apart."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.labels.pieces import Piece
from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.places.nodes import Box, Label, Place, box_of
from forms.certificate.arranging.places.sharing import may_be_mixed, parted_between
from tests.forms.certificate.lines import segment


def shared(first: str, second: str, top: int = 500) -> list[tuple[str, bool]]:
    """What 性別 and, at some height, 続柄 right of it have, and whether that is clear."""
    texts = ((("sex", "性別"), 500, first), (("relationship", "続柄"), top, second))
    hits = [
        Hit(
            f"members[].{target}",
            segment(word, 100 + 150 * at, y),
            (Spot((segment(text, 600 + 150 * at, y),) if text else ()),),
        )
        for at, ((target, word), y, text) in enumerate(texts)
    ]
    return [(hit.spots[0].text, hit.clear) for hit in parted_between(hits)]


@pytest.mark.parametrize("texts", [("女妻", ""), ("", "女妻")])
def test_one_text_that_is_a_value_of_each_of_two_labels_is_shared_out_in_doubt(texts):
    assert shared(*texts) == [("女", False), ("妻", False)]


@pytest.mark.parametrize(("first", "second", "top"), [("女", "女妻", 500), ("", "妻", 500), ("", "女妻", 600)])
def test_a_text_stays_where_both_have_one_or_it_is_one_value_or_they_stand_in_two_lines(first, second, top):
    assert shared(first, second, top) == [(first, True), (second, True)]


def test_a_word_of_the_label_that_has_it_is_not_shared_out_though_its_end_is_a_word_of_the_next_one():
    pension = Hit("members[].pension", segment("国民年金", 400, 500), (Spot((segment("第1号被保険者", 400, 560),)),))
    care = Hit("members[].care_insurance", segment("介護保険", 900, 500), (Spot(()),))
    assert parted_between([pension, care]) == [pension, care]


@pytest.mark.parametrize(
    ("lines", "mixed"),
    [(("無／第2号", "－／有"), False), (("無／第2号",), True), (("無", "有"), True)],
)
def test_lines_parted_as_those_of_their_labels_are_can_have_no_other_ones_text(lines, mixed):
    words = (("health_insurance", "国保", 0, 0), ("pension", "年金", 150, 0))
    words += (("care_insurance", "介護", 0, 70), ("child_allowance", "児童手当", 150, 70))
    labels = [
        Label(Piece(text := segment(word, 100 + x, 100 + y), f"members[].{target}", word), box_of(text))
        for target, word, x, y in words
    ]
    texts = tuple(segment(line, 500, 100 + 70 * at) for at, line in enumerate(lines))
    assert may_be_mixed([Place(texts, Box(480, 80, 900, 260), 3)], labels) is mixed
