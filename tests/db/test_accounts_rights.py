"""From the first account on, the store refuses whatever the table of roles does not allow, to whoever asks."""

from __future__ import annotations

import ast
from itertools import product
from pathlib import Path

import pytest

from base.clock import HeldClock
from base.trouble import Trouble
from db.accounts_rights import FREE
from db.store import Store
from forms.actions import ALLOWED, ActionType, Status
from forms.roles import ACCOUNT_ROLES, Duty, Role, may
from tests.db.conftest import Home
from tests.db.made import action, submitted

A = ActionType
GOOD = "correct horse battery"
ACTORS = {Role.KIOSK: "kiosk:1"} | {role: f"clerk:{role}" for role in ACCOUNT_ROLES}
WAY = {
    Status.OPEN: (),
    Status.WAITING: (A.SUBMIT,),
    Status.IN_REVIEW: (A.SUBMIT, A.TAKE),
    Status.HELD: (A.SUBMIT, A.TAKE, A.HOLD),
    Status.RETURNED: (A.SUBMIT, A.TAKE, A.RETURN),
    Status.FILED: (A.SUBMIT, A.TAKE, A.FILE),
    Status.ABANDONED: (A.ABANDON,),
    Status.WITHDRAWN: (A.SUBMIT, A.TAKE, A.WITHDRAW),
}
"""What leads from an open visit to each status."""
NOTHING_IN_IT = {
    A.TAKE,
    A.FILE,
    A.ABANDON,
    A.HOLD,
    A.RETURN,
    A.SUBMIT,
    A.CHECK_IDENTITY,
    A.PRINT,
    A.EXPORT,
    A.PROTECT,
    A.UNPROTECT,
    A.TELL_APART,
    A.PART,
    A.WITHDRAW,
}
"""Acts that need no more than a few words of data."""
DATA = {
    A.SUBMIT: {"reception_number": "0001"},
    A.HOLD: {"reason": "x"},
    A.TELL_APART: {"visit": "other"},
    A.PART: {"visit": "other", "reason": "x"},
    A.WITHDRAW: {"visit": "other"},
    A.RETURN: {"reason": "x"},
    A.CHECK_IDENTITY: {"documents": ["mynumber"]},
    A.PRINT: {"form": "f", "pages": 1},
    A.EXPORT: {"batch": "b"},
}


@pytest.fixture
def guarded(home: Home, clock: HeldClock):
    """A store with an account of each role."""
    with Store.create(home.url, home.keys, clock=clock) as store:
        for role in reversed(ACCOUNT_ROLES):
            store.accounts.add(str(role), role, GOOD, actor="it:root")
        yield store


def opened(number: int) -> list:
    visit = f"visit-{number}"
    return [action(visit, A.OPEN, {"kind": "moving_in", "language": "ja", "place": "1"})]


def brought(store: Store, number: int, status: Status) -> str:
    """A visit of this status, brought there by a supervisor."""
    actions = opened(number)
    for type in WAY[status]:
        data = DATA.get(type, {}) | ({"reception_number": f"{number:04d}"} if type is A.SUBMIT else {})
        actions.append(action(actions[0].visit_id, type, data, actor="clerk:supervisor"))
    store.add(actions)
    return actions[0].visit_id


def refused(store: Store, act, *args, **kwargs) -> None:
    with pytest.raises(Trouble) as caught:
        act(*args, **kwargs)
    assert caught.value.id == "not_allowed"
    assert store.audit.lines(limit=1)[0].result == "not_allowed"


def test_every_role_on_every_status(guarded: Store) -> None:
    numbers = iter(range(1, 10_000))
    tried = 0
    for status in Status:
        visit_id = ""
        for role, type in product(Role, sorted(ALLOWED[status] & NOTHING_IN_IT)):
            if not visit_id:
                number = next(numbers)
                visit_id = brought(guarded, number, status)
                version = guarded.visit(visit_id).version
            data = DATA.get(type, {}) | ({"reception_number": f"{number:04d}"} if type is A.SUBMIT else {})
            new = action(visit_id, type, data, actor=ACTORS[role])
            if may(role, type, status):
                assert guarded.add([new]) == version + 1
                visit_id = ""  # the next act needs a visit of this status again
            else:
                refused(guarded, guarded.add, [new])
                line = guarded.audit.lines(limit=1)[0]
                assert (line.act, line.actor, line.visit_id) == (str(type), ACTORS[role], visit_id)
                assert guarded.visit(visit_id).version == version
            tried += 1
    assert tried >= 80


def test_who_is_nobody_may_nothing(guarded: Store) -> None:
    visit_id = brought(guarded, 1, Status.WAITING)
    for actor in ("clerk:nobody", "clerk:", "sato", "", "kiosk", "Clerk:supervisor", "clerk:supervisor "):
        refused(guarded, guarded.add, [action(visit_id, A.TAKE, actor=actor)])
        refused(guarded, guarded.record, "view", actor=actor, visit_id=visit_id)
        refused(guarded, guarded.record, "search", actor=actor, hits=0)


def test_one_wrong_act_among_right_ones_adds_none(guarded: Store) -> None:
    actions, pages = submitted()
    taken = action(actions[0].visit_id, A.TAKE, actor="kiosk:1")
    refused(guarded, guarded.add, [*actions, taken], pages=pages)
    assert guarded.visits() == []
    assert guarded.add(actions, pages=pages) == 4  # the kiosk keeps its acts
    assert guarded.add(actions, pages=pages) == 4  # and says them again


def test_a_disabled_account_loses_its_rights_at_once(guarded: Store) -> None:
    visit_id = brought(guarded, 1, Status.WAITING)
    taken = action(visit_id, A.TAKE, actor="clerk:clerk")
    guarded.add([taken])
    guarded.accounts.set_disabled("clerk", True, actor="clerk:supervisor")
    refused(guarded, guarded.add, [action(visit_id, A.HOLD, {"reason": "x"}, actor="clerk:clerk")])
    refused(guarded, guarded.record, "view", actor="clerk:clerk", visit_id=visit_id)
    assert guarded.add([taken]) == 3  # done before, only said again
    guarded.accounts.set_disabled("clerk", False, actor="clerk:supervisor")
    guarded.add([action(visit_id, A.HOLD, {"reason": "x"}, actor="clerk:clerk")])


def test_looking_needs_the_right_too(guarded: Store) -> None:
    numbers = iter(range(1, 1000))
    of_visits = {Duty.VIEW, Duty.COPY}
    for status in Status:
        visit_id = brought(guarded, next(numbers), status)
        for duty, (role, actor) in product(sorted(of_visits), ACTORS.items()):
            if may(role, duty, status):
                guarded.record(str(duty), actor=actor, visit_id=visit_id)
            else:
                refused(guarded, guarded.record, str(duty), actor=actor, visit_id=visit_id)
    for duty, (role, actor) in product(set(Duty) - of_visits, ACTORS.items()):
        if may(role, duty):
            guarded.record(str(duty), actor=actor)
        else:
            refused(guarded, guarded.record, str(duty), actor=actor)


def test_a_visit_that_is_not_there_hides_nothing(guarded: Store) -> None:
    guarded.record("view", actor="clerk:clerk", visit_id="no-such-visit")
    refused(guarded, guarded.record, "view", actor="clerk:it", visit_id="no-such-visit")


def test_a_word_in_no_table_is_refused_and_a_refusal_can_be_written(guarded: Store) -> None:
    refused(guarded, guarded.record, "juggle", actor="clerk:supervisor")
    guarded.record("refuse", actor="clerk:nobody")
    guarded.record("export", actor="clerk:clerk", result="not_allowed")


def test_without_accounts_the_store_is_as_it_was(store: Store) -> None:
    actions, pages = submitted()
    store.add(actions, pages=pages)
    store.add([action(actions[0].visit_id, A.TAKE, actor="clerk:whoever")])
    store.record("view", actor="clerk:whoever", visit_id=actions[0].visit_id)
    store.record("juggle", actor="whoever")


def test_the_counter_records_no_word_that_the_table_lacks() -> None:
    counter = Path(__file__).parents[2] / "counter"
    words = {
        node.args[0].value
        for file in counter.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "record"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert {"view", "search"} <= words
    assert words <= {*map(str, ActionType), *map(str, Duty), *map(str, FREE)}
