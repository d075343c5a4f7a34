"""Who moves: ticks, people whom no source names, and that nothing is lost on the way there and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from base.clock import HeldClock
from forms.fields import MAX_MEMBERS, member_of
from forms.fusing import fuse
from forms.paper.of_visit import form_data
from forms.reading import CARDS, ReadField, Reading, Source
from forms.visit import Visit
from kiosk.family import household
from kiosk.journey import Journey
from kiosk.pictures import NOW
from kiosk.purposes import FILED_ONLINE, PURPOSES, as_said_for, purposes_of
from kiosk.states import Event, State, UndeclaredEvent

ADDED = "山田　花子"


def family(source: Source = Source.PRE_ENTRY, members: int = 3) -> Reading:
    truth = {
        path: value
        for path, value in household().items()
        if path != "kind" and ((row := member_of(path)) is None or row < members)
    }
    return Reading(source, tuple(ReadField(path, value, value) for path, value in truth.items()))


def at_who(*readings: Reading, kind: str = "moving_in") -> Journey:
    journey = Journey(HeldClock(NOW))
    journey.on(Event.START, kind=kind)
    for each in readings:
        journey.on(Event.HAVE_QR)
        journey.on(Event.CODE_READ, reading=each)
    journey.on(Event.LOOK_OVER if readings else Event.HAVE_NOTHING)
    return journey


def tick(journey: Journey, row: int, moves: bool) -> None:
    journey.on(Event.TICK, row=row, moves=moves)


def printed(journey: Journey) -> dict[str, str]:
    draft = journey.draft
    return dict(
        form_data(draft.fields, draft.kind, reception_number=None, visit_id=draft.visit_id, virtual=False).values
    )


def test_everybody_named_is_ticked_at_first():
    journey = at_who(family())
    assert journey.state is State.WHO
    assert [each.name for each in journey.draft.people] == ["髙橋　一郎", "髙橋　美﨑", "渡邉\U000e0110　𠮷江"]
    assert all(each.moves for each in journey.draft.people)


def test_one_person_on_a_list_is_not_asked_about_and_one_on_a_card_is():
    assert at_who(family(members=1)).state is State.CONFIRM
    assert at_who(family(Source.MY_NUMBER_CARD, members=1)).state is State.WHO


@pytest.mark.parametrize("row", [0, 1, 2])
def test_who_is_unticked_is_not_on_the_paper_and_the_others_move_up(row):
    journey = at_who(family())
    names = [each.name for each in journey.draft.people]
    tick(journey, row, False)
    journey.on(Event.GO_ON)
    data = printed(journey)
    left = [name for at, name in enumerate(names) if at != row]
    assert [data.get(f"members[{at}].name") for at in range(3)] == [*left, None]
    assert data["form.whole_household"] == "part"
    assert names[row] not in [value for path, value in data.items() if path.startswith("members")]


def test_the_stored_visit_says_the_same_as_the_screen():
    journey = at_who(family())
    tick(journey, 1, False)
    journey.on(Event.GO_ON)
    draft = journey.draft
    visit = Visit.replay(draft.submitted("0001", "ja", "kiosk:1", "1", NOW).submission)
    assert {path: each.value for path, each in visit.fields.items()} == {p: f.value for p, f in draft.fields.items()}
    assert (visit.members, visit.movers) == (3, 2)


def test_a_tick_that_comes_back_brings_everything_back():
    journey = at_who(family())
    journey.on(Event.GO_ON)
    journey.on(Event.CHOOSE, path="members[1].kana", value="タカハシ　ミサキ")
    before = journey.draft.fields
    journey.on(Event.BACK)
    tick(journey, 1, False)
    assert "members[1].kana" not in journey.draft.fields
    tick(journey, 1, True)
    assert journey.draft.fields == before


def test_nobody_moving_is_no_notification():
    journey = at_who(family())
    for row in range(3):
        tick(journey, row, False)
    with pytest.raises(UndeclaredEvent):
        journey.on(Event.GO_ON)
    assert journey.state is State.WHO


def test_somebody_whom_no_source_names_is_added_and_comes_back_to_the_list():
    journey = at_who(family(Source.MY_NUMBER_CARD, members=1))
    journey.on(Event.ADD_PERSON)
    assert journey.state is State.EDIT and journey.editing == "members[1].name"
    journey.on(Event.BACK)
    assert journey.state is State.WHO and len(journey.draft.people) == 1
    journey.on(Event.ADD_PERSON)
    journey.on(Event.CHOOSE, path="members[1].name", value=ADDED)
    assert journey.state is State.WHO and [each.name for each in journey.draft.people][1] == ADDED
    journey.on(Event.GO_ON)
    assert {"members[1].birth_date", "members[1].sex"} <= set(journey.draft.fields)


def test_the_form_takes_no_more_than_it_has_rows_for():
    journey = at_who()
    for row in range(MAX_MEMBERS):
        journey.on(Event.ADD_PERSON)
        journey.on(Event.CHOOSE, path=f"members[{row}].name", value=f"{ADDED}{row}")
    with pytest.raises(UndeclaredEvent):
        journey.on(Event.ADD_PERSON)


def test_a_card_says_the_present_address_of_a_household_that_stays():
    card = Reading(Source.MY_NUMBER_CARD, (ReadField("former_address", "千代田区", "千代田区"),))
    assert as_said_for(PURPOSES["merging_households"], card).fields[0].path == "new_address"
    assert as_said_for(PURPOSES["moving_out"], card) == card
    other = Reading(Source.PRE_ENTRY, card.fields)
    assert as_said_for(PURPOSES["merging_households"], other) == other


def test_somebody_from_abroad_shows_a_residence_card_and_is_not_asked_for_a_family_register():
    said = {"members[0].name": "SMITH JANE", "members[0].nationality": "アメリカ", "members[0].sex": "female"}
    card = Reading(Source.RESIDENCE_CARD, tuple(ReadField(path, value, value) for path, value in said.items()))
    assert set(PURPOSES["from_abroad"].ways) & CARDS
    journey = Journey(HeldClock(NOW))
    journey.on(Event.START, kind="from_abroad")
    journey.on(Event.HAVE_CARD)
    journey.on(Event.CARD_READY, tries_left=3)
    journey.on(Event.PIN_GIVEN)
    journey.on(Event.CARD_READ, reading=card)
    journey.on(Event.CARD_TAKEN)
    journey.on(Event.LOOK_OVER)
    journey.on(Event.GO_ON)
    assert not {"registered_domicile", "register_head", "former_address"} & set(journey.draft.fields)


def test_every_purpose_is_behind_one_touch_of_the_welcome_screen():
    found = [each.kind for group in ("", "household", "other") for each in purposes_of(group)]
    # The one that is left is a way of moving in: what somebody has done before decides.
    assert sorted([*found, FILED_ONLINE]) == sorted(PURPOSES)


MOVES = st.sampled_from(["untick", "tick", "add", "choose", "on", "back", "over", "edit"])


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(list(PURPOSES)), st.integers(0, 3), st.lists(st.tuples(MOVES, st.integers(0, 4)), max_size=30))
def test_any_walk_there_and_back_loses_nothing(kind, members, walk):
    """Whatever way: what was shown and decided is all there, and said of those who move."""
    journey = at_who(*([family(members=members)] if members else []), kind=kind)
    decided: dict[str, str] = {}
    for move, row in walk:
        people = journey.draft.people if journey.draft else ()
        match move:
            case "untick" | "tick" if journey.state is State.WHO and row < len(people):
                tick(journey, people[row].row, move == "tick")
            case "add" if journey.state is State.WHO:
                journey.on(Event.ADD_PERSON)
            case "choose" if journey.state is State.EDIT:
                decided[journey.editing] = f"{ADDED}{row}"
                journey.on(Event.CHOOSE, path=journey.editing, value=f"{ADDED}{row}")
            case "edit" if journey.state is State.CONFIRM:
                journey.on(Event.EDIT, path="register_head")
            case "on" if journey.state is State.WHO and journey.draft.anybody_moves:
                journey.on(Event.GO_ON)
            case "over" if journey.state is State.HAVE:
                journey.on(Event.HAVE_NOTHING)
            case "back" if journey.state in (State.WHO, State.CONFIRM, State.EDIT):
                journey.on(Event.BACK)
        draft = journey.draft
        assert {path: each.value for path, each in draft.confirmations.items()} == decided
        assert len(draft.shown) == bool(members)
        gone = {each.row for each in draft.people if not each.moves}
        said = {row for path, each in draft.fields.items() if each.value and (row := member_of(path)) is not None}
        assert said == {each.row for each in draft.people if each.moves}
        if not gone:
            assert draft.fields == fuse(draft.readings, draft.confirmations, kind)
        rows = [path for path in printed(journey) if path.startswith("members")]
        assert len({member_of(path) for path in rows}) == len(draft.people) - len(gone)
