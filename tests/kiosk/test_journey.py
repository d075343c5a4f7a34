"""The journey alone: every state and event, time-outs on a held clock, and the wipe."""

from __future__ import annotations

import gc
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from base.clock import HeldClock
from base.trouble import Trouble
from devices.card.api import CardKind
from forms.card_number_b import YearForm
from forms.guide.description import get_guide
from forms.reading import ReadField, Reading, Source
from kiosk.cards import CardFound, CardPicture, CardRead, Secret
from kiosk.delays import Delays
from kiosk.draft import Draft
from kiosk.family import household
from kiosk.journey import Journey
from kiosk.leaving import HANDED_OVER, Left
from kiosk.pictures import NOW
from kiosk.purposes import PURPOSES
from kiosk.states import ALLOWED, EVERYWHERE, NOBODY, WORKING, Event, State, UndeclaredEvent

CANARY = "髙橋カナリヤ"


def reading(source: Source = Source.PRE_ENTRY, **changes: str) -> Reading:
    truth = {**household(), **changes}
    return Reading(source, tuple(ReadField(path, value, value) for path, value in truth.items() if path != "kind"))


def card_reading() -> Reading:
    """The four things that a card says."""
    said = ("members[0].name", "former_address", "members[0].birth_date", "members[0].sex")
    whole = reading(Source.MY_NUMBER_CARD)
    return Reading(whole.source, tuple(each for each in whole if each.path in said))


MY_NUMBER = CardFound(CardKind.MY_NUMBER, {Secret.PIN: 3, Secret.NUMBER_B: 10})
PICTURED = CardRead(CardKind.MY_NUMBER, card_reading(), (CardPicture("members[0].name", b"a picture"),))

DATA = {
    Event.CODE_READ: {"reading": reading()},
    Event.CARD_READ: {"reading": card_reading()},
    Event.PAGES_READ: {"reading": reading(Source.CERTIFICATE), "pictures": (b"png",)},
    Event.CARD_READY: {"card": MY_NUMBER},
    Event.NUMBER_SEEN: {"number": "AB12345678CD"},
    Event.YEAR_FORM: {"form": YearForm.ERA},
    Event.FAILED: {"trouble": Trouble("scanner_jam")},
    Event.CHOOSE: {"path": "phone", "value": "03-0000-0000"},
    Event.EDIT: {"path": "phone"},
    Event.TAKE_IN_HAND: {"path": "phone"},
    Event.MORE_PURPOSES: {"group": "other"},
    Event.TICK: {"row": 1, "moves": False},
    Event.PRINT_DONE: {"pages": 1},
    Event.ANSWER: {"word": "no"},
}

TO = {
    State.WELCOME: (),
    State.PURPOSE: ((Event.MORE_PURPOSES, {"group": "household"}),),
    State.HAVE: (Event.START, Event.HAVE_QR, Event.CODE_READ),
    State.QR: (Event.START, Event.HAVE_QR),
    State.PAPER: (Event.START, Event.HAVE_PAPER),
    State.PAPER_READING: (Event.START, Event.HAVE_PAPER, Event.SCAN),
    State.CARD: (Event.START, Event.HAVE_CARD),
    State.PIN: (Event.START, Event.HAVE_CARD, Event.CARD_READY),
    State.LAST_TRY: (Event.START, Event.HAVE_CARD, (Event.CARD_READY, {"tries_left": 1})),
    State.NUMBER_B: (Event.START, Event.HAVE_CARD, (Event.CARD_READY, {"card": MY_NUMBER}), Event.OTHER_SECRET),
    State.CARD_NUMBER: (Event.START, Event.HAVE_CARD, (Event.CARD_READY, {"card": CardFound(CardKind.RESIDENCE)})),
    State.CARD_NUMBER_SHOW: (
        Event.START,
        Event.HAVE_CARD,
        (Event.CARD_READY, {"card": CardFound(CardKind.RESIDENCE)}),
        Event.SHOW_NUMBER,
    ),
    State.CARD_READING: (Event.START, Event.HAVE_CARD, Event.CARD_READY, Event.PIN_GIVEN),
    State.LEAVING: (Event.START, Event.HAVE_QR, Event.CODE_READ, Event.BACK),
    State.WHO: (Event.START, Event.HAVE_QR, Event.CODE_READ, Event.LOOK_OVER),
    State.CONFIRM: (Event.START, Event.HAVE_QR, Event.CODE_READ, Event.LOOK_OVER, Event.GO_ON),
}
TO[State.CARD_TAKE] = (*TO[State.CARD_READING], Event.CARD_READ)
TO[State.CARD_LOOK] = (*TO[State.CARD_READING], (Event.CARD_READ, {"read": PICTURED}))
TO[State.EDIT] = (*TO[State.CONFIRM], Event.EDIT)
ASKED = (State.QUESTION, State.TODO)
"""States that there are only with a guide."""
TO[State.QUESTION] = (*TO[State.CONFIRM], Event.ACCEPT)
TO[State.TODO] = (*TO[State.QUESTION], Event.ANSWER, Event.LEAVE_REST)
TO[State.SENDING] = (*TO[State.CONFIRM], Event.ACCEPT)
TO[State.NOT_SENT] = (*TO[State.SENDING], Event.FAILED)
TO[State.PRINTING] = (*TO[State.SENDING], Event.SENT)
TO[State.NOT_PRINTED] = (*TO[State.PRINTING], (Event.FAILED, {"trouble": Trouble("printer_absent")}))
TO[State.PRINTED] = (*TO[State.PRINTING], Event.PRINT_DONE)
TO[State.THANKS] = (*TO[State.PRINTED], Event.PAPER_CAME)
TO[State.OUT_OF_SERVICE] = (Event.BREAK_DOWN,)


def feed(journey: Journey, event: Event, data: dict | None = None) -> None:
    given_ = data if data is not None else dict(DATA.get(event, {}))
    if event in (Event.SENT, Event.NUMBERED):
        draft = journey.draft or Draft.begin(HeldClock(NOW))
        given_ = {"draft": draft.submitted("0042", "ja", "kiosk:1", "1", NOW)}
    journey.on(event, **given_)


def lead(journey: Journey, state: State, name: str | None = None) -> None:
    journey._guide = get_guide() if state in ASKED else None
    for step in TO[state]:
        event, data = step if isinstance(step, tuple) else (step, None)
        if name and event is Event.CODE_READ:
            data = {"reading": reading(**{"members[0].name": name})}
        feed(journey, event, data)
    assert journey.state is state


def test_every_state_can_be_reached():
    assert set(TO) == set(State) == set(ALLOWED)
    for state in State:
        lead(Journey(HeldClock(NOW)), state)


@pytest.mark.parametrize("state", State)
def test_undeclared_event_is_an_error_and_changes_nothing(state):
    journey = Journey(HeldClock(NOW))
    lead(journey, state)
    before = (journey.state, journey.draft, journey.trouble)
    for event in set(Event) - ALLOWED[state] - EVERYWHERE:
        with pytest.raises(UndeclaredEvent):
            feed(journey, event)
        assert (journey.state, journey.draft, journey.trouble) == before, event


@pytest.mark.parametrize("state", State)
def test_every_declared_event_leads_to_a_state(state):
    for event in ALLOWED[state] | EVERYWHERE:
        journey = Journey(HeldClock(NOW))
        lead(journey, state)
        feed(journey, event)
        assert journey.state in State, event


@pytest.mark.parametrize("state", [each for each in State if Event.BACK in ALLOWED[each]])
def test_back_loses_nothing(state):
    journey = Journey(HeldClock(NOW))
    lead(journey, state)
    before = journey.draft
    journey.on(Event.BACK)
    if before is not None and not before.is_empty:
        assert journey.draft == before


@pytest.mark.parametrize("state", State)
def test_staff_can_be_called_everywhere_and_nothing_is_lost(state):
    journey = Journey(HeldClock(NOW))
    lead(journey, state)
    before = journey.draft
    journey.on(Event.CALL_STAFF)
    assert journey.staff_called and journey.state is state
    journey.on(Event.STAFF_SEEN)
    assert not journey.staff_called and journey.draft == before


IDLING = [each for each in State if each not in WORKING | {State.WELCOME, State.OUT_OF_SERVICE}]


@pytest.mark.parametrize("state", IDLING)
def test_walking_away_warns_then_wipes(state):
    wiped, left = [], []
    clock = HeldClock(NOW)
    journey = Journey(clock, wiped=lambda: wiped.append(1), left=left.append)
    lead(journey, state)
    limit = journey.delays.thanks_s if state is State.THANKS else journey.delays.idle_s
    clock.advance(limit - 0.1)
    journey.tick()
    assert journey.warned_at is None
    clock.advance(0.2)
    journey.tick()
    assert journey.seconds_left >= 20
    clock.advance(journey.delays.warning_s - 0.1)
    journey.tick()
    assert journey.state is state and not wiped and not left
    clock.advance(0.2)
    journey.tick()
    assert journey.state is State.WELCOME and journey.draft is None and wiped


def test_one_touch_extends_the_warning_as_often_as_wished():
    clock = HeldClock(NOW)
    journey = Journey(clock)
    lead(journey, State.CONFIRM)
    for _ in range(12):
        clock.advance(journey.delays.idle_s)
        journey.tick()
        assert journey.warned_at is not None
        clock.advance(journey.delays.warning_s - 1)
        journey.tick()
        journey.on(Event.TOUCH)
        assert journey.warned_at is None and journey.state is State.CONFIRM


def test_a_warning_of_less_than_twenty_seconds_is_refused():
    with pytest.raises(ValueError, match="20 seconds"):
        Delays(warning_s=19.9)


@pytest.mark.parametrize("state", sorted(WORKING))
def test_work_that_takes_too_long_is_told_and_loses_nothing(state):
    clock = HeldClock(NOW)
    journey = Journey(clock)
    lead(journey, state)
    before = journey.draft
    clock.advance(journey.delays.print_s if state is State.PRINTING else journey.delays.work_s)
    journey.tick()
    assert journey.state not in WORKING
    assert journey.trouble is not None and journey.trouble.id == "kiosk_too_slow"
    assert journey.draft == before


@pytest.mark.parametrize("state", sorted(WORKING))
def test_nobody_is_called_idle_while_the_machine_works(state):
    clock = HeldClock(NOW)
    journey = Journey(clock, delays=Delays(work_s=1000, print_s=1000))
    lead(journey, state)
    clock.advance(900)
    journey.tick()
    assert journey.state is state and journey.warned_at is None


def test_a_device_that_complains_again_and_again_is_nobodys_touch():
    clock = HeldClock(NOW)
    journey = Journey(clock)
    lead(journey, State.QR)
    for _ in range(int(journey.delays.idle_s)):
        clock.advance(1)
        journey.on(Event.FAILED, trouble=Trouble("qr_foreign"))
        journey.tick()
    assert journey.warned_at is not None


def test_staff_called_and_nobody_comes_ends_in_the_warning_and_the_wipe():
    clock = HeldClock(NOW)
    journey = Journey(clock)
    lead(journey, State.CONFIRM)
    journey.on(Event.CALL_STAFF)
    for _ in range(1000):
        clock.advance(1)
        journey.tick()
    assert journey.state is State.WELCOME and journey.draft is None


def test_welcome_alone_goes_back_to_the_usual_settings():
    wiped = []
    clock = HeldClock(NOW)
    journey = Journey(clock, wiped=lambda: wiped.append(1))
    clock.advance(journey.delays.settings_s)
    journey.tick()
    assert wiped and journey.state is State.WELCOME


def test_pin_that_is_wrong_leads_back_to_the_card_which_is_asked_for_its_tries():
    journey = Journey(HeldClock(NOW))
    lead(journey, State.CARD_READING)
    journey.on(Event.FAILED, trouble=Trouble("pin_wrong", tries_left=2))
    assert journey.state is State.CARD and journey.tries_left is None
    journey.on(Event.CARD_READY, tries_left=2)
    assert journey.state is State.PIN and journey.tries_left == 2
    assert journey.trouble is not None and journey.trouble.id == "pin_wrong"


def test_last_try_needs_words_and_is_asked_for_again_each_time():
    journey = Journey(HeldClock(NOW))
    lead(journey, State.LAST_TRY)
    assert not journey.use_last_try
    journey.on(Event.USE_LAST_TRY)
    assert journey.state is State.PIN and journey.use_last_try
    journey.on(Event.PIN_GIVEN)
    journey.on(Event.FAILED, trouble=Trouble("card_removed"))
    assert not journey.use_last_try
    journey.on(Event.CARD_READY, tries_left=1)
    assert journey.state is State.LAST_TRY


def test_locked_pin_shows_where_to_go_and_asks_for_no_pin():
    journey = Journey(HeldClock(NOW))
    lead(journey, State.CARD)
    journey.on(Event.CARD_READY, tries_left=0)
    assert journey.state is State.CARD
    assert journey.trouble is not None and journey.trouble.id == "pin_locked"


def test_card_taken_away_while_typing_the_pin():
    journey = Journey(HeldClock(NOW))
    lead(journey, State.PIN)
    journey.on(Event.CARD_GONE)
    assert journey.state is State.CARD and journey.tries_left is None


@pytest.mark.parametrize("id", ["printer_jam", "print_too_slow", "printer_out_of_paper", "print_queue_stuck"])
def test_reprint_after_a_fault_that_may_leave_paper_behind_is_for_staff(id):
    journey = Journey(HeldClock(NOW))
    lead(journey, State.PRINTING)
    journey.on(Event.FAILED, trouble=Trouble(id))
    assert not journey.can_reprint
    with pytest.raises(UndeclaredEvent):
        journey.on(Event.RETRY)
    journey.on(Event.GO_ON)
    assert journey.state is State.THANKS


def test_nothing_to_look_over_before_anything_was_shown():
    journey = Journey(HeldClock(NOW))
    journey.on(Event.START)
    with pytest.raises(UndeclaredEvent):
        journey.on(Event.LOOK_OVER)
    journey.on(Event.BACK)
    assert journey.state is State.WELCOME and journey.draft is None


def test_accepting_with_something_left_to_look_at_is_refused():
    journey = Journey(HeldClock(NOW))
    lead(journey, State.HAVE)
    journey.on(Event.HAVE_PAPER)
    journey.on(Event.SCAN)
    other = reading(Source.CERTIFICATE, **{"members[0].name": "高橋　一郎"})
    journey.on(Event.PAGES_READ, reading=other)
    journey.on(Event.LOOK_OVER)
    journey.on(Event.GO_ON)
    with pytest.raises(UndeclaredEvent):
        journey.on(Event.ACCEPT)
    journey.on(Event.CHOOSE, path="members[0].name", value="髙橋　一郎")
    journey.on(Event.ACCEPT)
    assert journey.state is State.SENDING


def canaries() -> int:
    """How many objects still hold the canary."""
    gc.collect()
    return sum(1 for each in gc.get_objects() if isinstance(each, Reading) and any(CANARY in row.value for row in each))


@pytest.fixture
def only_new_objects():
    """Nothing older than the test is looked at by the collector, which takes half a second in a whole run."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("only_new_objects")
@pytest.mark.parametrize("state", [each for each in TO if each in IDLING])
def test_wipe_leaves_no_canary(state):
    journey = Journey(HeldClock(NOW))
    lead(journey, state, CANARY)
    assert canaries() == (Event.CODE_READ in TO[state])
    journey.wipe()
    assert CANARY not in repr(vars(journey))
    assert canaries() == 0


def test_a_draft_says_nothing_of_the_visitor_in_its_repr():
    journey = Journey(HeldClock(NOW))
    lead(journey, State.CONFIRM)
    assert "髙橋" not in repr(journey.draft)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(Event), st.integers(0, 200)), max_size=40))
def test_any_walk_keeps_the_promises(walk):
    """Whatever happens in whatever order: declared or refused, never a visitor on the welcome screen."""
    clock = HeldClock(NOW)
    journey = Journey(clock)
    for event, seconds in walk:
        clock.advance(seconds)
        journey.tick()
        with suppress(UndeclaredEvent):
            feed(journey, event)
        assert (journey.draft is None) == (journey.state in NOBODY)
        assert journey.step in range(6)


@pytest.mark.parametrize(
    ("event", "how"),
    [(Event.LEAVE, "left"), (Event.BREAK_DOWN, "broken"), (None, "idle")],
    ids=["left", "broken", "idle"],
)
def test_a_journey_that_is_left_is_told_of_without_the_visitor(event, how):
    left = []
    clock = HeldClock(NOW)
    journey = Journey(clock, left=left.append)
    lead(journey, State.LEAVING if event is Event.LEAVE else State.CONFIRM, CANARY)
    clock.advance(61)
    journey.on(Event.TOUCH)
    if event:
        journey.on(event)
    for _ in range(1000):
        clock.advance(1)
        journey.tick()
    state = State.HAVE if event is Event.LEAVE else State.CONFIRM
    assert left == [Left("moving_in", state, how, 61)]
    assert CANARY not in repr(left)


@pytest.mark.parametrize("state", [State.WELCOME, *HANDED_OVER, State.OUT_OF_SERVICE])
def test_who_has_begun_nothing_or_has_finished_has_not_left(state):
    left = []
    clock = HeldClock(NOW)
    journey = Journey(clock, left=left.append)
    lead(journey, state)
    left.clear()  # an out-of-service screen has broken somebody's journey off to get there
    for _ in range(1000):
        clock.advance(1)
        journey.tick()
    assert left == []


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(PURPOSES)),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from([False, False, True])), max_size=50),
)
def test_back_loses_nothing_wherever_somebody_has_wandered(kind, walk):
    """Every way there is, for every purpose, with steps back in between: what was shown, said and ticked stays. Only
    from the very first screen, with nothing in it, does Back lead out."""
    journey = Journey(HeldClock(NOW), guide=get_guide())
    for number, back in walk:
        if journey.draft is None:
            journey.on(Event.START, kind=kind)
        ways = sorted(ALLOWED[journey.state] - {Event.BACK, Event.LEAVE, Event.FINISH})
        if not ways:
            journey.wipe()
            continue
        before = journey.draft
        if back and journey.takes(Event.BACK):
            journey.on(Event.BACK)
            assert journey.draft == before or (journey.draft is None and before.is_empty)
        else:
            with suppress(UndeclaredEvent, Trouble):
                feed(journey, ways[number % len(ways)])
            assert set(before.confirmations) <= set(journey.draft.confirmations)
            assert {each.reading.source for each in before.shown} <= {
                each.reading.source for each in journey.draft.shown
            }
