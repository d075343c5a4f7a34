"""支援措置: what is protected is not there for whoever may not see it, in lists, counts, searches and errors alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.clock import HeldClock
from base.trouble import Trouble
from db.seen import AS_IT_IS, Seen
from db.store import Store
from forms.actions import ActionType, Status, allowed
from forms.roles import ACCOUNT_ROLES, Role
from forms.visit import new_id
from tests.db.conftest import Home
from tests.db.made import TODAY, action, submitted

A = ActionType
GOOD = "correct horse battery"
BOSS = "clerk:supervisor"
BLIND = [Role.CLERK, Role.REVIEWER, Role.IT, None]
"""None: an account that is not there (any more)."""
WAY = {
    Status.WAITING: (),
    Status.IN_REVIEW: (A.TAKE,),
    Status.HELD: (A.TAKE, A.HOLD),
    Status.RETURNED: (A.TAKE, A.RETURN),
    Status.FILED: (A.TAKE, A.FILE),
}
DATA = {
    A.OPEN: {"kind": "moving_in", "language": "ja", "place": "1"},
    A.HOLD: {"reason": "x"},
    A.RETURN: {"reason": "x"},
    A.HAND_OVER: {"to": BOSS},
    A.CALL: {"counter": "2"},
    A.CHECK_IDENTITY: {"documents": ["mynumber"]},
    A.PRINT: {"form": "f", "pages": 1},
    A.EXPORT: {"batch": "b"},
    A.SETTLE: {"path": "phone", "value": "03-0000-0000", "old": None},
}
ACTS = [A.TAKE, A.SETTLE, A.HOLD, A.RETURN, A.FILE, A.RELEASE, A.HAND_OVER, A.CALL, A.CHECK_IDENTITY, A.PRINT]
ACTS += [A.PROTECT, A.UNPROTECT]


@pytest.fixture
def office(home: Home, clock: HeldClock):
    """A store with an account of each role."""
    with Store.create(home.url, home.keys, clock=clock) as store:
        for role in reversed(ACCOUNT_ROLES):
            store.accounts.add(str(role), role, GOOD, actor="it:root")
        yield store


def actor(role: Role | None) -> str:
    return f"clerk:{role or 'nobody'}"


def brought(store: Store, number: str, status: Status = Status.WAITING, *more: ActionType) -> tuple[str, str]:
    """A visit of the sample family; its id and that of its page."""
    actions, pages = submitted(number)
    store.add(actions, pages=pages)
    id = actions[0].visit_id
    store.add([action(id, type, DATA.get(type), actor=BOSS) for type in (*WAY[status], *more)] or actions)
    return id, next(iter(pages))


def outcome(ask: Callable, *args: object, **named: object) -> object:
    """What somebody learns by asking: an answer, or which trouble."""
    try:
        return ask(*args, **named)
    except Trouble as trouble:
        return trouble.id, sorted(trouble.details)


def hidden_from(seen: Seen, store: Store, who: str, id: str, page: str, number: str, status: Status) -> None:
    """Holds everything that can be asked of a visit against one that was never there."""
    nowhere, no_page = new_id(), new_id()
    assert outcome(seen.actions, id) == outcome(seen.actions, nowhere) == ("visit_unknown", [])
    assert outcome(seen.visit, id) == outcome(seen.visit, nowhere)
    assert outcome(seen.page, page) == outcome(seen.page, no_page) == ("page_unknown", [])
    assert seen.find_by_reception_number(number, TODAY) is None
    assert id not in {each.id for each in seen.visits()}
    assert id not in {each.id for each in seen.visits(statuses=[status], day=TODAY)}
    assert id not in {each.id for each in seen.search("髙橋")}
    assert seen.protected([id, nowhere]) == set()
    assert id not in {each.id for each in seen.changes_since(0)[1]}
    for type in ACTS:
        for expected in (None, 5):
            told = [
                outcome(
                    seen.add,
                    [action(where, type, DATA.get(type), actor=who)],
                    expected_version=expected,
                )
                for where in (id, nowhere)
            ]
            assert told[0] == told[1], (type, expected)
    with pytest.raises(Trouble) as caught:
        store.record("view", actor=who, visit_id=id)
    assert caught.value.id in ("visit_unknown", "not_allowed")
    # Whoever may look at something is told only when reading it that a visit is not there.
    known_as_absent = outcome(store.record, "view", actor=who, visit_id=nowhere)
    assert (caught.value.id == "not_allowed") == (known_as_absent == ("not_allowed", []))


@pytest.mark.parametrize("status", WAY)
def test_it_is_as_if_the_visit_were_not_there(office: Store, status: Status) -> None:
    id, page = brought(office, "0001", status, A.PROTECT)
    plain, _page = brought(office, "0002", status)
    version = office.visit(id).version
    for role in BLIND:
        seen = office.seen_by(actor(role))
        hidden_from(seen, office, actor(role), id, page, "0001", status)
        assert {each.id for each in seen.visits()} == {plain}
        assert [each.id for each in seen.search("髙橋")] == [plain]
        assert [each.id for each in seen.changes_since(0)[1]] == [plain]
        assert id not in {each.summary.id for each in seen.duplicates(office.visit(plain))}
    assert office.visit(id).version == version
    assert id in {each.summary.id for each in office.seen_by(BOSS).duplicates(office.visit(plain))}


def test_it_is_not_even_counted(office: Store) -> None:
    brought(office, "0001", Status.FILED, A.PROTECT)
    brought(office, "0002", Status.FILED)
    assert office.seen_by(BOSS).statistics(TODAY, TODAY).visits == 2
    for role in BLIND:
        figures = office.seen_by(actor(role)).statistics(TODAY, TODAY)
        assert (figures.visits, sum(figures.by_status.values()), sum(figures.by_hour.values())) == (1, 1, 1)


def test_who_has_the_right_works_on_it_as_on_any_other(office: Store) -> None:
    id, page = brought(office, "0001", Status.WAITING, A.PROTECT)
    seen = office.seen_by(BOSS)
    assert [each.id for each in seen.visits()] == [id]
    assert seen.visit(id).protected
    assert seen.page(page) == office.page(page)
    assert seen.find_by_reception_number("0001", TODAY).id == id
    assert [each.id for each in seen.search("髙橋")] == [id]
    seen.record("view", actor=BOSS, visit_id=id)
    for type in (A.TAKE, A.CHECK_IDENTITY, A.FILE):
        seen.add([action(id, type, DATA.get(type), actor=BOSS)])
    seen.add([action(id, A.UNPROTECT, actor=BOSS)])
    assert office.seen_by(actor(Role.CLERK)).visit(id).status is Status.FILED


def test_nobody_else_sets_the_mark(office: Store) -> None:
    id, _page = brought(office, "0001", Status.IN_REVIEW)
    for role in BLIND:
        assert outcome(office.add, [action(id, A.PROTECT, actor=actor(role))]) == ("not_allowed", [])
    assert not office.visit(id).protected


def test_the_right_ends_at_once(office: Store) -> None:
    id, _page = brought(office, "0001", Status.WAITING, A.PROTECT)
    office.accounts.add("boss", Role.SUPERVISOR, GOOD, actor=BOSS)
    seen = office.seen_by("clerk:boss")
    assert seen.visits()
    office.accounts.set_disabled("boss", True, actor=BOSS)
    assert seen.visits() == []
    assert outcome(seen.actions, id) == ("visit_unknown", [])


def test_a_clerk_who_had_it_in_hand_has_it_no_more(office: Store) -> None:
    id, _page = brought(office, "0001")
    clerk = office.seen_by(actor(Role.CLERK))
    clerk.add([action(id, A.TAKE, actor=actor(Role.CLERK))])
    office.add([action(id, A.PROTECT, actor=BOSS)])
    late = action(id, A.SETTLE, DATA[A.SETTLE], actor=actor(Role.CLERK))
    assert outcome(clerk.add, [late], expected_version=5) == ("version_conflict", [])
    assert outcome(clerk.actions, id) == ("visit_unknown", [])
    office.add([action(id, A.TAKE, actor=BOSS)])
    assert office.visit(id).assignee == BOSS


def test_kiosk_and_export_go_on(office: Store) -> None:
    id, _page = brought(office, "0001", Status.WAITING, A.PROTECT)
    office.add([action(id, A.PRINT, DATA[A.PRINT], actor="kiosk:1")])  # its paper was still in the printer
    for type in (A.TAKE, A.FILE):
        office.add([action(id, type, actor=BOSS)])
    office.add([action(id, A.EXPORT, DATA[A.EXPORT], actor="it:root")])


def test_it_is_handed_to_nobody_who_may_not_see_it(office: Store) -> None:
    id, _page = brought(office, "0001", Status.IN_REVIEW, A.PROTECT)
    office.accounts.add("boss", Role.SUPERVISOR, GOOD, actor=BOSS)
    given = action(id, A.HAND_OVER, {"to": actor(Role.CLERK)}, actor=BOSS)
    assert outcome(office.add, [given]) == ("colleague_unknown", [])
    assert office.colleagues(protected=True) == ["boss", "supervisor"]
    assert set(office.colleagues()) == {"boss", "clerk", "reviewer", "supervisor"}
    office.add([action(id, A.HAND_OVER, {"to": "clerk:boss"}, actor=BOSS)])
    marked = [action(id, A.TAKE, actor=BOSS), action(id, A.UNPROTECT, actor=BOSS)]
    office.add([*marked, action(id, A.HAND_OVER, {"to": actor(Role.CLERK)}, actor=BOSS)])


def test_every_try_is_written_down(office: Store) -> None:
    id, _page = brought(office, "0001", Status.IN_REVIEW, A.PROTECT)
    clerk = actor(Role.CLERK)
    outcome(office.seen_by(clerk).actions, id)
    outcome(office.record, "view", actor=clerk, visit_id=id)
    outcome(office.add, [action(id, A.HOLD, DATA[A.HOLD], actor=clerk)])
    lines = [line for line in office.audit.lines(limit=3) if line.actor == clerk]
    assert sorted(line.act for line in lines) == ["hold", "view", "view"]
    assert {line.result for line in lines} == {"visit_unknown"}
    assert {line.visit_id for line in lines} == {id}


def test_without_accounts_there_is_nobody_to_hide_from(store: Store) -> None:
    id, page = brought(store, "0001", Status.IN_REVIEW, A.PROTECT)
    seen = store.seen_by("clerk:whoever")
    assert [each.id for each in seen.visits()] == [id]
    assert seen.page(page)
    seen.record("view", actor="clerk:whoever", visit_id=id)


def test_a_screen_gets_nothing_that_was_not_thought_about(office: Store) -> None:
    public = {name for name in dir(Store) if not name.startswith("_")} | set(vars(office)) - {
        name for name in vars(office) if name.startswith("_")
    }
    seen = office.seen_by(actor(Role.CLERK))
    withheld = {name for name in public if not hasattr(seen, name)}
    away = {"audit", "close", "create", "journeys", "lease_numbers", "open", "place", "seen_by"}
    assert withheld == away
    assert public >= AS_IT_IS


def test_many_visits_are_told_apart(office: Store) -> None:
    ids = [brought(office, f"{number:04d}")[0] for number in range(1, 8)]
    for id in ids[::2]:
        office.add([action(id, A.PROTECT, actor=BOSS)])
    seen = office.seen_by(actor(Role.CLERK))
    assert [each.id for each in seen.visits(limit=1000)] == ids[1::2]
    assert office.seen_by(BOSS).protected(ids) == set(ids[::2])


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(st.tuples(st.integers(0, 2), st.sampled_from([*ACTS, A.PROTECT, A.UNPROTECT])), max_size=10))
def test_whatever_happens_only_the_unprotected_are_there(office: Store, steps) -> None:
    numbers = [f"{len(office.visits()) + each:04d}" for each in (1, 2, 3)]
    made = [brought(office, number) for number in numbers]
    ours, protected = {id for id, _page in made}, set()
    for which, type in steps:
        id = made[which][0]
        if not allowed(office.visit(id).status, type):
            continue
        office.add([action(id, type, DATA.get(type), actor=BOSS)])
        if type is A.PROTECT:
            protected.add(id)
        elif type is A.UNPROTECT:
            protected.discard(id)
        assert office.visit(id).protected is (id in protected)
    for role, there in ((Role.CLERK, ours - protected), (Role.SUPERVISOR, ours)):
        seen = office.seen_by(actor(role))
        assert {each.id for each in seen.visits(limit=1000)} & ours == there
        assert {each.id for each in seen.search("髙橋", limit=1000)} & ours == there
        assert {each.id for each in seen.changes_since(0)[1]} & ours == there
        for number, (id, page) in zip(numbers, made, strict=True):
            found = seen.find_by_reception_number(number, TODAY)
            assert (found is not None) is (id in there)
            assert (outcome(seen.page, page) == ("page_unknown", [])) is (id not in there)
            assert (outcome(seen.visit, id) == ("visit_unknown", [])) is (id not in there)
