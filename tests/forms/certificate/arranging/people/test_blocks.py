"""Whose text stands in which part of a page, people one below the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.arranging.people.blocks import find_blocks, values_by_person, with_block_owners
from forms.certificate.arranging.places.hits import Hit, Spot
from tests.forms.certificate.lines import segment

KANA, FORMER = "members[].kana", "members[].former_surname"


def people(high: int = 200) -> list[Hit]:
    """Three people below each other, each with a name and a date of birth beneath it."""
    rows = [500 + high * at for at in range(3)]
    names = tuple(Spot((segment("佐々木祐樹", 300, y),)) for y in rows)
    dates = tuple(Spot((segment("平成8年12月16日", 300, y + 50),)) for y in rows)
    return [
        Hit("members[].name", segment("氏名", 300, 300), names, 0),
        Hit("members[].birth_date", segment("生年月日", 300, 350), dates, 0),
    ]


def alone(target: str, top: float, member: int = 0, confirmed: bool | None = False) -> Hit:
    return Hit(target, segment("旧氏", 300, top), (Spot((segment("ツカモト", 500, top),), None, confirmed),), member)


@pytest.mark.parametrize(("top", "owner"), [(600, 0), (800, 1), (1000, 2), (1200, 0)])
def test_what_stands_in_somebodys_block_is_that_persons(top, owner) -> None:
    found = with_block_owners([*people(), alone(FORMER, top)])[-1]
    assert (found.member, found.clear) == (owner, owner == 0)


@pytest.mark.parametrize("confirmed", [True, None])
def test_what_is_settled_or_clear_stays(confirmed) -> None:
    hit = alone(FORMER, 800, confirmed=confirmed)
    assert with_block_owners([*people(), hit])[-1] == hit


def test_nobody_is_given_a_second_value() -> None:
    own = alone(FORMER, 840, member=1)
    assert [hit.member for hit in with_block_owners([*people(), alone(FORMER, 800), own])[2:]] == [0, 1]


def test_a_sex_that_stands_beside_the_next_ones_date_is_the_next_ones_though_it_was_confirmed() -> None:
    sexes = [alone("members[].sex", 550 + 200 * at, max(at - 1, 0), confirmed=True) for at in (0, 2)]
    assert [(hit.member, hit.spots[0].confirmed) for hit in with_block_owners([*people(), *sexes])[2:]] == [
        (0, True),
        (2, None),
    ]


def test_people_beside_each_other_have_no_blocks() -> None:
    assert find_blocks(values_by_person(people(high=0))) == []


def test_readings_right_above_the_next_name_are_the_next_persons() -> None:
    readings = [alone(KANA, 660 + 200 * at, at) for at in range(2)]
    assert [hit.member for hit in with_block_owners([*people(), *readings])[2:]] == [1, 2]


def test_a_reading_below_its_name_stays_though_another_name_follows() -> None:
    below = [alone(KANA, 600 + 200 * at, at) for at in range(3)]
    assert [hit.member for hit in with_block_owners([*people(), *below])[2:]] == [0, 1, 2]


def test_a_mark_for_nothing_in_doubt_is_no_value() -> None:
    nothing = Hit(FORMER, segment("旧氏", 300, 560), (Spot((segment("***", 500, 560),)),), 0, False)
    assert FORMER not in values_by_person([*people(), nothing])[0]
    assert FORMER in values_by_person([*people(), replace(nothing, clear=True)])[0]
