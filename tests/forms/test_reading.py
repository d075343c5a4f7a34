"""Readings, and their JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.card.api import BasicFour, Sex
from forms.card import reading_from_basic_four
from forms.reading import ReadField, Reading, Source

ROWS = st.builds(
    ReadField,
    st.sampled_from(["moved_on", "members[0].name", "phone"]),
    st.text(max_size=8),
    st.text(max_size=8),
    st.integers(0, 1000).map(lambda parts: parts / 1000),
    st.booleans(),
    st.one_of(st.none(), st.integers(0, 3)),
    st.one_of(st.none(), st.tuples(*[st.integers(0, 4000)] * 4)),
    st.lists(st.text(max_size=3), max_size=2).map(tuple),
)


@given(st.lists(ROWS, unique_by=lambda row: row.path), st.sampled_from(Source), st.booleans())
def test_json_there_and_back(rows, source, paper):
    more = ("moving_out_certificate", 2, ("individual_number",), ("photocopy",)) if paper else (None,)
    reading = Reading(source, tuple(rows), *more)
    assert Reading.from_json(json.loads(json.dumps(reading.to_json()))) == reading


def test_looking_a_path_up():
    reading = Reading(Source.LICENCE, (ReadField("phone", "１", "1"),))
    assert (reading.value("phone"), reading.find("phone").text) == ("1", "１")
    assert reading.value("moved_on") is None and reading.find("moved_on") is None
    assert reading.moved({"phone": "issuer"}).value("issuer") == "1"
    assert list(reading.moved({})) == list(reading)


def test_refused():
    with pytest.raises(KeyError):
        ReadField("members[0].individual_number", "1", "1")
    with pytest.raises(ValueError):
        ReadField("phone", "1", "1", 1.1)
    with pytest.raises(ValueError):
        Reading(Source.LICENCE, (ReadField("phone", "1", "1"), ReadField("phone", "2", "2")))


def test_a_card_gives_the_former_address():
    reading = reading_from_basic_four(
        BasicFour("髙橋　一郎", "大阪府堺市堺区南瓦町３番１号　コーポ１０１", "1985-03-14", Sex.MALE)
    )
    assert {row.path: row.value for row in reading} == {
        "members[0].name": "髙橋　一郎",
        "members[0].birth_date": "1985-03-14",
        "members[0].sex": "male",
        "former_address": "大阪府堺市堺区南瓦町３番１号",
        "former_building": "コーポ１０１",
    }
    assert reading.source is Source.MY_NUMBER_CARD and reading.warnings == ()
    assert all(row.sure and row.confidence == 1.0 for row in reading)


def test_a_card_without_a_known_day_of_birth():
    reading = reading_from_basic_four(
        BasicFour("髙橋　一郎", "大阪府堺市堺区南瓦町３番１号", "1940-03-00", Sex.UNKNOWN)
    )
    assert reading.find("members[0].birth_date") is None and reading.find("former_building") is None
    assert reading.warnings == ("birth_date_incomplete",)
