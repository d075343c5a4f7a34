"""Voice guidance: every screen has something to say, and nothing of anybody is in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from base.texts import LANGUAGES, catalogue
from forms.guide.description import get_guide
from kiosk.arrows import reachable
from kiosk.family import household
from kiosk.guidance import RATES, USUAL
from kiosk.pictures import LANDSCAPE, show, stage
from kiosk.sayable import all_fixed, is_sayable, plain
from kiosk.screens.aside import Idle
from kiosk.shots import SHOTS
from kiosk.states import Event, State
from look.tokens import Look
from tests.kiosk.hands import HANDS


def secrets() -> set[str]:
    """What of the sample family must never be heard: names, readings, addresses, days, numbers; whole and in parts."""
    found: set[str] = set()
    for path, value in household().items():
        if path not in ("kind", "issuer", "notifier.relation") and not path.endswith((".sex", ".relationship")):
            found |= {value, *value.split("　")}
    return {each for each in found if len(each) > 1}


@pytest.fixture(scope="module")
def heard(qapp) -> dict[str, list[tuple[str, str]]]:
    """What is given to the voice on each screen, with the focus on each thing in turn; one language after the other."""
    told: dict[str, list[tuple[str, str]]] = {}
    states = set()
    with stage(Look(), LANDSCAPE) as window:
        window.setUpdatesEnabled(False)
        voice = window.conductor.desk.voice
        turns = [(shot is SHOTS[-1], number % len(LANGUAGES), number) for number, shot in enumerate(SHOTS)]
        for _out_of_service, turn, number in sorted(turns):  # which nobody leaves again
            shot = SHOTS[number]
            if window.look.language != LANGUAGES[turn]:
                window.set_default_look(Look(language=LANGUAGES[turn]))
            show(window, shot)
            states.add(window.journey.state)
            window.guidance.switch(True)
            screen = window.over or window.screen_shown
            voice.said.clear()
            window.guidance.read(screen)
            told[shot.name] = list(voice.said)
            for widget in reachable(screen):
                window.guidance.point_at(widget, screen)
            told[f"{shot.name} by keys"] = list(voice.said)
    assert states == set(State)
    return told


def test_every_screen_begins_with_its_heading_and_says_more_than_that(heard):
    for number, shot in enumerate(SHOTS):
        language = LANGUAGES[number % len(LANGUAGES)]
        said = heard[shot.name]
        assert said and {each for _text, each in said} == {language}, shot.name
        assert len("".join(text for text, _language in said)) > 4, shot.name
    assert sum(len(said) for said in heard.values()) > 4 * len(SHOTS)


def test_nothing_of_anybody_is_ever_given_to_the_voice(heard):
    guide = get_guide()
    hidden = secrets()
    assert len(hidden) > 15
    for name, said in heard.items():
        for text, language in said:
            assert is_sayable(text, language, guide), (name, text)
            assert not [each for each in hidden if each in text], (name, text)
            assert not re.search(r"\d{4}", text) or text in all_fixed(language, guide), (name, text)


@given(st.text(alphabet="髙橋一郎花子男女大白0123456789アイウ　", min_size=1, max_size=12), st.sampled_from(LANGUAGES))
def test_what_somebody_may_be_called_or_have_typed_does_not_pass(text, language):
    assert not is_sayable(text, language, get_guide()) or text in all_fixed(language)


def test_the_family_does_not_pass_in_any_language():
    for value in secrets():
        assert not any(is_sayable(plain(value, each), each, get_guide()) for each in LANGUAGES)


def button(window, name):
    screen = window.over or window.screen_shown
    return next(each for each in screen.findChildren(QAbstractButton, name) if each.isVisibleTo(screen))


@pytest.fixture
def voice(window, desk, qtbot):
    HANDS["mouse"].press(qtbot, button(window, "welcome.voice"))
    return desk.voice


def test_one_touch_on_welcome_switches_it_on_and_off(window, qtbot, voice):
    assert window.guidance.on and voice.now[0] == catalogue("ja")["kiosk.welcome.heading"]
    assert window.screen_shown.strip is not None
    HANDS["mouse"].press(qtbot, button(window, "welcome.voice"))
    assert not window.guidance.on and voice.now == [] and window.screen_shown.strip is None


def test_another_language_in_mid_speech_ends_it(window, voice):
    window.choose_language("en")
    assert voice.now[0] == catalogue("en")["kiosk.welcome.heading"]
    assert not any(re.search("[ぁ-ん]", text) for text in voice.now)


def test_each_screen_is_read_and_what_lies_over_it(window, voice):
    window.journey.on(Event.START)
    assert voice.now[0] == catalogue("ja")["kiosk.have.heading"]
    window.journey.on(Event.HELP)
    assert voice.now[0] == catalogue("ja")["kiosk.help.heading"]
    assert catalogue("ja")["kiosk.help_for.have"].split("\n")[0] in voice.now
    window.journey.on(Event.HELP_CLOSED)
    assert voice.now[0] == catalogue("ja")["kiosk.have.heading"]


def test_the_pad_says_what_it_comes_to(window, qtbot, voice):
    window.journey.on(Event.START)
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Down)
    assert QApplication.focusWidget().objectName() == "have.qr"
    assert voice.now == [catalogue("ja")["kiosk.have.qr"], catalogue("ja")["kiosk.have.qr_note"]]


def test_a_pin_is_typed_in_silence(window, qtbot, voice):
    journey = window.journey
    for event, data in ((Event.START, {}), (Event.HAVE_CARD, {}), (Event.CARD_READY, {"tries_left": 3})):
        journey.on(event, **data)
    voice.said.clear()
    for digit in "1234":
        HANDS["pad"].press(qtbot, button(window, f"pin.{digit}"))
    assert not any(re.search(r"\d", text) for text, _language in voice.said)


def test_rate_and_volume_are_on_every_screen_and_one_touch_ends_it(window, qtbot, voice):
    window.journey.on(Event.START)
    before = list(voice.now)
    HANDS["mouse"].press(qtbot, button(window, "voice.rate"))
    assert voice.rate == RATES[USUAL + 1] and voice.now == before
    assert catalogue("ja")["kiosk.voice.rate_3"] in button(window, "voice.rate").text()
    volume = voice.volume
    HANDS["mouse"].press(qtbot, button(window, "voice.volume"))
    assert voice.volume > volume
    HANDS["mouse"].press(qtbot, button(window, "voice.stop"))
    assert voice.now == [] and not window.screen_shown.strip.isVisible()
    window.journey.on(Event.HAVE_PAPER)
    assert voice.now == [] and window.screen_shown.strip is None


def test_the_next_visitor_finds_it_off(window, voice):
    window.guidance.next_rate()
    window.journey.wipe()
    assert not window.guidance.on and window.guidance.rate == USUAL and voice.now == []


def test_a_kiosk_without_a_voice_does_not_offer_one(qapp):
    with stage(Look(), LANDSCAPE) as window:
        window.guidance._voice = None
        window.set_look(text_step=1.25)
        assert not window.screen_shown.findChildren(QAbstractButton, "welcome.voice")
        window.switch_voice(True)
        assert not window.guidance.on


def test_choices_on_the_welcome_screen_go_back_only_after_a_warning(window, clock):
    """Twenty seconds at least, one touch extends them, and with nothing chosen nobody is asked."""
    journey = window.journey

    def wait(seconds: float) -> None:
        clock.advance(seconds)
        journey.tick()

    wait(journey.delays.settings_s)
    assert window.over is None
    window.choose_language("ko")
    journey.on(Event.TOUCH)
    wait(journey.delays.settings_s)
    assert isinstance(window.over, Idle) and window.look.language == "ko"
    lead = catalogue("ko")["kiosk.idle.lead_settings"].format(seconds=30)
    assert window.over.left.text() == lead
    journey.on(Event.TOUCH)
    assert window.over is None and window.look.language == "ko"
    wait(journey.delays.settings_s)
    wait(journey.delays.warning_s - 1)
    assert window.look.language == "ko" and journey.delays.warning_s >= 20
    wait(1)
    assert window.look.language == "ja" and window.over is None
    wait(journey.delays.settings_s)
    assert window.over is None
