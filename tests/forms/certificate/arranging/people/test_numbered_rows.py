"""Tables below that of all people whose rows say by number whose they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.arranging.people.numbered_rows import with_row_numbers
from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.lines import segment


def column(target: str, left: int, top: int, texts: list[str]) -> Hit:
    spots = (Spot((segment(text, left, top + 100 * at),) if text else ()) for at, text in enumerate(texts, 1))
    return Hit(f"members[].{target}", segment(target, left, top), tuple(spots), 0)


def numbers(left: int, top: int, texts: list[str]) -> list[Segment]:
    return [segment(text, left, top + 100 * at) for at, text in enumerate(texts, 1) if text]


def nationalities(rows: list[str], texts: list[str]) -> list[str]:
    people = column("name", 300, 500, ["島袋守", "RAI GITA", "THAPA BIR"])
    below = column("nationality", 300, 1300, texts)
    values = [each for hit in (people, below) for spot in hit.spots for each in spot.segments]
    _, told = with_row_numbers(
        [people, below], [*numbers(100, 500, ["1", "2", "3"]), *numbers(100, 1300, rows), *values]
    )
    assert told.clear
    return ["".join(each.text for each in spot.segments) for spot in told.spots]


@pytest.mark.parametrize(
    ("rows", "texts", "told"),
    [
        (["2", ""], ["ネパール", ""], ["", "ネパール", ""]),
        (["3", "2"], ["ネパール", "韓国"], ["", "韓国", "ネパール"]),
        (["1"], ["ネパール"], ["ネパール", "", ""]),
        (["1", "2"], ["ネパール", "韓国"], ["ネパール", "韓国"]),
    ],
)
def test_the_number_left_of_a_row_tells_whose_it_is(rows, texts, told):
    assert nationalities(rows, texts) == told


@pytest.mark.parametrize("rows", [["", "2"], ["2", "2"], ["7", "2"]])
def test_rows_of_which_one_has_no_number_of_its_own_stay_as_they_are(rows):
    assert nationalities(rows, ["ネパール", "韓国"]) == ["ネパール", "韓国"]


def test_below_cards_the_number_of_a_row_tells_whose_card_it_is():
    cards = [
        Hit("members[].name", segment("氏名", 300, y), (Spot((segment(name, 500, y),)),), at)
        for at, (name, y) in enumerate((("島袋守", 500), ("島袋巌", 700), ("島袋操", 900)))
    ]
    below = replace(column("health_insurance", 300, 1300, ["有", "", "無", ""]), member=2)
    values = [each for hit in (*cards, below) for spot in hit.spots for each in spot.segments]
    *_, told = with_row_numbers([*cards, below], [*numbers(100, 1300, ["1", "2", "3", "4"]), *values])
    assert (told.member, [spot.text for spot in told.spots]) == (0, ["有", "", "無"])
