"""Calls from kiosks at the counter: the bar comes by itself, one key answers, the others see that somebody goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from base.texts import LANGUAGES, text
from counter.calls import REASONS, SCREENS, Call, calls_at
from db.calls import StaffCall
from forms.visit import new_id
from kiosk.states import State
from tests.counter.hands import Hands

KEY = Qt.Key


@pytest.fixture
def ring(store, clock):
    """Calls from a kiosk so many minutes ago."""

    def rung(kiosk: str = "1", minutes: int = 0, screen: str = "confirm", reason: str = "visitor") -> str:
        call = StaffCall(new_id(), kiosk, screen, reason, clock.now() - timedelta(minutes=minutes))
        store.calls.raise_(call, actor=f"kiosk:{kiosk}")
        return call.id

    return rung


def test_a_call_comes_by_itself_and_goes_when_somebody_goes(qtbot, store, open_window, ring) -> None:
    one, other = Hands(qtbot, open_window("佐藤")), open_window("鈴木")
    assert one.window.calls.isHidden()
    id = ring("2")
    for window in (one.window, other):
        qtbot.waitUntil(lambda window=window: "端末 2" in window.calls.words, timeout=10_000)
    one.press(KEY.Key_F11)
    assert store.calls.find(id).answered_by == "clerk:佐藤"
    assert "端末 2" in one.window.foot.notice
    for window in (one.window, other):
        qtbot.waitUntil(lambda window=window: window.calls.isHidden(), timeout=10_000)


def test_the_longest_wait_is_answered_first(qtbot, store, open_window, ring) -> None:
    late, early = ring("1", minutes=1), ring("2", minutes=5, screen="card", reason="nothing")
    hands = Hands(qtbot, open_window())
    words = hands.window.calls.words
    assert "端末 2" in words and "5分" in words and "カード" in words and "書類をお持ちでない" in words
    assert "ほか1件" in words
    hands.press(KEY.Key_F11)
    assert store.calls.find(early).answered_by and not store.calls.find(late).answered_by
    qtbot.waitUntil(lambda: "端末 1" in hands.window.calls.words, timeout=10_000)
    assert "ほか" not in hands.window.calls.words


def test_a_colleague_was_faster(qtbot, store, open_window, ring) -> None:
    id = ring()
    hands = Hands(qtbot, open_window("佐藤"))
    store.calls.answer(id, actor="clerk:鈴木")
    hands.window.answer_call(id)  # pressed before the bar had heard of it
    hands.press()
    qtbot.waitUntil(lambda: hands.window.foot.notice == hands.window.wording("call.gone"), timeout=10_000)
    assert store.calls.find(id).answered_by == "clerk:鈴木"


def test_the_key_without_a_call_does_nothing(qtbot, store, open_window) -> None:
    hands = Hands(qtbot, open_window())
    hands.press(KEY.Key_F11)
    assert hands.window.foot.notice == ""


def test_work_goes_on_under_the_bar(qtbot, store, put, family, open_window, ring) -> None:
    put(family)
    hands = Hands(qtbot, open_window())
    hands.press(KEY.Key_Return)
    before = hands.window.fields.current
    ring()
    qtbot.waitUntil(lambda: not hands.window.calls.isHidden(), timeout=10_000)
    assert hands.window.fields.current == before
    hands.press(KEY.Key_F11)
    assert hands.window.fields.current == before and hands.window.view.mine


def test_minutes_grow(store, open_window, ring, clock, qtbot) -> None:
    ring(minutes=2)
    window = open_window()
    assert "2分" in window.calls.words
    clock.advance(60)
    window.office.poll()
    qtbot.waitUntil(lambda: "3分" in window.calls.words, timeout=10_000)


def test_a_clock_that_is_ahead_and_words_of_a_newer_kiosk(clock) -> None:
    later = StaffCall("a", "1", "hologram", "telepathy", clock.now() + timedelta(hours=1))
    assert calls_at([later], clock.now()) == (Call("a", "1", "", "visitor", 0),)


def test_every_screen_and_reason_has_its_words() -> None:
    assert {str(each) for each in State} <= SCREENS
    for language in LANGUAGES:
        for word in SCREENS:
            assert text(f"counter.call.at_{word}", language)
        for word in REASONS:
            assert text(f"counter.call.reason_{word}", language)


def test_the_bar_says_what_it_shows(open_window, ring) -> None:
    ring()
    bar = open_window().calls
    name = QAccessible.queryAccessibleInterface(bar).text(QAccessible.Text.Name)
    assert "端末 1" in name
    assert QAccessible.queryAccessibleInterface(bar.go).text(QAccessible.Text.Name)
