"""The list: sections, waiting minutes by the given clock, finding by number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.clock import JAPAN
from counter.queue import Queue, Section, is_name_like, reception_number
from forms.actions import Status

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=JAPAN)


@dataclass
class Row:
    id: str = "a"
    kind: str = "moving_in"
    status: Status = Status.WAITING
    reception_number: str | None = "0042"
    members: int = 3
    doubtful: int = 2
    submitted_at: datetime | None = NOW - timedelta(minutes=6)
    assignee: str | None = None
    version: int = 4
    called_to: str | None = None
    called_at: datetime | None = None


def test_waiting_minutes_follow_the_clock() -> None:
    [row] = Queue.at([Row()], NOW)
    assert (row.section, row.minutes, row.number) == (Section.WAITING, 6, "0042")
    [row] = Queue.at([Row()], NOW + timedelta(seconds=119))
    assert row.minutes == 7


def test_a_clock_put_back_never_gives_negative_minutes() -> None:
    [row] = Queue.at([Row()], NOW - timedelta(hours=1))
    assert row.minutes == 0


def test_who_waited_longest_comes_first() -> None:
    rows = [Row(str(minutes), submitted_at=NOW - timedelta(minutes=minutes)) for minutes in (3, 9, 6)]
    queue = Queue.at(rows, NOW)
    assert [row.id for row in queue.section(Section.WAITING)] == ["9", "6", "3"]
    assert queue.next_waiting().id == "9"


@pytest.mark.parametrize(
    ("status", "section"),
    [
        (Status.WAITING, Section.WAITING),
        (Status.IN_REVIEW, Section.IN_REVIEW),
        (Status.HELD, Section.HELD),
        (Status.RETURNED, Section.HELD),
        (Status.FILED, Section.FILED),
        (Status.OPEN, None),
        (Status.ABANDONED, None),
        (Status.WITHDRAWN, None),
    ],
)
def test_each_status_has_its_section(status: Status, section: Section | None) -> None:
    assert [row.section for row in Queue.at([Row(status=status)], NOW)] == ([section] if section else [])


def test_filed_visits_of_yesterday_have_left_the_list() -> None:
    yesterday = Row(status=Status.FILED, submitted_at=NOW - timedelta(days=1))
    assert not list(Queue.at([yesterday], NOW))
    held = Row(status=Status.HELD, submitted_at=NOW - timedelta(days=1))
    assert len(list(Queue.at([held], NOW))) == 1


@pytest.mark.parametrize("typed", ["42", "0042", "００４２", " 42 "])
def test_a_number_is_found_however_it_is_typed(typed: str) -> None:
    queue = Queue.at([Row("b", reception_number="0041"), Row()], NOW)
    assert queue.numbered(typed).id == "a"


@pytest.mark.parametrize("typed", ["", "12345", "4２b", "-42", "٤٢x", "KAKANAI:V1:x"])
def test_what_is_no_number_finds_nothing(typed: str) -> None:
    assert reception_number(typed) is None
    assert Queue.at([Row()], NOW).numbered(typed) is None


@given(st.text(max_size=8))
def test_a_reception_number_is_four_digits_or_none(typed: str) -> None:
    number = reception_number(typed)
    assert number is None or (len(number) == 4 and number.isascii() and number.isdigit())


@pytest.mark.parametrize(
    "typed", ["髙橋", "渡邉\U000e0110　𠮷江", "たかはし", "ﾀｶﾊｼ", "O'BRIEN, MARY-ANN", "マリア・ロペス"]
)
def test_names_are_told_from_codes(typed: str) -> None:
    assert is_name_like(typed)


@pytest.mark.parametrize("typed", ["0042", "https://example.com/a", "KKN1:abc", "", "  ", "髙橋2"])
def test_codes_are_told_from_names(typed: str) -> None:
    assert not is_name_like(typed)
