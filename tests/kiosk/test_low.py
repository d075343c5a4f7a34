"""Low mode: everything that can be touched is within reach of somebody who sits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton

from kiosk.pictures import LANDSCAPE, PORTRAIT, settle, show, stage
from kiosk.settings import LEAST_LOW_MM, KioskSettings
from kiosk.shots import SHOTS
from look.tokens import Look

SHOWN = ("01-welcome", "02-have", "09-pin", "14-confirm", "17a-board-name", "24-thanks", "26a-staff-rung", "26d-help")


@pytest.mark.parametrize("size", (LANDSCAPE, PORTRAIT), ids=("lying", "standing"))
def test_nothing_to_touch_is_out_of_reach(qapp, size):
    with stage(Look(low=True, language="en", text_step=1.25), size) as window:
        settings = window.settings
        for shot in (each for each in SHOTS if each.name in SHOWN):
            show(window, shot)
            screen = window.over or window.screen_shown
            for each in screen.findChildren(QAbstractButton):
                if each.isVisibleTo(screen):
                    below = screen.height() - each.mapTo(screen, QPoint(0, 0)).y()
                    height_mm = settings.screen_bottom_mm + below / settings.pixels_per_mm
                    assert height_mm <= settings.reach_mm, (shot.name, each.accessibleName(), height_mm)


def test_the_switch_moves_the_screen_down_and_up_and_the_next_visitor_finds_it_up(qapp):
    with stage(Look(), PORTRAIT) as window:

        def top() -> int:
            settle()
            return window.screen_shown.content.mapTo(window, QPoint(0, 0)).y()

        def touch() -> None:
            window.screen_shown.findChild(QAbstractButton, "welcome.low").click()

        up = top()
        touch()
        assert top() >= PORTRAIT[1] - 320 * 4 > up
        touch()
        assert top() == up
        touch()
        window.journey.wipe()
        assert top() == up and not window.look.low


def test_a_screen_that_hangs_too_high_keeps_room_to_work():
    assert KioskSettings().low_mm == 320
    assert KioskSettings(screen_bottom_mm=800).low_mm == 420
    assert KioskSettings(screen_bottom_mm=1200).low_mm == LEAST_LOW_MM


def test_a_screen_that_is_within_reach_as_a_whole_offers_no_switch(qapp):
    with stage(Look(), LANDSCAPE) as window:
        assert not window.screen_shown.findChildren(QAbstractButton, "welcome.low")
        window.resize(*PORTRAIT)
        settle()
        assert window.screen_shown.findChildren(QAbstractButton, "welcome.low")
