"""Blocks of people beside each other: in the order of their numbers, or doubtful where nothing tells their order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from forms.certificate.arranging.people.numbered_blocks import in_numbered_order
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.lines import segment

GRID = ((100, 500), (900, 490), (100, 900), (900, 890))
HEAD, WIFE, SON = (
    ("筒井守", "世帯主", "昭和55年3月4日"),
    ("筒井操", "妻", "昭和57年1月2日"),
    ("筒井渉", "子", "平成20年5月6日"),
)
GIRL = ("筒井凪", "子", "平成25年7月8日")
ACROSS = (HEAD, SON, WIFE, GIRL)
"""Rows first, of blocks that stand one above the other: the wife is second."""


def hit(target: str, word: str, left: int, top: int, value: str, member: int) -> Hit:
    spot = Spot((segment(value, left + 300, top),), confirmed=True)
    return Hit(f"members[].{target}", segment(word, left, top), (spot,), member)


def page(people: Sequence[tuple[str, str, str]], places: Sequence[tuple[int, int]] = GRID) -> Sheet:
    hits = [Hit("householder.former", segment("世帯主", 100, 200), (Spot((segment("筒井守", 400, 200),)),))]
    for at, ((name, relation, born), (left, top)) in enumerate(zip(people, places, strict=True)):
        hits.append(hit("name", "氏名", left, top, name, at))
        hits.append(hit("relationship", "続柄", left, top + 60, relation, at))
        hits.append(hit("birth_date", "生年月日", left, top + 120, born, at))
    return Sheet(hits)


def numbers(texts: Sequence[str], left: int = -40, top: int = -50) -> list[Segment]:
    return [segment(text, x + left, y + top) for text, (x, y) in zip(texts, GRID, strict=False) if text]


def names(sheet: Sheet) -> list[str]:
    found = {each.member: each.spots[0].text for each in sheet.hits if each.target == "members[].name"}
    return [found[at] for at in sorted(found)]


def sure(sheet: Sheet) -> list[bool]:
    people = sorted({each.member for each in sheet.hits if each.member is not None})
    return [all(each.spots[0].confirmed for each in sheet.hits if each.member == at) for at in people]


@pytest.mark.parametrize("texts", ["(1) (3) (2) (4)", "① ③ ② ④", "3人目 5人目 4人目 6人目"])
def test_people_come_in_the_order_of_the_numbers_at_their_blocks(texts):
    told = in_numbered_order(page(ACROSS), numbers(texts.split()))
    assert names(told) == ["筒井守", "筒井操", "筒井渉", "筒井凪"] and all(sure(told))
    assert {each.target for each in told.hits if each.member == 1} == {
        "members[].name",
        "members[].relationship",
        "members[].birth_date",
    }


def test_a_number_stands_left_of_a_block_too():
    told = in_numbered_order(page(ACROSS), numbers(["1", "3", "2", "4"], -80, 60))
    assert names(told)[1] == "筒井操" and all(sure(told))


def test_a_number_stands_over_the_middle_of_a_block_too_and_over_no_other_one():
    told = in_numbered_order(page(ACROSS), numbers(["(1)", "(3)", "(2)", "(4)"], 330))
    assert names(told)[1] == "筒井操" and all(sure(told))
    told = in_numbered_order(page(ACROSS), numbers(["(1)", "(3)", "(2)", "(4)"], 700))
    assert not all(sure(told))


@pytest.mark.parametrize("texts", ["(1) (3) (2)", "(1) (3) (3) (4)", "(1) (1) (1) (1)", ""])
def test_without_a_number_for_each_people_out_of_the_order_of_registers_are_doubtful_but_for_the_first(texts):
    told = in_numbered_order(page(ACROSS), numbers(texts.split()))
    assert names(told)[1] == "筒井渉" and sure(told) == [True, False, False, False]


def test_numbers_of_labels_are_no_numbers_of_people():
    labels = [segment(text, 20, 500 + 60 * at) for at, text in enumerate(("1", "5", "6"))]
    told = in_numbered_order(page((HEAD, WIFE, SON, GIRL)), [*labels, *numbers(["", "2", "3", "4"])])
    assert names(told)[1] == "筒井操" and all(sure(told))


def test_children_come_by_their_age():
    told = in_numbered_order(page((HEAD, GIRL, SON, WIFE)), [])
    assert sure(told) == [True, False, False, False]
    told = in_numbered_order(page((HEAD, GIRL, SON), GRID[:3]), [])
    assert sure(told) == [True, False, False]


@pytest.mark.parametrize("places", [((100, 500), (900, 490)), ((100, 500), (100, 900))])
def test_blocks_in_one_row_or_one_column_have_but_one_order(places):
    assert all(sure(in_numbered_order(page((SON, WIFE), places), [])))


def test_people_of_whom_two_have_numbers_in_another_order_are_doubtful_however_they_come():
    told = in_numbered_order(page((HEAD, SON, GIRL), GRID[:3]), numbers(["", "3", "2"]))
    assert sure(told) == [True, False, False]
