"""The worker: in order, results in the GUI thread, trouble apart from bugs."""

from __future__ import annotations

import threading

import pytest

from base.trouble import Trouble
from counter.worker import Worker


@pytest.fixture
def worker(qapp):
    made = Worker("test")
    yield made
    made.stop()


def test_calls_run_in_order_elsewhere_and_answer_here(qtbot, worker) -> None:
    here, ran, said = threading.get_ident(), [], []
    for number in range(5):
        worker.do(
            lambda number=number: ran.append((number, threading.get_ident())),
            lambda _result, number=number: said.append((number, threading.get_ident())),
        )
    qtbot.waitUntil(lambda: worker.idle)
    assert [number for number, _ in ran] == [number for number, _ in said] == list(range(5))
    assert {thread for _, thread in said} == {here}
    assert here not in {thread for _, thread in ran}


def test_trouble_goes_where_it_belongs(qtbot, worker) -> None:
    met = []

    def fail():
        raise Trouble("store_unreachable")

    worker.do(fail, trouble=met.append)
    qtbot.waitUntil(lambda: worker.idle)
    assert [each.id for each in met] == ["store_unreachable"]


def test_a_bug_is_raised_here_and_the_thread_lives_on(qtbot, worker) -> None:
    with qtbot.captureExceptions() as raised:
        worker.do(lambda: 1 / 0, trouble=lambda trouble: None)
        qtbot.waitUntil(lambda: worker.idle)
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    said = []
    worker.do(lambda: 3, said.append)
    qtbot.waitUntil(lambda: worker.idle)
    assert said == [3]


def test_after_stop_nothing_is_delivered(qtbot, qapp) -> None:
    worker, said = Worker("test"), []
    worker.do(lambda: 1, said.append)
    worker.stop()
    qtbot.wait(20)
    worker.do(lambda: 2, said.append)
    qtbot.wait(20)
    assert said == []
