"""Marks that count people are no part of their names; surnames of one character are."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.people.item_marks import without_marks
from forms.certificate.arranging.places.hits import Hit, Spot
from tests.forms.certificate.lines import segment


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([("P", "鈴木芽依"), ("T", "鈴木渉"), ("工", "鈴木瀨奈")], ["鈴木芽依", "鈴木渉", "鈴木瀨奈"]),
        ([("ア", "鈴木芽依"), ("イ", "井上渉")], ["鈴木芽依", "井上渉"]),
        ([("林", "一郎"), ("林", "花子")], ["林一郎", "林花子"]),
        ([("林", "一郎"), ("森", "花子")], ["林一郎", "森花子"]),
        ([("工", "芽依子")], ["工芽依子"]),
        ([("A", "JOHNSON")], ["AJOHNSON"]),
        ([("二", "SHARMAPRIYA")], ["SHARMAPRIYA"]),
    ],
)
def test_only_what_counts_people_is_taken_off(rows: list[tuple[str, str]], names: list[str]) -> None:
    spots = tuple(
        Spot((segment(mark, 340, 200 + 140 * at), segment(name, 455, 200 + 140 * at)))
        for at, (mark, name) in enumerate(rows)
    )
    (hit,) = without_marks([Hit("members[].name", segment("氏名", 455, 100), spots, 0)])
    assert ["".join(line.text for line in spot.segments) for spot in hit.spots] == names


def test_a_character_close_by_or_in_another_line_stays() -> None:
    close = Spot((segment("ア", 400, 200), segment("鈴木芽依", 460, 200)))
    beneath = Spot((segment("ア", 340, 200), segment("鈴木芽依", 455, 290)))
    hit = Hit("members[].name", segment("氏名", 455, 100), (close, beneath), 0)
    assert without_marks([hit]) == [hit]
    other = Hit("members[].relationship", segment("続柄", 455, 100), (close,), 0)
    assert without_marks([other]) == [other]
