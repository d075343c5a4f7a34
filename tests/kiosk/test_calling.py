"""The bell: what the visitor reads at each moment, and that it neither blocks nor calls twice."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from base.clock import HeldClock
from base.texts import LANGUAGES, text
from base.trouble import Trouble
from kiosk import calling
from kiosk.journey import Journey
from kiosk.pictures import NOW
from kiosk.screens.aside import Called
from kiosk.states import Call, Event, State
from tests.kiosk.test_window import find

AWAY = Trouble("store_unreachable", place="-")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(calling, "ASK_MS", 20)


@pytest.fixture
def press(qtbot, window):
    """Presses the button that calls, and waits until the bell has an answer."""

    def pressed(call: Call | None = Call.RUNG) -> None:
        qtbot.mouseClick(find(window, "staff"), Qt.MouseButton.LeftButton)
        if call is not None:
            qtbot.waitUntil(lambda: window.journey.call is call, timeout=10_000)

    return pressed


def shown(window) -> str:
    assert isinstance(window.over, Called)
    return window.over.heading.text()


def words(key: str) -> str:
    return text(f"kiosk.called.{key}", "ja")


def test_called_then_coming(qtbot, window, store, press) -> None:
    press()
    assert shown(window) == words("rung")
    [call] = store.calls.open
    assert (call.kiosk, call.screen, call.reason, call.actor) == ("1", "welcome", "visitor", "kiosk:1")
    store.calls.answer(call.id, "clerk:sato")
    qtbot.waitUntil(lambda: window.journey.call is Call.COMING, timeout=10_000)
    assert shown(window) == words("coming")


def test_an_unreachable_store_sends_the_visitor_to_the_counter(qtbot, window, store, press) -> None:
    store.calls.trouble = AWAY
    press(Call.UNHEARD)
    assert shown(window) == words("unheard")
    store.calls.trouble = None
    qtbot.mouseClick(find(window, "called.close"), Qt.MouseButton.LeftButton)
    press(Call.RUNG)  # the second try goes through, and is one call
    assert len(store.calls.rung) == 1 and shown(window) == words("rung")


def test_a_store_that_hangs_blocks_nothing(qtbot, window, store, clock, press) -> None:
    store.calls.held = threading.Event()
    press(None)
    assert shown(window) == words("calling")
    clock.advance(window.journey.delays.call_s)
    window.journey.tick()
    assert shown(window) == words("unheard")
    qtbot.mouseClick(find(window, "called.close"), Qt.MouseButton.LeftButton)
    window.journey.on(Event.START)
    assert window.journey.state is State.HAVE
    store.calls.held.set()  # it came through after all: who presses again reads so
    qtbot.waitUntil(lambda: window.journey.call is Call.RUNG, timeout=10_000)
    assert len(store.calls.open) == 1


def test_pressing_again_while_nobody_has_come_is_the_same_call(qtbot, window, store, press) -> None:
    for _ in range(3):
        press()
        qtbot.mouseClick(find(window, "called.close"), Qt.MouseButton.LeftButton)
    assert len(store.calls.rung) == 1


def test_pressing_again_after_somebody_came_is_a_new_call(qtbot, window, store, press) -> None:
    press()
    store.calls.answer(store.calls.open[0].id, "clerk:sato")
    qtbot.waitUntil(lambda: window.journey.call is Call.COMING, timeout=10_000)
    qtbot.mouseClick(find(window, "called.close"), Qt.MouseButton.LeftButton)
    press()
    assert len(store.calls.rung) == 2 and len(store.calls.open) == 1


def test_a_call_stays_when_the_screen_is_wiped(qtbot, window, store, press) -> None:
    press()
    window.journey.wipe()
    assert window.journey.call is None and len(store.calls.open) == 1
    press()
    assert len(store.calls.rung) == 1
    store.calls.answer(store.calls.open[0].id, "clerk:sato")
    qtbot.waitUntil(lambda: window.journey.call is Call.COMING, timeout=10_000)


def test_a_visitor_who_has_finished_needs_nobody_any_more(qtbot, window, store, press) -> None:
    press()
    window.journey.on(Event.STAFF_SEEN)
    window.conductor._working_for = window.journey.state = State.THANKS
    window.journey.wipe()
    qtbot.waitUntil(lambda: store.calls.open == [], timeout=10_000)
    [call] = store.calls.rung.values()
    assert call.answered_by == "kiosk:1"


def test_a_question_that_gets_no_answer_is_asked_again(qtbot, window, store, press) -> None:
    press()
    store.calls.trouble = AWAY
    qtbot.wait(100)
    assert shown(window) == words("rung")
    store.calls.trouble = None
    store.calls.answer(store.calls.open[0].id, "clerk:sato")
    qtbot.waitUntil(lambda: window.journey.call is Call.COMING, timeout=10_000)


def test_a_call_that_is_gone_from_the_store_promises_nobody(qtbot, window, store, press) -> None:
    press()
    store.calls.rung.clear()
    qtbot.waitUntil(lambda: not window.conductor.caller._is_open, timeout=10_000)
    assert shown(window) == words("rung")


def test_the_reason_travels(qtbot, window, store) -> None:
    window.journey.on(Event.MORE_PURPOSES, group="other")
    window.journey.on(Event.OTHER_PURPOSE)
    qtbot.waitUntil(lambda: bool(store.calls.open), timeout=10_000)
    assert store.calls.open[0].reason == "purpose"


def test_what_the_bell_says_is_nobodys_touch() -> None:
    clock = HeldClock(NOW)
    journey = Journey(clock)
    journey.on(Event.START)
    clock.advance(journey.delays.idle_s)
    journey.on(Event.CALL_RUNG)
    journey.tick()
    assert journey.warned_at is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    said = {text(f"kiosk.called.{each}", language) for each in Call}
    assert len(said) == len(Call)
