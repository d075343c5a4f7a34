"""Visits that may be the same are found through the blind index alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, update

from db import duplicates, likeness, schema
from db.duplicates import Likeness
from db.engine import writing
from db.store import Store
from forms.actions import Action, ActionType
from forms.visit import Visit, new_id
from tests.db.made import AT, action, submitted

ALONE = {
    "kind": "moving_in",
    "moved_on": "2026-11-02",
    "former_address": "東京都練馬区豊玉北六丁目１２番１号",
    "householder.former": "佐藤　花子",
    "new_address": "東京都千代田区九段北一丁目６番１１号",
    "new_building": "九段坂ハイツ１０３号室",
    "householder.new": "佐藤　花子",
    "members[0].name": "佐藤　花子",
    "members[0].kana": "サトウ　ハナコ",
    "members[0].birth_date": "1991-02-03",
}

Put = Callable[..., str]


@pytest.fixture
def put(store: Store) -> Put:
    """Puts a submitted visit with these values into the store; returns its id."""

    def added(values: Mapping[str, str] = ALONE, days: int = 0, then: tuple[ActionType, ...] = (), **more: str) -> str:
        id, number = new_id(), len(store.visits()) + 1
        moment = {"seconds": 86400 * days}
        actions = [
            action(id, ActionType.OPEN, {"kind": values["kind"], "language": "ja", "place": "kiosk 1"}, **moment),
            action(id, ActionType.CONFIRM, {"values": {**values, **more}}, **moment),
            action(id, ActionType.SUBMIT, {"reception_number": f"{number:04d}"}, **moment),
        ]
        data = {ActionType.WITHDRAW: {"visit": "other"}, ActionType.HOLD: {"reason": "x"}}
        actions += [action(id, each, data.get(each), actor="clerk:sato", **moment) for each in then]
        store.add(actions)
        return id

    return added


def shared(store: Store, id: str) -> dict[str, tuple[Likeness, ...]]:
    return {each.summary.id: each.shared for each in store.duplicates(store.visit(id))}


def test_the_same_notification_brought_twice(store, put):
    first, second = put(), put(days=3)
    assert shared(store, first) == {second: (Likeness.PERSON, Likeness.MOVE, Likeness.HOME)}
    assert shared(store, second) == {first: (Likeness.PERSON, Likeness.MOVE, Likeness.HOME)}


@pytest.mark.parametrize(
    "written",
    [
        {"members[0].name": "佐藤花子"},
        {"members[0].name": "佐藤　花子", "members[0].kana": "ｻﾄｳ ﾊﾅｺ"},
        {"members[0].name": "佐滕　花子"},  # misread; the reading still tells
        {"members[0].kana": "サトー　ハナゴ"},  # the reading is wrong; the name still tells
    ],
)
def test_the_same_person_however_written(store, put, written):
    elsewhere = {
        "new_address": "東京都千代田区三番町１番地",
        "moved_on": "2026-10-01",
        "former_address": "埼玉県川口市",
    }
    first, second = put(), put(**elsewhere, **written)
    assert shared(store, first) == {second: (Likeness.PERSON,)}


def test_namesakes_born_on_other_days_are_not_the_same_person(store, put):
    first = put()
    put(**{"members[0].birth_date": "1990-02-03", "new_address": "東京都千代田区三番町１番地", "former_address": "x"})
    assert shared(store, first) == {}


def test_one_household_on_two_sheets(store, put):
    first = put()
    child = {
        "members[0].name": "佐藤　一太",
        "members[0].kana": "サトウ　イチタ",
        "members[0].birth_date": "2019-05-05",
    }
    # The room is written on one sheet only: the former household still tells.
    second = put(**child, new_building="")
    assert shared(store, first) == {second: (Likeness.MOVE,)}
    third = put(**child, former_address="東京都北区王子一丁目１番１号", new_building="九段坂ハイツ103")
    assert shared(store, first)[third] == (Likeness.MOVE, Likeness.HOME)


OTHER = {
    "moved_on": "2026-11-20",
    "former_address": "大阪府大阪市北区中之島一丁目３番２０号",
    "householder.former": "鈴木　次郎",
    "members[0].name": "鈴木　次郎",
    "members[0].kana": "スズキ　ジロウ",
    "members[0].birth_date": "1988-08-08",
}


def test_a_neighbour_and_somebody_who_joins_a_household(store, put):
    there = put()
    neighbour = put(**OTHER, **{"householder.new": "鈴木　次郎"})
    joining = put(**OTHER | {"moved_on": "2026-11-21", "members[0].birth_date": "1988-08-09"})
    assert shared(store, neighbour)[there] == (Likeness.HOME,)
    assert shared(store, joining)[there] == (Likeness.HOUSEHOLDER, Likeness.HOME)
    assert not any(each.may_be_same for each in store.duplicates(store.visit(joining)) if each.summary.id == there)


@pytest.mark.parametrize(("days", "found"), [(90, True), (91, False)])
def test_ninety_days_on_either_side(store, put, days, found):
    first, later = put(), put(days=days)
    assert (later in shared(store, first)) is found
    assert (first in shared(store, later)) is found


@pytest.mark.parametrize(
    ("then", "found"),
    [
        ((ActionType.TAKE,), True),
        ((ActionType.TAKE, ActionType.HOLD), True),
        ((ActionType.TAKE, ActionType.FILE), True),
        ((ActionType.TAKE, ActionType.WITHDRAW), False),
        ((ActionType.TAKE, ActionType.WITHDRAW, ActionType.TAKE), True),
    ],
)
def test_what_was_withdrawn_is_no_duplicate_any_more(store, put, then, found):
    first, second = put(), put(then=then)
    assert (second in shared(store, first)) is found


def test_who_has_not_submitted_is_no_duplicate(store, put):
    first, id = put(), new_id()
    store.add([action(id, ActionType.OPEN, {"kind": "moving_in"}), action(id, ActionType.CONFIRM, {"values": ALONE})])
    assert shared(store, first) == {}


def test_told_apart_on_one_side_is_told_apart_on_both(store, put):
    first, second, third = put(), put(), put()
    told = action(first, ActionType.TELL_APART, {"visit": second}, actor="clerk:sato", seconds=5)
    store.add([action(first, ActionType.TAKE, actor="clerk:sato", seconds=4), told])
    assert shared(store, first).keys() == {third}
    assert shared(store, second).keys() == {third}
    assert shared(store, third).keys() == {first, second}


def test_a_corrected_date_of_birth_is_followed(store, put):
    first, second = put(), put(**{"new_address": "東京都千代田区三番町１番地", "former_address": "x"})
    data = {"path": "members[0].birth_date", "value": "1991-02-04", "old": "1991-02-03"}
    store.add([action(second, ActionType.TAKE, seconds=4), action(second, ActionType.SETTLE, data, seconds=5)])
    assert shared(store, first) == {}


def test_no_more_than_a_clerk_can_look_through(store, put):
    first = put()
    for _ in range(duplicates.MAX_FOUND + 2):
        put(**OTHER, new_building="九段坂ハイツ１０３号室")
    assert len(shared(store, first)) == duplicates.MAX_FOUND


def test_no_other_visit_is_opened(store, put):
    """A row that does not open is in nobody's way: the index answers, not the sealed rows."""
    first, second = put(), put()
    with writing(store._engine, store.place) as connection:
        connection.execute(update(schema.actions).where(schema.actions.c.visit_id == second).values(data=b"altered"))
    visit = store.visit(first)
    asked: list[str] = []
    event.listen(store._engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert [each.summary.id for each in store.duplicates(visit)] == [second]
    assert not any("pages" in each for each in asked)
    assert all("tell_apart" in str(each) or "actions.type" in each for each in asked if "FROM actions" in each)


def test_the_sample_family_is_found_again_as_read_and_as_confirmed(store):
    whole, pages = submitted()
    store.add(whole, pages=pages)
    actions, pages = submitted("0002")
    # The second time nobody confirms: what the paper says is enough.
    store.add([each for each in actions if each.type is not ActionType.CONFIRM], pages=pages)
    first, second = whole[0].visit_id, actions[0].visit_id
    assert Likeness.PERSON in shared(store, first)[second]


def visit_of(values: Mapping[str, str]) -> Visit:
    confirm = Action(new_id(), "v", ActionType.CONFIRM, AT, "kiosk:1", {"values": dict(values)})
    opened = Action(new_id(), "v", ActionType.OPEN, AT - timedelta(seconds=1), "kiosk:1", {"kind": "moving_in"})
    return Visit.replay([opened, confirm])


@given(st.sets(st.sampled_from(sorted(ALONE)), max_size=8))
def test_whatever_is_missing_leaves_fewer_terms_and_never_others(missing):
    every = likeness.terms_of_likeness(visit_of(ALONE))
    some = likeness.terms_of_likeness(visit_of({path: value for path, value in ALONE.items() if path not in missing}))
    if "new_building" not in missing:
        assert some <= every
    if "members[0].birth_date" in missing:
        assert not any(purpose == likeness.PERSON for purpose, _ in some)
    if {"new_address", "householder.former"} <= missing:
        assert not any(purpose in (likeness.MOVE, likeness.HOME) for purpose, _ in some)


def test_every_likeness_has_its_place():
    assert {each for each in Likeness if each.may_be_same} == {Likeness.PERSON, Likeness.MOVE}
