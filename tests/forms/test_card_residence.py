"""A residence card as a reading: paths, doubts, periods, the last day it is valid."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from devices.card.residence_file import ResidenceCard
from forms.card_residence import nationalities, period_text, reading_from_residence_card
from forms.certificate.words.catalogue import LABELS
from forms.fusing import State, fuse
from forms.reading import Source

TODAY = date(2026, 11, 21)
NUMBER = "AA12345678BB"


def reading(**given):
    return reading_from_residence_card(ResidenceCard(NUMBER, **given), today=TODAY)


def test_the_first_generation_gives_its_address_and_number() -> None:
    read = reading(address="大阪府堺市堺区南瓦町３番１号　ハイツ１０１")
    assert read.source is Source.RESIDENCE_CARD and not read.warnings
    assert {row.path: row.value for row in read} == {
        "members[0].card_number": NUMBER,
        "former_address": "大阪府堺市堺区南瓦町３番１号",
        "former_building": "ハイツ１０１",
    }
    assert all(row.sure and row.confidence == 1.0 for row in read)


def test_the_second_generation_gives_its_entries() -> None:
    read = reading(
        birth_date="1998-07-20", sex="male", nationality="VNM", period_of_stay="0300", stay_until="2028-04-01"
    )
    assert {row.path.removeprefix("members[0]."): row.value for row in read} == {
        "card_number": NUMBER,
        "birth_date": "1998-07-20",
        "sex": "male",
        "nationality": "ベトナム",
        "period_of_stay": "3年",
        "stay_until": "2028-04-01",
    }
    assert {row.path for row in read if not row.sure} == {"members[0].nationality"}
    assert read.find("members[0].nationality").text == "VNM"


def test_a_code_without_a_name_is_given_as_it_is_with_no_confidence() -> None:
    field = reading(nationality="QQQ").find("members[0].nationality")
    assert (field.value, field.confidence, field.sure) == ("QQQ", 0.0, False)
    assert fuse([reading(nationality="QQQ")])["members[0].nationality"].state is State.DOUBTFUL


def test_names_of_countries_are_those_that_certificates_write() -> None:
    closed = tomllib.loads(LABELS.read_text(encoding="utf-8"))["closed"]["members[].nationality"].split()
    names = nationalities()
    assert set(names.values()) <= set(closed)
    assert len(set(names.values())) == len(names)
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in names)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("0300", "3年"),
        ("0106", "1年6月"),
        ("0006", "6月"),
        ("090", "90日"),
        ("0000", "無期限"),
        ("", ""),
        ("x", ""),
        ("３００", ""),
    ],
)  # fmt: skip
def test_periods(code: str, text: str) -> None:
    assert period_text(code) == text


@pytest.mark.parametrize("birth", ["1998-00-00", "1998-07-00", "1998-02-30"])
def test_a_birth_date_that_is_none_is_left_out_and_told(birth: str) -> None:
    read = reading(birth_date=birth)
    assert read.find("members[0].birth_date") is None and read.warnings == ("birth_date_incomplete",)


@pytest.mark.parametrize(("until", "told"), [("2026-11-20", True), ("2026-11-21", False), ("", False), ("x", False)])
def test_the_last_day_still_counts(until: str, told: bool) -> None:
    assert ("residence_card_expired" in reading(expires_on=until).warnings) is told


def test_a_stay_until_that_is_no_day_is_left_out() -> None:
    assert reading(stay_until="0000-00-00").find("members[0].stay_until") is None
