"""What the store promises to the rooms that use it, on both databases."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest

from base.trouble import Trouble
from db.store import LAST_RECEPTION_NUMBER, Store
from forms.actions import ActionType, Status
from forms.visit import Visit, new_id
from tests.db.conftest import PATIENT
from tests.db.made import AT, NAMES, PICTURE, TODAY, action, as_known, submitted


def test_a_whole_visit_comes_back_as_it_went_in(store: Store) -> None:
    actions, pages = submitted()
    assert store.add(actions, expected_version=0, pages=pages) == 4
    id = actions[0].visit_id
    assert [as_known(each) for each in store.actions(id)] == [as_known(each) for each in actions]
    visit = store.visit(id)
    assert visit == Visit.replay(store.actions(id))
    assert (visit.status, visit.reception_number, visit.version) == (Status.WAITING, "0001", 4)
    assert visit.confirmations["members[2].name"].value == "渡邉\U000e0110　𠮷江"
    assert store.page(visit.page_ids[0]) == PICTURE


def test_it_is_still_there_after_opening_again(home) -> None:
    actions, pages = submitted()
    with home.create() as store:
        store.add(actions, pages=pages)
    with home.open() as store:
        assert store.visit(actions[0].visit_id).status is Status.WAITING
        assert store.page(next(iter(pages))) == PICTURE


def test_adding_the_same_again_adds_nothing(store: Store) -> None:
    actions, pages = submitted()
    for _ in range(3):
        assert store.add(actions, expected_version=0, pages=pages) == 4
    assert store.add(actions[:2]) == 4
    assert store.position() == 4


def test_adding_the_rest_of_what_was_half_there_adds_only_the_rest(store: Store) -> None:
    actions, pages = submitted()
    store.add(actions[:2], expected_version=0, pages=pages)
    assert store.add(actions, expected_version=0, pages=pages) == 4
    assert [each.id for each in store.actions(actions[0].visit_id)] == [each.id for each in actions]


def test_an_id_used_again_for_something_else_is_a_bug(store: Store) -> None:
    actions, pages = submitted()
    store.add(actions, pages=pages)
    with pytest.raises(ValueError, match="used again"):
        store.add([replace(actions[2], data={"values": {}})])
    with pytest.raises(ValueError, match="another visit"):
        store.add([replace(actions[0], visit_id=new_id())])
    assert store.position() == 4


def test_what_cannot_be_one_call_is_a_bug(store: Store) -> None:
    actions, pages = submitted()
    for wrong in ([], [actions[0], action(new_id(), ActionType.OPEN)], [actions[0], actions[0]]):
        with pytest.raises(ValueError):
            store.add(wrong)
    with pytest.raises(ValueError, match="no action names"):
        store.add(actions[:1], pages=pages)
    with pytest.raises(ValueError, match="names a page"):
        store.add(actions)
    assert store.position() == 0
    assert store.visits() == []


def test_a_page_belongs_to_one_visit(store: Store) -> None:
    actions, pages = submitted()
    store.add(actions, pages=pages)
    other = new_id()
    with pytest.raises(ValueError, match="names a page"):
        store.add([action(other, ActionType.OPEN, {"kind": "moving_in"}), replace(actions[1], id="x", visit_id=other)])


def test_a_writer_who_has_not_seen_everything_is_told(store: Store) -> None:
    actions, pages = submitted()
    store.add(actions, pages=pages)
    id = actions[0].visit_id
    store.add([action(id, ActionType.TAKE, actor="clerk:a")], expected_version=4)
    for stale in (0, 3, 4, 6):
        with pytest.raises(Trouble) as caught:
            store.add([action(id, ActionType.TAKE, actor="clerk:b")], expected_version=stale)
        assert caught.value.id == "version_conflict"
    assert store.visit(id).assignee == "clerk:a"
    assert store.add([action(id, ActionType.TAKE, actor="clerk:b")], expected_version=5) == 6


def test_a_repeated_call_is_no_conflict_although_others_went_on(store: Store) -> None:
    """The answer of the first call was lost; meanwhile a clerk took the visit."""
    actions, pages = submitted()
    store.add(actions, expected_version=0, pages=pages)
    store.add([action(actions[0].visit_id, ActionType.TAKE, actor="clerk:a")])
    assert store.add(actions, expected_version=0, pages=pages) == 5
    with pytest.raises(Trouble) as caught:  # one more action than the first call had: that one is new
        store.add([*actions, action(actions[0].visit_id, ActionType.HOLD)], expected_version=0, pages=pages)
    assert caught.value.id == "version_conflict"


def test_an_action_that_the_status_does_not_take_is_refused_whole(store: Store) -> None:
    actions, pages = submitted()
    id = actions[0].visit_id
    with pytest.raises(Trouble) as caught:
        store.add([*actions, action(id, ActionType.FILE)], pages=pages)
    assert caught.value.id == "action_not_allowed"
    assert caught.value.details == {"action": "file", "status": "waiting"}
    assert store.position() == 0
    with pytest.raises(Trouble) as caught:
        store.visit(id)
    assert caught.value.id == "visit_unknown"
    with pytest.raises(Trouble) as caught:
        store.page(next(iter(pages)))
    assert caught.value.id == "page_unknown"


def test_an_action_on_a_visit_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(Trouble) as caught:
        store.add([action(new_id(), ActionType.TAKE)])
    assert caught.value.id == "action_not_allowed"


def test_the_list_is_in_the_order_of_submitting(store: Store) -> None:
    first, _ = submitted("0002")
    second, pages = submitted("0001")
    store.add(first[:1])
    store.add(second, pages=pages)
    assert [row.id for row in store.visits()] == [first[0].visit_id, second[0].visit_id]
    store.add([action(first[0].visit_id, ActionType.SUBMIT, {"reception_number": "0002"})])
    rows = store.visits()
    assert [row.reception_number for row in rows] == ["0001", "0002"]
    assert rows[0].status is Status.WAITING
    assert rows[0].submitted_at == AT + timedelta(seconds=90)
    assert rows[0].day == TODAY
    assert rows[0].version == 4


def test_the_list_can_be_narrowed(store: Store) -> None:
    waiting, pages = submitted("0001")
    store.add(waiting, pages=pages)
    store.add([action(new_id(), ActionType.OPEN, {"kind": "moving_out"})])
    assert [row.kind for row in store.visits(statuses=[Status.OPEN])] == ["moving_out"]
    assert [row.kind for row in store.visits(statuses={Status.WAITING, Status.FILED})] == ["moving_in"]
    assert store.visits(statuses=[]) == []
    assert len(store.visits(day=TODAY)) == 2
    assert store.visits(day=TODAY + timedelta(days=1)) == []
    assert len(store.visits(limit=1)) == 1


def test_the_summary_counts_people_and_doubts(store: Store) -> None:
    actions, pages = submitted()
    store.add(actions, pages=pages)
    (row,) = store.visits()
    visit = store.visit(row.id)
    assert row.members == visit.members == 3
    assert row.doubtful == sum(field.needs_eyes for field in visit.fields.values())
    assert not any(name in repr(row) for name in NAMES)


def test_reception_numbers_count_each_day_from_one(store: Store) -> None:
    assert [store.next_reception_number(TODAY) for _ in range(3)] == ["0001", "0002", "0003"]
    assert store.next_reception_number(TODAY + timedelta(days=1)) == "0001"


def test_reception_numbers_end(store: Store) -> None:
    from sqlalchemy import insert

    from db.engine import writing
    from db.schema import reception_days

    with writing(store._engine, store.place) as connection:
        connection.execute(insert(reception_days).values(day=TODAY.isoformat(), last=LAST_RECEPTION_NUMBER - 1))
    assert store.next_reception_number(TODAY) == f"{LAST_RECEPTION_NUMBER:04d}"
    for _ in range(2):
        with pytest.raises(Trouble) as caught:
            store.next_reception_number(TODAY)
        assert caught.value.id == "reception_numbers_used_up"


def test_a_visit_is_found_by_its_number_of_the_day(store: Store) -> None:
    actions, pages = submitted("0007")
    store.add(actions, pages=pages)
    assert store.find_by_reception_number("0007", TODAY).id == actions[0].visit_id
    assert store.find_by_reception_number("0007", date(2026, 11, 22)) is None
    assert store.find_by_reception_number("0008", TODAY) is None


def test_a_number_is_given_to_one_visit_a_day(store: Store) -> None:
    first, pages = submitted("0007")
    store.add(first, pages=pages)
    second, pages = submitted("0007")
    with pytest.raises(Trouble) as caught:
        store.add(second, pages=pages)
    assert caught.value.id == "reception_number_taken"
    assert store.position() == 4


def test_changes_are_told_once(store: Store) -> None:
    assert store.changes_since(0) == (0, [])
    first, pages = submitted("0001")
    store.add(first, pages=pages)
    second, pages = submitted("0002")
    store.add(second, pages=pages)
    store.add([action(first[0].visit_id, ActionType.TAKE, actor="clerk:a")])
    now, rows = store.changes_since(0)
    assert now == store.position() == 9
    assert [row.reception_number for row in rows] == ["0002", "0001"]
    assert [row.status for row in store.changes_since(8)[1]] == [Status.IN_REVIEW]
    assert store.changes_since(now) == (now, [])


def test_two_writers_who_saw_the_same_only_one_succeeds(home) -> None:
    """Two counters on stores of their own, both with version 4 before their eyes, ten times over."""
    with home.create(PATIENT) as one, home.open(PATIENT) as two:
        for turn in range(10):
            actions, pages = submitted(f"{turn:04d}")
            one.add(actions, pages=pages)
            results = _together(
                lambda store, name, id=actions[0].visit_id: store.add(
                    [action(id, ActionType.TAKE, actor=name)], expected_version=4
                ),
                (one, "clerk:a"),
                (two, "clerk:b"),
            )
            assert sorted(map(str, results)) == ["5", "version_conflict"]
            assert one.visit(actions[0].visit_id).version == 5


def test_two_writers_who_expect_nothing_both_succeed(home) -> None:
    with home.create(PATIENT) as one, home.open(PATIENT) as two:
        actions, pages = submitted()
        one.add(actions, pages=pages)
        takes = [action(actions[0].visit_id, ActionType.TAKE, actor=f"clerk:{n}") for n in range(10)]
        results = _together(lambda store, few: [store.add([each]) for each in few], (one, takes[:5]), (two, takes[5:]))
        assert sorted(version for few in results for version in few) == list(range(5, 15))
        assert {each.id for each in one.actions(actions[0].visit_id)[4:]} == {each.id for each in takes}


def test_two_kiosks_never_get_the_same_number(home) -> None:
    with home.create(PATIENT) as one, home.open(PATIENT) as two:
        results = _together(
            lambda store: [store.next_reception_number(TODAY) for _ in range(15)], (one,), (two,), (one,)
        )
        assert sorted(number for few in results for number in few) == [f"{n:04d}" for n in range(1, 46)]


def test_one_store_serves_many_threads(store: Store) -> None:
    def visitor(first: int) -> None:
        for number in range(first, first + 5):
            actions, pages = submitted(f"{number:04d}")
            store.add(actions, expected_version=0, pages=pages)
            assert store.visit(actions[0].visit_id).version == 4

    assert _together(visitor, (0,), (100,), (200,), (300,)) == [None] * 4
    assert store.position() == 80
    assert len(store.visits()) == 20


def _together(what, *arguments: tuple) -> list:
    """Runs it once for each tuple of arguments at the same time; trouble counts as a result."""
    barrier, results = threading.Barrier(len(arguments)), [None] * len(arguments)

    def run(index: int) -> None:
        barrier.wait(10)
        try:
            results[index] = what(*arguments[index])
        except Trouble as trouble:
            results[index] = trouble

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(arguments))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return results
