"""A licence as a reading: era dates, doubts, the last day it is valid."""

from __future__ import annotations

from datetime import date

import pytest

from devices.card.api import Licence
from forms.card_licence import reading_from_licence
from forms.fusing import State, fuse
from forms.reading import Source

TODAY = date(2026, 11, 21)


def reading(**other):
    today = other.pop("today", TODAY)
    given = {
        "kana": "",
        "expires_on": "",
        "alias": "",
        "address": "大阪府堺市堺区南瓦町３番１号",
        "birth_date": "3600314",
    }
    return reading_from_licence(Licence(**{"name": "髙橋　一郎"} | given | other), today=today)


def test_a_licence_gives_the_paths_of_every_other_source() -> None:
    read = reading(kana="タカハシ　イチロウ", alias="", expires_on="2029-04-14")
    assert read.source is Source.LICENCE and not read.warnings
    assert {row.path: row.value for row in read} == {
        "members[0].name": "髙橋　一郎",
        "members[0].kana": "タカハシ　イチロウ",
        "members[0].birth_date": "1985-03-14",
        "former_address": "大阪府堺市堺区南瓦町３番１号",
    }
    assert all(row.sure and row.confidence == 1.0 for row in read)


def test_a_picture_in_the_place_of_a_character_is_a_doubt_and_only_there() -> None:
    read = reading(name="〓橋　一郎", address="大阪府堺市堺区南瓦町３番１号　〓荘１０１")
    assert {row.path for row in read if not row.sure} == {"members[0].name", "former_building"}
    assert read.find("members[0].name").confidence == 0.0
    fused = fuse([read])
    assert fused["members[0].name"].state is State.DOUBTFUL


def test_an_address_in_no_known_form_is_a_doubt() -> None:
    assert not reading(doubtful={"address"}).find("former_address").sure


@pytest.mark.parametrize(
    ("coded", "iso"),
    [("4010108", "1989-01-08"), ("3640107", "1989-01-07"), ("5010501", "2019-05-01"), ("4350101", "2023-01-01")],
)
def test_dates_of_every_era(coded: str, iso: str) -> None:
    assert reading(birth_date=coded).value("members[0].birth_date") == iso


@pytest.mark.parametrize("coded", ["0000000", "9990101", "3601332", ""])
def test_a_birth_date_that_is_none_is_left_out_and_told(coded: str) -> None:
    read = reading(birth_date=coded)
    assert read.find("members[0].birth_date") is None and read.warnings == ("birth_date_incomplete",)


@pytest.mark.parametrize(("until", "told"), [("2026-11-20", True), ("2026-11-21", False), ("", False), ("x", False)])
def test_the_last_day_still_counts(until: str, told: bool) -> None:
    assert ("licence_expired" in reading(expires_on=until).warnings) is told
