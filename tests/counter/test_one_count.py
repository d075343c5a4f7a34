"""What the list says is to be looked at is what the review then shows: one judgement, in forms.needs."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter import sample
from counter.review import Review
from db.summary import VisitSummary
from forms.actions import Action, ActionType
from forms.needs import count_needs
from forms.visit import Visit, new_id

VALUES = [
    "髙橋　美﨑",
    "髙橋　美崎",
    "ワタナベ　ヨシエ",
    "2026-11-15",
    "2027-12-24",
    "世帯主",
    "子",
    "090-0000-0000",
    "",
]
PATHS = ["members[1].name", "members[2].kana", "phone", "moved_on", "members[0].relationship", "new_building"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.booleans(),
    st.lists(
        st.tuples(
            st.sampled_from([ActionType.CONFIRM, ActionType.SETTLE]), st.sampled_from(PATHS), st.sampled_from(VALUES)
        ),
        max_size=6,
    ),
)
def test_whatever_was_decided(clock, family, doubts: bool, decided) -> None:
    visit = family if doubts else sample.clean(sample.household())
    actions, _pages = visit.actions("0042", clock.now())
    id = actions[0].visit_id
    said = [
        Action(new_id(), id, type, clock.now(), "kiosk:1", {"values": {path: value}})
        for type, path, value in decided
        if type is ActionType.CONFIRM
    ]
    settled = [
        Action(new_id(), id, type, clock.now(), "clerk:a", {"path": path, "value": value, "old": None})
        for type, path, value in decided
        if type is ActionType.SETTLE
    ]
    take = Action(new_id(), id, ActionType.TAKE, clock.now(), "clerk:a")
    replayed = Visit.replay([*actions[:-1], *said, actions[-1], take, *settled])
    review = Review.of(replayed, clock.now().date())
    assert VisitSummary.of(replayed).doubtful == len(review.needs_eyes)
    assert count_needs(replayed, clock.now().date()) == len(review.needs_eyes)


def test_a_rule_that_speaks_against_a_value_counts(store, clean, clock) -> None:
    actions, pages = clean.actions("0042", clock.now())
    moved = {"moved_on": (clock.now() + timedelta(days=40)).date().isoformat()}
    confirm = Action(new_id(), actions[0].visit_id, ActionType.CONFIRM, clock.now(), "kiosk:1", {"values": moved})
    store.add([*actions[:-1], confirm, actions[-1]], pages=pages)
    [row] = store.visits()
    review = Review.of(store.visit(row.id), clock.now().date())
    assert row.doubtful == len(review.needs_eyes) > 0


def test_the_list_and_the_review_agree_in_the_window(put, family, open_window, qtbot) -> None:
    put(family)
    window = open_window()
    [row] = window.office.queue.rows
    window.open(row.id)
    qtbot.waitUntil(lambda: window.view is not None, timeout=10_000)
    assert row.doubtful == len(window.view.review.needs_eyes) == 2
