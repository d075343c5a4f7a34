"""The strangers' sheets say what their truth says, whatever the layout; Chromium is not asked."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import numpy as np
import pytest

from forms.fields import Kind, find_field_type
from tools.strangers import numbers
from tools.strangers.layouts import GROUPS
from tools.strangers.plan import ALL_CONDITIONS, Sheet, group_of, plan
from tools.strangers.writing import HALF, SEXES, Manner, era_of, half_kana

SHEETS = [
    *range(1000, 1057),
    *range(1100, 1130),
    *range(1300, 1340),
    *range(1350, 1380),
    *range(1500, 1536),
    *range(1550, 1574),
]
"""Those that were given out: some of each layout."""


def text(sheet: Sheet, between: str = "") -> str:
    """What the HTML shows, with that in each tag's place."""
    return unescape(re.sub(r"<[^>]*>", between, sheet.html.partition("<body>")[2]))


def shows_date(words: str, day: date) -> bool:
    year = era_of(day)[3]
    figures = words.translate(HALF).replace("元年", "1年")
    return any(re.search(rf"(?<!\d)0?{each}\D*0?{day.month}\D*0?{day.day}(?!\d)", figures) for each in (year, day.year))


@pytest.mark.parametrize("number", SHEETS)
def test_the_truth_is_drawn(number: int) -> None:
    sheet = plan(number)
    words, apart, manner = "".join(text(sheet).split()), text(sheet, " "), sheet.case.manner
    for path, value in sheet.case.truth.items():
        row = find_field_type(path)
        assert row, path
        if row.kind is Kind.DATE:
            day = date.fromisoformat(value)
            assert shows_date(apart, day) or shows_date(words, day), path
            continue
        written = SEXES[value] if row.kind is Kind.SEX else manner.reading(value) if row.kind is Kind.KANA else value
        assert "".join(written.split()) in words, path


@pytest.mark.parametrize("number", SHEETS)
def test_every_sheet_says_what_a_certificate_must(number: int) -> None:
    truth = plan(number).case.truth
    assert {"planned_on", "issued_on", "issuer", "former_address", "new_address", "members[0].name"} <= truth.keys()


def test_a_number_is_always_the_same_sheet() -> None:
    assert plan(1003).html == plan(1003).html
    assert plan(1003).html != plan(1003 + len(group_of(1003).layouts)).html


def test_hidden_numbers_bear_their_check_digits() -> None:
    for number in SHEETS:
        for hidden in plan(number).case.hidden:
            assert len(hidden) in (11, 12)
            assert hidden[-1] == numbers.check_digit(hidden[:-1])


def test_check_digits() -> None:
    assert numbers.check_digit("12345678901") == "8"
    assert numbers.check_digit("1111111111") == "3"


@pytest.mark.parametrize("name", ALL_CONDITIONS)
def test_damage_is_the_same_each_time(name: str) -> None:
    condition = ALL_CONDITIONS[name]
    page = np.full((351, 248, 3), 255, np.uint8)
    page[100:110, 40:200] = 0
    first, again = (condition.take(np.random.default_rng(7), page.copy(), 30) for _ in range(2))
    assert np.array_equal(first, again)
    assert first.dtype == np.uint8
    assert first.min() < 128, "the print is lost"


def test_each_layout_is_among_the_sheets() -> None:
    assert {plan(number).layout.name for number in SHEETS} == {
        layout.name for group in GROUPS for layout in group.layouts
    }


def test_all_conditions_have_their_turn_with_all_layouts() -> None:
    assert {name for group in GROUPS for name in group.order} == ALL_CONDITIONS.keys()
    assert all(np.gcd(len(group.order), len(group.layouts)) == 1 for group in GROUPS)


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("full", "令和１年５月３日"),
        ("gannen", "令和元年5月3日"),
        ("padded", "令和01年05月03日"),
        ("short", "令1.5.3"),
        ("letter", "R01.05.03"),
    ],
)
def test_dates_are_written_in_the_citys_manner(style: str, written: str) -> None:
    assert Manner(style, "katakana", False, "", True).date(date(2019, 5, 3)) == written


def test_half_width_kana_have_their_marks_apart() -> None:
    assert half_kana("ガルシア　パク") == "ｶﾞﾙｼｱ ﾊﾟｸ"
