"""Sorting and filtering: nothing is lost or made up, every choice comes round, and it goes by keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from base.texts import LANGUAGES
from counter.queue import Queue, Section
from counter.queue_filter import SECTIONS, WAITS_MIN, Order, QueueFilter
from counter.wording import Wording
from forms.actions import Status
from forms.fields import MOVE_KINDS
from tests.counter.hands import Hands
from tests.counter.test_queue import NOW, Row

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
ME = "clerk:佐藤"

rows = st.builds(
    Row,
    id=st.uuids().map(str),
    kind=st.sampled_from(sorted(MOVE_KINDS)),
    status=st.sampled_from([Status.WAITING, Status.IN_REVIEW, Status.HELD, Status.RETURNED, Status.FILED]),
    reception_number=st.integers(1, 99).map(lambda number: f"{number:04}"),
    doubtful=st.integers(0, 5),
    submitted_at=st.integers(0, 90).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    assignee=st.sampled_from([None, ME, "clerk:鈴木"]),
)
queues = st.lists(rows, max_size=12).map(lambda found: Queue.at(found, NOW))
filters = st.builds(
    QueueFilter,
    st.sampled_from(SECTIONS),
    st.sampled_from(WAITS_MIN),
    st.sampled_from([None, *sorted(MOVE_KINDS)]),
    st.booleans(),
    st.sampled_from(Order),
)


@given(queues, filters)
def test_what_is_left_is_exactly_what_was_asked_for(queue: Queue, chosen: QueueFilter) -> None:
    left = chosen.applied(queue, ME).rows
    wanted = [
        row
        for row in queue
        if (not chosen.section or row.section is chosen.section)
        and (not chosen.wait_min or (row.section is not Section.FILED and row.minutes >= chosen.wait_min))
        and (not chosen.kind or row.kind == chosen.kind)
        and (not chosen.mine or row.assignee == ME)
    ]
    assert sorted(left, key=id) == sorted(wanted, key=id)
    sections = [list(Section).index(row.section) for row in left]
    assert sections == sorted(sections)


@given(queues, st.sampled_from(Order))
def test_each_order_orders_each_section(queue: Queue, order: Order) -> None:
    left = QueueFilter(order=order).applied(queue, ME)
    for section in Section:
        found = left.section(section)
        key = {"number": lambda row: row.number, "kind": lambda row: row.kind, "doubts": lambda row: row.doubtful}.get(
            order
        )
        if key is None:
            assert found == queue.section(section)
        else:
            assert [key(row) for row in found] == sorted(key(row) for row in queue.section(section))


@given(queues)
def test_every_choice_comes_round(queue: Queue) -> None:
    start = QueueFilter()
    for step, most in (
        (QueueFilter.next_section, len(SECTIONS)),
        (QueueFilter.next_wait, len(WAITS_MIN)),
        (QueueFilter.next_order, len(Order)),
        (QueueFilter.turned_mine, 2),
        (lambda chosen: chosen.next_kind(queue), 1 + len({row.kind for row in queue})),
    ):
        chosen, seen = start, set()
        for _ in range(most):
            seen.add(chosen)
            chosen = step(chosen)
        assert chosen == start and len(seen) == most


def test_a_kind_that_has_left_the_list_is_left_behind_too() -> None:
    assert QueueFilter(kind="moving_out").next_kind(Queue()) == QueueFilter()


def test_an_order_hides_nothing() -> None:
    assert not QueueFilter(order=Order.NUMBER).hides
    assert QueueFilter(mine=True).hides


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_its_words(language: str) -> None:
    wording = Wording(language)
    for section in SECTIONS[1:]:
        assert wording(f"filter.{section}")
    for order in list(Order)[1:]:
        assert wording(f"filter.by_{order}")


class TestByKeyboard:
    @pytest.fixture
    def hands(self, qtbot, put, clean, family, open_case, open_window) -> Hands:
        put(clean, "0041", 25), put(family, "0042", 5)
        open_case(put(clean, "0043", 12), "鈴木")
        return Hands(qtbot, open_window())

    @staticmethod
    def shown(hands: Hands) -> list[str]:
        model = hands.window.queue.model_
        found = [model.row_at(model.index(at)) for at in range(model.rowCount())]
        return [row.number for row in found if row]

    def test_status_wait_and_all_again(self, hands) -> None:
        assert self.shown(hands) == ["0041", "0042", "0043"]
        hands.press(KEY.Key_1, KEY.Key_1, modifier=CONTROL)
        assert self.shown(hands) == ["0043"]
        assert "1/3" in hands.window.filter.words and "対応中" in hands.window.filter.words
        hands.press(KEY.Key_0, modifier=CONTROL)
        assert self.shown(hands) == ["0041", "0042", "0043"]
        hands.press(KEY.Key_2, modifier=CONTROL)
        assert self.shown(hands) == ["0041", "0043"]

    def test_mine(self, hands) -> None:
        hands.press(KEY.Key_4, modifier=CONTROL)
        assert self.shown(hands) == []
        hands.press(KEY.Key_0, modifier=CONTROL)
        hands.press(KEY.Key_Return)
        hands.press(KEY.Key_4, modifier=CONTROL)
        assert self.shown(hands) == ["0041"]

    def test_the_next_visit_is_the_next_that_is_shown(self, hands, store) -> None:
        hands.press(KEY.Key_5, KEY.Key_5, KEY.Key_5, modifier=CONTROL)
        assert hands.window.filter.words == "要確認の少ない順"
        assert self.shown(hands) == ["0041", "0042", "0043"]
        hands.press(KEY.Key_N, modifier=CONTROL)
        assert hands.window.view.review.visit.reception_number == "0041"

    def test_a_filter_never_hides_what_is_searched_for(self, hands) -> None:
        hands.press(KEY.Key_4, modifier=CONTROL)
        hands.window.search("42")
        hands.press()
        hands._qtbot.waitUntil(lambda: hands.window.view is not None, timeout=10_000)
        assert hands.window.view.review.visit.reception_number == "0042"

    def test_digits_without_control_stay_candidates(self, hands) -> None:
        hands.press(KEY.Key_N, modifier=CONTROL)
        before = hands.window.filter.words
        hands.press(KEY.Key_1)
        assert hands.window.filter.words == before
