"""The card bus: one worker thread that owns the card readers, so that no screen ever waits for a card.

A call into PC/SC cannot be cancelled while a card is silent. So each job has a watchdog: when its time is up,
the waiting future gets a Trouble, the thread is abandoned to its call and a new one takes over. An abandoned
job that wakes up later must not go on talking to the card (it could spend a PIN try that nobody asked for):
device code calls :func:`still_wanted` before every exchange.
"""

from __future__ import annotations

import functools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, ParamSpec, TypeVar

from base import events
from base.trouble import Trouble

P = ParamSpec("P")
R = TypeVar("R")

WATCHDOG_S = 10.0
"""Seconds that one job may take before its card counts as silent. A whole read takes less than one."""

MAX_ABANDONED = 4
"""Threads that may hang at once; beyond that, jobs fail at once until one comes back."""

CLOSE_S = 2.0
"""Seconds that closing waits for the job in hand."""


class Abandoned(Exception):
    """Ends a job whose waiter has long been told that the card is silent. Never leaves the bus."""


class _Job:
    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.future: Future[Any] = Future()
        self.trouble_when_late = "card_silent"
        self.watchdog: threading.Timer | None = None
        self._lock = threading.Lock()
        self._settled = False

    @property
    def settled(self) -> bool:
        return self._settled

    def settle(
        self,
        result: Any = None,
        error: BaseException | None = None,
        first: Callable[[], None] = lambda: None,
    ) -> bool:
        """Gives the waiter its answer; False if it has one already.

        Args:
            result: the answer, where there is no error.
            error: what is raised instead.
            first: done before the waiter hears of it, if it hears of it.
        """
        with self._lock:
            if self._settled:
                return False
            self._settled = True
        first()
        if error is not None:
            self.future.set_exception(error)
        else:
            self.future.set_result(result)
        return True


_here = threading.local()


def _job_here() -> _Job | None:
    return getattr(_here, "job", None)


def assert_on_bus() -> None:
    """Raises RuntimeError, a bug, when the caller is not a job on a card bus."""
    if _job_here() is None:
        raise RuntimeError("card functions run on the card bus only")


def on_bus(function: Callable[P, R]) -> Callable[P, R]:
    """Marks a device function that may only run on the bus."""

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        assert_on_bus()
        return function(*args, **kwargs)

    return checked


def still_wanted() -> None:
    """Raises :class:`Abandoned` when the watchdog has given up on the job that calls this."""
    job = _job_here()
    if job is not None and job.settled:
        raise Abandoned


def blame_when_late(trouble_id: str) -> None:
    """Names the Trouble that the waiter gets if the watchdog strikes from here on."""
    job = _job_here()
    if job is not None:
        job.trouble_when_late = trouble_id


def through_with_the_card() -> None:
    """Stops the watchdog: what the job that calls this does from here on has limits of its own, and no card in it.

    Raises:
        Abandoned: the watchdog had struck before.
    """
    job = _job_here()
    if job is not None and job.watchdog is not None:
        job.watchdog.cancel()
    still_wanted()


class CardBus:
    """Runs one job at a time on its own thread.

    Args:
        watchdog_s: seconds a job may take, counted from its start, not from its place in the queue.
    """

    def __init__(self, *, watchdog_s: float = WATCHDOG_S) -> None:
        self._watchdog_s = watchdog_s
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._abandoned = 0
        self._closed = False
        self._worker = self._start_worker()

    def submit(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Queues a call. The future gets its result, its exception, or Trouble ``card_silent``.

        Its callbacks run on a thread of the bus, never on the caller's.

        Raises:
            RuntimeError: the bus is closed, which is a bug.
        """
        job = _Job(functools.partial(function, *args, **kwargs))
        with self._lock:
            if self._closed:
                raise RuntimeError("the card bus is closed")
            self._jobs.put(job)
        return job.future

    def close(self) -> None:
        """Cancels what has not begun and waits a moment for what has. Safe to call twice."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            worker = self._worker
        waiting = []
        while not self._jobs.empty():
            waiting.append(self._jobs.get())
        self._jobs.put(None)
        for job in waiting:
            if job is not None:
                job.future.cancel()
        if worker is not threading.current_thread():
            worker.join(CLOSE_S)

    def __enter__(self) -> CardBus:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _start_worker(self) -> threading.Thread:
        # Daemon: a card that never answers must not keep the program from ending.
        worker = threading.Thread(target=self._run, name="card-bus", daemon=True)
        worker.start()
        return worker

    def _run(self) -> None:
        # A job holds its result. So it is known to _do only, and nothing of a card stays here until the next one.
        while (job := self._jobs.get()) is not None:
            waiting = [job]
            del job
            if not self._do(waiting.pop()):
                return

    def _do(self, job: _Job) -> bool:
        """Runs a job; False when its waiter was answered long ago and another thread has taken over."""
        if not job.future.set_running_or_notify_cancel():
            return True
        with self._lock:
            stuck = self._abandoned >= MAX_ABANDONED
        if stuck:
            job.settle(error=Trouble("card_silent"))
            return True
        job.watchdog = threading.Timer(self._watchdog_s, self._abandon, [job])
        job.watchdog.daemon = True
        _here.job = job
        job.watchdog.start()
        try:
            result = job.work()
        except BaseException as error:  # noqa: BLE001 - handed to the waiter, as in concurrent.futures
            in_time = job.settle(error=error)
        else:
            in_time = job.settle(result)
            del result
        job.watchdog.cancel()
        _here.job = None
        if not in_time:
            with self._lock:
                self._abandoned -= 1
        return in_time

    def _abandon(self, job: _Job) -> None:
        trouble = Trouble(job.trouble_when_late)
        with self._lock:
            # Counted before the waiter hears of it, and before the hung thread can come back.
            self._abandoned += 1
        # Logged first: whoever has the answer may count on the line being there.
        if not job.settle(error=trouble, first=lambda: events.log("devices.card_silent", trouble=trouble.id)):
            with self._lock:
                self._abandoned -= 1
            return
        with self._lock:
            self._worker = self._start_worker()
            if self._closed:
                self._jobs.put(None)
