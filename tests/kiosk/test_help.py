"""Help: for every state, in every language, opened and closed with one touch, with a key, and heard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from base.texts import LANGUAGES, catalogue
from base.trouble import Trouble
from kiosk.screens.help import PARTS, Help
from kiosk.states import Event, State
from tests.kiosk.hands import HANDS

ENDS = ("。", ".", "！", "?", "？")
OTHER_FACES = ("have_more", "pin_open", "card_left")
"""States that ask for something else when more is known."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_help_of_three_to_five_sentences(language):
    texts = catalogue(language)
    for name in (*State, *OTHER_FACES):
        parts = texts[f"kiosk.help_for.{name}"].split("\n")
        assert len(parts) == len(PARTS), name
        assert all(part.endswith(ENDS) for part in parts), name
        sentences = sum(part.count(end) for part in parts for end in ENDS)
        assert 3 <= sentences <= 5, (name, sentences)
    assert len({texts[f"kiosk.help_for.{name}"] for name in State}) == len(State)


def button(window, name):
    screen = window.over or window.screen_shown
    return next(each for each in screen.findChildren(QAbstractButton, name) if each.isVisibleTo(screen))


@pytest.mark.parametrize("hand", HANDS)
def test_one_touch_opens_and_closes_it_and_the_screen_below_stays(window, qtbot, hand):
    window.journey.on(Event.START)
    below = window.screen_shown
    HANDS[hand].press(qtbot, button(window, "help.button"))
    assert isinstance(window.over, Help)
    said = [each.text() for each in window.over.findChildren(QLabel)]
    for part in catalogue("ja")["kiosk.help_for.have"].split("\n"):
        assert part in said
    assert button(window, "staff").isVisible()
    HANDS[hand].press(qtbot, button(window, "help.close"))
    assert window.over is None and window.screen_shown is below
    assert window.journey.state is State.HAVE


def test_escape_closes_it_and_the_focus_is_back_where_it_was(window, qtbot):
    button(window, "help.button").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert isinstance(window.over, Help)
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert window.over is None and window.journey.state is State.WELCOME
    assert QApplication.focusWidget() is button(window, "help.button")


def test_a_screen_reader_hears_it(window):
    window.journey.on(Event.HELP)
    assert window.over.hasFocus()
    heard = QAccessible.queryAccessibleInterface(window.over).text(QAccessible.Text.Name)
    assert heard == catalogue("ja")["kiosk.help.heading"]
    names = [
        QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
        for each in window.over.findChildren(QLabel)
    ]
    assert set(catalogue("ja")["kiosk.help_for.welcome"].split("\n")) <= set(names)


def test_it_goes_when_the_screen_below_changes_and_when_staff_are_called(window):
    journey = window.journey
    journey.on(Event.START)
    journey.on(Event.HAVE_QR)
    journey.on(Event.HELP)
    journey.on(Event.FAILED, trouble=Trouble("qr_web_address"))
    assert isinstance(window.over, Help)  # still the same screen below
    journey.on(Event.BACK)
    assert window.over is None and not journey.helping
    journey.on(Event.HELP)
    journey.on(Event.CALL_STAFF)
    journey.on(Event.STAFF_SEEN)
    assert window.over is None
    journey.on(Event.HELP)
    journey.wipe()
    assert window.over is None and not journey.helping


def test_idling_over_it_warns_and_wipes_all_the_same(window, clock):
    journey = window.journey
    journey.on(Event.START)
    journey.on(Event.HELP)
    clock.advance(journey.delays.idle_s)
    journey.tick()
    assert journey.warned_at is not None and not isinstance(window.over, Help)
    journey.on(Event.TOUCH)
    assert isinstance(window.over, Help)
    clock.advance(journey.delays.idle_s)
    journey.tick()
    clock.advance(journey.delays.warning_s)
    journey.tick()
    assert journey.state is State.WELCOME and window.over is None
