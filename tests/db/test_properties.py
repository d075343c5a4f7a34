"""Properties of the store, over random visits."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import Store
from forms.actions import ALLOWED, Action, ActionType, Status, status_after
from forms.guide.advice import Advice, Told
from forms.visit import Visit, new_id
from tests.db.made import TODAY, action, as_known, certificate

SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)

OTHERS = ("visit-one", "visit-two")
"""Visits that may be joined and parted."""


def _data(draw: st.DrawFn, type: ActionType) -> dict:
    match type:
        case ActionType.OPEN:
            return {"kind": draw(st.sampled_from(["moving_in", "moving_out"])), "language": "ja"}
        case ActionType.READ:
            joined = draw(st.sampled_from([None, *OTHERS]))
            return {"reading": certificate().to_json()} | ({"joined": joined} if joined else {})
        case ActionType.CONFIRM:
            return {"values": draw(st.dictionaries(st.sampled_from(["phone", "members[1].name"]), TEXT))}
        case ActionType.SETTLE:
            return {"path": "members[0].name", "value": draw(TEXT), "old": draw(TEXT)}
        case ActionType.ANSWER:
            left = tuple(draw(st.lists(TEXT, max_size=2)))
            return {
                "advice": Advice(
                    "chiyoda_like", {"pension": "yes"}, (Told("pension", draw(TEXT), "2F", ""),), left
                ).to_json()
            }
        case ActionType.HOLD | ActionType.RETURN:
            return {"reason": draw(TEXT)}
        case ActionType.HAND_OVER:
            return {"to": "clerk:suzuki"}
        case ActionType.CALL:
            return {"counter": draw(TEXT)}
        case ActionType.CHECK_IDENTITY:
            return {"documents": draw(st.lists(st.sampled_from(["mynumber", "licence"])))}
        case ActionType.SUBMIT:
            return {"reception_number": None}  # given by the test: unique in its store
        case ActionType.TELL_APART | ActionType.WITHDRAW:
            return {"visit": new_id()}
        case ActionType.PART:
            return {"visit": draw(st.sampled_from(OTHERS)), "reason": draw(TEXT)}
        case ActionType.EXPORT:
            return {"batch": new_id()}
        case _:
            return {}


@st.composite
def histories(draw: st.DrawFn) -> list[Action]:
    """Actions that a visit may really have seen, in order."""
    id = new_id()
    status: Status | None = None
    made: list[Action] = []
    for number in range(draw(st.integers(1, 10))):
        if not (choices := sorted(ALLOWED[status])):
            break
        type = draw(st.sampled_from(choices))
        made.append(
            action(id, type, _data(draw, type), actor=draw(st.sampled_from(["kiosk:1", "clerk:a"])), seconds=number)
        )
        status = status_after(status, type)
    return made


def _numbered(store: Store, actions: list[Action]) -> list[Action]:
    return [
        Action(a.id, a.visit_id, a.type, a.at, a.actor, {"reception_number": store.next_reception_number(TODAY)})
        if a.type is ActionType.SUBMIT
        else a
        for a in actions
    ]


@SLOW
@given(actions=histories(), cuts=st.sets(st.integers(1, 9)), again=st.lists(st.integers(0, 9), max_size=3))
def test_what_was_added_in_any_pieces_replays_to_the_same_visit(
    store: Store, actions: list[Action], cuts: set[int], again: list[int]
) -> None:
    actions = _numbered(store, actions)
    before = store.position()
    edges = sorted({0, len(actions), *(cut for cut in cuts if cut < len(actions))})
    pieces = [actions[start:end] for start, end in zip(edges, edges[1:], strict=False)]
    for index, piece in enumerate(pieces):
        assert store.add(piece, expected_version=edges[index]) == edges[index + 1]
        for other in again:  # what came through once may come through again, at any time
            if other <= index:
                store.add(pieces[other], expected_version=edges[other])
    id = actions[0].visit_id
    visit = store.visit(id)
    assert visit == Visit.replay(actions)
    assert [as_known(each) for each in store.actions(id)] == [as_known(each) for each in actions]
    assert store.position() == before + len(actions)
    (summary,) = [row for row in store.changes_since(before)[1] if row.id == id]
    assert (summary.status, summary.version, summary.assignee, summary.reception_number) == (
        visit.status,
        visit.version,
        visit.assignee,
        visit.reception_number,
    )
