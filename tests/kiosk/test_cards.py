"""Cards at the kiosk, without daemons: virtual cards of every kind on a reader that is a function call away."""

from __future__ import annotations

import base64
import gc
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from base.clock import HeldClock
from base.trouble import Trouble
from devices.card.api import CardKind
from devices.card.kinds import TROUBLE_OF_KIND
from devices.card.virtual import others
from devices.card.virtual.files import Holder
from devices.card.virtual.licence import LicenceHolder, licence
from devices.card.virtual.mynumber import DEMO_SECRETS, my_number_card
from devices.card.virtual.residence import DEMO_NUMBER, ResidenceHolder, first_generation, second_generation
from forms.card_number_b import YearForm
from forms.certificate.kept import get_reader
from forms.fusing import State as FieldState
from forms.reading import ReadField, Reading, Source
from kiosk.boards.card_number import CardNumber
from kiosk.boards.keypad import USUAL, shuffled
from kiosk.cards import Asked, CardFound, CardPicture, CardRead, Secret, candidates
from kiosk.family import household
from kiosk.journey import Journey
from kiosk.pictures import NOW
from kiosk.screens.number_b import fault
from kiosk.states import Event, State
from tests.devices.card.laid import LaidCards
from tests.forms.card_fronts import front, photographed

NAME = household()["members[0].name"]
NUMBER_B = DEMO_SECRETS.number_b
PATIENCE_MS = 20_000


def my_number(**more):
    return my_number_card(Holder.of_household(household()), **more)


def a_licence(**more):
    return licence(LicenceHolder.of_household(household()), **more)


# --- the journey alone ------------------------------------------------------------------------------------------------


def at_card(found: CardFound) -> Journey:
    journey = Journey(HeldClock(NOW))
    for event in (Event.START, Event.HAVE_CARD):
        journey.on(event)
    journey.on(Event.CARD_READY, card=found)
    return journey


BOTH = CardFound(CardKind.MY_NUMBER, {Secret.PIN: 3, Secret.NUMBER_B: 10})


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (BOTH, State.PIN),
        (CardFound(CardKind.LICENCE, {Secret.LICENCE_PIN: 3}), State.PIN),
        (CardFound(CardKind.LICENCE, {Secret.LICENCE_PIN: 1}), State.LAST_TRY),
        (CardFound(CardKind.LICENCE, {Secret.LICENCE_PIN: 0}), State.CARD),
        (CardFound(CardKind.RESIDENCE), State.CARD_NUMBER),
    ],
)
def test_each_kind_is_opened_in_its_own_way(found, state):
    assert at_card(found).state is state


def test_a_locked_pin_leaves_the_number_on_the_card():
    journey = at_card(CardFound(CardKind.MY_NUMBER, {Secret.PIN: 0, Secret.NUMBER_B: 10}))
    assert journey.trouble.id == "pin_locked" and journey.other_secret is Secret.NUMBER_B
    journey.on(Event.OTHER_SECRET)
    assert (journey.state, journey.tries_left) == (State.NUMBER_B, 10)


def test_the_last_try_of_the_number_on_the_card_needs_words_too():
    journey = at_card(CardFound(CardKind.MY_NUMBER, {Secret.PIN: 3, Secret.NUMBER_B: 1}))
    journey.on(Event.OTHER_SECRET)
    assert journey.state is State.LAST_TRY and not journey.use_last_try
    journey.on(Event.USE_LAST_TRY)
    assert journey.state is State.NUMBER_B and journey.use_last_try


def test_a_wrong_number_comes_back_to_where_it_is_typed_and_a_pulled_card_does_not():
    journey = at_card(BOTH)
    journey.on(Event.OTHER_SECRET)
    journey.on(Event.YEAR_FORM, form=YearForm.ERA)
    journey.on(Event.PIN_GIVEN)
    journey.on(Event.FAILED, trouble=Trouble("number_b_wrong", tries_left=9))
    journey.on(Event.CARD_READY, card=BOTH)
    assert (journey.state, journey.trouble.id) == (State.NUMBER_B, "number_b_wrong")
    journey.on(Event.PIN_GIVEN)
    journey.on(Event.FAILED, trouble=Trouble("card_removed"))
    journey.on(Event.CARD_READY, card=BOTH)
    assert (journey.state, journey.year_form) == (State.PIN, None)


def test_a_card_that_lies_there_is_to_be_taken_before_anything_goes_on():
    journey = at_card(BOTH)
    journey.on(Event.BACK)
    assert journey.state is State.CARD_TAKE
    journey.on(Event.CARD_TAKEN)
    assert journey.state is State.HAVE
    journey.on(Event.HAVE_CARD)
    journey.on(Event.BACK)
    assert journey.state is State.HAVE  # nothing was laid down


# --- what is pure -----------------------------------------------------------------------------------------------------


def read_with(value: str, pictures: int, path: str = "members[0].name") -> CardRead:
    fields = (ReadField(path, value, value, 0.0, False),)
    return CardRead(
        CardKind.LICENCE,
        Reading(Source.LICENCE, fields),
        tuple(CardPicture(path, b"png", place) for place in range(pictures)),
    )


@given(st.lists(st.sampled_from(["髙", "﨑", ""]), min_size=1, max_size=5))
def test_each_answer_goes_to_its_own_place(answers):
    read = read_with("".join(f"〓{at}" for at in range(len(answers))), len(answers))
    for answer in answers:
        assert read.question.asked is Asked.CHARACTER
        read = read.with_character(answer)
    assert read.question is None
    (row,) = read.reading.fields
    assert row.value == "".join(f"{answer or '〓'}{at}" for at, answer in enumerate(answers))
    assert not row.sure and row.confidence == (0.0 if "" in answers else 0.5)


def test_an_address_is_counted_across_its_building():
    rows = (
        ReadField("former_address", "〓町", "〓町", 0.0, False),
        ReadField("former_building", "〓荘", "〓荘", 0.0, False),
    )
    read = CardRead(
        CardKind.LICENCE,
        Reading(Source.LICENCE, rows),
        tuple(CardPicture("former_address", b"png", place) for place in (0, 1)),
    )
    read = read.with_character("").with_character("﨑")
    assert [row.value for row in read.reading.fields] == ["〓町", "﨑荘"]


def test_what_other_things_say_there_is_offered_first():
    read = read_with("〓橋　一郎", 1)
    offered = candidates(read, {"name": ("﨑橋　一郎", "鈴木　一郎", "髙橋")})
    assert offered[0] == "﨑" and len(offered) == len(set(offered)) and "鈴" not in offered


def test_a_difference_makes_the_text_doubtful_and_sameness_leaves_it():
    row = ReadField("members[0].name", "高橋", "高橋")
    read = CardRead(
        CardKind.MY_NUMBER,
        Reading(Source.MY_NUMBER_CARD, (row,)),
        (CardPicture("members[0].name", b"png"),),
    )
    assert read.with_comparison(True).reading.fields[0].sure
    assert not read.with_comparison(False).reading.fields[0].sure


@given(st.text(alphabet="ABZ019 -", max_size=30))
def test_nothing_can_be_typed_that_is_no_card_number(typed):
    number = CardNumber()
    for char in typed:
        number = number.typed(char)
    assert number.text[:2].isalpha() or len(number.text) < 2
    assert number.text[2:10].isdigit() or len(number.text) <= 2
    assert len(number.text) <= 12 and number.erased().text == number.text[:-1]


@given(st.integers(0, 2**32))
def test_a_shuffle_keeps_every_digit_and_changes_their_order(seed):
    order = shuffled(USUAL, random.Random(seed))
    assert sorted(order) == sorted(USUAL) and order != USUAL


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [("850314", None), ("851314", "birth"), ("850332", "birth"), ("8503141935", "expiry"), (NUMBER_B, None)],
)
def test_numbers_that_no_card_shows_are_told_before_they_cost_a_try(typed, wrong):
    assert fault(typed) == wrong


# --- whole reads in the window ----------------------------------------------------------------------------------------


@pytest.fixture
def desk(desk):
    desk.cards = LaidCards()
    return desk


def press(window, name: str) -> None:
    button = next(
        each for each in window.findChildren(QAbstractButton, name) if each.isVisibleTo(window) and each.isEnabled()
    )
    button.click()


def reach(qtbot, window, *states: State) -> None:
    qtbot.waitUntil(lambda: window.journey.state in states, timeout=PATIENCE_MS)


@pytest.fixture
def begin(qtbot, window, desk):
    """Lays a card down before the kiosk, and waits for what it asks."""

    def lay(card, state: State) -> None:
        if window.journey.state is State.WELCOME:
            window.journey.on(Event.START)
        window.journey.on(Event.HAVE_CARD)
        desk.cards.card = card
        reach(qtbot, window, state)

    return lay


def take(qtbot, window, desk) -> None:
    reach(qtbot, window, State.CARD_TAKE)
    desk.cards.card = None
    reach(qtbot, window, State.HAVE)


def type_(window, name: str, keys: str) -> None:
    for key in keys:
        press(window, f"{name}.{key}")


def test_my_number_card_by_pin_with_a_wrong_one_first(qtbot, window, desk, begin):
    card = my_number()
    begin(card, State.PIN)
    assert window.journey.tries_left == 3
    press(window, "pin.mix")
    type_(window, "pin", "0000")
    press(window, "pin.go")
    qtbot.waitUntil(lambda: window.journey.state is State.PIN and window.journey.tries_left == 2, timeout=PATIENCE_MS)
    assert window.journey.trouble.id == "pin_wrong"
    type_(window, "pin", "1234")
    press(window, "pin.go")
    take(qtbot, window, desk)
    assert window.journey.draft.fields["members[0].name"].value == NAME
    assert not [file for (_aid, file), count in card.selected.items() if file == 0x0001 and count]


def test_my_number_card_by_the_numbers_on_it(qtbot, window, desk, begin):
    begin(my_number(), State.PIN)
    press(window, "pin.unknown")
    reach(qtbot, window, State.NUMBER_B)
    press(window, "number_b.western")
    type_(window, "number_b", NUMBER_B)
    press(window, "number_b.go")
    reach(qtbot, window, State.CARD_LOOK)
    assert window.journey.card_read.question.asked is Asked.COMPARE
    press(window, "card_look.differs")
    take(qtbot, window, desk)
    fields = window.journey.draft.fields
    assert fields["members[0].name"].state is FieldState.DOUBTFUL
    assert len(window.journey.draft.card_pictures("members[0].name")) == 1


def test_licence_with_a_character_that_is_a_picture(qtbot, window, desk, begin):
    begin(a_licence(), State.PIN)
    type_(window, "pin", "1234")
    press(window, "pin.go")
    reach(qtbot, window, State.CARD_LOOK)
    press(window, "card_look.髙")
    take(qtbot, window, desk)
    field = window.journey.draft.fields["members[0].name"]
    assert (field.value, field.state) == (NAME, FieldState.DOUBTFUL)


def test_licence_whose_holder_chose_no_pin(qtbot, window, desk, begin):
    begin(a_licence(pin1=None), State.PIN)
    assert not window.findChildren(QAbstractButton, "pin.1")
    press(window, "pin.read_open")
    reach(qtbot, window, State.CARD_LOOK)
    press(window, "card_look.leave")
    take(qtbot, window, desk)
    field = window.journey.draft.fields["members[0].name"]
    assert "〓" in field.value and field.state is FieldState.DOUBTFUL


def test_residence_card_with_a_wrong_number_first(qtbot, window, desk, begin):
    begin(second_generation(ResidenceHolder()), State.CARD_NUMBER)
    type_(window, "key.type", DEMO_NUMBER[:-1] + "C")
    press(window, "card_number.go")
    qtbot.waitUntil(
        lambda: window.journey.state is State.CARD_NUMBER and window.journey.trouble is not None, timeout=PATIENCE_MS
    )
    assert window.journey.trouble.id == "residence_number_wrong"
    press(window, "key.erase")
    type_(window, "key.type", DEMO_NUMBER[-1])
    press(window, "card_number.go")
    reach(qtbot, window, State.CARD_LOOK)
    assert window.journey.card_read.question.asked is Asked.SHOW
    press(window, "next")
    take(qtbot, window, desk)
    fields = window.journey.draft.fields
    assert fields["members[0].card_number"].value == DEMO_NUMBER
    assert fields["members[0].birth_date"].value == ResidenceHolder().birth_date
    assert window.journey.draft.card_pictures("members[0].name")


def test_the_camera_types_the_number_of_a_residence_card(qtbot, window, desk, begin):
    get_reader().warm_up()  # as the kiosk does before its first visitor
    card = second_generation(ResidenceHolder())
    begin(card, State.CARD_NUMBER)
    press(window, "card_number.show")
    desk.cards.card = None  # in the hand, before the camera
    throw = random.Random(3)
    desk.camera.show(photographed(front(DEMO_NUMBER, throw), throw, size=(1280, 720)))
    reach(qtbot, window, State.CARD)
    desk.cards.card = card
    reach(qtbot, window, State.CARD_NUMBER)
    assert window.screen_shown.number.text == DEMO_NUMBER
    press(window, "card_number.go")
    reach(qtbot, window, State.CARD_LOOK)


def test_a_camera_that_sees_no_card_lets_the_holder_go_back_and_type(qtbot, window, desk, begin):
    get_reader().warm_up()  # as the kiosk does before its first visitor
    begin(second_generation(ResidenceHolder()), State.CARD_NUMBER)
    press(window, "card_number.show")
    window.journey.on(Event.BACK)
    reach(qtbot, window, State.CARD_NUMBER)
    assert window.screen_shown.number.text == ""


def test_first_generation_shows_its_front(qtbot, window, desk, begin):
    begin(first_generation(ResidenceHolder()), State.CARD_NUMBER)
    type_(window, "key.type", DEMO_NUMBER)
    press(window, "card_number.go")
    reach(qtbot, window, State.CARD_LOOK)
    press(window, "next")
    take(qtbot, window, desk)
    assert window.journey.draft.fields["former_address"].value


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (others.phone, CardKind.PHONE),
        (others.juki_card, CardKind.JUKI),
        (others.travel_card, CardKind.TRAVEL),
        (others.payment_card, CardKind.PAYMENT),
        (others.passport, CardKind.PASSPORT),
        (others.special_residence_card, CardKind.RESIDENCE_SPECIAL),
        (others.unknown_card, CardKind.FOREIGN),
    ],
    ids=lambda each: each.value if isinstance(each, CardKind) else "",
)
def test_every_other_kind_has_its_own_sentence(qtbot, window, desk, begin, make, kind):
    begin(make(), State.CARD)
    qtbot.waitUntil(lambda: window.journey.trouble is not None, timeout=PATIENCE_MS)
    assert window.journey.trouble.id == TROUBLE_OF_KIND[kind] and window.journey.state is State.CARD


@pytest.mark.parametrize("kind", ["mynumber", "number_b", "licence", "residence"])
@pytest.mark.parametrize("at", [1, 3, 6, 9, 12])
def test_a_card_pulled_in_the_reading_leaves_nothing(qtbot, window, desk, begin, kind, at):
    cards = {
        "mynumber": (my_number, State.PIN, "1234"),
        "number_b": (my_number, State.PIN, NUMBER_B),
        "licence": (a_licence, State.PIN, "1234"),
        "residence": (lambda: second_generation(ResidenceHolder()), State.CARD_NUMBER, DEMO_NUMBER),
    }
    make, state, typed = cards[kind]
    begin(make(), state)
    if kind == "number_b":
        window.journey.on(Event.OTHER_SECRET)
    desk.cards.pull_at = at
    window.conductor.open_card(typed)
    qtbot.waitUntil(lambda: window.journey.state in (State.CARD, State.CARD_TAKE, State.CARD_LOOK), timeout=PATIENCE_MS)
    assert window.journey.state is State.CARD and window.journey.trouble.id == "card_removed"
    assert window.journey.draft.is_empty and window.journey.card_read is None


def test_a_card_left_behind_is_told_until_it_is_taken(qtbot, window, desk, begin, clock):
    begin(my_number(), State.PIN)
    window.journey.wipe()
    qtbot.waitUntil(lambda: window.journey.card_left, timeout=PATIENCE_MS)
    assert window.over is not None
    clock.advance(window.journey.delays.settings_s)
    window.journey.tick()
    assert window.journey.card_left
    desk.cards.card = None
    qtbot.waitUntil(lambda: not window.journey.card_left and window.over is None, timeout=PATIENCE_MS)


def test_an_expired_card_is_told_and_still_read(qtbot, window, desk, begin):
    begin(my_number(expires_on="2026-01-31"), State.PIN)
    window.journey.on(Event.OTHER_SECRET)
    window.conductor.open_card(NUMBER_B)
    reach(qtbot, window, State.CARD_LOOK)
    press(window, "card_look.same")
    reach(qtbot, window, State.CARD_TAKE)
    assert "card_expired" in window.journey.card_read.reading.warnings
    assert any("有効期限が切れています" in each.text() for each in window.screen_shown.findChildren(QLabel))


def test_the_wipe_takes_every_trace_of_a_card(qtbot, window, desk, begin, caplog):
    strangers = set(QApplication.topLevelWidgets()) - {window}
    begin(second_generation(ResidenceHolder()), State.CARD_NUMBER)
    type_(window, "key.type", DEMO_NUMBER)
    shown = window.screen_shown
    press(window, "card_number.go")
    reach(qtbot, window, State.CARD_LOOK)
    desk.cards.card = None
    window.journey.wipe()

    def texts() -> str:
        found = []
        for each in QApplication.allWidgets():
            if each.window() in strangers:
                continue
            found += [each.accessibleName(), str(getattr(each, "text", str)())]
        return "\n".join(found)

    qtbot.waitUntil(lambda: DEMO_NUMBER not in texts(), timeout=PATIENCE_MS)
    gc.collect()
    journey = window.journey
    assert (journey.draft, journey.card, journey.card_read, journey.said_number) == (None, None, None, "")
    assert shown.number.text == ""
    assert DEMO_NUMBER not in caplog.text + repr([vars(each) for each in caplog.records])


def test_no_picture_and_no_number_of_a_card_reaches_the_store(qtbot, window, desk, begin, store):
    begin(a_licence(), State.PIN)
    window.conductor.open_card("1234")
    reach(qtbot, window, State.CARD_LOOK)
    picture = window.journey.card_read.pictures[0].png
    press(window, "card_look.髙")
    take(qtbot, window, desk)
    window.journey.on(Event.LOOK_OVER)
    draft = window.journey.draft.submitted("0001", "ja", "kiosk:1", "1", NOW)
    assert not draft.pages
    stored = repr([each.data for each in draft.submission])
    assert base64.b64encode(picture).decode()[:40] not in stored and repr(picture)[2:40] not in stored
