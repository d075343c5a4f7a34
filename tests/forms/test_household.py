"""One list of people out of several, and nobody merged silently."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.fields import MAX_MEMBERS, member_path
from forms.household import align, likeness, person
from forms.reading import ReadField, Reading, Source

ICHIRO = {"name": "髙橋　一郎", "birth_date": "1985-03-14", "sex": "male"}
MISAKI = {"name": "髙橋　美﨑", "birth_date": "1987-07-02", "sex": "female"}
YOSHIE = {"name": "渡邉\U000e0110　𠮷江", "birth_date": "1958-01-09", "sex": "female"}


def reading(source: Source, *people: dict[str, str], unsure: tuple[str, ...] = ()) -> Reading:
    return Reading(
        source,
        tuple(
            ReadField(member_path(row, name), value, value, sure=name not in unsure)
            for row, each in enumerate(people)
            for name, value in each.items()
        ),
    )


def rows(*readings: Reading) -> list[list[int]]:
    places, _ = align(readings)
    return [[place[member] for member in sorted(place)] for place in places]


def test_rows_in_another_order_and_a_card_of_the_third():
    assert rows(
        reading(Source.PRE_ENTRY, ICHIRO, MISAKI, YOSHIE),
        reading(Source.CERTIFICATE, YOSHIE, ICHIRO, MISAKI),
        reading(Source.MY_NUMBER_CARD, YOSHIE),
    ) == [[0, 1, 2], [2, 0, 1], [2]]


def test_a_variant_is_the_same_person():
    pre_entry = reading(Source.PRE_ENTRY, ICHIRO | {"name": "高橋 一郎"}, YOSHIE | {"name": "渡辺吉江"})
    assert rows(pre_entry, reading(Source.CERTIFICATE, YOSHIE, ICHIRO)) == [[0, 1], [1, 0]]


def test_who_is_on_one_source_only_gets_a_further_row():
    assert rows(
        reading(Source.PRE_ENTRY, ICHIRO),
        reading(Source.CERTIFICATE, MISAKI, ICHIRO),
        reading(Source.MY_NUMBER_CARD, YOSHIE),
    ) == [[0], [1, 0], [2]]


def test_namesakes_stay_two():
    junior = ICHIRO | {"birth_date": "2015-03-14"}
    assert rows(reading(Source.PRE_ENTRY, ICHIRO, junior), reading(Source.CERTIFICATE, junior, ICHIRO)) == [
        [0, 1],
        [1, 0],
    ]
    assert rows(reading(Source.PRE_ENTRY, ICHIRO), reading(Source.CERTIFICATE, junior)) == [[0], [1]]


def test_a_date_that_may_be_misread_does_not_part_a_person():
    misread = ICHIRO | {"birth_date": "1985-08-14"}
    sure = reading(Source.PRE_ENTRY, ICHIRO)
    assert rows(sure, reading(Source.CERTIFICATE, misread, unsure=("birth_date",))) == [[0], [0]]
    assert rows(sure, reading(Source.CERTIFICATE, misread)) == [[0], [1]]


def test_a_name_that_was_misread_in_part():
    assert rows(reading(Source.PRE_ENTRY, ICHIRO), reading(Source.CERTIFICATE, ICHIRO | {"name": "髙橋　一部"})) == [
        [0],
        [0],
    ]
    assert rows(reading(Source.PRE_ENTRY, ICHIRO), reading(Source.CERTIFICATE, ICHIRO | {"name": "佐藤　次"})) == [
        [0],
        [1],
    ]


def test_a_changed_surname_with_the_same_reading_of_the_name():
    old = MISAKI | {"name": "渡邉　紗希子", "kana": "タカハシ　ミサキ"}
    new = MISAKI | {"kana": "ﾀｶﾊｼ ﾐｻｷ"}
    assert rows(reading(Source.PRE_ENTRY, new), reading(Source.CERTIFICATE, old)) == [[0], [0]]


def test_twins_are_two():
    twin = ICHIRO | {"name": "髙橋　二郎"}
    both = reading(Source.CERTIFICATE, ICHIRO, twin)
    assert rows(reading(Source.PRE_ENTRY, twin, ICHIRO), both) == [[0, 1], [1, 0]]
    sister = ICHIRO | {"name": "髙橋　一美", "sex": "female"}
    assert rows(reading(Source.PRE_ENTRY, ICHIRO), reading(Source.MY_NUMBER_CARD, sister)) == [[0], [1]]


def test_ambiguous_is_never_merged():
    # A name without a date fits both namesakes.
    junior = ICHIRO | {"birth_date": "2015-03-14"}
    nameless = {"name": "髙橋　一郎"}
    assert rows(reading(Source.PRE_ENTRY, ICHIRO, junior), reading(Source.CERTIFICATE, nameless)) == [[0, 1], [2]]
    # The same line twice on one sheet stays two.
    assert rows(reading(Source.CERTIFICATE, ICHIRO, ICHIRO)) == [[0, 1]]
    assert rows(reading(Source.CERTIFICATE, ICHIRO, ICHIRO), reading(Source.MY_NUMBER_CARD, ICHIRO)) == [[0, 1], [2]]
    # Nothing to go by.
    nobody = {"relationship": "子"}
    assert rows(reading(Source.PRE_ENTRY, ICHIRO), reading(Source.CERTIFICATE, nobody)) == [[0], [1]]


def test_two_sheets_of_one_certificate():
    assert rows(
        reading(Source.CERTIFICATE, ICHIRO, MISAKI),
        reading(Source.CERTIFICATE, YOSHIE),
        reading(Source.PRE_ENTRY, ICHIRO, MISAKI, YOSHIE),
    ) == [[0, 1], [2], [0, 1, 2]]


def test_what_was_typed_into_a_row_belongs_to_that_row():
    typed = Reading(Source.VISITOR, (ReadField("members[1].kana", "タカハシ　ミサキ", "タカハシ　ミサキ"),))
    kana = {"kana": "タカハシ　ミサキ"}
    assert rows(typed, reading(Source.PRE_ENTRY, ICHIRO, MISAKI | kana)) == [[1], [0, 1]]
    relation = Reading(Source.CLERK, (ReadField("members[1].relationship", "妻", "妻"),))
    assert rows(relation, reading(Source.PRE_ENTRY, ICHIRO, MISAKI)) == [[1], [0, 1]]


def test_confirmed_people_keep_their_rows():
    certificate = reading(Source.CERTIFICATE, YOSHIE, ICHIRO)
    places, count = align([certificate], {0: person(ICHIRO), 1: person(YOSHIE)})
    assert (places, count) == (({0: 1, 1: 0},), 2)
    # Somebody new does not push them away.
    places, count = align([certificate, reading(Source.PRE_ENTRY, MISAKI)], {0: person(ICHIRO), 1: person(YOSHIE)})
    assert (places, count) == (({0: 1, 1: 0}, {0: 2}), 3)


def test_a_corrected_name_stays_in_its_row():
    misread = reading(Source.CERTIFICATE, {"name": "槁商　一邸"}, YOSHIE)
    places, _ = align([misread], {0: person({"name": "髙橋　一郎"})})
    assert places == ({0: 0, 1: 1},)


def test_no_more_rows_than_there_are_paths():
    people = [{"name": f"髙橋　{chr(0x4E00 + 50 * number)}"} for number in range(MAX_MEMBERS + 3)]
    readings = [reading(Source.PRE_ENTRY, *people[:MAX_MEMBERS]), reading(Source.CERTIFICATE, *people[MAX_MEMBERS:])]
    places, count = align(readings)
    assert count == MAX_MEMBERS
    assert places[1] == {}


def test_nobody():
    assert align([]) == ((), 0)
    assert align([Reading(Source.CERTIFICATE, ())]) == (({},), 0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (ICHIRO, ICHIRO, 3),
        (ICHIRO, {"name": "髙橋　一郎"}, 2),
        ({"kana": "タカハシ"}, {"kana": "たかはし"}, 2),
        ({"kana": "タカハシ", "name": "高橋"}, {"kana": "たかはし", "name": "橋本"}, 0),
        (ICHIRO, MISAKI, 0),
        ({}, {}, 0),
        (ICHIRO, {}, 0),
    ],
)
def test_likeness(one, other, expected):
    assert likeness(person(one), person(other)) == expected
    assert likeness(person(other), person(one)) == expected


PEOPLE = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.sampled_from(["髙橋　一郎", "高橋　一郎", "髙橋　二郎", "渡邉　𠮷江"]),
            "birth_date": st.sampled_from(["1985-03-14", "2015-03-14", "1958-01-09"]),
            "sex": st.sampled_from(["male", "female", "unknown"]),
            "kana": st.sampled_from(["タカハシ　イチロウ", "ワタナベ　ヨシエ"]),
        },
    ),
    max_size=3,
)
SOURCES = st.sampled_from([Source.PRE_ENTRY, Source.CERTIFICATE, Source.MY_NUMBER_CARD])


@given(st.lists(st.builds(lambda source, people: reading(source, *people), SOURCES, PEOPLE), max_size=3))
def test_no_reading_loses_or_merges_its_own_people_in_any_order(readings):
    places, count = align(readings)
    for each, place in zip(readings, places, strict=True):
        assert set(place) == {int(row.path[8]) for row in each}
        assert len(set(place.values())) == len(place)
    assert {row for place in places for row in place.values()} == set(range(count))
    # What a reading says, whatever the order it says it in: two that say the same are the same here.
    contents = [sorted(map(str, reading.fields)) for reading in readings]
    for order in permutations(range(len(readings))):
        again, _ = align([readings[index] for index in order])
        seen = sorted((str(contents[index]), sorted(again[at].items())) for at, index in enumerate(order))
        assert seen == sorted((str(contents[index]), sorted(places[index].items())) for index in range(len(readings)))
