"""The card bus: one thread, a watchdog, and no second life for what was given up."""

from __future__ import annotations

import gc
import threading
import time
import weakref

import pytest

from base.trouble import Trouble
from devices import bus
from devices.bus import MAX_ABANDONED, Abandoned, CardBus, through_with_the_card

LONG = 20.0


def test_jobs_run_one_at_a_time_in_order_on_one_thread() -> None:
    seen: list[tuple[int, str]] = []
    with CardBus() as card_bus:
        futures = [card_bus.submit(lambda n=n: seen.append((n, threading.current_thread().name))) for n in range(50)]
        for future in futures:
            future.result(LONG)
    assert seen == [(n, "card-bus") for n in range(50)]


def test_an_exception_reaches_the_waiter_and_the_bus_lives_on() -> None:
    with CardBus() as card_bus:
        with pytest.raises(Trouble) as caught:
            card_bus.submit(_raise, Trouble("pin_wrong", tries_left=2)).result(LONG)
        assert caught.value.details == {"tries_left": 2}
        with pytest.raises(ZeroDivisionError):
            card_bus.submit(lambda: 1 // 0).result(LONG)
        assert card_bus.submit(lambda: 7).result(LONG) == 7


def _raise(error: Exception) -> None:
    raise error


def test_device_functions_refuse_to_run_elsewhere() -> None:
    @bus.on_bus
    def touch() -> str:
        return "touched"

    with pytest.raises(RuntimeError):
        touch()
    with CardBus() as card_bus:
        assert card_bus.submit(touch).result(LONG) == "touched"


@pytest.mark.expected_log("devices.card_silent")
def test_a_hung_call_is_given_up_and_the_next_one_runs() -> None:
    wake, went_on, ended = threading.Event(), [], threading.Event()

    def hang() -> None:
        try:
            wake.wait(LONG)
            bus.still_wanted()
            went_on.append(True)
        except Abandoned:
            ended.set()
            raise

    with CardBus(watchdog_s=0.1) as card_bus:
        with pytest.raises(Trouble) as caught:
            card_bus.submit(hang).result(LONG)
        assert caught.value.id == "card_silent"
        assert card_bus.submit(lambda: "next").result(LONG) == "next"
        wake.set()
        assert ended.wait(LONG)
        assert not went_on
        assert card_bus.submit(lambda: "after").result(LONG) == "after"


def test_what_goes_on_without_the_card_is_not_watched() -> None:
    def work() -> str:
        through_with_the_card()
        time.sleep(1.5)
        return "done"

    with CardBus(watchdog_s=1.0) as card_bus:
        assert card_bus.submit(work).result(LONG) == "done"


@pytest.mark.expected_log("devices.card_silent")
def test_what_was_given_up_does_not_go_on_without_the_card_either() -> None:
    struck, went_on, ended = threading.Event(), [], threading.Event()

    def work() -> None:
        try:
            assert struck.wait(LONG)
            through_with_the_card()
            went_on.append(True)
        finally:
            ended.set()

    with CardBus(watchdog_s=0.05) as card_bus:
        future = card_bus.submit(work)
        with pytest.raises(Trouble):
            future.result(LONG)
        struck.set()
        assert ended.wait(LONG) and not went_on


@pytest.mark.expected_log("devices.card_silent")
def test_what_is_waited_for_is_named() -> None:
    wake = threading.Event()

    def wait_for_others() -> None:
        bus.blame_when_late("card_busy")
        wake.wait(LONG)

    with CardBus(watchdog_s=0.1) as card_bus:
        with pytest.raises(Trouble) as caught:
            card_bus.submit(wait_for_others).result(LONG)
        wake.set()
    assert caught.value.id == "card_busy"


@pytest.mark.expected_log("devices.card_silent")
def test_hung_threads_do_not_pile_up_and_come_back() -> None:
    wake, entered = threading.Event(), []

    def hang() -> None:
        entered.append(True)
        wake.wait(LONG)

    with CardBus(watchdog_s=0.05) as card_bus:
        futures = [card_bus.submit(hang) for _ in range(MAX_ABANDONED + 3)]
        assert [_trouble(future) for future in futures] == ["card_silent"] * len(futures)
        assert len(entered) == MAX_ABANDONED
        wake.set()
        for _ in range(2000):
            future = card_bus.submit(lambda: "alive")
            if future.exception(LONG) is None:
                break
            threading.Event().wait(0.005)
        assert future.result() == "alive"


def _trouble(future) -> str:
    error = future.exception(LONG)
    assert isinstance(error, Trouble)
    return error.id


def test_closing_cancels_what_has_not_begun_and_finishes_what_has() -> None:
    entered, go_on = threading.Event(), threading.Event()

    def work() -> str:
        entered.set()
        go_on.wait(LONG)
        return "done"

    card_bus = CardBus()
    first, second = card_bus.submit(work), card_bus.submit(lambda: "never")
    assert entered.wait(LONG)
    closing = threading.Thread(target=card_bus.close)
    closing.start()
    while not second.cancelled():
        threading.Event().wait(0.005)
    go_on.set()
    closing.join()
    assert first.result(LONG) == "done"
    card_bus.close()
    with pytest.raises(RuntimeError):
        card_bus.submit(work)


def test_a_job_may_close_its_own_bus() -> None:
    card_bus = CardBus()
    assert card_bus.submit(card_bus.close).result(LONG) is None


def test_a_cancelled_job_never_runs() -> None:
    entered, go_on, ran = threading.Event(), threading.Event(), []
    with CardBus() as card_bus:
        card_bus.submit(lambda: (entered.set(), go_on.wait(LONG)))
        assert entered.wait(LONG)
        second = card_bus.submit(lambda: ran.append(True))
        assert second.cancel()
        go_on.set()
        card_bus.submit(lambda: None).result(LONG)
    assert not ran


def test_a_result_lives_no_longer_than_its_waiter_wants() -> None:
    """A card's content must not stay in the bus until the next visitor's job."""

    class Content:
        pass

    with CardBus() as bus:
        future = bus.submit(Content)
        kept = weakref.ref(future.result())
        del future
        deadline = time.monotonic() + 5
        while kept() is not None and time.monotonic() < deadline:
            gc.collect()
            time.sleep(0.01)
        assert kept() is None
