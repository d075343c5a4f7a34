"""A counter's outbox, whatever comes in between."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.clock import HeldClock
from base.trouble import Trouble
from db.crypto import KeyRing
from db.lines import Act
from forms.actions import Action, ActionType
from forms.visit import new_id
from tests.db.desks import ME, Counter, ids
from tests.db.made import AT
from tests.db.test_outbox import Server

STEPS = st.lists(
    st.sampled_from(["away", "back", "lose", "mine", "mine", "mine", "theirs", "print", "restart", "give up", "look"]),
    min_size=4,
    max_size=14,
)


@pytest.mark.expected_log("db.outbox_cut_off", "db.outbox_refused")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_every_acknowledged_act_is_there_once_or_is_shown(keys: KeyRing, tmp_path: Path, steps: list[str]) -> None:
    """Whatever comes in between: nothing lost, nothing twice, and nothing done on top of what its doer had not seen."""
    with TemporaryDirectory(dir=tmp_path) as folder:
        place = Path(folder)
        counter = Counter(Server(f"sqlite:///{place}/server/k.sqlite", keys), place, HeldClock(AT))
        try:
            _walk(counter, steps)
        finally:
            counter.box.close()


def _walk(counter: Counter, steps: list[str]) -> None:
    visit = counter.in_hand()
    seen_by_act: dict[str, set[str]] = {}
    given_up: set[str] = set()
    view = counter.desk.actions(visit)
    for number, step in enumerate(steps):
        match step:
            case "away":
                counter.go_away()
            case "back":
                counter.come_back()
            case "lose":
                counter.server.lose_next = True
            case "restart":
                counter.restart()
            case "theirs":
                counter.other(visit, ActionType.SETTLE, {"path": "phone", "value": str(number), "old": None})
            case "print":
                counter.other(visit, ActionType.PRINT, {"form": "x", "pages": 1})
            case "give up" if counter.box.reachable and (refused := counter.desk.refused()):
                counter.desk.settle_refused(refused, Act.DISCARD)
                given_up |= {each.id for one in refused for each in one.parcel.actions}
            case "look":
                view = _looked(counter, visit, view)
            case "mine":
                made = Action(new_id(), visit, ActionType.SETTLE, AT, ME, {"path": "phone", "value": "m", "old": None})
                try:
                    counter.desk.add([made], expected_version=len(view))
                except Trouble as trouble:
                    assert trouble.id in ("version_conflict", "needs_server")
                else:
                    seen_by_act[made.id] = {each.id for each in view}
                view = _looked(counter, visit, view)
    counter.server.lose_next = False
    counter.come_back()
    refused = [each.id for one in counter.desk.refused() for each in one.parcel.actions]
    there = counter.there(visit)
    assert len(set(ids(there))) == len(there)
    for id, seen in seen_by_act.items():
        assert (id in ids(there)) + (id in refused) + (id in given_up) == 1
        if id in ids(there):
            before = there[: ids(there).index(id)]
            assert {each.id for each in before if each.type is not ActionType.PRINT} <= seen


def _looked(counter: Counter, visit: str, view: list[Action]) -> list[Action]:
    try:
        return counter.desk.actions(visit)
    except Trouble as trouble:
        assert trouble.id in ("needs_server", "store_unreachable")
        return view
