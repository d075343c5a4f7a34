"""The kiosk: how long its window stands still in each state, how fast it answers a finger, what it takes of memory.

A whole visit is played with the window's own buttons on virtual devices: code, certificate, card, form.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from command.bench.table import Row, Table, median

if TYPE_CHECKING:
    from command.demo.stage import Stage
    from kiosk.window import KioskWindow

BEAT_MS = 10
"""Milliseconds between two beats; a stall is what two beats lie further apart than that."""
LIMIT_S = 60.0
"""Seconds that one step of a visit may take."""
JOURNEYS = 3
REPEATS = 10
"""Walks through every screen after which memory is looked at again."""
STARTS = 5

_FIRST_FRAME = """
from PySide6.QtWidgets import QApplication
from kiosk.pictures import stage
from look.tokens import Look
app = QApplication(["kakanai"])
with stage(Look(), (1920, 1080)) as window:
    while not window.testAttribute(__import__("PySide6.QtCore").QtCore.Qt.WidgetAttribute.WA_WState_Visible):
        app.processEvents()
    app.processEvents()
"""


class Beats:
    """Beats in the window's thread and keeps the longest gap by what was going on."""

    def __init__(self, now: Callable[[], str]) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest: dict[str, float] = defaultdict(float)
        self._now, self._last, self._name = now, time.perf_counter(), now()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._timer.start(BEAT_MS)

    def beat(self) -> None:
        """Counts the gap for the state in which it began and the one in which it ended."""
        at, name = time.perf_counter(), self._now()
        gap = (at - self._last) * 1000 - BEAT_MS
        for each in {self._name, name}:
            self.longest[each] = max(self.longest[each], gap)
        self._last, self._name = at, name

    def stop(self) -> None:
        """Ends it."""
        self._timer.stop()


class Visitor:
    """Plays a visitor's hands on a window, and keeps how long each touch took to show.

    Args:
        window: the kiosk.
        stage: of the demo: devices, card, papers and the truth about the family.
    """

    def __init__(self, window: KioskWindow, stage: Stage) -> None:
        import cv2

        from command.demo.stage import CERTIFICATE, PHONE, SAMPLES

        self.window, self.stage = window, stage
        self.answers: dict[str, list[float]] = defaultdict(list)
        # Opened beforehand: a hand that lays a sheet down decodes nothing.
        self._paper, self._phone = (cv2.imread(str(SAMPLES / name)) for name in (CERTIFICATE, PHONE))

    def wait(self, done: Callable[[], bool]) -> None:
        """Lets the window run until something is so.

        Raises:
            TimeoutError: it was not so within :data:`LIMIT_S`.
        """
        from PySide6.QtCore import QCoreApplication, QEventLoop

        deadline = time.monotonic() + LIMIT_S
        while not done():
            if time.monotonic() > deadline:
                journey = self.window.journey
                raise TimeoutError(f"{journey.state}, {journey.trouble.id if journey.trouble else 'no trouble'}")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def reach(self, state: str) -> None:
        """Waits for a state of the journey."""
        self.wait(lambda: self.window.journey.state == state)

    def press(self, name: str) -> None:
        """Touches a button, and waits until what follows is on the screen."""
        from PySide6.QtCore import QCoreApplication, QEvent
        from PySide6.QtWidgets import QAbstractButton

        window = self.window
        button = next(each for each in window.findChildren(QAbstractButton, name) if each.isVisibleTo(window))
        began = time.perf_counter()
        button.click()
        QCoreApplication.processEvents()
        self.answers[str(window.journey.state)].append((time.perf_counter() - began) * 1000)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def shown(self, number: int) -> None:
        """Waits until so many things have been read."""
        journey = self.window.journey
        self.wait(lambda: journey.state == "have" and len(journey.draft.shown) == number)

    def show_code(self) -> None:
        """Holds the phone before the camera."""
        self.press("have.qr")
        self.stage.desk.camera.show(self._phone)
        self.shown(1)
        self.stage.desk.camera.look_away()

    def lay_paper(self) -> None:
        """Lays the certificate down and has it read."""
        self.stage.desk.scanner.lay([self._paper])
        self.press("have.paper")
        self.press("paper.scan")
        self.shown(2)

    def type_pin(self, pin: str) -> None:
        """Types a PIN once the card has been seen."""
        self.reach("pin")
        for digit in pin:
            self.press(f"pin.{digit}")
        self.press("pin.go")

    def use_card(self, pin: str | None = None) -> None:
        """Puts the card on the reader, types, takes it back."""
        from command.demo.stage import PIN

        self.press("have.card")
        self.stage.card.insert()
        self.type_pin(pin or PIN)
        self.take_card()

    def take_card(self) -> None:
        """Takes the card back once the kiosk asks for it."""
        self.reach("card_take")
        self.stage.card.eject()
        self.shown(3)

    def settle(self) -> None:
        """Answers what the kiosk asks, with the truth where it is known."""
        self.press("have.look_over")
        self.press("who.go_on")
        journey = self.window.journey
        while waiting := [each for each in journey.draft.fields.values() if each.needs_eyes]:
            field = waiting[0]
            answer = self.stage.household.get(field.path, field.value)
            if field.path == "notifier.relation":
                answer = "self"
            self.press(f"choice.{field.path}.{answer}")

    def answer_questions(self, word: str = "no") -> None:
        """Answers every question of the guide with one word, or with the first where that is no answer to it."""
        while (journey := self.window.journey).state == "question":
            words = journey.questions.guide.questions[journey.question].words
            self.press(f"question.{word if word in words else words[0]}")

    def finish(self) -> None:
        """Accepts, takes the paper, goes."""
        self.press("confirm.accept")
        self.answer_questions()
        self.press("todo.go_on")
        self.reach("printed")
        self.press("printed.yes")
        self.press("thanks.finish")
        self.reach("welcome")

    def visit(self) -> None:
        """A whole visit."""
        self.press("welcome.moving_in")
        self.show_code()
        self.lay_paper()
        self.use_card()
        self.settle()
        self.finish()


def measure() -> Table:
    """Stalls and answers by state, of whole visits; start-up and memory in rows of their own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from command.demo.stage import set_up

    with set_up(None, cups=False, tray=True) as stage, open_window(stage) as window:
        beats = Beats(lambda: str(window.journey.state))
        visitor = Visitor(window, stage)
        window.conductor.warm_up()
        visitor.wait(lambda: window.conductor.jobs.running == 0)
        warm = beats.longest.pop("welcome", 0.0)
        for _ in range(JOURNEYS):
            visitor.visit()
            stage.desk.printer.tray.clear()
        beats.stop()
    rows = [
        Row(state, {"longest stall ms": round(gap, 1), **_answer(visitor.answers.get(state, []))})
        for state, gap in beats.longest.items()
    ]
    rows.append(Row("welcome, engines loading", {"longest stall ms": round(warm, 1), **_answer([])}))
    rows.append(Row("process to first frame", {"longest stall ms": "", "answer ms": _first_frame(), "MiB": ""}))
    before, after = _memory()
    rows.append(Row("memory after all screens once", {"longest stall ms": "", "answer ms": "", "MiB": before}))
    rows.append(Row(f"memory after {REPEATS} times more", {"longest stall ms": "", "answer ms": "", "MiB": after}))
    return Table("kiosk", f"{JOURNEYS} whole visits on virtual devices, a beat every {BEAT_MS} ms", tuple(rows))


def _answer(taken: list[float]) -> dict[str, float | str]:
    return {"answer ms": median(taken) if taken else "", "MiB": ""}


@contextmanager
def open_window(stage: Stage) -> Iterator[KioskWindow]:
    """The kiosk's window on the stage's devices and store; wiped and closed at the end."""
    from PySide6.QtWidgets import QApplication

    from forms.guide.description import get_guide
    from kiosk.app import KioskSettings, make_window

    app = QApplication.instance() or QApplication(["kakanai"])
    assert app is not None
    settings = KioskSettings(name="bench", guide=get_guide(), full_screen=False)
    window = make_window(stage.desk, stage.store, stage.clock, settings)
    window.resize(1920, 1080)
    window.show()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()


def _first_frame() -> float | str:
    """Milliseconds from nothing to the welcome screen, engines not yet loaded; the median of several processes."""
    if getattr(sys, "frozen", False):
        return ""
    taken = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-P", "-c", _FIRST_FRAME],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        )
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def _memory() -> tuple[float, float]:
    """MiB held after one visit through every screen and after many more, on devices that stand still."""
    from kiosk.pictures import LANDSCAPE, show, stage
    from kiosk.shots import SHOTS
    from look.tokens import Look

    with stage(Look(), LANDSCAPE) as window:

        def visit() -> None:
            for shot in SHOTS[:-1]:
                show(window, shot)
                window.repaint()

        visit()
        before = _held()
        for _ in range(REPEATS):
            visit()
        return before, _held()


def _held() -> float:
    """MiB of this process in memory."""
    import gc

    gc.collect()
    fields = Path("/proc/self/statm").read_text().split()
    return round(int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)
