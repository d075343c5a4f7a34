"""A counter's outbox by itself: what a clerk does while the store is away, and what becomes of it when it is back."""

from __future__ import annotations

from pathlib import Path

import pytest

from base.clock import HeldClock
from base.trouble import Trouble
from db.crypto import KeyRing
from db.desk import NEEDS_SERVER, Known, may_wait
from db.lines import Act
from db.parcels import Parcel
from forms.actions import ActionType, Status
from forms.reading import ReadField, Reading, Source
from forms.roles import Role
from forms.visit import Visit, new_id
from tests.db.desks import ME, OTHER, PASSWORD, REFUSED, Counter, ids
from tests.db.made import PICTURE, TODAY, action, submitted
from tests.db.test_outbox import CUT_OFF, Server, leased, until


@pytest.fixture
def server(tmp_path: Path, keys: KeyRing) -> Server:
    return Server(f"sqlite:///{tmp_path}/server/k.sqlite", keys)


@pytest.fixture
def counter(server: Server, tmp_path: Path, clock: HeldClock):
    made = Counter(server, tmp_path, clock)
    leased(made.box)
    yield made
    made.box.close()


def test_with_the_store_there_it_is_as_if_there_were_no_outbox(counter: Counter) -> None:
    visit = counter.in_hand()
    made = counter.settle(visit, "03-0000-0001")
    assert counter.box.state().waiting == 0
    assert ids(counter.desk.actions(visit)) == ids(counter.there(visit))
    assert counter.there(visit)[-1].id == made.id
    counter.other(visit, ActionType.TAKE)
    with pytest.raises(Trouble) as caught:
        counter.desk.add([action(visit, ActionType.FILE, actor=ME)], expected_version=6)
    assert caught.value.id == "version_conflict"
    assert (counter.box.state().waiting, counter.box.state().refused) == (0, 0)


@CUT_OFF
def test_the_case_in_hand_goes_on_and_is_delivered_once(counter: Counter) -> None:
    visit = counter.in_hand()
    before = counter.there(visit)
    counter.go_away()
    done = [
        counter.settle(visit, "03-0000-0001"),
        counter.do(ActionType.CHECK_IDENTITY, visit, {"documents": ["passport"], "authority": [], "questioned": False}),
        counter.do(ActionType.FILE, visit),
    ]
    assert ids(counter.desk.actions(visit)) == ids(before + done)
    assert Visit.replay(counter.desk.actions(visit)).status is Status.FILED
    [row] = counter.desk.own_summaries()
    assert (row.id, row.status, row.version) == (visit, Status.FILED, len(before) + 3)
    assert ids(counter.there(visit)) == ids(before)
    assert counter.desk.state().waiting == 3
    counter.come_back()
    assert ids(counter.there(visit)) == ids(before + done)
    assert ids(counter.desk.actions(visit)) == ids(before + done)
    with counter.store() as store:
        lines = [line for line in store.audit.lines(visit_id=visit) if line.act in ("settle", "file")]
    assert [line.detail["done_at"] for line in lines] == ["2026-11-21T01:24:00Z"] * 2
    assert counter.desk.own_summaries() == []


@CUT_OFF
def test_acts_survive_a_restart_and_are_delivered_without_anybody(counter: Counter) -> None:
    visit = counter.in_hand()
    counter.go_away()
    done = [counter.settle(visit, "03-0000-0001"), counter.settle(visit, "03-0000-0002")]
    counter.restart()
    assert counter.box.state().waiting == 2
    assert counter.file.stat().st_mode & 0o077 == 0
    assert b"03-0000" not in counter.file.read_bytes()
    counter.come_back()
    assert ids(counter.there(visit))[-2:] == ids(done)


@CUT_OFF
def test_a_lost_answer_makes_no_second_row(counter: Counter) -> None:
    visit = counter.in_hand()
    counter.server.lose_next = True
    one = counter.settle(visit, "03-0000-0001")
    two = counter.settle(visit, "03-0000-0002")
    counter.come_back()
    assert ids(counter.there(visit))[-2:] == [one.id, two.id]


@REFUSED
def test_what_a_colleague_changed_meanwhile_is_not_overwritten(counter: Counter) -> None:
    visit, quiet = counter.in_hand(), counter.in_hand("0002")
    counter.go_away()
    mine = [counter.settle(visit, "03-0000-0001"), counter.settle(visit, "山田　太郎", "notifier.name")]
    elsewhere = counter.settle(quiet, "03-0000-0003")
    theirs = counter.other(visit, ActionType.SETTLE, {"path": "phone", "value": "03-9999-9999", "old": None})
    counter.come_back()
    until(lambda: counter.box.state().refused == 2)
    assert counter.there(visit)[-1].id == theirs.id
    assert counter.there(quiet)[-1].id == elsewhere.id
    assert [(each.parcel.actions[0].id, each.trouble) for each in counter.desk.refused()] == [
        (each.id, "version_conflict") for each in mine
    ]
    assert counter.seen_by(OTHER).refused() == []
    assert ids(counter.desk.actions(visit)) == ids(counter.there(visit))
    with counter.store() as store:
        lines = [each for each in store.audit.lines(visit_id=visit) if each.result == "version_conflict"]
    assert [(line.act, line.actor, line.detail["done_at"]) for line in lines] == [
        ("settle", ME, "2026-11-21T01:24:00Z")
    ] * 2
    # Given up, and written down; what is done after that rests on what is there now.
    counter.desk.settle_refused(counter.desk.refused(), Act.DISCARD)
    assert counter.desk.refused() == []
    again = counter.settle(visit, "03-0000-0004")
    assert counter.there(visit)[-1].id == again.id
    with counter.store() as store:
        assert store.audit.lines(act="discard")[0].detail == {"acts": 2}


@REFUSED
def test_an_act_on_what_was_refused_a_moment_ago_is_refused_too(counter: Counter) -> None:
    """The clerk has not seen yet that the first act was not taken, and the version would fit by chance."""
    visit = counter.in_hand()
    counter.go_away()
    counter.settle(visit, "03-0000-0001")
    seen = counter.desk.actions(visit)
    theirs = counter.other(visit, ActionType.SETTLE, {"path": "phone", "value": "03-9999-9999", "old": None})
    counter.come_back()
    with pytest.raises(Trouble) as caught:
        counter.desk.add([action(visit, ActionType.FILE, actor=ME)], expected_version=len(seen))
    assert caught.value.id == "version_conflict"
    assert counter.there(visit)[-1].id == theirs.id


@CUT_OFF
def test_a_print_at_the_kiosk_is_no_change(counter: Counter) -> None:
    visit = counter.in_hand()
    counter.go_away()
    mine = [counter.settle(visit, "03-0000-0001"), counter.settle(visit, "03-0000-0002")]
    with counter.store() as store:
        store.add([action(visit, ActionType.PRINT, {"form": "x", "pages": 1})])
    counter.come_back()
    assert ids(counter.there(visit))[-2:] == ids(mine)
    assert counter.box.state().refused == 0


@REFUSED
@pytest.mark.parametrize("taken", ["role", "sight"])
def test_a_right_taken_away_meanwhile_holds(counter: Counter, taken: str) -> None:
    with counter.store() as store:
        store.accounts.add("kacho", Role.SUPERVISOR, PASSWORD, actor="it:root")
        store.accounts.add("sato", Role.CLERK, PASSWORD, actor="it:root")
    visit = counter.in_hand()
    counter.go_away()
    counter.settle(visit, "03-0000-0001")
    with counter.store() as store:
        if taken == "role":
            store.accounts.set_disabled("sato", True, actor="clerk:kacho")
        else:
            store.add([action(visit, ActionType.PROTECT, actor="clerk:kacho")])
        there = ids(store.actions(visit))
    counter.come_back()
    until(lambda: counter.box.state().refused == 1)
    assert ids(counter.there(visit)) == there
    if taken == "sight":
        with pytest.raises(Trouble) as caught:
            counter.desk.actions(visit)
        assert caught.value.id == "visit_unknown"
    counter.desk.settle_refused(counter.desk.refused(), Act.DISCARD)
    assert counter.box.state().refused == 0


@CUT_OFF
def test_what_needs_a_fresh_look_is_refused_and_nothing_waits(counter: Counter) -> None:
    visit = counter.in_hand()
    actions, pages = submitted("0002")
    with counter.store() as store:
        store.add(actions, pages=pages)
    counter.go_away()
    desk = counter.desk
    for ask in (
        lambda: desk.actions(actions[0].visit_id),
        lambda: desk.search("髙橋"),
        lambda: desk.visits(),
        lambda: desk.calls.open(),
        lambda: desk.statistics(TODAY, TODAY),
        lambda: desk.record("copy", actor=ME, visit_id=visit),
        lambda: desk.page(new_id()),
        lambda: desk.add([action(actions[0].visit_id, ActionType.TAKE, actor=ME)], expected_version=4),
        lambda: desk.add([action(actions[0].visit_id, ActionType.SETTLE, actor=ME)], expected_version=4),
        *(lambda each=each: counter.do(each, visit, {"visit": "x", "counter": "2"}) for each in NEEDS_SERVER),
        lambda: counter.do(ActionType.READ, visit, {"joined": "x", "page_ids": []}),
    ):
        with pytest.raises(Trouble) as caught:
            ask()
        assert caught.value.id == "needs_server"
    assert counter.box.state().waiting == 0
    assert desk.colleagues() == []


@CUT_OFF
def test_a_new_visit_of_an_interview(counter: Counter) -> None:
    counter.desk.actions(counter.in_hand())
    counter.go_away()
    number, visit = counter.desk.next_reception_number(TODAY), new_id()
    said = Reading(Source.CLERK, (ReadField("kind", "moving_in", "moving_in"),))
    steps = (
        (ActionType.OPEN, {"kind": "moving_in", "language": "ja", "place": "2"}),
        (ActionType.READ, {"reading": said.to_json(), "page_ids": []}),
        (ActionType.SUBMIT, {"reception_number": number}),
        (ActionType.TAKE, {}),
    )
    opening = [action(visit, type, data, actor=ME) for type, data in steps]
    assert may_wait(opening)
    counter.desk.add(opening, expected_version=0)
    counter.desk.record("view", actor=ME, visit_id=visit)
    page = new_id()
    counter.do(ActionType.READ, visit, {"reading": said.to_json(), "page_ids": [page]}, pages={page: PICTURE})
    assert counter.desk.page(page) == PICTURE
    counter.settle(visit, "03-0000-0001")
    assert number == "8000"
    counter.come_back()
    until(lambda: not counter.box._box.notes())
    with counter.store() as store:
        assert store.visit(visit).reception_number == "8000"
        assert store.visit(visit).version == 6
        assert store.page(page) == PICTURE
        [line] = store.audit.lines(act="view")
        assert (line.actor, line.visit_id, line.detail) == (ME, visit, {"done_at": "2026-11-21T01:24:00Z"})


@CUT_OFF
def test_a_full_outbox_refuses_before_anything_is_done(server: Server, tmp_path: Path, clock: HeldClock) -> None:
    counter = Counter(server, tmp_path, clock, max_waiting=2)
    visit = counter.in_hand()
    counter.go_away()
    done = [counter.settle(visit, "1"), counter.settle(visit, "2")]
    before = ids(counter.desk.actions(visit))
    with pytest.raises(Trouble) as caught:
        counter.settle(visit, "3")
    assert caught.value.id == "outbox_full"
    assert ids(counter.desk.actions(visit)) == before
    counter.come_back()
    assert ids(counter.there(visit))[-2:] == ids(done)
    counter.box.close()


@REFUSED
def test_what_nobody_decides_about_is_given_up_in_time(counter: Counter) -> None:
    visit = counter.in_hand()
    counter.go_away()
    counter.settle(visit, "03-0000-0001")
    counter.other(visit, ActionType.TAKE)
    counter.come_back()
    until(lambda: counter.box.state().refused == 1)
    counter.clock.advance(31 * 86400)
    until(lambda: counter.box.state().refused == 0)
    with counter.store() as store:
        [line] = store.audit.lines(act="discard")
    assert line.detail == {"after_days": 30}


def test_known_leaves_out_what_builds_on_what_is_not_there() -> None:
    given_ = [action("v", ActionType.OPEN), action("v", ActionType.TAKE)]
    one, two, three = (action("v", ActionType.PRINT) for _ in range(3))
    parcels = [
        Parcel("a", (one,), {}, 2),
        Parcel("b", (three,), {}, 2, (two.id,)),
    ]
    known = Known.of(given_, parcels)
    assert known.seen == (one.id,)
    assert Known.of([*given_, two], parcels).seen == (one.id, three.id)
    assert known.and_then([one, two]).seen == (one.id, two.id)
