"""No sequence of acts files a visit that is not ready, and the record only grows."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.trouble import Trouble
from counter import sample
from counter.case import Case
from counter.review import Review
from counter.session import Session
from forms.actions import ActionType, Status
from forms.identity import DOCUMENTS, shortfall
from forms.visit import Visit

PATHS = ["members[1].name", "members[2].kana", "phone", "moved_on", "members[0].relationship"]
VALUES = ["髙橋　美﨑", "髙橋　美崎", "ワタナベ　ヨシエ", "2026-11-15", "2026-12-24", "世帯主", "子", ""]
EXPECTED = {"not_ready_to_file", "visit_not_taken", "identity_not_enough", "reason_missing"}

acts = st.one_of(
    st.tuples(st.just("settle"), st.sampled_from(PATHS), st.sampled_from(VALUES)),
    st.tuples(st.just("confirm")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("check_identity"), st.lists(st.sampled_from([row.id for row in DOCUMENTS]), max_size=3)),
    st.tuples(st.sampled_from(["hold", "give_back"]), st.sampled_from(["", "理由"])),
    st.tuples(st.just("hand_over"), st.sampled_from(["clerk:佐藤", "clerk:鈴木"])),
    st.tuples(st.sampled_from(["take", "release", "file", "reload", "again", "let_be"])),
)


def act(case: Case, name: str, *words) -> None:
    if name == "confirm":
        if rows := case.view.review.needs_eyes:
            case.settle(rows[0].path, rows[0].value or "")
    else:
        getattr(case, name)(*words)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["佐藤", "鈴木"]), acts), max_size=14))
def test_no_sequence_files_what_is_not_ready(store, clock, family, did) -> None:
    [visit_id] = sample.add_visits(store, [(family, _number(store), 6)], clock.now())
    cases = {name: Case(store, visit_id, Session(name), clock) for name in ("佐藤", "鈴木")}
    recorded = store.actions(visit_id)
    # Whatever was done, both try to file at the end, before and after everything is confirmed.
    last = [(clerk, (name,)) for name in ["file", "take", *["confirm"] * 5, "file"] for clerk in cases]
    for clerk, (name, *words) in [*did, *last]:
        before = Visit.replay(store.actions(visit_id))
        try:
            act(cases[clerk], name, *words)
        except Trouble as trouble:
            assert trouble.id in EXPECTED
        now = store.actions(visit_id)
        assert now[: len(recorded)] == recorded
        if any(each.type is ActionType.FILE for each in now[len(recorded) :]):
            review = Review.of(before, clock.now().date())
            assert not review.needs_eyes
            assert shortfall(before.documents) is None
            assert before.assignee == f"clerk:{clerk}"
        recorded = now
    if Visit.replay(recorded).status is Status.FILED:
        assert recorded[-1].type in (ActionType.FILE, ActionType.PRINT)


def _number(store) -> str:
    from datetime import date

    return store.next_reception_number(date(2026, 11, 21))
