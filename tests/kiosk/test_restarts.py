"""Three breakdowns in a minute, and what does not count as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from base.clock import HeldClock
from kiosk.restarts import TOO_MANY, WITHIN_S, Restarts


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.starts"


def test_the_fourth_start_in_a_minute_is_too_many(file: Path, clock: HeldClock) -> None:
    told = []
    for _ in range(TOO_MANY + 1):
        told.append(Restarts(file, clock).begin())
        clock.advance(5)
    assert told == [False] * TOO_MANY + [True]


def test_old_breakdowns_do_not_count(file: Path, clock: HeldClock) -> None:
    for _ in range(TOO_MANY * 3):
        assert not Restarts(file, clock).begin()
        clock.advance(WITHIN_S / 2)


def test_an_orderly_end_counts_for_nothing(file: Path, clock: HeldClock) -> None:
    for _ in range(TOO_MANY * 3):
        restarts = Restarts(file, clock)
        assert not restarts.begin()
        restarts.end()
        assert not file.exists()


def test_a_start_of_before_the_machine_was_restarted_is_in_the_future_and_does_not_count(
    file: Path, clock: HeldClock
) -> None:
    late = clock.monotonic() + 5
    file.write_text(f"[{late}, {late}, {late}]")
    assert not Restarts(file, clock).begin()


@pytest.mark.parametrize("noted", ["", "[1, 2", "null", "{}", '["a", null]', "\x00"])
def test_a_note_that_was_cut_off_is_as_good_as_none(file: Path, clock: HeldClock, noted: str) -> None:
    file.write_text(noted)
    assert not Restarts(file, clock).begin()
    assert not Restarts(file, clock).begin()


@pytest.mark.expected_log("kiosk.restarts_not_noted")
def test_a_folder_that_takes_nothing_does_not_keep_the_kiosk_from_starting(tmp_path: Path, clock: HeldClock) -> None:
    restarts = Restarts(tmp_path / "gone" / "kiosk.starts", clock)
    assert not restarts.begin()
