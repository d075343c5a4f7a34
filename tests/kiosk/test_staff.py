"""The staff's door: who gets in, what is behind it, and that nobody's visit is ever behind it."""

from __future__ import annotations

import stat
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from base.clock import JAPAN, HeldClock
from base.trouble import Trouble
from devices.check import Check, Outcome
from kiosk.settings import KioskSettings
from kiosk.staff import door
from kiosk.staff.door import FIRST_SHUT_S, FREE_TRIES, KNOCKING_S, KNOCKS, LONGEST_SHUT_S, Door, set_pin
from kiosk.staff.room import AWAY_S, Page
from kiosk.staff.settings import StaffSettings
from kiosk.states import Event, State
from kiosk.window import KioskWindow
from look import style
from look.text import Text
from look.tokens import Look

PIN = "394071"
REFUSED = pytest.mark.expected_log("kiosk.door_refused")
CHECKS = [
    Check("camera", "カメラ", Outcome.OK, "使えます", ""),
    Check("printer", "プリンター", Outcome.FAILED, "つながっていません", "電源を確かめてください"),
]


@pytest.fixture
def pin_file(tmp_path: Path) -> Path:
    set_pin(tmp_path / "kiosk-pin", PIN)
    return tmp_path / "kiosk-pin"


def refused(shut: Door, pin: str) -> Trouble:
    with pytest.raises(Trouble) as caught:
        shut.open(pin)
    return caught.value


# --- the door ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pin", ["", "12345", "111111", "121212", "1234567890123", "12345a", "１２３４５６", "-12345"])
def test_a_weak_pin_is_refused_and_the_old_one_stays(pin_file: Path, clock: HeldClock, pin: str) -> None:
    with pytest.raises(Trouble) as caught:
        set_pin(pin_file, pin)
    assert caught.value.id == "door_pin_weak"
    Door(pin_file, clock).open(PIN)


def test_the_file_is_its_owners_alone_and_holds_no_pin(pin_file: Path) -> None:
    assert stat.S_IMODE(pin_file.stat().st_mode) == 0o600
    assert PIN not in pin_file.read_text()
    assert [each.name for each in pin_file.parent.iterdir()] == [pin_file.name]


def knock(at: Door, clock: HeldClock, times: int, seconds: float = 0.3) -> list[bool]:
    heard = []
    for _ in range(times):
        heard.append(at.touched(10, 10))
        clock.advance(seconds)
    return heard


def test_five_touches_in_the_corner(pin_file: Path, clock: HeldClock) -> None:
    ours = Door(pin_file, clock)
    assert knock(ours, clock, KNOCKS) == [False] * (KNOCKS - 1) + [True]
    assert knock(ours, clock, 1) == [False], "and the next ones begin anew"


def test_slow_touches_are_chance(pin_file: Path, clock: HeldClock) -> None:
    assert not any(knock(Door(pin_file, clock), clock, 20, KNOCKING_S / 3))


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 300)), max_size=40))
def test_touches_elsewhere_never_open_it(touches: list[tuple[float, float]]) -> None:
    ours = Door(Path(__file__), HeldClock(datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN)))
    for x, y in touches:
        if max(x, y) > door.CORNER_MM:
            assert not ours.touched(x, y)


def test_without_a_pin_there_is_no_door(tmp_path: Path, clock: HeldClock) -> None:
    for file in (None, tmp_path / "kiosk-pin"):
        assert not any(knock(Door(file, clock), clock, KNOCKS * 3))


@REFUSED
def test_wrong_pins_shut_it_for_longer_and_longer(pin_file: Path, clock: HeldClock) -> None:
    ours = Door(pin_file, clock)
    assert [refused(ours, "000001").id for _ in range(FREE_TRIES - 1)] == ["door_pin_wrong"] * (FREE_TRIES - 1)
    seconds = FIRST_SHUT_S
    for _ in range(7):
        assert refused(ours, "000001").details == {"seconds": min(seconds, LONGEST_SHUT_S)}
        assert refused(ours, PIN).id == "door_shut", "the right one does not help either"
        clock.advance(min(seconds, LONGEST_SHUT_S))
        seconds *= 2
    ours.open(PIN)
    assert refused(ours, "000001").id == "door_pin_wrong", "counted anew"


@pytest.mark.parametrize("held", ["", "nonsense", "$argon2id$v=19$m=1$x$y", "\udcff"])
def test_a_damaged_file_opens_to_nobody(pin_file: Path, clock: HeldClock, held: str) -> None:
    pin_file.write_bytes(held.encode("utf-8", "surrogateescape"))
    assert refused(Door(pin_file, clock), PIN).id == "door_pin_unreadable"


# --- the room ----------------------------------------------------------------------------------------------------


@pytest.fixture
def window(qtbot, qapp, desk, store, clock, pin_file):
    style.start(qapp, Look())
    settings = StaffSettings(pin_file, lambda _language: CHECKS)
    made = KioskWindow(desk, store, clock, KioskSettings(staff=settings))
    made.resize(1920, 1080)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    made.close()
    qtbot.waitUntil(lambda: made.staff.jobs.running + made.conductor.jobs.running == 0, timeout=10_000)


def touch(window: KioskWindow, name: str) -> None:
    QTest.mouseClick(window.over.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def knock_at(window: KioskWindow, x: int = 20, times: int = KNOCKS) -> None:
    for _ in range(times):
        at = QPoint(x, 20)
        under = window.childAt(at)
        QTest.mouseClick(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(window, at))


def enter(window: KioskWindow, qtbot) -> None:
    knock_at(window)
    for digit in PIN:
        touch(window, f"door.{digit}")
    touch(window, "door.open")
    qtbot.waitUntil(lambda: window.staff.page is Page.MENU, timeout=10_000)


def test_in_by_touch_test_and_out(window, qtbot) -> None:
    enter(window, qtbot)
    touch(window, "door.test")
    qtbot.waitUntil(lambda: window.staff.page is Page.REPORT, timeout=10_000)
    said = [each.text() for each in window.over.findChildren(QPushButton) + window.over.findChildren(Text)]
    assert any("プリンター" in each for each in said) and "電源を確かめてください" in said
    touch(window, "door.menu")
    touch(window, "door.leave")
    assert (window.over, window.staff.page, window.staff.checks) == (None, Page.OUTSIDE, [])
    assert window.journey.state is State.WELCOME


def test_four_touches_or_another_corner_are_nothing(window) -> None:
    knock_at(window, times=KNOCKS - 1)
    assert not window.staff.is_open
    knock_at(window, 1900)
    assert not window.staff.is_open


@REFUSED
def test_a_wrong_pin_is_told_and_forgotten(window, qtbot) -> None:
    knock_at(window)
    for digit in "000001":
        touch(window, f"door.{digit}")
    touch(window, "door.open")
    qtbot.waitUntil(lambda: window.staff.trouble is not None, timeout=10_000)
    assert window.staff.page is Page.PIN
    assert not window.over.findChild(QPushButton, "door.open").isEnabled()


def test_the_key_for_going_back_closes_it(window) -> None:
    knock_at(window)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.staff.is_open and window.journey.state is State.WELCOME


def test_with_a_visitor_there_is_no_door(window) -> None:
    window.journey.on(Event.START)
    knock_at(window)
    assert not window.staff.is_open


def test_out_of_service_staff_get_in_and_may_start_anew(window, qtbot, monkeypatch) -> None:
    window.journey.on(Event.BREAK_DOWN)
    ended = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(True))
    enter(window, qtbot)
    touch(window, "door.restart")
    assert ended == [True]


def test_left_alone_it_closes(window, qtbot) -> None:
    enter(window, qtbot)
    away = window.staff._away
    assert away.isActive() and away.interval() == AWAY_S * 1000
    away.timeout.emit()
    assert not window.staff.is_open and window.over is None


def test_the_ruler_is_as_long_as_it_says(window, qtbot) -> None:
    enter(window, qtbot)
    touch(window, "door.ruler")
    before = window.over.ruler.px_per_mm
    touch(window, "door.step+0.1")
    touch(window, "door.step-0.01")
    assert window.over.ruler.px_per_mm == pytest.approx(before + 0.09)
    assert window.over.value.text() == f"pixels_per_mm = {before + 0.09:.2f}"
    for _ in range(200):
        touch(window, "door.step-0.1")
    assert window.over.ruler.px_per_mm == 1.0, "the bound of the setting"
