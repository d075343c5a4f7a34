"""A visit is what its actions add up to."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from base.clock import JAPAN
from forms.actions import ALLOWED, Action, ActionType, Status
from forms.fusing import State
from forms.reading import ReadField, Reading, Source
from forms.visit import Visit, new_id

START = datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN)
NAME = "members[0].name"
READING = Reading(Source.CERTIFICATE, (ReadField(NAME, "髙橋　一郎", "髙橋　一郎", 0.6, False, 0, (1, 2, 3, 4)),))

OPEN = (ActionType.OPEN, {"kind": "moving_in", "language": "en", "place": "1"})
READ = (ActionType.READ, {"reading": READING.to_json(), "page_ids": ["p1"]})
CONFIRM = (ActionType.CONFIRM, {"values": {NAME: "高橋　一郎"}})
SUBMIT = (ActionType.SUBMIT, {"reception_number": "0007"})
TAKE = (ActionType.TAKE, {})
SETTLE = (ActionType.SETTLE, {"path": NAME, "value": "髙橋　一郎", "old": "高橋　一郎"})
CHECK = (ActionType.CHECK_IDENTITY, {"documents": ["my_number_card"]})


def visit(*steps: tuple[ActionType, dict]) -> Visit:
    return Visit.replay(
        Action(new_id(), "v", type, START + timedelta(seconds=at), "clerk:a" if at > 3 else "kiosk:1", data)
        for at, (type, data) in enumerate(steps)
    )


def test_from_the_door_to_the_file():
    found = visit(OPEN, READ, CONFIRM, SUBMIT, TAKE, SETTLE, CHECK, (ActionType.FILE, {}))
    assert (found.status, found.version, found.language, found.kind) == (Status.FILED, 8, "en", "moving_in")
    assert (found.reception_number, found.submitted_at) == ("0007", START + timedelta(seconds=3))
    assert (found.page_ids, found.documents, found.assignee) == (("p1",), ("my_number_card",), "clerk:a")
    assert found.readings == (READING,)
    field = found.fields[NAME]
    assert (field.state, field.value, field.confirmation.by) == (State.CONFIRMED, "髙橋　一郎", Source.CLERK)
    assert found.value(NAME) == "髙橋　一郎"
    assert found.value("phone") is None and found.value("issuer") is None
    assert found.members == 1


def test_the_visitor_confirms_before_a_clerk_does():
    field = visit(OPEN, READ, CONFIRM).fields[NAME]
    assert (field.value, field.confirmation.by, field.confirmation.actor) == ("高橋　一郎", Source.VISITOR, "kiosk:1")


def test_a_clerk_may_decide_that_it_is_another_kind():
    settle = (ActionType.SETTLE, {"path": "kind", "value": "change_of_address", "old": "moving_in"})
    found = visit(OPEN, SUBMIT, TAKE, settle)
    assert found.kind == found.value("kind") == "change_of_address"
    assert "registered_domicile" not in found.fields


def test_held_and_taken_again():
    held = visit(OPEN, SUBMIT, TAKE, (ActionType.HOLD, {"reason": "document"}))
    assert (held.status, held.reason, held.assignee) == (Status.HELD, "document", None)
    taken = visit(OPEN, SUBMIT, TAKE, (ActionType.HOLD, {"reason": "document"}), TAKE)
    assert (taken.status, taken.reason, taken.assignee) == (Status.IN_REVIEW, None, "clerk:a")


def test_a_visit_begins_with_opening():
    with pytest.raises(ValueError, match="begins"):
        Visit.replay([])
    with pytest.raises(ValueError, match="read on None"):
        visit(READ)
    with pytest.raises(ValueError, match="open on open"):
        visit(OPEN, OPEN)


@pytest.mark.parametrize("end", [Status.FILED, Status.ABANDONED])
def test_nothing_more_is_read_after_the_end(end):
    steps = [OPEN, (ActionType.ABANDON, {})] if end is Status.ABANDONED else [OPEN, TAKE, (ActionType.FILE, {})]
    assert visit(*steps).status is end
    assert ALLOWED[end] <= {ActionType.PRINT, ActionType.EXPORT, ActionType.PROTECT, ActionType.UNPROTECT}
    with pytest.raises(ValueError):
        visit(*steps, READ)


def test_ids_are_random_and_say_nothing():
    ids = {new_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(re.fullmatch("[a-z2-7]{26}", each) for each in ids)


def test_a_clerks_decision_taken_back_leaves_the_visitors_word() -> None:
    def action(number: int, type: ActionType, **data: object) -> Action:
        return Action(str(number), "visit", type, datetime(2026, 11, 21, tzinfo=UTC), "clerk:x", data)

    begin = [
        action(1, ActionType.OPEN, kind="moving_in"),
        action(2, ActionType.CONFIRM, values={"phone": "1"}),
        action(3, ActionType.SUBMIT, reception_number="0001"),
        action(4, ActionType.TAKE),
        action(5, ActionType.SETTLE, path="phone", value="2", old="1"),
        action(6, ActionType.SETTLE, path="issuer", value="堺市長", old=""),
    ]
    assert Visit.replay(begin).value("phone") == "2"
    undone = [
        *begin,
        action(7, ActionType.SETTLE, path="phone", value="1", old="2", undecided=True),
        action(8, ActionType.SETTLE, path="issuer", value="", old="堺市長", undecided=True),
    ]
    visit = Visit.replay(undone)
    assert visit.confirmations["phone"].by is Source.VISITOR
    assert visit.value("phone") == "1"
    assert "issuer" not in visit.confirmations


def test_a_visit_is_protected_until_somebody_takes_the_mark_off():
    assert not visit(OPEN, TAKE).protected
    assert visit(OPEN, TAKE, (ActionType.PROTECT, {})).protected
    assert visit(OPEN, TAKE, (ActionType.PROTECT, {}), (ActionType.FILE, {})).protected
    assert visit(OPEN, TAKE, (ActionType.PROTECT, {}), (ActionType.PROTECT, {})).status is Status.IN_REVIEW
    assert not visit(OPEN, TAKE, (ActionType.PROTECT, {}), (ActionType.UNPROTECT, {})).protected
