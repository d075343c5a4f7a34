"""A desk of stand-ins, a store in memory, and the sample family, for journeys without daemons."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from base.trouble import Trouble
from devices.camera.virtual import VirtualCamera
from devices.card.api import BasicFour, CardStatus, Sex
from devices.printer.api import PrinterStatus, PrintJob
from devices.voice.virtual import VirtualVoice
from forms.preentry.payload import PreEntry, encode
from forms.preentry.qr import draw
from forms.visit import Visit
from kiosk.family import household, sample_readings
from kiosk.intake import Visits
from kiosk.settings import KioskSettings
from kiosk.window import KioskWindow
from look.tokens import Look


class FakeCards:
    """A reader that is told what lies on it. Whoever has had the card read takes it away at once."""

    def __init__(self) -> None:
        self.status_now = CardStatus.NO_CARD
        self.tries = 3
        self.pin = "1234"
        self.asked: list[str] = []
        self.trouble: Trouble | None = None

    def status(self):
        return self.status_now

    def pin_tries_left(self):
        if self.trouble:
            raise self.trouble
        return self.tries

    def read_basic_four(self, pin, *, use_last_try=False):
        self.asked.append("last" if use_last_try else "pin")
        if self.trouble:
            raise self.trouble
        if self.tries == 1 and not use_last_try:
            raise Trouble("pin_last_try")
        if pin != self.pin:
            self.tries -= 1
            if self.tries == 0:
                raise Trouble("pin_locked")
            raise Trouble("pin_wrong", tries_left=self.tries)
        truth = household()
        self.status_now = CardStatus.NO_CARD
        return BasicFour(truth["members[0].name"], truth["former_address"], truth["members[0].birth_date"], Sex.MALE)


class FakeBus:
    """Runs a call at once."""

    def submit(self, function, /, *args, **kwargs):
        future = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Trouble as refused:
            future.set_exception(refused)
        return future


class FakeScanner:
    def __init__(self) -> None:
        self.trouble: Trouble | None = None
        self.cancelled = 0

    def scan(self, progress=None):
        if self.trouble:
            raise self.trouble
        if progress:
            progress(1.0)
        return [SimpleNamespace(pixels=np.full((8, 8, 3), 255, np.uint8), dpi=300)]

    def cancel(self):
        self.cancelled += 1


class FakePrinter:
    def __init__(self) -> None:
        self.trouble: Trouble | None = None
        self.printed: list[bytes] = []
        self.titles: list[str] = []
        self.cleared = 0

    def status(self):
        return PrinterStatus.READY

    def print_pdf(self, pdf, title):
        if self.trouble:
            raise self.trouble
        self.printed.append(pdf)
        self.titles.append(title)
        return PrintJob("1", 1)

    def wait(self, job, on_status=None):
        if on_status:
            on_status(PrinterStatus.READY)

    def clear_queue(self):
        self.cleared += 1
        return 0


class MemoryCalls:
    """A bell that is told whether anybody hears it."""

    def __init__(self) -> None:
        self.trouble: Trouble | None = None
        self.held: threading.Event | None = None
        self.rung: dict[str, SimpleNamespace] = {}

    def raise_(self, call, *, actor):
        if self.held:
            self.held.wait(10)
        if self.trouble:
            raise self.trouble
        row = SimpleNamespace(**{name: getattr(call, name) for name in call.__slots__}, actor=actor)
        self.rung.setdefault(call.id, row)

    def withdraw(self, id, *, actor):
        if self.trouble:
            raise self.trouble
        self.answer(id, actor)

    def find(self, id):
        if self.trouble:
            raise self.trouble
        return self.rung.get(id)

    def answer(self, id, actor):
        row = self.rung[id]
        row.answered_by, row.answered_at = actor, row.at

    @property
    def open(self):
        return [each for each in self.rung.values() if each.answered_at is None]


class MemoryJourneys:
    """Keeps what was counted."""

    def __init__(self) -> None:
        self.left: list = []
        self.trouble: Trouble | None = None

    def add(self, journeys, *, actor):
        if self.trouble:
            raise self.trouble
        self.left += journeys


class MemoryStore(Visits):
    """Keeps actions as the real store does: each id once, all or nothing."""

    def __init__(self) -> None:
        self.actions: list = []
        self.pages: dict[str, bytes] = {}
        self.trouble: Trouble | None = None
        self.lose_answer = False
        self.numbers = 0
        self._calls = MemoryCalls()
        self._journeys = MemoryJourneys()

    @property
    def calls(self):
        return self._calls

    @property
    def journeys(self):
        return self._journeys

    def add(self, actions, *, pages=None):
        if self.trouble:
            raise self.trouble
        known = {each.id for each in self.actions}
        new = [each for each in actions if each.id not in known]
        Visit.replay([*[a for a in self.actions if a.visit_id == actions[0].visit_id], *new])
        self.actions += new
        self.pages |= pages or {}
        if self.lose_answer:
            self.lose_answer = False
            raise Trouble("kiosk_too_slow")
        return len(self.actions)

    def next_reception_number(self, day):
        if self.trouble:
            raise self.trouble
        self.numbers += 1
        return f"{self.numbers:04d}"

    @property
    def visit(self) -> Visit:
        return Visit.replay(self.actions)


@pytest.fixture
def desk():
    return SimpleNamespace(
        cards=FakeCards(),
        bus=FakeBus(),
        scanner=FakeScanner(),
        camera=VirtualCamera(),
        printer=FakePrinter(),
        voice=VirtualVoice(),
        is_virtual=False,
    )


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def readings(qapp):
    return sample_readings()


@pytest.fixture
def certificate(readings, monkeypatch):
    """What the certificate reader gives, without its engines."""
    _pre, paper, _card, page = readings
    monkeypatch.setattr(
        "kiosk.intake.read_paper", lambda scanner, progress: (scanner.scan(progress), paper, (page,))[1:]
    )
    return paper


@pytest.fixture
def guide():
    """The procedures guide of the kiosk; a test that wants its questions overrides this."""
    return


@pytest.fixture
def window(qtbot, qapp, desk, store, clock, certificate, guide):
    from look import style

    style.start(qapp, Look())
    made = KioskWindow(desk, store, clock, KioskSettings(guide=guide))
    made.resize(1920, 1080)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    made.close()
    qtbot.waitUntil(lambda: made.conductor.jobs.running == 0, timeout=10_000)
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def show_code(desk, clock, tmp_path):
    """Holds the sample family's pre-entry before the camera."""

    def show() -> None:
        values = {
            path: value
            for path, value in household().items()
            if path not in ("kind", "notified_on", "issuer", "issued_on", "planned_on")
        }
        values["members[0].name"] = values["members[0].name"].replace("髙", "高")
        file = tmp_path / "code.png"
        file.write_bytes(draw(encode(PreEntry.make(values, clock.now())), scale=4))
        desk.camera.show(file)

    return show
